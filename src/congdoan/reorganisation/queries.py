"""What a reorganisation needs to know: who hangs below, what the province counts, whose entries would be lost."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Min

from congdoan.foundation.models import Measure, MeasureKind
from congdoan.foundation.periods import Period
from congdoan.journal.models import Entry
from congdoan.journal.queries import Total, flows, flows_by_structure_of, stocks
from congdoan.organisation.models import Closure, Level, Placement, Unit
from congdoan.organisation.queries import COMMAND


@dataclass(frozen=True, slots=True)
class TotalLine:
    """All there is of a measure at the top: as the structure was, and as it is. For a stock: on the eve."""

    measure: Measure
    as_was: int
    as_is: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The province in figures: its measures, and how many units of each level stand on the day of the change."""

    lines: tuple[TotalLine, ...]
    units: tuple[tuple[Level, int], ...]


def children_from(units: Sequence[Unit], *, on: date) -> list[Placement]:
    """Placements under the units that hold on `on` or begin later, in any line, oldest first."""
    rows = Placement.objects.filter(parent__in=units, valid__overlap=(on, None))
    return list(rows.select_related("unit", "parent", "line").order_by("valid", "unit__sort_key"))


def parents_on(units: Sequence[Unit], *, on: date) -> dict[int, Unit | None]:
    """The unit directly above each one in the command line on the day, by id. One query."""
    rows = Placement.objects.filter(unit__in=units, line__code=COMMAND, valid__contains=on).select_related("parent")
    return {row.unit_id: row.parent for row in rows}


def stands_under_any(unit: Unit, above: Sequence[Unit], *, since: date) -> bool:
    """Whether `unit` is one of `above` or stands under one of them on some day from `since` on."""
    rows = Closure.objects.filter(unit=unit, ancestor__in=above, valid__overlap=(since, None))
    return rows.exists()


def entries_left(units: Sequence[Unit], *, on: date) -> dict[int, int]:
    """How many standing facts dated `on` or later each unit has, by id: they would count nowhere once it has ended."""
    rows = Entry.objects.filter(
        unit__in=units, occurred_on__gte=on, reverses__isnull=True, reversed_by__isnull=True
    ).values_list("unit_id", flat=True)
    return dict(Counter(rows))


def tops_of(units: Sequence[Unit], *, on: date) -> list[Unit]:
    """The top units above these on the day."""
    above = Closure.objects.filter(unit__in=units, line__code=COMMAND, valid__contains=on).values("ancestor")
    tops = Placement.objects.filter(unit__in=above, parent__isnull=True, line__code=COMMAND, valid__contains=on)
    return list(Unit.objects.filter(pk__in=tops.values("unit")))


def totals(top: Unit, *, on: date, today: date) -> Totals:
    """Everything counted at and below `top`, both ways, and the units standing on `on`. A handful of queries."""
    span = _whole_journal()
    measures = list(Measure.objects.all())
    flowing = [row.code for row in measures if row.kind == MeasureKind.FLOW]
    stocked = [row.code for row in measures if row.kind == MeasureKind.STOCK]
    eve = stocks([top.pk], stocked, on - timedelta(days=1))
    was = _by_measure(flows([top.pk], flowing, span) if span else []) + _by_measure(eve)
    now = _by_measure(flows_by_structure_of(max(on, today), [top.pk], flowing, span) if span else [])
    now += _by_measure(eve)
    lines = tuple(TotalLine(row, was[row.code], now[row.code]) for row in measures if was[row.code] or now[row.code])
    return Totals(lines, _units_by_level(top, on))


def _whole_journal() -> Period | None:
    ends = Entry.objects.aggregate(first=Min("occurred_on"), last=Max("occurred_on"))
    return Period(ends["first"], ends["last"]) if ends["first"] else None


def _by_measure(rows: Sequence[Total]) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        found[row.measure] += row.quantity
    return found


def _units_by_level(top: Unit, on: date) -> tuple[tuple[Level, int], ...]:
    rows = Closure.objects.filter(ancestor=top, line__code=COMMAND, valid__contains=on)
    counts = Counter(rows.values_list("unit__level_id", flat=True))
    return tuple((level, counts[level.code]) for level in Level.objects.all() if counts[level.code])
