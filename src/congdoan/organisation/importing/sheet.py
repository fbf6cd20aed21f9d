"""Finding the table in an office's sheet: titles above, merged heads, STT, totals and signatures below. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from congdoan.foundation.errors import Refused
from congdoan.foundation.text import fold, nfc

Cell = str | int | float | bool | date | None

COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("ma", "ma don vi", "ma so", "ma dv", "ma cdcs"),
    "name": ("ten", "ten don vi", "ten cong doan", "ten day du", "ten cdcs", "don vi", "cong doan co so"),
    "short_name": ("ten viet tat", "ten tat", "viet tat", "ten goi tat"),
    "level": ("cap", "cap cong doan", "cap don vi", "loai hinh"),
    "parent": ("truc thuoc", "don vi cap tren", "cap tren", "cong doan cap tren", "cap tren truc tiep"),
    "since": ("ngay thanh lap", "thanh lap", "ngay"),
    "symbol": ("ky hieu", "ky hieu van ban"),
    "place": ("dia ban", "dia danh", "dia chi", "noi dat tru so", "xa phuong"),
}
NEEDED = ("code", "name")
LOOKED_THROUGH = 40
_STANDS_FOR = {alias: column for column, aliases in COLUMNS.items() for alias in aliases}
_TOTALS = re.compile(r"(tong( cong| so)?|cong( lai)?)\W*(\d.*)?")
_NUMBERING = re.compile(r"\(?\d{1,2}\)?|[a-h]")


@dataclass(frozen=True, slots=True)
class Row:
    """One unit as written: `place_in_sheet` counts from 0; values are tidy text, or a date where the cell held one."""

    place_in_sheet: int
    values: dict[str, str | date]

    def text(self, column: str) -> str:
        value = self.values.get(column, "")
        return value if isinstance(value, str) else f"{value:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class Table:
    """The table found: where each column stands, where the head ends, and the rows of units."""

    columns: dict[str, int]
    head: int
    rows: tuple[Row, ...]


def find_table(cells: Sequence[Sequence[Cell]]) -> Table:
    """The table of units in the sheet. Raises Refused, naming the heads looked for, when there is none."""
    best: tuple[dict[str, int], int] = ({}, 0)
    for place in range(min(len(cells), LOOKED_THROUGH)):
        for depth in (1, 2):
            columns = _columns(cells[place : place + depth])
            if len(columns) > len(best[0]):
                best = (columns, place + depth - 1)
    columns, head = best
    if not all(column in columns for column in NEEDED):
        raise Refused(
            _("Không thấy dòng đầu bảng có cột “Mã” và “Tên”. Hãy dùng mẫu, hoặc ghi tên cột như trong mẫu."),
            field="file",
        )
    return Table(columns, head, tuple(_rows(cells, columns, head)))


def _columns(heads: Sequence[Sequence[Cell]]) -> dict[str, int]:
    """Which column each head names; below a merged head the lower row says more, so it is asked first."""
    found: dict[str, int] = {}
    for head in reversed(heads):
        for place, cell in enumerate(head):
            column = _STANDS_FOR.get(_head_words(cell))
            if column and column not in found and place not in found.values():
                found[column] = place
    return found


def _head_words(cell: Cell) -> str:
    without_brackets = re.sub(r"\(.*?\)", " ", str(cell or ""))
    return fold(without_brackets.replace("/", " ").replace("\n", " ")).strip(" .:*")


def _rows(cells: Sequence[Sequence[Cell]], columns: dict[str, int], head: int) -> list[Row]:
    rows: list[Row] = []
    for place in range(head + 1, len(cells)):
        line = cells[place]
        if _is_totals(line):
            break
        values = {name: _tidy(line[at]) for name, at in columns.items() if at < len(line)}
        written = {name: value for name, value in values.items() if value != ""}
        if not written.keys() & {"code", "name"} or _is_numbering(line):
            continue
        rows.append(Row(place, written))
    return rows


def _tidy(cell: Cell) -> str | date:
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(nfc(str(cell)).split()) if cell is not None else ""


def _is_totals(line: Sequence[Cell]) -> bool:
    first = next((str(cell) for cell in line if cell not in (None, "")), "")
    return bool(_TOTALS.fullmatch(fold(first).strip(" :.")))


def _is_numbering(line: Sequence[Cell]) -> bool:
    """The row of column numbers some tables carry under the head: (1) (2) (3), or A B 1 2."""
    written = [fold(str(cell)).removesuffix(".0") for cell in line if cell not in (None, "")]
    return len(written) > 2 and all(_NUMBERING.fullmatch(cell) for cell in written)
