"""Who was asked for a figure and who was heard. Missing is not zero, and it is counted."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection

from congdoan.foundation.periods import Period
from congdoan.indicators.queries.gathering import Definition
from congdoan.indicators.values import Completeness, Gap
from congdoan.organisation.models import Unit

# Asked: the holders of the lowest obligations that ask for one of the indicator's measures and touch the period. Heard:
# an entry of theirs or from below, an act that says none, or a nil return. A holder that passed the duty on is not
# asked itself, the units below are.
HEARD = """
WITH wanted AS (
  SELECT * FROM unnest(%(names)s::text[], %(measures)s::text[], %(stocks)s::bool[]) AS w(name, measure_id, is_stock)
), asked AS (
  SELECT w.name, coalesce(o.heir_id, o.bearer_id) AS unit_id, min(o.due_on) AS due_on,
         bool_or(EXISTS (
           SELECT FROM obligations_nilreturn n
            WHERE n.obligation_id = o.id AND n.withdrawn_at IS NULL
              AND n.period_start <= %(end)s AND n.period_end >= %(start)s)) AS said_nil
    FROM wanted w
    JOIN obligations_duty d ON d.measure_id = w.measure_id
    JOIN obligations_obligation o ON o.duty_id = d.id
   WHERE o.state <> 'waived'
     AND coalesce(o.period_start, o.placed_on) <= %(end)s
     AND coalesce(o.period_end, o.due_on, %(end)s) >= %(start)s
     AND (o.done_on IS NULL OR o.done_on >= %(start)s)
     AND NOT EXISTS (SELECT FROM obligations_obligation below WHERE below.under_id = o.id)
   GROUP BY 1, 2
), placed AS (
  SELECT c.ancestor_id AS node_id, a.name, a.unit_id, a.due_on, a.said_nil
    FROM asked a
    JOIN organisation_unit u ON u.body_ptr_id = a.unit_id
    JOIN organisation_closure c ON c.unit_id = a.unit_id AND c.ancestor_id = ANY(%(nodes)s)
    JOIN organisation_line l ON l.id = c.line_id AND l.code = 'command'
   WHERE c.valid @> %(tree)s::date OR (u.ended_on <= %(tree)s::date AND upper(c.valid) = u.ended_on)
), told AS (
  SELECT a.name, a.unit_id, a.said_nil
         OR EXISTS (
           SELECT FROM wanted w
             JOIN organisation_closure d ON d.ancestor_id = a.unit_id
             JOIN organisation_line l ON l.id = d.line_id AND l.code = 'command'
             JOIN journal_entry e ON e.unit_id = d.unit_id AND e.measure_id = w.measure_id AND d.valid @> e.occurred_on
              AND e.lane = 'recorded' AND e.occurred_on <= %(end)s AND (w.is_stock OR e.occurred_on >= %(start)s)
              AND e.reverses_id IS NULL
              AND NOT EXISTS (SELECT FROM journal_entry m WHERE m.reverses_id = e.id)
            WHERE w.name = a.name)
         OR EXISTS (
           SELECT FROM wanted w
             JOIN activities_actcount n ON n.measure_id = w.measure_id AND n.quantity = 0
             JOIN activities_act t ON t.id = n.act_id AND t.state = 'recorded' AND t.lead_id = a.unit_id
              AND t.happened_on BETWEEN %(start)s AND %(end)s
            WHERE w.name = a.name) AS is_heard
    FROM asked a
)
"""
COUNTS = (
    HEARD
    + """
SELECT p.node_id, p.name, count(*), count(*) FILTER (WHERE t.is_heard)
  FROM placed p JOIN told t USING (name, unit_id) GROUP BY 1, 2
"""
)
SILENT = (
    HEARD
    + """
SELECT p.unit_id, p.due_on FROM placed p JOIN told t USING (name, unit_id)
  JOIN organisation_body b ON b.id = p.unit_id
 WHERE NOT t.is_heard ORDER BY b.sort_key, b.code
"""
)


def completeness(
    definitions: Sequence[Definition], nodes: Iterable[int], period: Period, *, structure: date | None = None
) -> dict[tuple[int, str], Completeness]:
    """Units asked and heard at and below each node, for each indicator. One query; unasked pairs are absent."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, _values(definitions, nodes, period, structure))
        return {(node, name): Completeness(due, heard) for node, name, due, heard in cursor.fetchall()}


def gaps(definition: Definition, unit: Unit, period: Period, *, structure: date | None = None) -> tuple[Gap, ...]:
    """The units at and below `unit` that were asked and not heard, in Vietnamese order. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(SILENT, _values([definition], [unit.pk], period, structure))
        rows = cursor.fetchall()
    units = Unit.objects.in_bulk([unit_id for unit_id, _due in rows])
    return tuple(Gap(units[unit_id], due) for unit_id, due in rows)


def _values(
    definitions: Sequence[Definition], nodes: Iterable[int], period: Period, structure: date | None
) -> dict[str, Any]:
    stocks = {(row.indicator.code, term.measure): term.is_stock for row in definitions for term in row.terms}
    wanted = sorted(stocks)
    return {
        "nodes": list(nodes),
        "names": [name for name, _measure in wanted],
        "measures": [measure for _name, measure in wanted],
        "stocks": [stocks[pair] for pair in wanted],
        "start": period.start,
        "end": period.end,
        "tree": structure or period.end,
    }
