"""Who brings parts to a figure: the units that stood directly under a unit, and in which stretch of the period."""

from collections import defaultdict
from datetime import date, timedelta

from congdoan.foundation.periods import Period
from congdoan.organisation.models import Placement, Unit
from congdoan.organisation.queries import COMMAND


def children_during(unit: Unit, period: Period) -> dict[int, list[Period]]:
    """Ids of the units that stood directly under `unit` on some day of the period, and those days. One query."""
    rows = Placement.objects.filter(
        parent=unit, line__code=COMMAND, valid__overlap=(period.start, period.end + timedelta(days=1))
    ).order_by("valid")
    found: dict[int, list[Period]] = defaultdict(list)
    for row in rows:
        start = max(row.valid.lower or period.start, period.start)
        end = min(row.valid.upper - timedelta(days=1) if row.valid.upper else period.end, period.end)
        found[row.unit_id].append(Period(start, end))
    return dict(found)


def children_on(unit: Unit, on: date) -> list[int]:
    """Ids of the units directly under `unit` on the day. One query."""
    rows = Placement.objects.filter(parent=unit, line__code=COMMAND, valid__contains=on)
    return list(rows.values_list("unit_id", flat=True))


def by_stretch(children: dict[int, list[Period]]) -> dict[Period, list[int]]:
    """The same, the other way round: usually one stretch, the whole period, with nearly all children."""
    stretches: dict[Period, list[int]] = defaultdict(list)
    for child, periods in children.items():
        for period in periods:
            stretches[period].append(child)
    return dict(stretches)


def hull(periods: list[Period]) -> Period:
    """From the first day to the last, for a unit that left and came back."""
    return Period(min(row.start for row in periods), max(row.end for row in periods))
