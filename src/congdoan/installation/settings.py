"""What this copy of Congdoan was told by its surroundings: read once, typed, and refused by name when wrong.

Every setting is an environment variable and every one has a default that works on a laptop. A bad value stops the
program with a sentence naming the variable, what it held and what it may hold; it never falls back in silence.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from congdoan.installation.readers import BadSetting, database_address, flag, folder, names, text
from congdoan.installation.words import _

REHEARSAL = "CONGDOAN_REHEARSAL"
REPOSITORY = Path(__file__).resolve().parents[3]

__all__ = ["REPOSITORY", "BadSetting", "Installation", "installation", "read"]


@dataclass(frozen=True)
class Installation:
    """The settings of one copy, as plain values."""

    data: Path
    """Where everything this copy writes lives: its PostgreSQL, uploaded papers, collected static files."""
    database_url: str | None
    """An outside PostgreSQL (15 or newer). None: the embedded server under `data`."""
    postgres_binaries: Path | None
    """A folder holding `initdb` and `pg_ctl` to use instead of the packaged ones."""
    hosts: tuple[str, ...]
    """Host names this site answers to; the first is used in links sent out."""
    behind_https: bool
    """True where a reverse proxy ends TLS in front of us: cookies become secure and plain HTTP is redirected."""
    debug: bool
    is_rehearsal: bool
    """True for a demonstration or a course: only there may the site work on a day that is not today's."""
    secret_key: str | None
    """The signing key; None: kept in a file only its owner may read, made at first use."""

    @property
    def papers(self) -> Path:
        """Uploaded files. Served only through an access function, never by path."""
        return self.data / "papers"

    @property
    def static(self) -> Path:
        """Collected static files, rebuilt by `serve`."""
        return self.data / "static"

    def signing_key(self) -> str:
        """The secret that signs sessions, made on first use and readable by its owner only."""
        if self.secret_key:
            return self.secret_key
        path = self.data / "secret-key"
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return _written_key(path)
        with os.fdopen(descriptor, "w") as file:
            key = secrets.token_urlsafe(50)
            file.write(key)
        return key


def _written_key(path: Path) -> str:
    key = path.read_text().strip()
    if len(key) < 50:
        raise BadSetting(str(path), "…", _("một khóa ký ít nhất 50 ký tự; hãy xóa tệp này để có khóa mới"))
    return key


def read(environment: Mapping[str, str]) -> Installation:
    """The settings held by `environment`. Raises BadSetting naming the first variable that is wrong."""
    return Installation(
        data=folder(environment, "CONGDOAN_DATA", default=REPOSITORY / "var"),
        database_url=database_address(environment, "DATABASE_URL"),
        postgres_binaries=folder(environment, "PG_BIN", default=None),
        hosts=names(environment, "CONGDOAN_HOSTS", default=("localhost", "127.0.0.1", "[::1]")),
        behind_https=flag(environment, "CONGDOAN_HTTPS", default=False),
        debug=flag(environment, "CONGDOAN_DEBUG", default=False),
        is_rehearsal=flag(environment, REHEARSAL, default=False),
        secret_key=text(environment, "CONGDOAN_SECRET_KEY", at_least=50),
    )


def rehearse() -> None:
    """From now on this process, and those it starts, are a rehearsal."""
    os.environ[REHEARSAL] = "1"
    installation.cache_clear()


@cache
def installation() -> Installation:
    """This copy's settings, read once."""
    return read(os.environ)
