"""Tells the rows of a table from the lines that only stand among or under them."""

import re
from dataclasses import dataclass

from congdoan.documents.sheets.heads import Head
from congdoan.documents.sheets.table import Cell, Grid, ReadRow, Reason, Skipped
from congdoan.foundation.text import fold

_TOTAL = re.compile(r"(tong( cong| so)?|cong)\s*[:.]?$|tong (cong|so)\b")
_SIGNATURE = re.compile(
    r"(nguoi (lap|tong hop|bao cao)|ke toan|thu quy|thu truong|(tm|kt|tl)\. |t/m |chu tich|pho chu tich|noi nhan|"
    r"ghi chu ?:|\(?ky,? )|.*\bngay\b.*\bthang\b.*\bnam\b"
)
_GROUP_LABEL = re.compile(r"([ivxlc]+|[a-z])\.?$")
_FEW = 4


def split(grid: Grid, head: Head) -> tuple[list[ReadRow], list[Skipped]]:
    """The rows under `head` and the lines that are none. Blank lines are neither."""
    rows: list[ReadRow] = []
    skipped: list[Skipped] = []
    is_over = False
    carried = _carried_down(grid)
    for number in range(head.rows_from, len(grid.cells)):
        line = _line(grid, head, number, carried)
        if line.is_blank:
            continue
        reason = None if line.is_numbered else "after the table" if is_over else _reason(grid, head, line)
        if reason is None:
            rows.append(ReadRow(number + 1, line.values))
        else:
            skipped.append(Skipped(number + 1, reason, line.words))
        is_over = reason == "after the table"
    last = rows[-1].number if rows else 0
    return rows, [line if line.number < last or line.reason == "total" else _after(line) for line in skipped]


def _after(line: Skipped) -> Skipped:
    return Skipped(line.number, "after the table", line.text)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line under the head: its values by title, those outside the column of ordinals, and the ordinal."""

    place: int
    values: dict[str, Cell]
    filled: list[Cell]
    ordinal: Cell

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands here but perhaps a number written in advance."""
        return not self.filled and not (isinstance(self.ordinal, str) and not self.is_numbered)

    @property
    def is_numbered(self) -> bool:
        """Whether the line bears an ordinal, so that it is surely meant as a row."""
        if isinstance(self.ordinal, str):
            return self.ordinal.rstrip(".").isdecimal()
        return isinstance(self.ordinal, int)

    @property
    def words(self) -> str:
        return " ".join(str(value) for value in (self.ordinal, *self.filled) if value is not None)


def _carried_down(grid: Grid) -> dict[tuple[int, int], str]:
    """The words of a cell merged over several lines, for each line; a number is not repeated: it would count twice."""
    carried: dict[tuple[int, int], str] = {}
    for top, left, bottom, right in grid.merges:
        words = grid.at(top, left)
        if left == right and isinstance(words, str):
            carried |= {(line, left): words for line in range(top + 1, min(bottom + 1, len(grid.cells)))}
    return carried


def _line(grid: Grid, head: Head, place: int, carried: dict[tuple[int, int], str]) -> _Line:
    values: dict[str, Cell] = {}
    for column in head.columns:
        cell = grid.at(place, column.place)
        values[column.title] = carried.get((place, column.place)) if cell is None else cell
    said = [values[column.title] for column in head.columns if not column.is_numbering]
    ordinal = None if head.numbering is None else grid.at(place, head.numbering)
    return _Line(place, values, [value for value in said if value is not None], ordinal)


def _reason(grid: Grid, head: Head, line: _Line) -> Reason | None:
    """Why a line is no row of the table; None if it is one."""
    texts = [fold(value) for value in (line.ordinal, *line.filled) if isinstance(value, str)]
    opening = texts[0] if texts else ""
    if _TOTAL.match(opening):
        return "total"
    if len(line.filled) <= _FEW and len(line.filled) < len(head.columns) and _SIGNATURE.match(opening):
        return "after the table"
    if not line.filled or (len(line.filled) == 1 and len(head.columns) > 2 and _is_group(grid, head, line)):
        return "group"
    return None


def _is_group(grid: Grid, head: Head, line: _Line) -> bool:
    """A line naming the rows below it: labelled I or A, merged over half of the columns, or text without an ordinal."""
    if isinstance(line.ordinal, str) and _GROUP_LABEL.match(fold(line.ordinal)):
        return True
    half = len(head.columns) / 2
    if any(top == line.place and right - left + 1 >= half for top, left, _, right in grid.merges):
        return True
    return head.numbering is not None and line.ordinal is None and isinstance(line.filled[0], str)
