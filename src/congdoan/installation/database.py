"""Which database this copy works in: an outside one by address, or the embedded server's."""

import time
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg
from psycopg import sql

from congdoan.installation import postgres
from congdoan.installation.postgres import socket
from congdoan.installation.postgres.binaries import OLDEST
from congdoan.installation.settings import Installation, installation
from congdoan.installation.words import _

NAME = "congdoan"


def cluster(settings: Installation) -> postgres.Cluster:
    """The embedded server of this copy."""
    return postgres.Cluster(settings.data / "postgres", settings.postgres_binaries)


def connection(settings: Installation) -> dict[str, Any]:
    """Django's connection values. Starts nothing; see `ready`."""
    if settings.database_url is None:
        return {"NAME": NAME, "USER": "congdoan", "HOST": str(cluster(settings).socket_folder), "PORT": socket.PORT}
    parts = urlsplit(settings.database_url)
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": parts.port or "",
        "OPTIONS": options,
    }


def _for_psycopg(values: dict[str, Any]) -> dict[str, Any]:
    """Django's connection values in the driver's words."""
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    options: dict[str, Any] = values.get("OPTIONS", {})
    return options | {names[key]: value for key, value in values.items() if key in names and value}


def ready() -> None:
    """Make sure this copy's server runs until this process ends, with its database made. Outside ones are left alone.

    Raises postgres.CannotStart.
    """
    settings = installation()
    if settings.database_url is None:
        own = cluster(settings)
        postgres.hold(own)
        _make_database(own, attempts=3)


def refuse_unfit(oldest: int = OLDEST) -> None:
    """Raise CannotStart, in words, where the database named from outside does not answer or is too old for us."""
    values = _for_psycopg(connection(installation()))
    try:
        with psycopg.connect(**values) as session:
            version = session.info.server_version // 10_000
    except psycopg.Error as reason:
        raise postgres.CannotStart(
            _("Không vào được cơ sở dữ liệu ở DATABASE_URL: %s") % str(reason).strip().splitlines()[0]
        ) from reason
    if version < oldest:
        raise postgres.CannotStart(
            _(
                "PostgreSQL %(version)d ở DATABASE_URL quá cũ, cần từ %(oldest)d. "
                "Hãy nâng cấp máy chủ, hoặc bỏ DATABASE_URL để dùng bản kèm theo."
            )
            % {"version": version, "oldest": oldest}
        )


def is_embedded() -> bool:
    """Whether this copy works in its own server rather than in a database named from outside."""
    return installation().database_url is None


def make_anew() -> None:
    """Drop this copy's database with everything in it, throwing its users out, and make it again, empty.

    Whether that may be done is the caller's to judge. Raises postgres.CannotStart where the server will not.
    """
    values = _for_psycopg(connection(installation()))
    name = sql.Identifier(values["dbname"])
    try:
        with psycopg.connect(**{**values, "dbname": "postgres"}, autocommit=True) as session:
            session.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            session.execute(sql.SQL("CREATE DATABASE {}").format(name))
    except psycopg.Error as reason:
        raise postgres.CannotStart(str(reason)) from reason


def leave() -> None:
    """Give the embedded server up at once, for a process that will not end the usual way."""
    settings = installation()
    if settings.database_url is None:
        postgres.release(cluster(settings))


def revive() -> None:
    """Start the embedded server again if it fell; does nothing while it answers. Raises postgres.CannotStart."""
    settings = installation()
    if settings.database_url is None:
        postgres.revive(cluster(settings))


def _make_database(own: postgres.Cluster, *, attempts: int) -> None:
    """Make our database if it is new. Tries again where the server was dying while `hold` looked at it."""
    values = {"host": str(own.socket_folder), "port": socket.PORT, "user": "congdoan", "dbname": "postgres"}
    try:
        with psycopg.connect(**values, autocommit=True) as session:  # type: ignore[arg-type]
            known = session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
            if known is None:
                session.execute(f'CREATE DATABASE "{NAME}"')
    except psycopg.OperationalError as reason:
        if attempts == 1:
            raise postgres.CannotStart(str(reason)) from reason
        time.sleep(1)
        postgres.revive(own)
        _make_database(own, attempts=attempts - 1)
