"""Where a name still stands, and whose unit a person's request belongs to."""

from collections import Counter
from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

from congdoan.foundation.sealing import SealedTextField
from congdoan.membership.access import last_spell
from congdoan.organisation.models import Person, Unit

TEXT = (models.CharField, models.TextField, models.JSONField)
NO_WORDS = frozenset({"auth", "contenttypes", "journal", "sessions"})
"""Rooms, and tables of the framework, that hold no free words: there is nothing to look through."""


def unit_of(person: Person) -> Unit | None:
    """Where the person is or last was a member, else the unit they were last helped for; None for neither."""
    spell = last_spell(person)
    if spell:
        return spell.unit
    case = person.cases.select_related("for_unit").order_by("-asked_on", "-pk").first()
    return case.for_unit if case else None


def mentions(name: str) -> dict[str, int]:
    """In how many rows of each room the name still stands in open words. Reads every open text: a statement a table.

    It may be another person of the same name, or words nobody could know to be about this one: somebody has to look.
    """
    found: Counter[str] = Counter()
    for room, table, columns in open_words():
        found[room] += _rows_with(table, columns, name)
    return {room: count for room, count in sorted(found.items()) if count}


def open_words() -> Iterator[tuple[str, str, list[str]]]:
    """Room, table and columns in which words stand openly, found by their kind: nothing is listed by hand."""
    for model in apps.get_models():
        columns = [str(field.column) for field in model._meta.local_concrete_fields if _is_open_text(field)]
        if columns and model._meta.app_label not in NO_WORDS and not model._meta.proxy:
            yield model._meta.app_label, model._meta.db_table, columns


def _is_open_text(field: object) -> bool:
    return isinstance(field, TEXT) and not isinstance(field, SealedTextField) and not field.choices


def _rows_with(table: str, columns: list[str], name: str) -> int:
    quoted = [f"{connection.ops.quote_name(column)}::text" for column in columns]
    place = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {place} WHERE strpos(concat_ws(' ', {', '.join(quoted)}), %s) > 0",  # noqa: S608
            [name],
        )
        return int(cursor.fetchone()[0])
