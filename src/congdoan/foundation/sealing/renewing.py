"""Sealing everything anew with the newest key, a batch at a time, while work goes on."""

from collections import Counter
from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models, transaction

from congdoan.foundation import files
from congdoan.foundation.models import StoredFile
from congdoan.foundation.sealing.acquaintance import ring
from congdoan.foundation.sealing.field import SealedTextField
from congdoan.foundation.sealing.tokens import MARK, key_of, seal, unseal

BATCH = 500


def sealed_columns() -> Iterator[tuple[type[models.Model], str]]:
    """Every sealed column of the installed rooms, found by its kind: nothing is listed by hand, none forgotten."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, SealedTextField) and field.column:
                yield model, field.column


def keys_in_use() -> Counter[str]:
    """How many values and files are sealed with each key, by the key's name. Reads every sealed row."""
    counted: Counter[str] = Counter()
    with connection.cursor() as cursor:
        for model, column in sealed_columns():
            table, name = map(connection.ops.quote_name, (model._meta.db_table, column))
            cursor.execute(
                f"SELECT split_part({name}, '.', 2), count(*) FROM {table} WHERE {name} <> '' GROUP BY 1"  # noqa: S608
            )
            counted.update(dict(cursor.fetchall()))
    for file in _sealed_files().iterator():
        if opening := _opening_of(file):
            counted[key_of(opening)] += 1
    return counted


def reseal() -> int:
    """Seal with the newest key whatever is sealed with an older one, and say how many values and files that were.

    Each batch is a transaction of its own: stopped half-way, everything stays readable and the next call goes on.
    Raises KeyLost, having changed nothing of the batch, where a key is missing.
    """
    newest = ring().current.name
    done = sum(_reseal_column(model._meta.db_table, column, newest) for model, column in sealed_columns())
    return done + sum(_reseal_file(pk) for pk in _encrypted_files())


def _reseal_column(table: str, column: str, newest: str) -> int:
    done = 0
    while count := _reseal_batch(table, column, newest):
        done += count
    return done


@transaction.atomic
def _reseal_batch(table: str, column: str, newest: str) -> int:
    table, column = connection.ops.quote_name(table), connection.ops.quote_name(column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT ctid::text, {column} FROM {table} WHERE {column} <> '' AND NOT starts_with({column}, %s)"  # noqa: S608
            " LIMIT %s FOR UPDATE SKIP LOCKED",
            [f"{MARK}.{newest}.", BATCH],
        )
        rows = cursor.fetchall()
        cursor.execute("SET LOCAL congdoan.sealing_anew = 'yes'")  # a guard of a sealed column lets this pass
        cursor.executemany(
            f"UPDATE {table} SET {column} = %s WHERE ctid = %s::tid",  # noqa: S608 - both names are our own columns
            [(seal(unseal(token)), place) for place, token in rows],
        )
    return len(rows)


def _encrypted_files() -> list[int]:
    return list(_sealed_files().order_by("pk").values_list("pk", flat=True))


def _sealed_files() -> models.QuerySet[StoredFile]:
    return StoredFile.objects.filter(is_encrypted=True, destroyed_at__isnull=True)


def _opening_of(file: StoredFile) -> str:
    """The line that names the key; none for a file destroyed since it was listed."""
    if not files.path_of(file.digest).exists():
        file.refresh_from_db(fields=["digest", "destroyed_at"])  # destroyed or sealed anew meanwhile
        if file.destroyed_at:
            return ""
    with files.path_of(file.digest).open("rb") as stream:
        return stream.readline(60).decode("ascii", "replace").strip()


def _reseal_file(pk: int) -> bool:
    """Whether the file was sealed anew; one destroyed since it was listed was not."""
    with transaction.atomic():
        file = _sealed_files().select_for_update().filter(pk=pk).first()
        if file is None:
            return False
        old = files.path_of(file.digest)
        renewed = files.seal_again(file)
        if renewed:
            transaction.on_commit(lambda: old.unlink(missing_ok=True))
    return renewed
