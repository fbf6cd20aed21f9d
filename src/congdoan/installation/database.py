"""Which database this copy works in: an outside one by address, or the embedded server's."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from congdoan.installation import postgres
from congdoan.installation.postgres import socket
from congdoan.installation.settings import Installation, installation

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


def ready() -> None:
    """Make sure this copy's server runs until this process ends, with its database made. Outside ones are left alone.

    Raises postgres.CannotStart.
    """
    settings = installation()
    if settings.database_url is not None:
        return
    own = cluster(settings)
    postgres.hold(own)
    _make_database(str(own.socket_folder))


def _make_database(host: str) -> None:
    import psycopg

    values = {"host": host, "port": socket.PORT, "user": "congdoan", "dbname": "postgres"}
    with psycopg.connect(**values, autocommit=True) as session:  # type: ignore[arg-type]
        known = session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
        if known is None:
            session.execute(f'CREATE DATABASE "{NAME}"')
