"""A table as it was read: every value still knows the cell it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal, TypeAlias

Cell: TypeAlias = str | int | Decimal | bool | date | datetime | time | None
"""None is an empty cell; text is never empty, has no outer blanks and is composed (NFC)."""

Reason: TypeAlias = Literal["total", "group", "after the table"]


def letters(column: int) -> str:
    """The name of a column counted from 0: 0 → A, 26 → AA."""
    name = ""
    place = column + 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column of the table: its title, groups above it first (`Đoàn viên / Nữ`), and its place counted from 0."""

    title: str
    place: int
    is_numbering: bool = False

    @property
    def letters(self) -> str:
        return letters(self.place)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the table by titles; `number` is its line in the file, counted from 1 as Excel does."""

    number: int
    cells: Mapping[str, Cell]

    def __getitem__(self, title: str) -> Cell:
        return self.cells[title]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line below the head that is no row of the table, with its words, so that nothing is left out unseen."""

    number: int
    reason: Reason
    text: str


@dataclass(frozen=True, slots=True)
class TableRead:
    """One table of a file. `other_sheets` names those not read, `untitled` columns that hold values under no title."""

    file: str
    sheet: str
    head_rows: tuple[int, ...]
    columns: tuple[ReadColumn, ...]
    rows: tuple[ReadRow, ...]
    skipped: tuple[Skipped, ...] = ()
    other_sheets: tuple[str, ...] = ()
    untitled: tuple[str, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(column.title for column in self.columns)

    def address(self, row: ReadRow, title: str) -> str:
        """Where a value stands in the file: `C7`. Raises KeyError for a title the table does not have."""
        for column in self.columns:
            if column.title == title:
                return f"{column.letters}{row.number}"
        raise KeyError(title)


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong in a line of the file: with the value under `title`, or with the whole line."""

    row: int
    message: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """All cells of one sheet from A1 on, and its merged areas as (first row, first column, last row, last column)."""

    name: str
    cells: list[list[Cell]] = field(repr=False)
    merges: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def width(self) -> int:
        return max((len(row) for row in self.cells), default=0)

    def at(self, row: int, column: int) -> Cell:
        """The cell counted from 0; None beyond the edge."""
        if row >= len(self.cells) or column >= len(self.cells[row]):
            return None
        return self.cells[row][column]

    def merged_at(self, row: int, column: int) -> tuple[int, int, int, int] | None:
        """The merged area that covers the cell, if any."""
        for area in self.merges:
            if area[0] <= row <= area[2] and area[1] <= column <= area[3]:
                return area
        return None
