"""History carried by the tree of another day: "as it is" where the totals say "as it was".

Read from the entries, slower than the rolled totals. A unit that had ended by the day of the structure stays under its
last parent. Facts are never divided: the top's total is the same by every structure.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from congdoan.foundation.periods import Period
from congdoan.journal.models import Lane
from congdoan.journal.queries.totals import Total, read_totals

# `path` holds one row for each unit under a node: the day on which its way up is read.
PATH = """
WITH path AS (
  SELECT c.ancestor_id AS node_id, c.unit_id, c.line_id, c.depth,
         CASE WHEN c.valid @> %(structure)s::date THEN %(structure)s::date ELSE u.ended_on - 1 END AS read_on
    FROM organisation_closure c
    JOIN organisation_line l ON l.id = c.line_id AND l.code = 'command'
    JOIN organisation_unit u ON u.body_ptr_id = c.unit_id
   WHERE c.ancestor_id = ANY(%(nodes)s)
     AND (c.valid @> %(structure)s::date OR (u.ended_on <= %(structure)s::date AND upper(c.valid) = u.ended_on))
)
"""
FACTS = """
   AND e.measure_id = ANY(%(measures)s) AND e.lane = %(lane)s AND e.occurred_on BETWEEN %(start)s AND %(end)s
 GROUP BY 1, 2, 3, 4 HAVING sum(CASE WHEN e.reverses_id IS NULL THEN 1 ELSE -1 END) <> 0 OR sum(e.quantity) <> 0
"""
SUMS = """e.measure_id, e.facet, e.bound,
       sum(CASE WHEN e.reverses_id IS NULL THEN 1 ELSE -1 END)::bigint, sum(e.quantity)::bigint"""

AS_IT_IS = f"""{PATH}
SELECT p.node_id, {SUMS}
  FROM path p JOIN journal_entry e ON e.unit_id = p.unit_id
 WHERE (NOT %(is_stock)s OR EXISTS (
         SELECT FROM organisation_closure s
          WHERE s.unit_id = p.unit_id AND s.line_id = p.line_id AND s.depth = 0 AND s.valid @> %(end)s::date))
{FACTS}"""  # noqa: S608 - three fixed parts

BY_CHILD = f"""{PATH}
SELECT child.ancestor_id, {SUMS}
  FROM path p
  JOIN organisation_closure child ON child.unit_id = p.unit_id AND child.line_id = p.line_id
   AND child.depth = p.depth - 1 AND child.valid @> p.read_on
  JOIN journal_entry e ON e.unit_id = p.unit_id
 WHERE p.depth > 0 AND (NOT %(is_stock)s OR EXISTS (
         SELECT FROM organisation_closure s
          WHERE s.unit_id = p.unit_id AND s.line_id = p.line_id AND s.depth = 0 AND s.valid @> %(end)s::date))
{FACTS}"""  # noqa: S608 - three fixed parts

BEGINNING = date(1, 1, 1)


def flows_by_structure_of(
    structure: date, nodes: Iterable[int], measures: Sequence[str], period: Period, *, lane: str = Lane.RECORDED
) -> list[Total]:
    """Each unit's facts of the period, whenever done, go where the unit stands on `structure`. One query."""
    return read_totals(AS_IT_IS, _values(structure, nodes, measures, period, lane, is_stock=False))


def stocks_by_structure_of(
    structure: date, nodes: Iterable[int], measures: Sequence[str], on: date, *, lane: str = Lane.RECORDED
) -> list[Total]:
    """What stood on `on`, carried by the parents of `structure`; units not standing on `on` hold nothing. One query."""
    return read_totals(AS_IT_IS, _values(structure, nodes, measures, Period(BEGINNING, on), lane, is_stock=True))


def child_flows_by_structure_of(
    structure: date, node: int, measures: Sequence[str], period: Period, *, lane: str = Lane.RECORDED
) -> list[Total]:
    """`flows_by_structure_of` the node, taken apart by the child through which each fact reaches it. One query.

    With the node's own facts the parts add up to the node's total, also for units whose last parent moved on later.
    """
    return read_totals(BY_CHILD, _values(structure, [node], measures, period, lane, is_stock=False))


def child_stocks_by_structure_of(
    structure: date, node: int, measures: Sequence[str], on: date, *, lane: str = Lane.RECORDED
) -> list[Total]:
    """`stocks_by_structure_of` the node, taken apart by child. One query."""
    return read_totals(BY_CHILD, _values(structure, [node], measures, Period(BEGINNING, on), lane, is_stock=True))


def _values(
    structure: date, nodes: Iterable[int], measures: Sequence[str], period: Period, lane: str, *, is_stock: bool
) -> dict[str, Any]:
    return {
        "structure": structure,
        "nodes": list(nodes),
        "measures": list(measures),
        "lane": lane,
        "start": period.start,
        "end": period.end,
        "is_stock": is_stock,
    }
