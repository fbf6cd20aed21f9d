"""How a total moved: month by month for flows, day by day for stocks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from congdoan.foundation.clock import last_day_of_month
from congdoan.foundation.periods import Period
from congdoan.journal.models import Lane


@dataclass(frozen=True, slots=True)
class Step:
    """A node's quantity of a measure in the month of `day`, or on `day` for a stock."""

    node_id: int
    measure: str
    facet: str
    day: date
    quantity: int


MONTHS = """
SELECT node_id, measure_id, facet, month, sum(quantity)::bigint FROM (
  SELECT node_id, measure_id, facet, month, quantity FROM journal_rolledmonth
   WHERE node_id = ANY(%(nodes)s) AND measure_id = ANY(%(measures)s) AND lane = %(lane)s
     AND month BETWEEN %(start)s AND %(end)s
  UNION ALL
  SELECT node_id, measure_id, facet, date_trunc('month', day)::date, quantity FROM journal_delta
   WHERE node_id = ANY(%(nodes)s) AND measure_id = ANY(%(measures)s) AND lane = %(lane)s
     AND day BETWEEN %(start)s AND %(end)s
  UNION ALL
  SELECT unit_id, measure_id, facet, date_trunc('month', occurred_on)::date, quantity FROM journal_entry
   WHERE unit_id = ANY(%(nodes)s) AND measure_id = ANY(%(measures)s) AND lane = %(lane)s
     AND occurred_on BETWEEN %(start)s AND %(end)s
) AS parts GROUP BY 1, 2, 3, 4
"""

STANDING = """
SELECT c.ancestor_id, e.measure_id, e.facet, d.day, sum(e.quantity)::bigint
  FROM unnest(%(days)s::date[]) AS d(day)
  JOIN organisation_closure c ON c.ancestor_id = ANY(%(nodes)s) AND c.valid @> d.day
  JOIN organisation_line l ON l.id = c.line_id AND l.code = 'command'
  JOIN journal_entry e ON e.unit_id = c.unit_id AND e.measure_id = ANY(%(measures)s) AND e.lane = %(lane)s
   AND e.occurred_on <= d.day
 GROUP BY 1, 2, 3, 4
"""


def monthly_flows(nodes: Iterable[int], measures: Sequence[str], months: Sequence[date]) -> list[Step]:
    """What was done at and below each node in each of the months, given by their first days. One query."""
    whole = Period(months[0], last_day_of_month(months[-1]))
    return _steps(MONTHS, nodes, measures, start=whole.start, end=whole.end)


def standing_stocks(nodes: Iterable[int], measures: Sequence[str], days: Sequence[date]) -> list[Step]:
    """What stood at and below each node on each of the days, by the tree of each. One query."""
    return _steps(STANDING, nodes, measures, days=list(days))


def _steps(sql: str, nodes: Iterable[int], measures: Sequence[str], **values: Any) -> list[Step]:
    common: dict[str, Any] = {"nodes": list(nodes), "measures": list(measures), "lane": Lane.RECORDED.value}
    with connection.cursor() as cursor:
        cursor.execute(sql, {**common, **values})
        return [Step(*row) for row in cursor.fetchall()]
