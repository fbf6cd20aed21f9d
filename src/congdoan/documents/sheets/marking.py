"""A copy of a table with its errors where they are: the cell coloured, the words in a comment and at the line's end."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from congdoan.documents.sheets.reading import ERROR_TITLE, chosen
from congdoan.documents.sheets.table import Cell, CellError, Grid, TableRead

_BAD = {"bg_color": "#FBE3D6", "border": 1, "border_color": "#B3261E"}
_HEAD = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1}
_SAID = {"font_color": "#B3261E", "text_wrap": True}
_DAY, _MOMENT, _HOUR = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "hh:mm"
_WIDEST, _NARROWEST = 45, 6
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_MADE_ON = datetime(2000, 1, 1)  # noqa: DTZ001  # no clock: the same file gives the same copy
_EXACT = 10**15
_A4 = 9


def mark_errors(data: bytes, errors: Sequence[CellError], *, name: str) -> bytes:
    """The table of the file as .xlsx, each value at its old address, with a last column `Lỗi`.

    An error whose title the table does not have marks its whole line. Other sheets and colours are not copied. The copy
    may be mended and read again. Raises as `read_table` does.
    """
    grid, table = chosen(data, name=name)
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": _DAY})
    book.set_properties({"created": _MADE_ON})
    _Copy(book, grid, table, errors).write()
    book.close()
    return target.getvalue()


class _Copy:
    """The sheet being written: which cells are bad, and the formats made so far."""

    def __init__(self, book: Any, grid: Grid, table: TableRead, errors: Sequence[CellError]) -> None:
        self._book, self._grid, self._table = book, grid, table
        self._sheet: Worksheet = book.add_worksheet(_sheet_name(grid.name))
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        places = {column.title: column.place for column in table.columns}
        self._by_cell: dict[tuple[int, int], list[str]] = defaultdict(list)
        self._by_line: dict[int, list[str]] = defaultdict(list)
        for error in errors:
            self._by_line[error.row - 1].append(f"{error.title}: {error.message}" if error.title else error.message)
            marked = [places[error.title]] if error.title in places else list(places.values())
            for place in marked:
                self._by_cell[error.row - 1, place].append(error.message)

    def write(self) -> None:
        """All cells, merged areas of the head, the last column, widths and a fixed head."""
        for line, cells in enumerate(self._grid.cells):
            for place in range(self._grid.width):
                self._put(line, place, cells[place] if place < len(cells) else None)
        for top, left, bottom, right in self._grid.merges:
            if bottom < self._table.head_rows[-1] and (top, left) != (bottom, right):
                self._sheet.merge_range(top, left, bottom, right, "")
                self._put(top, left, self._grid.at(top, left))
        self._say_errors()
        self._size()

    def _put(self, line: int, place: int, cell: Cell) -> None:
        messages = self._by_cell.get((line, place))
        look = dict(_BAD) if messages else dict(_HEAD) if line + 1 in self._table.head_rows else {}
        write_cell(self._sheet, line, place, cell, look, self._format)
        if messages:
            self._sheet.write_comment(line, place, "\n".join(messages), {"author": ERROR_TITLE, "x_scale": 2})

    def _format(self, look: dict[str, Any]) -> Format | None:
        if not look:
            return None
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]

    def _say_errors(self) -> None:
        last = self._error_column()
        self._sheet.write_string(self._table.head_rows[-1] - 1, last, ERROR_TITLE, self._format(_HEAD))
        for line, messages in self._by_line.items():
            self._sheet.write_string(line, last, "; ".join(messages), self._format(_SAID))
        self._sheet.set_column(last, last, _WIDEST)

    def _error_column(self) -> int:
        """Right of everything, unless the file already has such a column from an earlier round."""
        head = self._table.head_rows[-1] - 1
        earlier = (place for place in range(self._grid.width) if self._grid.at(head, place) == ERROR_TITLE)
        return next(earlier, self._grid.width)

    def _size(self) -> None:
        rows = [row.number - 1 for row in self._table.rows] + [self._table.head_rows[-1] - 1]
        for place in range(self._grid.width):
            longest = max((len(str(self._grid.at(line, place) or "")) for line in rows), default=0)
            self._sheet.set_column(place, place, min(max(longest + 2, _NARROWEST), _WIDEST))
        self._sheet.freeze_panes(self._table.head_rows[-1], 0)
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)


def write_cell(sheet: Worksheet, line: int, place: int, cell: Cell, look: dict[str, Any], made: Any) -> None:
    """Put one value: text is always text, whatever sign it begins with, and a number too long for Excel is text too."""
    match cell:
        case None:
            if look:
                sheet.write_blank(line, place, None, made(look))
        case bool():
            sheet.write_boolean(line, place, cell, made(look))
        case int() | Decimal() if -_EXACT < cell < _EXACT:
            sheet.write_number(line, place, cell, made(look))
        case datetime():
            sheet.write_datetime(line, place, cell, made({**look, "num_format": _MOMENT}))
        case date():
            sheet.write_datetime(line, place, cell, made({**look, "num_format": _DAY}))
        case time():
            sheet.write_datetime(line, place, cell, made({**look, "num_format": _HOUR}))
        case _:
            text = str(cell)
            risk = {"quote_prefix": True} if text.startswith(_RISKY) else {}
            sheet.write_string(line, place, text[:32767], made({**look, **risk}))


def _sheet_name(name: str) -> str:
    """`name` as Excel allows it."""
    return "".join("-" if sign in "[]:*?/\\\\" else sign for sign in name).strip("'")[:31] or "Bảng"
