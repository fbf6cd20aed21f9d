"""How many different people: named ones once however often they come, unnamed ones as they were counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from congdoan.foundation.periods import Period


@dataclass(frozen=True, slots=True)
class Asked:
    """A measure under the name of what asks for it; `facet` None takes all of its facets."""

    name: str
    measure: str
    facet: str | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Different people at a node. `named_turns` counts the named ones each time they came; `unnamed` has no keys."""

    node_id: int
    name: str
    entries: int
    named: int
    named_turns: int
    unnamed: int


PEOPLE = """
WITH asked AS (
  SELECT * FROM unnest(%(names)s::text[], %(measures)s::text[], %(facets)s::text[]) AS a(name, measure_id, facet)
), net AS (
  SELECT c.ancestor_id AS node_id, a.name, e.person_key, sum(e.quantity) AS quantity,
         sum(CASE WHEN e.reverses_id IS NULL THEN 1 ELSE -1 END) AS entries
    FROM asked a
    JOIN journal_entry e ON e.measure_id = a.measure_id AND (a.facet IS NULL OR a.facet = e.facet)
     AND e.lane = 'recorded' AND e.occurred_on BETWEEN %(start)s AND %(end)s
    JOIN organisation_closure c ON c.unit_id = e.unit_id AND c.ancestor_id = ANY(%(nodes)s) AND c.depth <= %(depth)s
    JOIN organisation_line l ON l.id = c.line_id AND l.code = 'command'
    JOIN organisation_unit u ON u.body_ptr_id = c.unit_id
   WHERE CASE WHEN %(structure)s::date IS NULL THEN c.valid @> e.occurred_on
              ELSE c.valid @> %(structure)s::date
                   OR (u.ended_on <= %(structure)s::date AND upper(c.valid) = u.ended_on) END
   GROUP BY 1, 2, 3
)
SELECT node_id, name, sum(entries)::bigint,
       count(*) FILTER (WHERE person_key IS NOT NULL AND quantity > 0),
       coalesce(sum(quantity) FILTER (WHERE person_key IS NOT NULL), 0)::bigint,
       coalesce(sum(quantity) FILTER (WHERE person_key IS NULL), 0)::bigint
  FROM net GROUP BY 1, 2
"""


def distinct_people(
    nodes: Iterable[int],
    asked: Sequence[Asked],
    period: Period,
    *,
    structure: date | None = None,
    own_only: bool = False,
) -> list[People]:
    """Different people at and below each node in the period, for each name asked. One query over the entries.

    Not additive: somebody helped by two units is one person above them.
    """
    values: dict[str, Any] = {
        "nodes": list(nodes),
        "names": [row.name for row in asked],
        "measures": [row.measure for row in asked],
        "facets": [row.facet for row in asked],
        "start": period.start,
        "end": period.end,
        "structure": structure,
        "depth": 0 if own_only else 99,
    }
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, values)
        return [People(*row) for row in cursor.fetchall()]
