"""Tables as they come out of files and pasted text: rows of cells between pipes, tabs or wide blanks.

A table is a run of such lines. Its head says what the columns hold; a cell left empty by a merge takes the text of the
one above it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from congdoan.documents.source import Source

_PIPE = re.compile(r"[ \t]*\|[ \t]*")
_GAP = re.compile(r"[ ]*\t[ \t]*|[ ]{3,}")
_RULED = re.compile(r"[\s|+:=_\-–—]*\Z")
_FIGURE = re.compile(r"[-–]?\d[\d.,\s]*(?:/\d[\d.,]*)?\s*%?\Z")
_TOTAL = re.compile(
    r"(?:tổng(?: cộng| số| cộng chung)?|cộng|toàn (?:tỉnh|ngành|huyện|thành phố))(?: \([^()]*\))?\s*:?\Z"
)


@dataclass(frozen=True)
class Cell:
    """A cell by its place in the plain text; `text` is in lower case."""

    text: str
    start: int
    end: int

    @property
    def is_figure(self) -> bool:
        return bool(_FIGURE.match(self.text))


@dataclass(frozen=True)
class Row:
    """`label`: the worded cell that names the row, taken from above where a merge left it empty. The row of the sum
    bears no name of its own."""

    start: int
    cells: tuple[Cell, ...]
    label: str
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """`caption`: the lines right above; `heads`: for each column the words over it, top to bottom."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@lru_cache(maxsize=2)
def tables_of(source: Source) -> dict[int, tuple[Table, Row]]:
    """Each row of figures by where its line starts, with the table it stands in."""
    found: dict[int, tuple[Table, Row]] = {}
    for first, rows in _runs(source):
        table = _table(source, first, rows)
        found |= {row.start: (table, row) for row in table.rows}
    return found


def _runs(source: Source) -> list[tuple[int, list[tuple[int, list[Cell]]]]]:
    """Runs of two or more lines with two or more cells; rules of dashes between them do not part them."""
    runs: list[tuple[int, list[tuple[int, list[Cell]]]]] = []
    current: list[tuple[int, list[Cell]]] = []
    first = 0
    for number, line in enumerate(source.lines):
        cells = _cells(source, line.start, line.end) if line.text else []
        if len(cells) > 1:
            if not current:
                first = number
            current.append((line.start, cells))
        elif line.text and not _RULED.match(line.text):
            runs += [(first, current)] if len(current) > 1 else []
            current = []
    return runs + ([(first, current)] if len(current) > 1 else [])


def _cells(source: Source, start: int, end: int) -> list[Cell]:
    text = source.low[start:end]
    is_piped = text.count("|") > 1
    if not (is_piped or "   " in text or "\t" in text) or _RULED.match(text):
        return []
    gaps = list((_PIPE if is_piped else _GAP).finditer(text))
    if not gaps:
        return []
    edges = list(zip([0, *(gap.end() for gap in gaps)], [*(gap.start() for gap in gaps), len(text)], strict=True))
    if is_piped:
        framed = text.startswith("|")  # without a frame, a bar at the end stands before an empty cell
        edges = edges[1:-1] if framed and text.endswith("|") else edges[1:] if framed else edges
    return [Cell(text[first:last].strip(), start + first, start + last) for first, last in edges]


def _table(source: Source, first: int, lines: list[tuple[int, list[Cell]]]) -> Table:
    heads: list[str] = []
    rows: list[Row] = []
    label = ""
    for start, cells in lines:
        figures = sum(cell.is_figure for cell in cells)
        numbered = [cell for cell in cells if cell.is_figure or re.match(r"\(?[a-e1-9]\)?\Z", cell.text)]
        if not rows and (not figures or (len(numbered) == len(cells) and heads) or _is_years(cells)):
            if not (heads and len(numbered) == len(cells)):
                heads = _joined(heads, cells)
            continue
        named = next(
            (cell.text for cell in cells if re.search(r"[^\W\d_]{2}", cell.text) and not _is_unit(cell.text)), ""
        )
        if _TOTAL.match(named):
            rows.append(Row(start, tuple(cells), named, is_total=True))
            continue
        label = named or label
        rows.append(Row(start, tuple(cells), label))
    caption = " ".join(line.text.lower() for line in source.lines[max(0, first - 3) : first] if line.text)
    return Table(caption, tuple(heads), tuple(rows))


def _is_years(cells: list[Cell]) -> bool:
    """A row of a head that holds nothing but words and years."""
    return all(not cell.is_figure or re.fullmatch(r"(?:19|20)\d\d", cell.text) for cell in cells)


def _is_unit(text: str) -> bool:
    return len(text) < 16 and bool(
        re.fullmatch(r"(?:người|đồng|triệu đồng|nghìn đồng|tỷ đồng|tr\.?đ|%|cuộc|lượt|suất|cái|nhà|căn|lớp|vụ)", text)
    )


def _joined(heads: list[str], cells: list[Cell]) -> list[str]:
    """The head of two lines: a shorter second line goes under the last columns of the first."""
    if not heads:
        return [cell.text for cell in cells]
    texts = [cell.text for cell in cells]
    if len(texts) > len(heads):
        heads = heads[:-1] + [heads[-1]] * (len(texts) - len(heads) + 1) if heads else []
    shift = len(heads) - len(texts)
    return heads[:shift] + [f"{above} {below}".strip() for above, below in zip(heads[shift:], texts, strict=True)]
