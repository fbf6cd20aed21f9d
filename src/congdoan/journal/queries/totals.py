"""Totals, exact the moment a fact is saved:

rolled months, edge days, deltas not yet folded, and a node's own entries, in one statement.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from congdoan.foundation.clock import last_day_of_month
from congdoan.foundation.periods import Period
from congdoan.journal.models import Lane


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
    return read_totals(FLOWS, values)


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
    return read_totals(
        OWN, {"nodes": list(nodes), "measures": list(measures), "lane": lane, "start": period.start, "end": period.end}
    )


STOCK = """
SELECT c.ancestor_id, e.measure_id, e.facet, e.bound,
       sum(CASE WHEN e.reverses_id IS NULL THEN 1 ELSE -1 END)::bigint, sum(e.quantity)::bigint
  FROM organisation_closure c
  JOIN organisation_line l ON l.id = c.line_id AND l.code = 'command'
  JOIN journal_entry e ON e.unit_id = c.unit_id
 WHERE c.ancestor_id = ANY(%(nodes)s) AND c.valid @> %(on)s::date AND c.depth <= %(depth)s
   AND e.measure_id = ANY(%(measures)s) AND e.lane = %(lane)s AND e.occurred_on <= %(on)s
 GROUP BY 1, 2, 3, 4 HAVING sum(e.quantity) <> 0
"""
ANY_DEPTH = 99


def stocks(nodes: Iterable[int], measures: Sequence[str], on: date, *, lane: str = Lane.RECORDED) -> list[Total]:
    """What stood at and below each node on the day, by the tree of that day: every rise and fall up to it. One query.

    A unit that had ended by the day holds nothing any more, whether or not its stock was taken down.
    """
    values = {"nodes": list(nodes), "measures": list(measures), "lane": lane, "on": on, "depth": ANY_DEPTH}
    return read_totals(STOCK, values)


def own_stocks(nodes: Iterable[int], measures: Sequence[str], on: date, *, lane: str = Lane.RECORDED) -> list[Total]:
    """What stood at each unit itself on the day, nothing from below. One query."""
    values = {"nodes": list(nodes), "measures": list(measures), "lane": lane, "on": on, "depth": 0}
    return read_totals(STOCK, values)


def _whole_months(period: Period) -> tuple[date, date]:
    """The first of the period's whole months and the day after the last; equal when it has none."""
    first = period.start if period.start.day == 1 else last_day_of_month(period.start) + timedelta(days=1)
    after = period.end + timedelta(days=1) if period.end == last_day_of_month(period.end) else period.end.replace(day=1)
    return (first, after) if first < after else (period.start, period.start)


def read_totals(sql: str, values: dict[str, Any]) -> list[Total]:
    """Run one of the statements whose rows are totals."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Total(*row) for row in cursor.fetchall()]
