"""A copy of a table with its errors where they are: the cell coloured, the words in a comment and at the line's end."""

from collections import defaultdict
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from xlsxwriter.worksheet import Worksheet

from congdoan.documents.sheets.cells import A4, Looks, new_book, sheet_name, write_cell
from congdoan.documents.sheets.reading import ERROR_TITLE, chosen
from congdoan.documents.sheets.table import Cell, CellError, Grid, TableRead

_BAD = {"bg_color": "#FBE3D6", "border": 1, "border_color": "#B3261E"}
_HEAD = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1}
_SAID = {"font_color": "#B3261E", "text_wrap": True}
_WIDEST, _NARROWEST = 45, 6


def mark_errors(data: bytes, errors: Sequence[CellError], *, name: str) -> bytes:
    """The table of the file as .xlsx, each value at its old address, with a last column `Lỗi`.

    An error whose title the table does not have marks its whole line. Other sheets and colours are not copied. The copy
    may be mended and read again. Raises as `read_table` does.
    """
    grid, table = chosen(data, name=name)
    target = BytesIO()
    book = new_book(target)
    _Copy(book, grid, table, errors).write()
    book.close()
    return target.getvalue()


class _Copy:
    """The sheet being written: which cells are bad, and the formats made so far."""

    def __init__(self, book: Any, grid: Grid, table: TableRead, errors: Sequence[CellError]) -> None:
        self._book, self._grid, self._table = book, grid, table
        self._sheet: Worksheet = book.add_worksheet(sheet_name(grid.name))
        self._looks = Looks(book)
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
        write_cell(self._sheet, line, place, cell, look, self._looks)
        if messages:
            self._sheet.write_comment(line, place, "\n".join(messages), {"author": ERROR_TITLE, "x_scale": 2})

    def _say_errors(self) -> None:
        last = self._error_column()
        self._sheet.write_string(self._table.head_rows[-1] - 1, last, ERROR_TITLE, self._looks(_HEAD))
        for line, messages in self._by_line.items():
            self._sheet.write_string(line, last, "; ".join(messages), self._looks(_SAID))
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
        self._sheet.set_paper(A4)
        self._sheet.fit_to_pages(1, 0)
