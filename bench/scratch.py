"""A database for one benchmark: made beside the installation's own on its server, migrated, dropped at the end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django


def set_up() -> None:
    """Start the server if it is the embedded one, and Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congdoan.site.settings")
    from congdoan.installation import database

    database.ready()
    django.setup()


@contextmanager
def scratch_database(name: str) -> Iterator[None]:
    """Django connected to a freshly migrated database of this name; nothing of the installation's data is touched."""
    from django.core.management import call_command
    from django.db import connection

    own = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
    _connect(name)
    try:
        call_command("migrate", verbosity=0, interactive=False)
        yield
    finally:
        _connect(own)
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _connect(name: str) -> None:
    from django.db import connection

    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
    connection.settings_dict["NAME"] = name
