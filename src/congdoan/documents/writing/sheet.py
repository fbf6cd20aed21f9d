"""Official tables as .xlsx: letterhead, title, merged heads, totals, and a way back from every figure to its trail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any, Literal, TypeAlias

from xlsxwriter.worksheet import Worksheet

from congdoan.documents.sheets.cells import A4, Looks, new_book, sheet_name, write_cell
from congdoan.documents.writing.metrics import width_mm
from congdoan.documents.writing.safe_text import clean
from congdoan.foundation.figures import format_number

Kind: TypeAlias = Literal["text", "count", "money", "percent", "day"]

MISSING = "thiếu"
"""What a figure nobody has reported says: it is not a zero."""

_NUMBERING = "STT"
_NATION, _MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
_MOST_LINKS = 60_000  # Excel opens no sheet with more than 65,530
_MM_PER_UNIT = 2.1
_LINE_PT = 16
_NARROWEST, _WIDEST, _NATION_UNITS, _ISSUER_UNITS = 8.0, 42.0, 48.0, 36.0
_HEAD = {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
_CENTRE = {"align": "center", "valign": "vcenter", "text_wrap": True}
_LEFT: dict[str, Any] = {"align": "left", "indent": 1}
_RIGHT: dict[str, Any] = {"align": "right"}
_SIDES = {"text": _LEFT, "count": _RIGHT, "money": _RIGHT, "percent": _RIGHT, "day": {"align": "center"}}
_PEN = "#1F4B8F"
_HATCHED = {"pattern": 14, "fg_color": "#A6A6A6", "bg_color": "#FFFFFF", "align": "center"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the address of its trail. None is a number nobody has reported: hatched, and it says so."""

    value: int | Decimal | None
    link: str = ""

    def __post_init__(self) -> None:
        if self.link and not self.link.startswith(("https://", "http://")):
            raise ValueError(f"A figure's trail is a web address, not {self.link!r}.")


SheetCell: TypeAlias = str | int | Decimal | date | Figure | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column; neighbours naming the same `group` share one cell above. Percents are given in hundredths: 97.5."""

    title: str
    kind: Kind = "text"
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialTable:
    """One sheet. The column of ordinals is added and must not be given; `notes` stand under the table.

    Raises ValueError if there is no column, or a row has not one cell for each.
    """

    issuer: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    total: tuple[SheetCell, ...] | None = None
    superior: str = ""
    period: str = ""
    notes: tuple[str, ...] = ()
    name: str = "Bảng"

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("A table has at least one column.")
        for place, row in enumerate((*self.rows, *([self.total] if self.total else [])), start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"Row {place} has {len(row)} cells under {len(self.columns)} columns.")


def position_note(position: int, printed_at: datetime) -> str:
    """The line that says from which state of the journal a table's figures were taken, and when it was printed."""
    moment = f"{printed_at:%H:%M} ngày {printed_at:%d/%m/%Y}"
    return f"Số liệu tại vị trí nhật ký {format_number(position)}, in lúc {moment}."


def write_xlsx(*tables: OfficialTable) -> bytes:
    """The tables, one to a sheet, ready to print on A4 across: the same bytes each time.

    Text is always text, whatever sign it begins with. Raises ValueError if no table is given.
    """
    if not tables:
        raise ValueError("A workbook has at least one table.")
    target = BytesIO()
    author = clean(tables[0].issuer)[:255]
    book = new_book(target, {"title": clean(tables[0].title)[:255], "author": author, "company": author})
    looks = Looks(book)
    taken: set[str] = set()
    for table in tables:
        _Sheet(book.add_worksheet(_free_name(table.name, taken)), looks, table).write()
    book.close()
    return target.getvalue()


def _free_name(wanted: str, taken: set[str]) -> str:
    """`wanted` as Excel allows it, with a number if another sheet has it."""
    name, number = sheet_name(clean(wanted)), 1
    while name.lower() in taken:
        number += 1
        name = f"{sheet_name(clean(wanted))[:27]} ({number})"
    taken.add(name.lower())
    return name


class _Sheet:
    """One sheet being written from top to bottom; `_row` is the next free line."""

    def __init__(self, sheet: Worksheet, looks: Looks, table: OfficialTable) -> None:
        self._sheet, self._looks, self._table = sheet, looks, table
        self._widths = _widths(table)
        self._row = 0
        self._links = 0

    @property
    def _last(self) -> int:
        return len(self._table.columns)

    def write(self) -> None:
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, width)
        self._letterhead()
        self._across(self._table.title.upper(), {**_CENTRE, "bold": True, "font_size": 14}, size_pt=14)
        if self._table.period:
            self._across(self._table.period, {**_CENTRE, "italic": True})
        self._row += 1
        self._heads()
        for number, cells in enumerate(self._table.rows, start=1):
            self._line(number, cells)
        if self._table.total is not None:
            self._line(None, self._table.total, bold=True)
        self._row += 1
        for note in self._table.notes:
            self._across(note, {"italic": True, "text_wrap": True, "valign": "top", "font_size": 11})
        self._print_set_up()

    def _letterhead(self) -> None:
        """Issuer over the left columns, nation over as few right ones as hold its title on one line."""
        split = _split(self._widths)
        left, right = (0, split - 1), (split, self._last)
        upper, lower = {**_CENTRE}, {**_CENTRE, "bold": True}
        names = [
            (name.upper(), look) for name, look in ((self._table.superior, upper), (self._table.issuer, lower)) if name
        ]
        nation = [(_NATION, lower), (_MOTTO, {**lower, "underline": 1})]
        for row, (words, look) in enumerate(names):
            self._merge(self._row + row, left, words, look)
            self._sheet.set_row(self._row + row, _LINE_PT * self._lines(words, left, bold=True))
        for row, (words, look) in enumerate(nation):
            self._merge(self._row + row, right, words, look)
        self._row += 3

    def _across(self, words: str, look: dict[str, Any], *, size_pt: float = 12) -> None:
        columns = (0, self._last)
        self._merge(self._row, columns, words, look)
        height = _LINE_PT * size_pt / 12 * self._lines(words, columns, size_pt=size_pt, bold=True)
        self._sheet.set_row(self._row, height)
        self._row += 1

    def _merge(self, row: int, columns: tuple[int, int], words: str, look: dict[str, Any]) -> None:
        first, last = columns
        if last > first:
            self._sheet.merge_range(row, first, row, last, "", self._looks(look))
        write_cell(self._sheet, row, first, clean(words), look, self._looks)

    def _lines(self, words: str, columns: tuple[int, int], *, size_pt: float = 12, bold: bool = False) -> int:
        room = sum(self._widths[columns[0] : columns[1] + 1]) * _MM_PER_UNIT * 0.95
        return max(1, ceil(width_mm(clean(words), size_pt, bold=bold) / room))

    def _heads(self) -> None:
        """One line of titles, or two where some columns are grouped; either is repeated on every printed page."""
        columns = self._table.columns
        is_grouped = any(column.group for column in columns)
        top, bottom = self._row, self._row + is_grouped
        self._head(top, bottom, 0, 0, _NUMBERING)
        place = 0
        while place < len(columns):
            group = columns[place].group
            end = place + 1
            while group and end < len(columns) and columns[end].group == group:
                end += 1
            if group:
                self._head(top, top, place + 1, end, group)
            for inner in range(place, end):
                self._head(bottom if group else top, bottom, inner + 1, inner + 1, columns[inner].title)
            place = end
        lines = (self._lines(column.title, (at, at), bold=True) for at, column in enumerate(columns, start=1))
        self._sheet.set_row(bottom, _LINE_PT * max(lines) + 4)
        self._sheet.repeat_rows(top, bottom)
        self._sheet.freeze_panes(bottom + 1, 2 if len(columns) > 3 else 0)
        self._row = bottom + 1

    def _head(self, top: int, bottom: int, left: int, right: int, words: str) -> None:
        if (top, left) != (bottom, right):
            self._sheet.merge_range(top, left, bottom, right, "", self._looks(_HEAD))
        write_cell(self._sheet, top, left, clean(words), _HEAD, self._looks)

    def _line(self, number: int | None, cells: tuple[SheetCell, ...], *, bold: bool = False) -> None:
        base: dict[str, Any] = {"border": 1, "valign": "vcenter", **({"bold": True} if bold else {})}
        write_cell(self._sheet, self._row, 0, number, {**base, "align": "center"}, self._looks)
        for place, (column, cell) in enumerate(zip(self._table.columns, cells, strict=True), start=1):
            self._value(place, column, cell, {**base, **_SIDES[column.kind]})
        self._sheet.set_row(self._row, _LINE_PT * self._tallest(cells, bold=bold) + 2)
        self._row += 1

    def _tallest(self, cells: tuple[SheetCell, ...], *, bold: bool) -> int:
        """Lines of the cell with the most words: rows do not grow by themselves in every program."""
        said = [(place, cell) for place, cell in enumerate(cells, start=1) if isinstance(cell, str)]
        return max((self._lines(words, (place, place), bold=bold) for place, words in said), default=1)

    def _value(self, place: int, column: SheetColumn, cell: SheetCell, look: dict[str, Any]) -> None:
        value, link = (cell.value, cell.link) if isinstance(cell, Figure) else (cell, "")
        if isinstance(cell, Figure) and cell.value is None:
            value, look = MISSING, {**look, "italic": True, **_HATCHED}
        elif isinstance(value, int | Decimal):
            look = {**look, "num_format": _number_format(column.kind, value)}
        elif isinstance(value, str):
            value, look = clean(value), {**look, "text_wrap": True}
        if link and self._links < _MOST_LINKS:
            self._links += 1
            look = {**look, "font_color": _PEN}
            self._sheet.write_url(self._row, place, link, self._looks(look), tip="Mở chi tiết số liệu")
        write_cell(self._sheet, self._row, place, value, look, self._looks)

    def _print_set_up(self) -> None:
        self._sheet.set_landscape()
        self._sheet.set_paper(A4)
        self._sheet.set_margins(left=0.7, right=0.5, top=0.8, bottom=0.7)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_footer("&C&P/&N")
        self._sheet.center_horizontally()


def _number_format(kind: Kind, value: int | Decimal) -> str:
    """Thousands and fraction in the signs of the reader's country, a little off the border; percents keep one digit."""
    if kind == "percent":
        return "#,##0.0_)"
    return "#,##0_)" if value == int(value) else "#,##0.0##_)"


def _widths(table: OfficialTable) -> list[float]:
    """Widths in Excel's units: for the ordinals and each column, all wider where the letterhead needs the room."""
    lines = [*table.rows, *([table.total] if table.total else [])]
    widths = [6.0]
    for place, column in enumerate(table.columns):
        longest = max((width_mm(_shown(line[place]), 12, bold=True) for line in lines), default=0)
        word = max((width_mm(part, 12, bold=True) for part in clean(column.title).split()), default=0)
        head = max(word, width_mm(clean(column.title), 12, bold=True) / 2)
        widths.append(min(max(longest / _MM_PER_UNIT + 3, head / _MM_PER_UNIT + 2, _NARROWEST), _WIDEST))
    needed = _NATION_UNITS + _ISSUER_UNITS
    stretch = max(1.0, needed / sum(widths))
    if len(table.columns) < 2:
        return [_ISSUER_UNITS, max(widths[1] * stretch, _NATION_UNITS)]
    widths = [width * stretch for width in widths]
    split = _split(widths)
    narrow = max(1.0, (_ISSUER_UNITS - widths[0]) / sum(widths[1:split])) if split > 1 else 1.0
    short = max(1.0, _NATION_UNITS / sum(widths[split:]))
    return [widths[0], *(each * narrow for each in widths[1:split]), *(each * short for each in widths[split:])]


def _split(widths: Sequence[float]) -> int:
    """The column where the nation's half of the letterhead begins: both halves hold their words, or lack the least, and
    the ordinals alone never hold the issuer.
    """

    def lacking(split: int) -> float:
        return max(0.0, _ISSUER_UNITS - sum(widths[:split])) + max(0.0, _NATION_UNITS - sum(widths[split:]))

    return min(range(2 if len(widths) > 2 else 1, len(widths)), key=lambda split: (lacking(split), -split))


def _shown(cell: SheetCell) -> str:
    value = cell.value if isinstance(cell, Figure) else cell
    if isinstance(value, int | Decimal):
        return f"{value:,}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return max(clean(value or "").split("\n"), key=len)
