"""Start + in − out = end, for any unit with what stands below it and any period; what does not add up has a name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection

from congdoan.foundation.periods import Period
from congdoan.journal.queries import flows, stocks
from congdoan.membership import rules
from congdoan.membership.facts import STOCK
from congdoan.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class Gap:
    """A unit whose members changed by more (or fewer) than came and went."""

    unit: Unit
    unexplained: int


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Members at and below a unit over a period. Every number is a count of people.

    `came_with_units` and `went_with_units` moved because units did: by transfer, merger or end of a unit.
    """

    unit: Unit
    period: Period
    start: int
    end: int
    admitted: int
    registered: int
    transferred_in: int
    transferred_out: int
    left: dict[str, int]
    came_with_units: int
    went_with_units: int
    end_women: int
    end_counted: int

    @property
    def left_total(self) -> int:
        return sum(self.left.values())

    @property
    def expected(self) -> int:
        """What start, in and out make of it."""
        came = self.admitted + self.registered + self.transferred_in + self.came_with_units
        return self.start + came - self.left_total - self.transferred_out - self.went_with_units

    @property
    def unexplained(self) -> int:
        """What stands at the end beyond that; 0 where all reconciles."""
        return self.end - self.expected


# A unit that comes under a node or goes takes along what it held on the eve; an heir opens with what it took over.
WITH_UNITS = """
WITH crossed AS (
  SELECT c.ancestor_id AS node_id, c.unit_id, lower(c.valid) AS day, 1 AS sign
    FROM organisation_closure c JOIN organisation_line l ON l.id = c.line_id AND l.code = 'command'
   WHERE c.ancestor_id = ANY(%(nodes)s) AND lower(c.valid) BETWEEN %(start)s AND %(end)s
  UNION ALL
  SELECT c.ancestor_id, c.unit_id, upper(c.valid), -1
    FROM organisation_closure c JOIN organisation_line l ON l.id = c.line_id AND l.code = 'command'
   WHERE c.ancestor_id = ANY(%(nodes)s) AND upper(c.valid) BETWEEN %(start)s AND %(end)s
), crossings AS (
  SELECT node_id, unit_id, day, sum(sign) AS sign FROM crossed GROUP BY 1, 2, 3 HAVING sum(sign) <> 0
), brought AS (
  SELECT x.node_id, x.sign * sum(e.quantity) AS quantity
    FROM crossings x JOIN journal_entry e ON e.unit_id = x.unit_id AND e.measure_id = %(stock)s
     AND e.lane = 'recorded' AND e.occurred_on < x.day
   GROUP BY x.node_id, x.unit_id, x.day, x.sign
  UNION ALL
  SELECT c.ancestor_id, sum(e.quantity)
    FROM journal_entry e
    JOIN organisation_closure c ON c.unit_id = e.unit_id AND c.valid @> e.occurred_on
     AND c.ancestor_id = ANY(%(nodes)s)
    JOIN organisation_line l ON l.id = c.line_id AND l.code = 'command'
   WHERE e.measure_id = %(stock)s AND e.lane = 'recorded' AND e.occurred_on BETWEEN %(start)s AND %(end)s
     AND starts_with(e.source, 'unit:')
   GROUP BY 1
)
SELECT node_id, coalesce(sum(quantity) FILTER (WHERE quantity > 0), 0)::bigint,
       coalesce(-sum(quantity) FILTER (WHERE quantity < 0), 0)::bigint
  FROM brought GROUP BY 1
"""

GAPS = """
SELECT e.unit_id, sum(CASE WHEN e.measure_id = %(stock)s THEN e.quantity
                           WHEN e.measure_id = ANY(%(in)s) THEN -e.quantity ELSE e.quantity END)::bigint AS gap
  FROM journal_entry e
  JOIN organisation_closure c ON c.unit_id = e.unit_id AND c.ancestor_id = %(node)s AND c.valid @> e.occurred_on
  JOIN organisation_line l ON l.id = c.line_id AND l.code = 'command'
 WHERE e.lane = 'recorded' AND e.occurred_on BETWEEN %(start)s AND %(end)s
   AND (e.measure_id = ANY(%(in)s) OR e.measure_id = ANY(%(out)s)
        OR (e.measure_id = %(stock)s AND NOT starts_with(e.source, 'unit:')))
 GROUP BY 1
HAVING sum(CASE WHEN e.measure_id = %(stock)s THEN e.quantity
                WHEN e.measure_id = ANY(%(in)s) THEN -e.quantity ELSE e.quantity END) <> 0
"""


def reconciliation(unit: Unit, period: Period) -> Reconciliation:
    """As `reconciliations`, for one unit."""
    return reconciliations([unit], period)[0]


def reconciliations(units: Iterable[Unit], period: Period) -> list[Reconciliation]:
    """Each unit with what stands below it, by the tree of each day. Four queries for any number of units."""
    listed = list(units)
    nodes = [unit.pk for unit in listed]
    before = _stock(nodes, period, before=True)
    after = _stock(nodes, period, before=False)
    moved: dict[tuple[int, str, str], int] = {}
    for row in flows(nodes, [*rules.IN_FLOWS, *rules.OUT_FLOWS], period):
        key = row.node_id, row.measure, row.facet
        moved[key] = moved.get(key, 0) + row.quantity
    with_units = _with_units(nodes, period)
    return [_read(unit, period, before, after, moved, with_units) for unit in listed]


def gaps(unit: Unit, period: Period) -> list[Gap]:
    """The units at and below this one whose members changed by other than came and went, largest first. Two queries."""
    values = _values([unit.pk], period) | {"node": unit.pk}
    with connection.cursor() as cursor:
        cursor.execute(GAPS, values)
        found = dict(cursor.fetchall())
    units = Unit.objects.filter(pk__in=found)
    return sorted(
        (Gap(one, found[one.pk]) for one in units), key=lambda gap: (-abs(gap.unexplained), gap.unit.sort_key)
    )


def _stock(nodes: list[int], period: Period, *, before: bool) -> dict[tuple[int, str], int]:
    found: dict[tuple[int, str], int] = {}
    for row in stocks(nodes, [STOCK], period.start - timedelta(days=1) if before else period.end):
        found[row.node_id, row.facet] = found.get((row.node_id, row.facet), 0) + row.quantity
    return found


def _with_units(nodes: list[int], period: Period) -> dict[int, tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(WITH_UNITS, _values(nodes, period))
        return {node: (came, went) for node, came, went in cursor.fetchall()}


def _values(nodes: list[int], period: Period) -> dict[str, Any]:
    return {
        "nodes": nodes,
        "start": period.start,
        "end": period.end,
        "stock": STOCK,
        "in": list(rules.IN_FLOWS),
        "out": list(rules.OUT_FLOWS),
    }


def _read(
    unit: Unit,
    period: Period,
    before: dict[tuple[int, str], int],
    after: dict[tuple[int, str], int],
    moved: dict[tuple[int, str, str], int],
    with_units: dict[int, tuple[int, int]],
) -> Reconciliation:
    def stock(held: dict[tuple[int, str], int], *facets: str) -> int:
        return sum(
            count for (node, facet), count in held.items() if node == unit.pk and (not facets or facet in facets)
        )

    def flow(measure: str) -> int:
        return sum(count for (node, code, _facet), count in moved.items() if node == unit.pk and code == measure)

    came, went = with_units.get(unit.pk, (0, 0))
    return Reconciliation(
        unit=unit,
        period=period,
        start=stock(before),
        end=stock(after),
        admitted=flow("new_members"),
        registered=flow("members_registered"),
        transferred_in=flow("members_transferred_in"),
        transferred_out=flow("members_transferred_out"),
        left={
            facet: count
            for (node, measure, facet), count in moved.items()
            if node == unit.pk and measure == "members_left" and count
        },
        came_with_units=came,
        went_with_units=went,
        end_women=stock(after, "women", "counted_women"),
        end_counted=stock(after, "counted", "counted_women"),
    )
