"""Which column of an office's sheet says what, under the heads people really write. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from congdoan.foundation.errors import Refused
from congdoan.foundation.text import fold, nfc

Line = tuple[int, Mapping[str, object]]
"""A line of the sheet as the codec reads it: its number in the file, and its cells by their titles."""

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
_STANDS_FOR = {alias: column for column, aliases in COLUMNS.items() for alias in aliases}


@dataclass(frozen=True, slots=True)
class Row:
    """One unit as written: its line in the file, and tidy text, or a date where the cell held one, by column."""

    line: int
    values: dict[str, str | date]

    def text(self, column: str) -> str:
        value = self.values.get(column, "")
        return value if isinstance(value, str) else f"{value:%d/%m/%Y}"


def columns_of(titles: Iterable[str]) -> dict[str, str]:
    """The title under which each column stands. Raises Refused when the code or the name is not among them.

    Under a merged head a title reads "Đơn vị / Mã": its last part says what the column is.
    """
    found: dict[str, str] = {}
    for title in titles:
        column = _STANDS_FOR.get(_bare(title))
        if column:
            found.setdefault(column, title)
    if not all(column in found for column in NEEDED):
        raise Refused(
            _("Không thấy cột “Mã” và cột “Tên” trong bảng. Hãy dùng mẫu, hoặc ghi tên cột như trong mẫu."),
            field="file",
        )
    return found


def rows_of(lines: Iterable[Line]) -> list[Row]:
    """The units of the lines; a line with neither code nor name is passed over."""
    lines = list(lines)
    columns = columns_of(dict.fromkeys(title for _number, cells in lines for title in cells))
    rows = []
    for number, cells in lines:
        values = {column: _tidy(cells.get(title)) for column, title in columns.items()}
        written = {column: value for column, value in values.items() if value != ""}
        if written.keys() & {"code", "name"}:
            rows.append(Row(number, written))
    return rows


def _bare(title: str) -> str:
    without_brackets = re.sub(r"\(.*?\)", " ", title.rpartition(" / ")[2])
    return fold(without_brackets).strip(" .:*")


def _tidy(cell: object) -> str | date:
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day)
    if isinstance(cell, Decimal | float) and cell == int(cell):
        cell = int(cell)
    return " ".join(nfc(str(cell)).split()) if cell is not None else ""
