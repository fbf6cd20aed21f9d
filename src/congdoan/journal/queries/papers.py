"""What papers said: the reported lane, statement by statement. They are shown side by side and never added up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from congdoan.foundation.periods import Period


@dataclass(frozen=True, slots=True)
class Said:
    """One value a paper gives for a unit over `period`, with its bound; `source` names the paper."""

    unit_id: int
    quantity: int
    bound: str
    period: Period
    source: str


SAID = """
SELECT e.unit_id, e.quantity, e.bound, coalesce(e.since, e.occurred_on), e.occurred_on, e.source
  FROM journal_entry e
  JOIN organisation_closure c ON c.unit_id = e.unit_id AND c.ancestor_id = %(node)s AND c.valid @> e.occurred_on
  JOIN organisation_line l ON l.id = c.line_id AND l.code = 'command'
 WHERE e.lane = 'reported' AND e.measure_id = %(measure)s AND e.facet = ANY(%(facets)s)
   AND coalesce(e.since, e.occurred_on) >= %(start)s AND e.occurred_on <= %(end)s
   AND e.reverses_id IS NULL AND NOT EXISTS (SELECT FROM journal_entry r WHERE r.reverses_id = e.id)
 ORDER BY c.depth, e.occurred_on DESC, e.id DESC LIMIT %(limit)s
"""


def said(node: int, measure: str, facets: Sequence[str], period: Period, *, limit: int = 12) -> list[Said]:
    """The standing statements about the node and units below it that lie within the period, the node's own first.

    One query, by an index that holds nothing but this lane.
    """
    values: dict[str, Any] = {
        "node": node, "measure": measure, "facets": list(facets), "start": period.start, "end": period.end,
        "limit": limit,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(SAID, values)
        rows: list[tuple[int, int, str, date, date, str]] = cursor.fetchall()
    return [Said(unit, count, bound, Period(start, end), source) for unit, count, bound, start, end, source in rows]
