"""Totals, exact the moment a fact is saved:

rolled months, edge days, deltas not yet folded, and a node's own entries, in one statement.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from congdoan.foundation.clock import last_day_of_month
from congdoan.foundation.periods import Period
from congdoan.journal.models import Entry, Lane


@dataclass(frozen=True, slots=True)
class Total:
    """A sum at a node: `entries` counts facts less reversals, `quantity` is in the measure's smallest unit."""

    node_id: int
    measure: str
    facet: str
    bound: str
    entries: int
    quantity: int


FLOWS = """
SELECT node_id, measure_id, facet, bound, sum(entries)::bigint, sum(quantity)::bigint FROM (
  SELECT node_id, measure_id, facet, bound, entries, quantity FROM journal_rolledmonth
   WHERE node_id = ANY(%(nodes)s) AND measure_id = ANY(%(measures)s) AND lane = %(lane)s
     AND month >= %(first_month)s AND month < %(after_months)s
  UNION ALL
  SELECT node_id, measure_id, facet, bound, entries, quantity FROM journal_rolledday
   WHERE node_id = ANY(%(nodes)s) AND measure_id = ANY(%(measures)s) AND lane = %(lane)s
     AND day BETWEEN %(start)s AND %(end)s AND NOT (day >= %(first_month)s AND day < %(after_months)s)
  UNION ALL
  SELECT node_id, measure_id, facet, bound, entries, quantity FROM journal_delta
   WHERE node_id = ANY(%(nodes)s) AND measure_id = ANY(%(measures)s) AND lane = %(lane)s
     AND day BETWEEN %(start)s AND %(end)s
  UNION ALL
  SELECT unit_id, measure_id, facet, bound,
         CASE WHEN reverses_id IS NULL THEN 1 ELSE -1 END, quantity FROM
  journal_entry
   WHERE unit_id = ANY(%(nodes)s) AND measure_id = ANY(%(measures)s) AND lane = %(lane)s
     AND occurred_on BETWEEN %(start)s AND %(end)s
) AS parts
GROUP BY 1, 2, 3, 4 HAVING sum(entries) <> 0 OR sum(quantity) <> 0
"""


def flows(nodes: Iterable[int], measures: Sequence[str], period: Period, *, lane: str = Lane.RECORDED) -> list[Total]:
    """What was done at and below each node in the period, each fact under the parents of its own day. One query.

    A node and measure without facts has no row: whether that is zero or missing is for the caller to know.
    """
    first, after = _whole_months(period)
    values = {
        "nodes": list(nodes),
        "measures": list(measures),
        "lane": lane,
        "start": period.start,
        "end": period.end,
        "first_month": first,
        "after_months": after,
    }
    return _totals(FLOWS, values)


OWN = """
SELECT unit_id, measure_id, facet, bound,
       sum(CASE WHEN reverses_id IS NULL THEN 1 ELSE -1 END)::bigint, sum(quantity)::bigint
  FROM journal_entry
 WHERE unit_id = ANY(%(nodes)s) AND measure_id = ANY(%(measures)s) AND lane = %(lane)s
     AND occurred_on BETWEEN %(start)s AND %(end)s
 GROUP BY 1, 2, 3, 4 HAVING sum(CASE WHEN reverses_id IS NULL THEN 1 ELSE -1 END) <> 0 OR sum(quantity) <> 0
"""


def own_flows(
    nodes: Iterable[int], measures: Sequence[str], period: Period, *, lane: str = Lane.RECORDED
) -> list[Total]:
    """What each unit did itself ("cấp mình"), nothing from below. One query."""
    return _totals(
        OWN, {"nodes": list(nodes), "measures": list(measures), "lane": lane, "start": period.start, "end": period.end}
    )


STOCK = """
SELECT c.ancestor_id, e.measure_id, e.facet, e.bound,
       sum(CASE WHEN e.reverses_id IS NULL THEN 1 ELSE -1 END)::bigint, sum(e.quantity)::bigint
  FROM organisation_closure c
  JOIN organisation_line l ON l.id = c.line_id AND l.code = 'command'
  JOIN journal_entry e ON e.unit_id = c.unit_id
 WHERE c.ancestor_id = ANY(%(nodes)s) AND c.valid @> %(on)s::date
   AND e.measure_id = ANY(%(measures)s) AND e.lane = %(lane)s AND e.occurred_on <= %(on)s
 GROUP BY 1, 2, 3, 4 HAVING sum(e.quantity) <> 0
"""


def stocks(nodes: Iterable[int], measures: Sequence[str], on: date, *, lane: str = Lane.RECORDED) -> list[Total]:
    """What stood at and below each node on the day, by the tree of that day:

    every rise and fall up to it. One query.
    """
    return _totals(STOCK, {"nodes": list(nodes), "measures": list(measures), "lane": lane, "on": on})


TODAY = """
SELECT c.ancestor_id, e.measure_id, e.facet, e.bound,
       sum(CASE WHEN e.reverses_id IS NULL THEN 1 ELSE -1 END)::bigint, sum(e.quantity)::bigint
  FROM organisation_closure c
  JOIN organisation_line l ON l.id = c.line_id AND l.code = 'command'
  JOIN organisation_unit u ON u.body_ptr_id = c.unit_id
  JOIN journal_entry e ON e.unit_id = c.unit_id
 WHERE c.ancestor_id = ANY(%(nodes)s)
   AND (c.valid @> %(structure)s::date OR (u.ended_on <= %(structure)s::date AND upper(c.valid) = u.ended_on))
   AND e.measure_id = ANY(%(measures)s) AND e.lane = %(lane)s AND e.occurred_on BETWEEN %(start)s AND %(end)s
 GROUP BY 1, 2, 3, 4 HAVING sum(CASE WHEN e.reverses_id IS NULL THEN 1 ELSE -1 END) <> 0 OR sum(e.quantity) <> 0
"""


def flows_by_structure_of(
    structure: date, nodes: Iterable[int], measures: Sequence[str], period: Period, *, lane: str = Lane.RECORDED
) -> list[Total]:
    """History carried by the parents of `structure`: each unit's facts, whenever done, go where the unit stands on
    that day.

    A unit that had ended by then stays under its last parent. Read from the entries: one query, slower than `flows`.
    """
    return _totals(
        TODAY,
        {
            "nodes": list(nodes),
            "measures": list(measures),
            "lane": lane,
            "start": period.start,
            "end": period.end,
            "structure": structure,
        },
    )


def entries_of(
    units: Iterable[int], measures: Sequence[str], period: Period, *, lane: str = Lane.RECORDED
) -> QuerySet[Entry]:
    """The facts of these very units, oldest first: the last step of a figure's trail."""
    return Entry.objects.filter(
        unit_id__in=list(units), measure_id__in=list(measures), lane=lane, occurred_on__range=(period.start, period.end)
    ).order_by("occurred_on", "id")


def pending() -> int:
    """How many deltas wait to be folded. Reading stays exact; it only grows slower past some ten thousand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_delta")
        return int(cursor.fetchone()[0])


def _whole_months(period: Period) -> tuple[date, date]:
    """The first of the period's whole months and the day after the last; equal when it has none."""
    first = period.start if period.start.day == 1 else last_day_of_month(period.start) + timedelta(days=1)
    after = period.end + timedelta(days=1) if period.end == last_day_of_month(period.end) else period.end.replace(day=1)
    return (first, after) if first < after else (period.start, period.start)


def _totals(sql: str, values: dict[str, Any]) -> list[Total]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Total(*row) for row in cursor.fetchall()]
