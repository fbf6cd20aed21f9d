"""From a file to its table."""

from dataclasses import replace

from congdoan.documents.errors import RefusedDocument, UnreadableDocument
from congdoan.documents.sheets.heads import Head, find_head
from congdoan.documents.sheets.rows import split
from congdoan.documents.sheets.table import Grid, ReadColumn, TableRead, letters
from congdoan.documents.sheets.workbook import grids
from congdoan.foundation.text import fold

MAX_ROWS = 20_000
ERROR_TITLE = "Lỗi"
"""The column `mark_errors` adds; it is left out when the mended file comes back."""


def read_table(data: bytes, *, name: str) -> TableRead:
    """The table of the file called `name`, whose kind is told by its content and not by that name.

    Of several sheets the first one with a table and rows is read and the others are named; two with the same head are
    refused. Raises UnreadableDocument, or RefusedDocument for what is locked or too large.
    """
    return chosen(data, name=name)[1]


def chosen(data: bytes, *, name: str) -> tuple[Grid, TableRead]:
    """The sheet `read_table` reads, with all its cells, and the table in it."""
    sheets = grids(data, name=name)
    headed = [(grid, head) for grid in sheets if (head := find_head(grid)) is not None]
    if not headed:
        raise UnreadableDocument(
            f"Không tìm thấy bảng nào trong tệp “{name}”. "
            "Bảng cần một hàng tiêu đề ghi tên các cột, dữ liệu ở ngay bên dưới."
        )
    _refuse_twins(headed, name)
    for grid, head in headed:
        table = _table(grid, head, name)
        if table.rows:
            others = tuple(other.name for other in sheets if other is not grid)
            return grid, replace(table, other_sheets=others)
    raise UnreadableDocument(f"Bảng trong tệp “{name}” chưa có dòng nào. Hãy điền dữ liệu dưới hàng tiêu đề.")


def _refuse_twins(sheets: list[tuple[Grid, Head]], name: str) -> None:
    seen: dict[tuple[str, ...], str] = {}
    for grid, head in sheets:
        if not split(grid, head)[0]:
            continue
        titles = tuple(fold(column.title) for column in head.columns)
        if titles in seen:
            raise UnreadableDocument(
                f"Tệp “{name}” có hai trang tính cùng mẫu: “{seen[titles]}” và “{grid.name}”. "
                "Hãy giữ một trang tính rồi tải lên lại, để không nhập nhầm bản cũ."
            )
        seen[titles] = grid.name


def _table(grid: Grid, head: Head, name: str) -> TableRead:
    columns = tuple(column for column in head.columns if fold(column.title) != fold(ERROR_TITLE))
    refuse_same_titles(columns, name)
    rows, skipped = split(grid, Head(head.first, head.last, columns, head.rows_from))
    if len(rows) > MAX_ROWS:
        raise RefusedDocument(f"Bảng trong tệp “{name}” có hơn {MAX_ROWS} dòng. Hãy tách thành nhiều tệp.")
    titled = {column.place for column in head.columns}
    lines = {row.number - 1 for row in rows}
    held = {place for line in lines for place, cell in enumerate(grid.cells[line]) if cell is not None}
    return TableRead(
        file=name,
        sheet=grid.name,
        head_rows=tuple(range(head.first + 1, head.last + 2)),
        columns=columns,
        rows=tuple(rows),
        skipped=tuple(skipped),
        untitled=tuple(letters(place) for place in sorted(held - titled)),
    )


def refuse_same_titles(columns: tuple[ReadColumn, ...], name: str) -> None:
    seen: dict[str, ReadColumn] = {}
    for column in columns:
        twin = seen.setdefault(fold(column.title), column)
        if twin is not column:
            raise UnreadableDocument(
                f"Trong tệp “{name}”, hai cột {twin.letters} và {column.letters} cùng tên “{column.title}”. "
                "Hãy đổi tên một cột rồi tải lên lại."
            )
