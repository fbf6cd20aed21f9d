"""Finds the head of a table: below the letterhead and the title, one line or several with merged cells."""

import re
from dataclasses import dataclass

from congdoan.documents.sheets.table import Grid, ReadColumn
from congdoan.foundation.text import fold

_LINES_SEARCHED = 60
_LONGEST_TITLE = 150
_NUMBERING = frozenset({"stt", "tt", "so tt", "so thu tu", "no", "no."})
_USUAL = re.compile(
    r"(ho (va )?ten|ten|don vi|ma( |$)|ngay|nam sinh|ghi chu|so( |$)|gioi tinh|nam|nu|chuc|dia chi|dien thoai|email|"
    r"loai|cccd|cmnd|doan vien|lao dong|noi dung|ket qua|ke hoach|chi tieu|muc|ly do|cap|truc thuoc)"
)
_FURNITURE = re.compile(
    r"cong hoa xa hoi|doc lap ?- ?tu do|dang cong san viet nam|don vi tinh ?:|, ngay .*thang|\bngay \d+ thang|^so: "
)
_TITLE_JOINT = " / "


@dataclass(frozen=True, slots=True)
class Head:
    """The lines of the head, counted from 0, its titled columns, and where the rows begin."""

    first: int
    last: int
    columns: tuple[ReadColumn, ...]
    rows_from: int

    @property
    def numbering(self) -> int | None:
        """The place of the column of ordinals, if there is one."""
        return next((column.place for column in self.columns if column.is_numbering), None)


def find_head(grid: Grid) -> Head | None:
    """The head of the first table of `grid`, or None where no line looks like one."""
    scores = {row: _score(grid, row) for row in range(min(len(grid.cells), _LINES_SEARCHED))}
    best = max(scores, key=lambda row: (scores[row], -row), default=0)
    if not scores or scores[best] <= 0:
        return None
    first = last = best
    while first > 0 and _is_upper_line(grid, first - 1, first):
        first -= 1
    while _is_lower_line(grid, first, last):
        last += 1
    columns = _columns(grid, first, last)
    return Head(first, last, columns, last + (2 if _is_index_line(grid, last + 1, columns) else 1))


def _filled(grid: Grid, row: int) -> dict[int, str]:
    """The texts of a line by column; empty if the line holds anything but short text, or belongs to the letterhead."""
    cells = {column: cell for column, cell in enumerate(grid.cells[row]) if cell is not None}
    texts = {column: cell for column, cell in cells.items() if isinstance(cell, str)}
    if len(texts) < len(cells) or any(len(text) > _LONGEST_TITLE for text in texts.values()):
        return {}
    if any(_FURNITURE.search(fold(text)) for text in texts.values()):
        return {}
    return texts


def _score(grid: Grid, row: int) -> int:
    texts = _filled(grid, row)
    if len(texts) < 2:
        return 0
    folded = [fold(text) for text in texts.values()]
    numbered = any(text in _NUMBERING for text in folded)
    return len(texts) + sum(bool(_USUAL.match(text)) for text in folded) + 8 * numbered


def _is_upper_line(grid: Grid, row: int, below: int) -> bool:
    """Whether `row` names groups over the columns titled in `below`: it fills places left empty there."""
    texts, lower = _filled(grid, row), _filled(grid, below)
    return len(texts) >= 2 and any(column not in lower for column in texts)


def _is_lower_line(grid: Grid, first: int, last: int) -> bool:
    """Whether the line after `last` still belongs to the head: titles under a group, nothing under the first column."""
    below = last + 1
    if below >= len(grid.cells):
        return False
    texts, upper = _filled(grid, below), _filled(grid, last)
    leading = min(_filled(grid, first), default=0)
    under_a_blank = any(column not in upper for column in texts)
    return bool(texts) and leading not in texts and under_a_blank


def _is_index_line(grid: Grid, row: int, columns: tuple[ReadColumn, ...]) -> bool:
    """Whether a line only counts the columns: 1 2 3, (1) (2) (3), or A B 1 2."""
    if row >= len(grid.cells) or len(columns) < 3:
        return False
    marks = [str(grid.at(row, column.place) or "").strip("() ") for column in columns]
    numbers = [int(mark) for mark in marks if mark.isdecimal()]
    letters = [mark for mark in marks if not mark.isdecimal()]
    counts_on = numbers in (list(range(1, len(numbers) + 1)), list(range(len(letters) + 1, len(marks) + 1)))
    return len(numbers) >= 2 and counts_on and letters == [chr(ord("A") + place) for place in range(len(letters))]


def _columns(grid: Grid, first: int, last: int) -> tuple[ReadColumn, ...]:
    columns = []
    for place in range(grid.width):
        parts: list[str] = []
        for row in range(first, last + 1):
            part = _title_at(grid, row, place, last)
            if part and part not in parts:
                parts.append(part)
        title = _TITLE_JOINT.join(parts)
        if title:
            columns.append(ReadColumn(title, place, fold(title) in _NUMBERING))
    return tuple(columns)


def _title_at(grid: Grid, row: int, place: int, last: int) -> str:
    """The words over a column in one line of the head: its own, its merged area's, or its left neighbour's group."""
    area = grid.merged_at(row, place)
    cell = grid.at(area[0], area[1]) if area else grid.at(row, place)
    if cell is None and not grid.merges and row < last and grid.at(last, place) is not None:
        lefts = (grid.at(row, left) for left in range(place - 1, -1, -1))
        cell = next((left for left in lefts if left is not None), None)
    return " ".join(str(cell).split()) if cell is not None else ""
