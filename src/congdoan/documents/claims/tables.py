"""Figures behind a label instead of before a noun: "Số nữ đạt danh hiệu …: 1.873;", and rows of a table."""

import re
from collections.abc import Iterator
from decimal import Decimal

from congdoan.documents.claims.barred import is_barred
from congdoan.documents.claims.figures import Figure
from congdoan.documents.claims.nouns import counted_in
from congdoan.documents.reading import Ratio
from congdoan.documents.source import Source
from congdoan.foundation.figures import Quantity, scan_quantity

_AFTER_COLON = re.compile(r":\s*(?=\d)")
_CELL = re.compile(r"[\t|]+[ \t|]*|[ ]{2,}")
_ENDS = re.compile(r"[)\]]*\s*(?:[;.,)]?\s*(?:$|\n)|[;,]\s|\.\s+[A-ZĐ])")
_GOES_ON = re.compile(r"\s*(?:cấp|loại|trong đó|còn lại)\b")
_MONEY = {
    "đồng": 1,
    "nghìn đồng": 10**3,
    "ngàn đồng": 10**3,
    "triệu đồng": 10**6,
    "triệu": 10**6,
    "tỷ đồng": 10**9,
    "tr.đ": 10**6,
}


def labelled_figures(source: Source, start: int, end: int) -> Iterator[Figure]:
    """Bare numbers whose label, on the same line, says what is counted."""
    yield from _after_colons(source, start, end)
    yield from _in_cells(source, start, end)


def _after_colons(source: Source, start: int, end: int) -> Iterator[Figure]:
    low = source.low
    last_unit = ""
    for colon in _AFTER_COLON.finditer(low, start, end):
        quantity = scan_quantity(low, colon.end())
        if quantity is None or quantity.scaled or quantity.end > end:
            continue
        below = _denominator(low, quantity)
        stop = below.end if below else quantity.end
        if not _closes(low, stop, end) or not quantity.value or is_barred(source, quantity.start, is_ratio=bool(below)):
            continue
        label_start = max(max(low.rfind(mark, start, colon.start()) for mark in ("\n", ";", ". ")) + 1, start)
        label = low[label_start : colon.start()]
        goes_on = bool(last_unit and _GOES_ON.match(label))
        counted, unit = ("", last_unit) if goes_on else counted_in(label)
        if unit:
            last_unit = unit
            value = Ratio(quantity.value, below.value) if below else quantity.value
            yield Figure(
                quantity.start, stop, quantity.start, value, unit, "", "exact", label=counted, is_certain=False
            )


def _denominator(low: str, quantity: Quantity) -> Quantity | None:
    """Of "64/71" behind a label."""
    return scan_quantity(low, quantity.end + 1) if re.match(r"/\d", low[quantity.end : quantity.end + 2]) else None


def _closes(low: str, place: int, end: int) -> bool:
    return place >= end or bool(_ENDS.match(low, place))


def _in_cells(source: Source, start: int, end: int) -> Iterator[Figure]:
    """Numeric cells of a row whose first worded cell names what is counted; a cell may name the unit."""
    row = source.low[start:end]
    gaps = list(_CELL.finditer(row))
    if not gaps or not re.search(r"[\t|]|\s{3,}", row):
        return
    cells = list(zip([0, *(gap.end() for gap in gaps)], [*(gap.start() for gap in gaps), len(row)], strict=True))
    texts = [row[first:last].strip() for first, last in cells]
    place = next((index for index, text in enumerate(texts) if len(text.split()) > 1 and not text[0].isdigit()), None)
    if place is None or place > 1:
        return
    counted, unit = counted_in(texts[place])
    factor = next((_MONEY[text] for text in texts[place + 1 :] if text in _MONEY), 0)
    named = next((counted_in(text)[1] for text in texts[place + 1 :] if text.isalpha() and len(text) < 16), "")
    for (first, last), text in zip(cells[place + 1 :], texts[place + 1 :], strict=True):
        at = start + first + (len(row[first:last]) - len(row[first:last].lstrip()))
        quantity = scan_quantity(source.low, at)
        if quantity is None or quantity.in_words or quantity.end - at != len(text) or is_barred(source, at):
            continue
        value = quantity.value * factor if factor else quantity.value
        if factor or named or unit:
            own = "VND" if factor else named or unit
            label = texts[place] if factor else counted or texts[place]
            yield Figure(at, quantity.end, at, Decimal(value), own, "", "exact", label=label, is_certain=False)
