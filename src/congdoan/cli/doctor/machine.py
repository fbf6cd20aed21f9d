"""The machine and what is installed on it."""

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from congdoan.cli.doctor.finding import Finding, good, handy, wrong
from congdoan.installation.settings import REPOSITORY
from congdoan.installation.words import _

SETUP = "python3 run.py setup"


def python() -> Iterator[Finding]:
    name = f"Python {sys.version.split()[0]}"
    if sys.version_info >= (3, 11):
        yield good(name)
    else:
        yield wrong(_("%s quá cũ, cần từ 3.11.") % name, _("Cài Python 3.11 hoặc mới hơn rồi chạy: %s") % SETUP)


def packages(lock: Path = REPOSITORY / "requirements" / "lock.txt") -> Iterator[Finding]:
    """Whether what is installed is what is locked. Packages locked for other systems only are passed over."""
    pinned = re.findall(r"^([\w.-]+)==([^\s;\\]+)([^\\\n]*)", lock.read_text(), re.MULTILINE)
    differing = [name for name, pin, marker in pinned if not marker.strip() and _installed(name) != pin]
    if not differing:
        yield good(_("Đủ %d gói theo requirements/lock.txt") % len(pinned))
    else:
        named = ", ".join(differing[:5]) + (" …" if len(differing) > 5 else "")
        yield wrong(
            _("Thiếu hoặc khác phiên bản %(count)d gói: %(named)s") % {"count": len(differing), "named": named}, SETUP
        )


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def front_end(root: Path = REPOSITORY) -> Iterator[Finding]:
    pins = b"".join((root / name).read_bytes() for name in ("package.json", "package-lock.json"))
    stamp = root / "src" / "congdoan" / "web" / "static" / "vendor" / "installed"
    if stamp.exists() and stamp.read_text() == hashlib.sha256(pins).hexdigest():
        yield good(_("Đủ tệp giao diện (kiểu chữ, HTMX)"))
    else:
        yield wrong(_("Thiếu tệp giao diện, hoặc tệp không đúng phiên bản."), SETUP)


def helpers() -> Iterator[Finding]:
    """Programs that are used where present."""
    yield _ocr()
    if shutil.which("antiword"):
        yield good(_("Đọc được tệp .doc đời cũ (antiword)"))
    else:
        yield handy(_("Không đọc được tệp .doc đời cũ."), "sudo apt-get install antiword")
    if shutil.which("chromium") or shutil.which("chromium-browser"):
        yield good(_("Có Chromium cho các bài thử trên trình duyệt"))
    else:
        yield handy(_("Không có Chromium: các bài thử trên trình duyệt bị bỏ qua."), "sudo apt-get install chromium")


def _ocr() -> Finding:
    install = "sudo apt-get install tesseract-ocr tesseract-ocr-vie"
    if shutil.which("tesseract") is None:
        return handy(_("Không đọc được bản quét (chưa có OCR); văn bản có chữ vẫn đọc được."), install)
    languages = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S607
    if "vie" not in languages.stdout.split():
        return handy(_("Có tesseract nhưng thiếu tiếng Việt."), install)
    return good(_("Đọc được bản quét tiếng Việt (tesseract)"))
