"""Readers that turn one environment variable into one typed value, or refuse it by name."""

from collections.abc import Mapping
from pathlib import Path
from typing import overload
from urllib.parse import urlsplit

from congdoan.installation.words import _


class BadSetting(Exception):
    """A setting whose value cannot be used. The message names the variable, its value and what is allowed."""

    def __init__(self, name: str, value: str, allowed: str) -> None:
        super().__init__(
            _("%(name)s=%(value)r không dùng được: cần %(allowed)s.")
            % {"name": name, "value": value, "allowed": allowed}
        )
        self.name = name


def text(environment: Mapping[str, str], name: str, *, at_least: int = 1) -> str | None:
    """The value as it stands; None where unset or empty."""
    value = environment.get(name, "").strip()
    if value and len(value) < at_least:
        raise BadSetting(name, "…", _("ít nhất %d ký tự") % at_least)
    return value or None


def flag(environment: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = environment.get(name, "").strip().lower()
    if value in ("1", "true", "yes"):
        return True
    if value in ("0", "false", "no"):
        return False
    if value:
        raise BadSetting(name, value, _("1 hoặc 0"))
    return default


def names(environment: Mapping[str, str], name: str, *, default: tuple[str, ...]) -> tuple[str, ...]:
    """A list divided by commas."""
    values = tuple(part.strip() for part in environment.get(name, "").split(",") if part.strip())
    return values or default


@overload
def folder(environment: Mapping[str, str], name: str, *, default: Path) -> Path: ...
@overload
def folder(environment: Mapping[str, str], name: str, *, default: None) -> Path | None: ...
def folder(environment: Mapping[str, str], name: str, *, default: Path | None) -> Path | None:
    """An absolute folder, which need not exist yet."""
    value = environment.get(name, "").strip()
    if not value:
        return default
    path = Path(value).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise BadSetting(name, value, _("đường dẫn tới một thư mục"))
    return path


def database_address(environment: Mapping[str, str], name: str) -> str | None:
    """A postgresql:// address."""
    value = environment.get(name, "").strip()
    if not value:
        return None
    parts = urlsplit(value)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise BadSetting(name, "…", _("địa chỉ dạng postgresql://người_dùng:mật_khẩu@máy:cổng/cơ_sở_dữ_liệu"))
    return value
