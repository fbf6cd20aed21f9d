"""Everything a database tells: as a thief of a backup reads it, and as one who holds the keys too."""

import os
import subprocess

from django.db import connection

from congdoan.foundation.sealing.renewing import sealed_columns
from congdoan.foundation.sealing.tokens import unseal
from congdoan.installation.postgres import binaries


def dump() -> str:
    """Everything in the database of this test, as `pg_dump` writes it."""
    values = connection.settings_dict
    found = binaries.find()
    assert found is not None
    program = found.folder / "pg_dump"
    told = subprocess.run(
        [str(program), "-h", values["HOST"], "-p", str(values["PORT"]), "-U", values["USER"], values["NAME"]],
        capture_output=True, text=True, check=True, env={**os.environ, "PGPASSWORD": values.get("PASSWORD") or ""},
    )  # fmt: skip
    return told.stdout


def unsealed() -> dict[str, list[str]]:
    """What every sealed column holds, opened, by `table.column`. Empty values are left out."""
    found: dict[str, list[str]] = {}
    for model, column in sealed_columns():
        tokens = model._base_manager.exclude(**{f"{column}__isnull": True}).values_list(column, flat=True)
        opened = [unseal(sealed.token) for sealed in tokens if sealed]
        if opened:
            found[f"{model._meta.db_table}.{column}"] = opened
    return found
