"""Figures behind a label instead of before a noun: "Số nữ đạt danh hiệu …: 1.873;", and rows of a table."""

import re
from collections.abc import Iterator

from congdoan.documents.claims.barred import is_barred
from congdoan.documents.claims.figures import Figure
from congdoan.documents.claims.nouns import unit_in
from congdoan.documents.source import Source
from congdoan.foundation.figures import scan_quantity

_AFTER_COLON = re.compile(r":\s*(?=\d)")
_CELL = re.compile(r"[\t|]+[ \t|]*|[ ]{2,}")
_ENDS = re.compile(r"\s*(?:[;.,)]?\s*(?:$|\n)|[;,]\s|\.\s+[A-ZĐ])")


def labelled_figures(source: Source, start: int, end: int) -> Iterator[Figure]:
    """Bare numbers whose label, on the same line, says what is counted."""
    yield from _after_colons(source, start, end)
    yield from _in_cells(source, start, end)


def _after_colons(source: Source, start: int, end: int) -> Iterator[Figure]:
    low = source.low
    last_unit = ""
    for colon in _AFTER_COLON.finditer(low, start, end):
        quantity = scan_quantity(low, colon.end())
        if quantity is None or quantity.scaled or quantity.end > end or not _closes(low, quantity.end, end):
            continue
        label_start = max(low.rfind(mark, start, colon.start()) for mark in "\n;") + 1
        label = low[max(label_start, start) : colon.start()]
        goes_on = re.match(r"\s*(?:cấp|loại|trong đó|còn lại)\b", label)
        unit = last_unit if goes_on and last_unit else unit_in(label)
        if unit and not is_barred(source, quantity.start):
            last_unit = unit
            yield Figure(
                quantity.start, quantity.end, quantity.start, quantity.value, unit, "", "exact", is_certain=False
            )


def _closes(low: str, place: int, end: int) -> bool:
    return place >= end or bool(_ENDS.match(low, place))


def _in_cells(source: Source, start: int, end: int) -> Iterator[Figure]:
    """Numeric cells of a row whose first cell names what is counted."""
    row = source.low[start:end]
    gaps = list(_CELL.finditer(row))
    if not gaps or not re.search(r"[\t|]|\s{3,}", row):
        return
    cells = [
        (left.end(), right) for left, right in zip(gaps, [*(gap.start() for gap in gaps[1:]), len(row)], strict=True)
    ]
    label = row[: gaps[0].start()]
    if re.fullmatch(r"[\s\d.|]*", label) and cells:
        label = row[slice(*cells[0])]
    if len(label.split()) < 2:
        return
    texts = [row[first:last].strip() for first, last in cells]
    unit = next((found for found in map(_unit_cell, texts) if found), "") or unit_in(label)
    for (first, last), text in zip(cells, texts, strict=True):
        place = start + first + (len(row[first:last]) - len(row[first:last].lstrip()))
        quantity = scan_quantity(source.low, place)
        if (
            unit
            and quantity
            and quantity.end - place == len(text)
            and not quantity.in_words
            and not is_barred(source, place)
        ):
            yield Figure(place, quantity.end, place, quantity.value, unit, "", "exact", is_certain=False)


def _unit_cell(text: str) -> str:
    return unit_in(text) if text and not any(letter.isdigit() for letter in text) and len(text) < 16 else ""
