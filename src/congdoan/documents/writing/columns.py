"""How wide each column of a table is, and how small its letters must be, so that every word fits its cell."""

from dataclasses import dataclass

from congdoan.documents.writing.metrics import width_mm
from congdoan.documents.writing.paper import Table, plain
from congdoan.documents.writing.safe_text import clean

PADDING_MM = 1.2
"""White at each side of a cell."""

HAND_MM = 38
"""How wide a column is that somebody signs in."""

_SMALLEST_PT = 7.0
_COMFORTABLE_PT = 9.0
_STEP_PT = 0.5
_LONGEST_WORD_MM = 45
_SPARE = 1.03
_COMFORTABLE_LINES = 3
_RAGGED = 1.2


@dataclass(frozen=True, slots=True)
class Fit:
    """The widths of the columns, which add up to the table's, and the size of its letters."""

    widths_mm: list[float]
    size_pt: float


def fit(table: Table, width_of_table_mm: float, size_pt: float) -> Fit:
    """The largest size up to `size_pt` at which no cell takes more than three lines and no word has to be broken.

    Down to 9 points for the sake of the lines, to 7 for the sake of the words; what then still does not fit is broken.
    Room left over goes to the columns whose text would run to many lines.
    """
    size = size_pt
    while size > _SMALLEST_PT:
        needs, wants = _needs(table, size), _widths(table, size, lines=_COMFORTABLE_LINES)
        is_crowded = sum(wants) > width_of_table_mm and size > _COMFORTABLE_PT
        if not is_crowded and sum(needs) <= width_of_table_mm:
            break
        size -= _STEP_PT
    tiers = [_needs(table, size), _widths(table, size, lines=_COMFORTABLE_LINES), _widths(table, size, lines=1)]
    return Fit(_shared(tiers, width_of_table_mm), size)


def _needs(table: Table, size_pt: float) -> list[float]:
    """For each column, the width of its longest word (a head is bold, a cell may be), or of a signature."""
    return [
        max(HAND_MM if column.for_hand else 0, max(_longest_word(text, size_pt) for text in texts) + 2 * PADDING_MM)
        for column, texts in zip(table.columns, _texts(table), strict=True)
    ]


def _widths(table: Table, size_pt: float, *, lines: int) -> list[float]:
    """For each column, the width at which its longest cell takes at most `lines` lines and its title three."""
    widths = []
    for (title, *cells), need in zip(_texts(table), _needs(table, size_pt), strict=True):
        longest = max((_set_in(text, lines, size_pt) for text in cells), default=0)
        widths.append(max(need, longest, _set_in(title, _COMFORTABLE_LINES, size_pt)))
    return widths


def _set_in(text: str, lines: int, size_pt: float) -> float:
    spare = _SPARE if lines == 1 else _RAGGED
    return width_mm(text, size_pt, bold=True) / lines * spare + 2 * PADDING_MM


def _texts(table: Table) -> list[list[str]]:
    """For each column, its title and its cells."""
    cells = [[clean(plain(cell)) for cell in column] for column in zip(*table.all_rows, strict=True)]
    cells = cells or [[] for _ in table.columns]
    return [[clean(column.title), *texts] for column, texts in zip(table.columns, cells, strict=True)]


def _longest_word(text: str, size_pt: float) -> float:
    longest = max((width_mm(word, size_pt, bold=True) for word in text.split()), default=0)
    return min(longest * _SPARE, _LONGEST_WORD_MM)


def _shared(tiers: list[list[float]], total: float) -> list[float]:
    """To each column the widest tier all can have and a part of the step to the next; in all, `total`."""
    have = tiers[0]
    if sum(have) > total:
        return _scaled(have, total)
    for wider in tiers[1:]:
        steps = [max(0.0, wide - width) for width, wide in zip(have, wider, strict=True)]
        spare = total - sum(have)
        if sum(steps) > spare:
            return [width + spare * step / sum(steps) for width, step in zip(have, steps, strict=True)]
        have = [width + step for width, step in zip(have, steps, strict=True)]
    return _scaled(have, total)


def _scaled(widths: list[float], total: float) -> list[float]:
    return [width * total / sum(widths) for width in widths]
