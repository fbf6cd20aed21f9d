"""How many of the units of a level have at least one: teams on a date, launches in a period."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from congdoan.foundation.periods import Period
from congdoan.journal.queries import Asked


@dataclass(frozen=True, slots=True)
class Share:
    """Under a node: units that stand (`asked`), those among them that have at least one (`having`), and its entries."""

    node_id: int
    name: str
    asked: int
    having: int
    entries: int


# What a unit has counts at it and beneath it, by the tree of the end date: a team of a section is a team of its union.
WITH_UNITS = """
WITH wanted AS (
  SELECT * FROM unnest(%(names)s::text[], %(levels)s::text[]) AS w(name, level_id)
), asked AS (
  SELECT *
    FROM unnest(%(asked)s::text[], %(measures)s::text[], %(facets)s::text[], %(starts)s::date[])
         AS a(name, measure_id, facet, start)
), standing AS (
  SELECT c.ancestor_id AS node_id, c.unit_id, w.name
    FROM wanted w
    JOIN organisation_closure c ON c.ancestor_id = ANY(%(nodes)s) AND c.valid @> %(end)s::date AND c.depth <= %(depth)s
    JOIN organisation_line l ON l.id = c.line_id AND l.code = 'command'
   WHERE CASE WHEN w.level_id <> '' THEN EXISTS (
           SELECT FROM organisation_unitlevel ul
            WHERE ul.unit_id = c.unit_id AND ul.level_id = w.level_id AND ul.valid @> %(end)s::date)
         ELSE NOT EXISTS (
           SELECT FROM organisation_placement p
            WHERE p.parent_id = c.unit_id AND p.line_id = c.line_id AND p.valid @> %(end)s::date) END
), held AS (
  SELECT s.unit_id, s.name, sum(e.quantity) AS quantity,
         sum(CASE WHEN e.reverses_id IS NULL THEN 1 ELSE -1 END) AS entries
    FROM (SELECT DISTINCT unit_id, name FROM standing) s
    JOIN asked a ON a.name = s.name
    JOIN organisation_closure d ON d.ancestor_id = s.unit_id AND d.valid @> %(end)s::date
    JOIN organisation_line l ON l.id = d.line_id AND l.code = 'command'
    JOIN journal_entry e ON e.unit_id = d.unit_id AND e.measure_id = a.measure_id
     AND (a.facet IS NULL OR a.facet = e.facet)
     AND e.lane = 'recorded' AND e.occurred_on BETWEEN a.start AND %(until)s
   GROUP BY 1, 2
)
SELECT s.node_id, s.name, count(*), count(*) FILTER (WHERE h.quantity > 0), coalesce(sum(h.entries), 0)::bigint
  FROM standing s LEFT JOIN held h USING (unit_id, name)
 GROUP BY 1, 2
"""
BEGINNING = date(1, 1, 1)


def units_having(
    nodes: Iterable[int],
    flows: Sequence[Asked],
    stocks: Sequence[Asked],
    *,
    levels: Mapping[str, str | None],
    period: Period,
    structure: date | None = None,
    own_only: bool = False,
) -> list[Share]:
    """For each node and name: the units of the level that stand on the period's end, and how many of them have one.

    `levels` gives each name the level asked; None asks the units that have none beneath them. A flow counts within the
    period, a stock up to its end. With `structure` the units are those standing on that day. One query.
    """
    asked = [(row, period.start) for row in flows] + [(row, BEGINNING) for row in stocks]
    values: dict[str, Any] = {
        "nodes": list(nodes),
        "names": list(levels),
        "levels": [level or "" for level in levels.values()],
        "asked": [row.name for row, _start in asked],
        "measures": [row.measure for row, _start in asked],
        "facets": [row.facet for row, _start in asked],
        "starts": [start for _row, start in asked],
        "end": structure or period.end,
        "until": period.end,
        "depth": 0 if own_only else 99,
    }
    with connection.cursor() as cursor:
        cursor.execute(WITH_UNITS, values)
        return [Share(*row) for row in cursor.fetchall()]
