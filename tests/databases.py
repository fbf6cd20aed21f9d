"""Databases for tests, made by copying one migrated template.

The journal refuses DELETE and TRUNCATE with no bypass, so nothing here is ever flushed: a test works in a transaction
that is rolled back, or, where it must commit, in a database of its own that is dropped. A copy takes about a tenth of
a second. The template is named by a fingerprint of the migrations and kept between runs.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from congdoan.installation import postgres
from congdoan.installation.postgres import binaries, socket
from congdoan.installation.settings import REPOSITORY, installation

FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "60"}


def cluster() -> postgres.Cluster | None:
    """The server kept for tests: the packaged one, or the machine's where CONGDOAN_TEST_SERVER=system.

    None where DATABASE_URL names an outside one.
    """
    settings = installation()
    if settings.database_url:
        return None
    chosen = settings.postgres_binaries
    if os.environ.get("CONGDOAN_TEST_SERVER") == "system":
        chosen = binaries.installed()
        if chosen is None:
            raise postgres.CannotStart("CONGDOAN_TEST_SERVER=system, but this machine has no PostgreSQL 15 or newer")
    version = binaries.version_of(chosen) if chosen else "packaged"
    return postgres.Cluster(settings.data / f"test-postgres-{version}", chosen, FAST)


def fingerprint() -> str:
    """Changes whenever a freshly migrated database might."""
    digest = hashlib.sha256((REPOSITORY / "requirements" / "lock.txt").read_bytes())
    package = Path(REPOSITORY, "src", "congdoan")
    sources = [*package.rglob("migrations/*.py"), *package.glob("*/data/*.toml"), *package.glob("*/reference.py")]
    for path in sorted(sources):
        digest.update(str(path.relative_to(REPOSITORY)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@dataclass(frozen=True)
class Server:
    """A running server and how to reach it; `values` are Django's connection values."""

    values: dict[str, Any]

    @contextmanager
    def session(self) -> Iterator[psycopg.Connection]:
        """A connection outside every test database."""
        known = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
        values = {name: self.values[key] for name, key in known.items() if self.values.get(key)}
        with psycopg.connect(**values, dbname="postgres", autocommit=True) as session:
            yield session

    def exists(self, name: str) -> bool:
        with self.session() as session:
            return session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None

    def create(self, name: str, *, template: str = "template0") -> None:
        with self.session() as session:
            session.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" ENCODING \'UTF8\'')

    def rename(self, name: str, *, to: str) -> None:
        with self.session() as session:
            session.execute(f'ALTER DATABASE "{name}" RENAME TO "{to}"')

    def drop(self, name: str) -> None:
        with self.session() as session:
            session.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def drop_left_over(self, keep: str) -> None:
        """Drop what a killed run left: databases of processes that are gone, and templates of older migrations."""
        with self.session() as session:
            rows = session.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'").fetchall()
        for (name,) in rows:
            kind, _, rest = name.removeprefix("test_").partition("_")
            abandoned = kind == "run" and not _is_alive(int(rest.split("_")[0]))
            outdated = kind == "template" and name != keep
            if abandoned or outdated:
                self.drop(name)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def start() -> Server:
    """The server for this test process, kept running until the last process using it ends."""
    own = cluster()
    if own is None:
        from congdoan.installation import database

        return Server(database.connection(installation()))
    postgres.hold(own)
    return Server({"HOST": str(own.socket_folder), "PORT": socket.PORT, "USER": "congdoan"})
