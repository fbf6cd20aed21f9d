"""The board: the children of a unit down, indicators across, each cell the very figure it opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congdoan.foundation.periods import Period
from congdoan.indicators.models import Indicator, Target
from congdoan.indicators.queries import gathering, history, parts
from congdoan.indicators.queries.completeness import completeness
from congdoan.indicators.queries.figure import NOBODY, parts_of
from congdoan.indicators.queries.gathering import Nodes
from congdoan.indicators.queries.history import Series
from congdoan.indicators.queries.targets import Aim, aim, targets_for
from congdoan.indicators.rules import previous
from congdoan.indicators.values import Part, Reading, Value, state_of
from congdoan.journal.queries import position
from congdoan.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class Cell:
    """One value with what stands beside it. `before` is that of the period before, `line` of the last six months."""

    indicator: Indicator
    part: Part
    aim: Aim | None
    before: Value | None
    line: tuple[Value | None, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A child, the unit's own doings, or the unit as a whole."""

    unit: Unit
    period: Period
    cells: tuple[Cell, ...]
    is_own: bool = False
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    unit: Unit
    indicators: tuple[Indicator, ...]
    period: Period
    structure: date | None
    rows: tuple[Row, ...]
    total: Row
    position: int


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the values, by unit and indicator."""

    targets: dict[tuple[int, str], Target]
    before: dict[tuple[int, str], Reading]
    lines: Series

    def cell(self, indicator: Indicator, part: Part, period: Period) -> Cell:
        place = (part.unit.pk, indicator.code)
        if part.is_own:
            return Cell(indicator, part, None, None, ())
        before = self.before.get(place)
        return Cell(
            indicator,
            part,
            aim(self.targets.get(place), part.value, period, indicator),
            before.value if before else None,
            self.lines.get(place, ()),
        )


def board(unit: Unit, indicators: Sequence[Indicator], period: Period, *, structure: date | None = None) -> Board:
    """Children by indicators, with targets, completeness, the period before and the last six months.

    The number of queries does not depend on how many children or indicators there are (its test pins it).
    """
    stands_at = position()
    definitions = gathering.define(indicators)
    taken = parts.take_apart(definitions, unit, period, structure=structure)
    nodes = [unit.pk, *taken.stretches]
    heard = completeness(definitions, nodes, period, structure=structure)
    before = previous(period)
    beside = _Beside(
        targets=targets_for(nodes, indicators, period),
        before=gathering.read(definitions, Nodes({before: nodes}, before.end, structure)),
        lines=history.series(definitions, nodes, period),
    )
    own: list[Cell] = []
    by_child: dict[int, list[Cell]] = {child.pk: [] for child in taken.children}
    total: list[Cell] = []
    for indicator in indicators:
        own_part, of_children = parts_of(taken, indicator.code, period, heard)
        own.append(beside.cell(indicator, own_part, period))
        for part in of_children:
            by_child[part.unit.pk].append(beside.cell(indicator, part, period))
        asked = heard.get((unit.pk, indicator.code), NOBODY)
        reading = taken.total[indicator.code]
        whole = Part(unit, period, False, reading, asked, state_of(reading, asked))
        total.append(beside.cell(indicator, whole, period))
    rows = [Row(child, taken.stretches[child.pk], tuple(by_child[child.pk])) for child in taken.children]
    if not rows or any(cell.part.reading.entries or cell.part.completeness.due for cell in own):
        rows.insert(0, Row(unit, period, tuple(own), is_own=True))
    return Board(
        unit=unit,
        indicators=tuple(indicators),
        period=period,
        structure=structure,
        rows=tuple(rows),
        total=Row(unit, period, tuple(total), is_total=True),
        position=stands_at,
    )
