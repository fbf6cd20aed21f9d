"""Cells of the workbooks we write: text that stays text, numbers that stay exact, nothing of the clock."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from congdoan.documents.sheets.table import Cell

A4 = 9
_DAY, _MOMENT, _HOUR = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "hh:mm"
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_EXACT = 10**15
_LONGEST_TEXT = 32_767
_NO_CLOCK = datetime(2000, 1, 1)  # noqa: DTZ001  # the same values give the same bytes


def new_book(target: BinaryIO, properties: Mapping[str, Any] | None = None) -> xlsxwriter.Workbook:
    """An empty workbook written into `target` when it is closed, in the letters of official papers."""
    plain = {"font_name": "Times New Roman", "font_size": 12}
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_format_properties": plain})
    book.set_properties({"created": _NO_CLOCK, **(properties or {})})
    return book


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __call__(self, look: Mapping[str, Any]) -> Format | None:
        """The format of `look`, None for no look at all."""
        if not look:
            return None
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(look))
        return self._made[key]


def write_cell(sheet: Worksheet, line: int, place: int, cell: Cell, look: Mapping[str, Any], looks: Looks) -> None:
    """Put one value: text is always text, whatever sign it begins with, and a number too long for Excel is text too."""
    match cell:
        case None:
            if look:
                sheet.write_blank(line, place, None, looks(look))
        case bool():
            sheet.write_boolean(line, place, cell, looks(look))
        case int() | Decimal() if -_EXACT < cell < _EXACT:
            sheet.write_number(line, place, cell, looks(look))
        case datetime():
            sheet.write_datetime(line, place, cell, looks({**look, "num_format": _MOMENT}))
        case date():
            sheet.write_datetime(line, place, cell, looks({**look, "num_format": _DAY}))
        case time():
            sheet.write_datetime(line, place, cell, looks({**look, "num_format": _HOUR}))
        case _:
            text = str(cell)
            risk = {"quote_prefix": True} if text.startswith(_RISKY) else {}
            sheet.write_string(line, place, text[:_LONGEST_TEXT], looks({**look, **risk}))


def sheet_name(name: str) -> str:
    """`name` as Excel allows it."""
    return "".join("-" if sign in "[]:*?/\\\\" else sign for sign in name).strip("'")[:31] or "Bảng"
