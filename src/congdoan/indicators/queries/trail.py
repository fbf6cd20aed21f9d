"""From a figure down to the records behind it: what each act brought, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from congdoan.activities.models import Act, StandingTeam
from congdoan.foundation.periods import Period
from congdoan.indicators.models import Indicator
from congdoan.indicators.queries import gathering
from congdoan.indicators.values import Figure
from congdoan.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class Step:
    """What one record brought: `quantity` above the line, `below` under it where the formula divides.

    `act` or `team` is the record itself; both None where another room keeps it, then `source` still names it.
    """

    source: str
    unit: Unit
    occurred_on: date
    quantity: int
    below: int
    was_corrected: bool
    act: Act | None = None
    team: StandingTeam | None = None


@dataclass(frozen=True, slots=True)
class Trail:
    """A page of steps, the newest first. `count` and `quantity` are of all of them; `after` asks for the next page."""

    unit: Unit
    indicator: Indicator
    period: Period
    steps: tuple[Step, ...]
    count: int
    quantity: int
    after: str


STEPS = """
WITH asked AS (
  SELECT *
    FROM unnest(%(measures)s::text[], %(facets)s::text[], %(signs)s::int[], %(below)s::bool[], %(starts)s::date[])
         AS a(measure_id, facet, sign, is_below, start)
), steps AS (
  SELECT e.source, min(e.unit_id) AS unit_id, min(e.occurred_on) AS occurred_on,
         coalesce(sum(e.quantity * a.sign) FILTER (WHERE NOT a.is_below), 0)::bigint AS quantity,
         coalesce(sum(e.quantity * a.sign) FILTER (WHERE a.is_below), 0)::bigint AS below,
         bool_or(e.reverses_id IS NOT NULL) AS was_corrected
    FROM asked a
    JOIN journal_entry e ON e.measure_id = a.measure_id AND (a.facet IS NULL OR a.facet = e.facet)
     AND e.lane = 'recorded' AND e.occurred_on BETWEEN a.start AND %(end)s
    JOIN organisation_closure c ON c.unit_id = e.unit_id AND c.ancestor_id = %(node)s AND c.depth <= %(depth)s
    JOIN organisation_line l ON l.id = c.line_id AND l.code = 'command'
    JOIN organisation_unit u ON u.body_ptr_id = c.unit_id
   WHERE CASE
         WHEN %(structure)s::date IS NOT NULL THEN c.valid @> %(structure)s::date
              OR (u.ended_on <= %(structure)s::date AND upper(c.valid) = u.ended_on)
         WHEN a.start = '0001-01-01' THEN c.valid @> %(end)s::date
         ELSE c.valid @> e.occurred_on END
     AND (a.start > '0001-01-01' OR EXISTS (
           SELECT FROM organisation_closure s
            WHERE s.unit_id = e.unit_id AND s.line_id = c.line_id AND s.depth = 0 AND s.valid @> %(end)s::date))
   GROUP BY e.source
  HAVING sum(e.quantity * a.sign) FILTER (WHERE NOT a.is_below) <> 0
      OR sum(e.quantity * a.sign) FILTER (WHERE a.is_below) <> 0
)
SELECT source, unit_id, occurred_on, quantity, below, was_corrected,
       count(*) OVER ()::int, sum(quantity) OVER ()::bigint
  FROM steps ORDER BY occurred_on DESC, source DESC
"""
PAGE = f"""
SELECT * FROM ({STEPS}) AS all_steps
 WHERE %(after_day)s::date IS NULL OR (occurred_on, source) < (%(after_day)s::date, %(after_source)s)
 LIMIT %(limit)s
"""  # noqa: S608 - a fixed statement within another
BEGINNING = date(1, 1, 1)


def trail(figure: Figure, *, at: Unit | None = None, own_only: bool = False, after: str = "", limit: int = 50) -> Trail:
    """The records behind a figure, or behind the part of `at`. For sums and stocks the quantities add up to the value.

    Three queries. Whether the asker may open an act, or read the names in it, is for the doors to ask.
    """
    unit = at or figure.unit
    period = figure.period
    for part in figure.parts:
        if at is not None and part.unit.pk == at.pk and not part.is_own:
            period = part.period
    [definition] = gathering.define([figure.indicator])
    with connection.cursor() as cursor:
        cursor.execute(PAGE, _values(definition, unit, period, figure.structure, own_only, after, limit))
        rows = cursor.fetchall()
    return Trail(
        unit=unit,
        indicator=figure.indicator,
        period=period,
        steps=_steps(rows),
        count=rows[0][6] if rows else 0,
        quantity=rows[0][7] if rows else 0,
        after=f"{rows[-1][2]}~{rows[-1][0]}" if len(rows) == limit else "",
    )


def _values(
    definition: gathering.Definition,
    unit: Unit,
    period: Period,
    structure: date | None,
    own_only: bool,
    after: str,
    limit: int,
) -> dict[str, Any]:
    asked = [(term, facet) for term in definition.terms for facet in gathering.facets_of(term)]
    day, _tilde, source = after.partition("~")
    return {
        "measures": [term.measure for term, _facet in asked],
        "facets": [facet for _term, facet in asked],
        "signs": [term.sign for term, _facet in asked],
        "below": [term.is_below for term, _facet in asked],
        "starts": [BEGINNING if term.is_stock else period.start for term, _facet in asked],
        "end": period.end,
        "node": unit.pk,
        "depth": 0 if own_only else 99,
        "structure": structure,
        "after_day": date.fromisoformat(day) if day else None,
        "after_source": source,
        "limit": limit,
    }


def _steps(rows: Sequence[tuple[str, int, date, int, int, bool, int, int]]) -> tuple[Step, ...]:
    kinds: dict[str, list[str]] = {"act": [], "team": []}
    for row in rows:
        kind, _colon, key = row[0].partition(":")
        kinds.setdefault(kind, []).append(key)
    acts = {act.key: act for act in Act.objects.filter(key__in=kinds["act"]).select_related("kind", "lead")}
    teams = {team.key: team for team in StandingTeam.objects.filter(key__in=kinds["team"]).select_related("unit")}
    units = Unit.objects.in_bulk({row[1] for row in rows})
    return tuple(
        Step(
            source=source,
            unit=units[unit_id],
            occurred_on=day,
            quantity=quantity,
            below=below,
            was_corrected=was_corrected,
            act=acts.get(source.partition(":")[2]),
            team=teams.get(source.partition(":")[2]),
        )
        for source, unit_id, day, quantity, below, was_corrected, _count, _sum in rows
    )
