"""What moved under figures that were signed or sent: the entries that came after, who wrote them and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from congdoan.activities.models import Correction
from congdoan.foundation.models import AuditEntry
from congdoan.foundation.periods import Period, valid_from
from congdoan.indicators.models import Formula, Indicator
from congdoan.journal.models import Entry, Lane
from congdoan.organisation.models import Closure, Unit
from congdoan.organisation.queries import COMMAND
from congdoan.reports.figures import frozen_figure
from congdoan.reports.models import Token


@dataclass(frozen=True, slots=True)
class Change:
    """A journal entry that moved a frozen figure, who wrote it, and the reason where it was a correction."""

    entry: Entry
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Drift:
    """A signed figure of a unit under which the journal has moved since.

    `quantity` is how much; None where the formula is no plain sum and only a look at the figure tells.
    """

    token: Token
    quantity: int | None


def changes_since(token: Token) -> list[Change]:
    """The entries that came under the figure after it was frozen, oldest first. Four queries."""
    frozen = frozen_figure(token)
    if frozen is None:
        return []
    below = Closure.objects.filter(
        line__code=COMMAND, ancestor=token.report.unit, valid__overlap=valid_from(token.period_start)
    ).values("unit")
    entries = list(
        Entry.objects.filter(
            unit__in=below,
            measure__in=_measures(token.indicator),
            lane=Lane.RECORDED,
            id__gt=frozen.position,
            occurred_on__range=(token.period_start, token.period_end),
        )
        .select_related("unit", "measure")
        .order_by("id")
    )
    reasons, names = _reasons(entry.source for entry in entries), _names(entry.recorded_by for entry in entries)
    return [Change(row, reasons.get(row.source, ""), names.get(row.recorded_by, "")) for row in entries]


MOVED = """
SELECT t.id, sum(e.quantity * m.sign)::bigint
  FROM reports_token t
  JOIN reports_report r ON r.id = t.report_id AND r.state = 'signed'
  JOIN indicators_term m ON m.indicator_id = t.indicator_id AND NOT m.is_below
  JOIN journal_entry e ON e.measure_id = m.measure_id AND e.lane = 'recorded' AND e.id > r.journal_position
   AND e.occurred_on BETWEEN t.period_start AND t.period_end
   AND (m.facets = '[]'::jsonb OR m.facets ? e.facet)
  JOIN organisation_closure c ON c.unit_id = e.unit_id AND c.ancestor_id = r.unit_id AND c.valid @> e.occurred_on
  JOIN organisation_line l ON l.id = c.line_id AND l.code = 'command'
 WHERE r.unit_id = ANY(%s) AND t.indicator_id = ANY(%s) AND t.period_start >= %s AND t.period_end <= %s
 GROUP BY t.id
"""


def drifted(units: Sequence[Unit], indicators: Sequence[Indicator], period: Period) -> dict[tuple[int, str], Drift]:
    """Of each unit and indicator, by id and code: the last signed figure within `period` that has moved. Two queries.

    Entries that cancel one another have moved nothing.
    """
    asked = ([unit.pk for unit in units], [row.pk for row in indicators], period.start, period.end)
    with connection.cursor() as cursor:
        cursor.execute(MOVED, asked)
        moved = dict(cursor.fetchall())
    tokens = Token.objects.filter(pk__in=[pk for pk, quantity in moved.items() if quantity])
    found = {}
    for token in tokens.select_related("report", "indicator").order_by("report__signed_at", "pk"):
        is_sum = token.indicator.formula == Formula.SUM
        found[token.report.unit_id, token.indicator_id] = Drift(token, moved[token.pk] if is_sum else None)
    return found


def _reasons(sources: Iterable[str]) -> dict[str, str]:
    """The last reason given for a correction of each act named by the sources."""
    keys = {source.removeprefix("act:") for source in sources if source.startswith("act:")}
    rows = Correction.objects.filter(act__key__in=keys).order_by("at").values_list("act__key", "reason")
    return {f"act:{key}": reason for key, reason in rows}


def _names(actors: Iterable[str]) -> dict[str, str]:
    """The names the actors bore in the audit, which outlives their accounts."""
    seen = AuditEntry.objects.filter(actor_key__in=set(actors)).order_by("actor_key", "-at").distinct("actor_key")
    return dict(seen.values_list("actor_key", "actor_name"))


def _measures(indicator: Indicator) -> list[str]:
    return list(indicator.terms.values_list("measure_id", flat=True))
