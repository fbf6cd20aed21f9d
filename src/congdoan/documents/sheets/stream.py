"""A table too long to hold: its rows come one after another, and at no time are more than a few thousand in memory."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import IO, Any

from congdoan.documents.errors import RefusedDocument, UnreadableDocument
from congdoan.documents.sheets import extract
from congdoan.documents.sheets.heads import Head, find_head
from congdoan.documents.sheets.reading import ERROR_TITLE, refuse_same_titles
from congdoan.documents.sheets.rows import split
from congdoan.documents.sheets.table import Cell, Grid, ReadColumn, ReadRow, Skipped
from congdoan.documents.sheets.workbook import check_file, refusal_of_exit, separated, tidy_cell
from congdoan.foundation.text import fold

AT_A_TIME = 2_000
HEAD_LINES = 80
SKIPPED_SHOWN = 200

Merges = tuple[tuple[int, int, int, int], ...]


@dataclass
class Stream:
    """The first table of the file. `rows` may be gone through once; meanwhile `skipped` fills (up to 200)."""

    sheet: str
    columns: tuple[ReadColumn, ...]
    rows: Iterator[ReadRow]
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(column.title for column in self.columns)


@contextmanager
def stream_table(data: bytes, *, name: str, most: int) -> Iterator[Stream]:
    """The table of the file called `name` as `read_table` reads it, row by row, up to `most` rows.

    Lines under the table (signatures) are told by themselves, not by what follows far below. Raises
    UnreadableDocument, or RefusedDocument for what is locked, too large, or longer than `most`, also while rows are
    gone through.
    """
    if not check_file(data, name):
        grid = separated(data, name)
        yield _stream(iter(grid.cells), grid.name, (), name, most)
        return
    with tempfile.TemporaryFile() as given:
        given.write(data)
        given.seek(0)
        program = [sys.executable, "-I", str(Path(extract.__file__)), extract.LINES]
        with subprocess.Popen(program, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603
            assert process.stdout is not None
            try:
                yield _first_table(process, process.stdout, name, most)
            finally:
                process.kill()


def _first_table(process: "subprocess.Popen[bytes]", lines: IO[bytes], name: str, most: int) -> Stream:
    sheet: dict[str, Any] | None = _next(lines)
    while sheet is not None:
        opening = list(islice(_rows(lines), HEAD_LINES))
        following = [line for line in opening if isinstance(line, dict)]
        own = opening[: opening.index(following[0])] if following else opening
        merges: Merges = tuple((top, left, bottom, right) for top, left, bottom, right in sheet["merges"])
        grid = Grid(sheet["name"], [_tidy(row) for row in own if isinstance(row, list)], merges)
        if sheet["is_visible"] and find_head(grid) is not None:
            rest = iter(()) if following else _until_next_sheet(process, lines, name)
            return _stream(_chained(grid.cells, rest), sheet["name"], merges, name, most)
        sheet = following[0] if following else _skip_sheet(lines)
    if process.wait() != 0:
        raise refusal_of_exit(process.returncode, name)
    raise UnreadableDocument(
        f"Không tìm thấy bảng nào trong tệp “{name}”. "
        "Bảng cần một hàng tiêu đề ghi tên các cột, dữ liệu ở ngay bên dưới."
    )


def _stream(cells: Iterator[list[Cell]], sheet: str, merges: Merges, name: str, most: int) -> Stream:
    opening = list(islice(cells, HEAD_LINES))
    head = find_head(Grid(sheet, opening, merges))
    if head is None:
        raise UnreadableDocument(f"Không tìm thấy bảng nào trong tệp “{name}”.")
    columns = tuple(column for column in head.columns if fold(column.title) != fold(ERROR_TITLE))
    refuse_same_titles(columns, name)
    found = Stream(sheet, columns, iter(()))
    below = Head(0, 0, columns, 0)
    found.rows = _read(_chained(opening[head.rows_from :], cells), head.rows_from, below, merges, found, name, most)
    return found


def _read(
    cells: Iterator[list[Cell]], start: int, head: Head, merges: Merges, found: Stream, name: str, most: int
) -> Iterator[ReadRow]:
    count, place = 0, start
    while lines := list(islice(cells, AT_A_TIME)):
        here = tuple((top - place, left, bottom - place, right) for top, left, bottom, right in merges if top >= place)
        rows, skipped = split(Grid(found.sheet, lines, here), head)
        for row in rows:
            count += 1
            if count > most:
                raise RefusedDocument(f"Bảng trong tệp “{name}” có hơn {most} dòng. Hãy tách thành nhiều tệp.")
            yield ReadRow(row.number + place, row.cells)
        found.skipped += [Skipped(line.number + place, line.reason, line.text) for line in skipped]
        del found.skipped[SKIPPED_SHOWN:]
        place += len(lines)


def _until_next_sheet(process: "subprocess.Popen[bytes]", lines: IO[bytes], name: str) -> Iterator[list[Cell]]:
    for line in _rows(lines):
        if isinstance(line, dict):
            return
        yield _tidy(line)
    if process.wait() != 0:
        raise refusal_of_exit(process.returncode, name)


def _rows(lines: IO[bytes]) -> Iterator[Any]:
    for line in lines:
        yield json.loads(line, parse_float=Decimal)


def _next(lines: IO[bytes]) -> Any:
    line = lines.readline()
    return json.loads(line) if line else None


def _skip_sheet(lines: IO[bytes]) -> Any:
    return next((line for line in _rows(lines) if isinstance(line, dict)), None)


def _tidy(row: list[Any]) -> list[Cell]:
    return [tidy_cell(value) for value in row]


def _chained(first: list[list[Cell]], rest: Iterator[list[Cell]]) -> Iterator[list[Cell]]:
    yield from first
    yield from rest
