"""What forgetting a person means to the rooms: their name is gone, what was counted and paid stays true.

A room that keeps something about people offers a module `forgetting` with three functions:

    in_the_way(person: Person, on: date) -> list[Obstacle]
    kept(person: Person, on: date) -> list[Kept]
    forget(person: Person, on: date, by: Actor) -> None

The room `forgetting` calls them, from the top floor down: the person is still known by name while each does its part.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db import models
from django.utils.functional import Promise

from congdoan.foundation.text import fold

ANONYMOUS = "Người đã được xóa thông tin"
"""What stands in the place of a name that was forgotten. It is kept, so it is Vietnamese for every reader."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why `room` cannot forget the person yet: so many of what; `until` where a day will end it by itself."""

    room: str
    count: int
    description: "str | Promise"
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What `room` must keep for longer, where the name stands in it, until which day, and by which act."""

    room: str
    count: int
    description: "str | Promise"
    until: date | None
    basis: str = ""
    is_verified: bool = False


def free_from(happened_on: date, years: int) -> date:
    """First day on which what happened then need not be kept, where it is kept so many years from its year's end."""
    return date(happened_on.year + years + 1, 1, 1) if years else happened_on


def without_name(text: str, name: str, *, instead: str = ANONYMOUS) -> str:
    """`text` with every mention of the name replaced, however accented, in capitals or not; as it is where there is
    none.
    """
    wanted = fold(name).split()
    if not wanted or fold(name) not in fold(text):
        return text
    words = text.split(" ")
    bare = [fold(word).strip(".,;:()“”\"'!?-–") for word in words]
    kept, place = [], 0
    while place < len(words):
        if bare[place : place + len(wanted)] == wanted:
            kept.append(instead)
            place += len(wanted)
        else:
            kept.append(words[place])
            place += 1
    found = " ".join(kept)
    return instead if fold(name) in fold(found) else found  # grown together with other letters: all of it goes


def forget_doer(key: str) -> int:
    """Replace the name of one account wherever it was copied beside its key as whoever did something.

    Columns are found by their kind, `…by` beside `…by_name`: nothing is listed by hand, none forgotten. For accounts of
    members alone; what somebody did in an office stands with their name. Answers how many rows were changed.
    """
    changed = 0
    for model, doer, name in _copied_names():
        rows = model._base_manager.filter(**{doer: key}).exclude(**{name: ANONYMOUS})
        if rows.exists():  # tables written once refuse even an update of nothing
            changed += rows.update(**{name: ANONYMOUS})
    return changed


def _copied_names() -> Iterable[tuple[type[models.Model], str, str]]:
    for model in apps.get_models():
        fields = {field.name for field in model._meta.local_concrete_fields}
        for name in sorted(fields):
            doer = name.removesuffix("_name")
            if name.endswith("by_name") and doer in fields:
                yield model, doer, name
