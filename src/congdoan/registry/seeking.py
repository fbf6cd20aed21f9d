"""Where the values that stand for a paper are found in its words: as they were read, or as an officer typed them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from congdoan.documents import places_of
from congdoan.foundation.figures import scan_dates
from congdoan.registry.readings import Mark, corrections, marks

_DAYS = frozenset({"issued_on", "period_start", "period_end", "peak_start", "peak_end"})
_AT_THE_END = frozenset({"signer_name", "signer_title", "signer_authority", "archive", "recipients"})
_CODES = frozenset({"type"})  # "KH" is written "KẾ HOẠCH"


def standing_marks(column: dict[str, Any], text: str) -> list[Mark]:
    """The values read, and in place of those an officer changed the words theirs is found in, as sure as can be.

    A typed value the text does not hold word for word has no mark: the words somebody misread are no source for it.
    Without anything changed no text is searched.
    """
    read = marks(column)
    changed = {row.field: row.written for row in corrections(column)}
    kept = [mark for mark in read if mark.field not in changed]
    before = {mark.field: mark.start for mark in read}
    found = [
        mark
        for field, written in changed.items()
        if written and (mark := _sought(field, written, text, near=before.get(field)))
    ]
    return kept + found


def place_of_words(words: str, text: str) -> tuple[int, int] | None:
    """The first stretch of the text that says just this, capitals and line ends aside."""
    return next(((span.start, span.end) for span in places_of(text, words)), None)


def _sought(field: str, written: str, text: str, *, near: int | None) -> Mark | None:
    head = field.partition("/")[0]
    if head in _CODES:
        return None
    places = list(_days(text, date.fromisoformat(written)) if head in _DAYS else _words(text, written))
    if not places:
        return None
    aim = near if near is not None else len(text) if head in _AT_THE_END else 0
    start, end = min(places, key=lambda place: abs(place[0] - aim))
    return Mark(field, written, start, end, 1.0)


def _days(text: str, day: date) -> Iterable[tuple[int, int]]:
    return ((one.start, one.end) for one in scan_dates(text) if one.day and one.first_day(day.year) == day)


def _words(text: str, written: str) -> Iterable[tuple[int, int]]:
    return ((span.start, span.end) for span in places_of(text, written))
