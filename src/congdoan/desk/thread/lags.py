"""Where an order lay, and whose delay caused whose. Working days throughout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from congdoan.desk.looking import Look
from congdoan.obligations.models import Obligation
from congdoan.obligations.rules import Snapshot


@dataclass(frozen=True, slots=True)
class Lag:
    """How long an order lay at one level: `days` in all, of which `late` after the day it was due there.

    `until` is None while it still lies there. `due_on` None: no time was set, so none of it is delay. `before` are
    the days of the whole way that lie at the levels above.
    """

    unit: str
    start: date
    until: date | None
    due_on: date | None
    days: int
    late: int
    before: int = 0

    @property
    def within(self) -> int:
        return self.days - self.late


@dataclass(frozen=True, slots=True)
class Why:
    """Why an obligation is (or was) late. `inherited` of its `late` days would not have been, had the paper above come
    on time; `own` is the rest. `had` days from receipt to the due day, instead of `would_have_had`.
    """

    late: int
    inherited: int
    cause: str
    paper: str
    paper_late: int
    had: int | None
    would_have_had: int | None
    lags: tuple[Lag, ...]

    @property
    def own(self) -> int:
        return self.late - self.inherited

    @property
    def span(self) -> int:
        """All days from the first level to the last."""
        return sum(lag.days for lag in self.lags)


def paper_lateness(row: Obligation, stands: Mapping[int, Snapshot], look: Look) -> int:
    """How late the paper that laid `row` came out: after the day by which its issuer had to do what it passes down.

    0 where the issuer passed nothing down, or was given no day.
    """
    upper, paper = row.under, row.duty.document
    if upper is None or paper is None or paper.issued_on is None:
        return 0
    due = stands[upper.pk].due_on if upper.pk in stands else upper.due_on
    return look.late(due, paper.issued_on)


def why_late(row: Obligation, stands: Mapping[int, Snapshot], look: Look) -> Why:
    """Explain `row`. Walks up its `under`; those must be loaded with duty, document, bearer and giver.

    The counterfactual is plain: with the paper on time the unit would have taken as long as it did, only sooner. So of
    its delay, as much as the paper was late is inherited, and no more.
    """
    now = stands[row.pk]
    late = look.late(now.due_on, now.done_on)
    paper_late = paper_lateness(row, stands, look)
    had = would = None
    if now.due_on and paper_late:
        had = look.working_days(row.placed_on, now.due_on)
        would = had + paper_late
    paper = row.duty.document
    return Why(
        late=late,
        inherited=min(late, paper_late),
        cause=str(row.duty.given_by),
        paper=paper.symbol if paper else "",
        paper_late=paper_late,
        had=had,
        would_have_had=would,
        lags=tuple(_lags(row, stands, look)),
    )


def _lags(row: Obligation, stands: Mapping[int, Snapshot], look: Look) -> list[Lag]:
    """Top level first."""
    now = stands[row.pk]
    found = [_lag(str(row.holder), row.placed_on, now.done_on, now.due_on, look)]
    paper, upper = row.duty.document, row.under
    seen = {row.pk}
    while upper is not None and upper.pk not in seen and paper is not None:
        seen.add(upper.pk)
        due = stands[upper.pk].due_on if upper.pk in stands else upper.due_on
        found.append(_lag(str(upper.holder), upper.placed_on, paper.issued_on, due, look))
        paper, upper = upper.duty.document, upper.under
    return _in_a_row(found[::-1])


def _in_a_row(lags: Sequence[Lag]) -> list[Lag]:
    """Each where it lies on the whole way."""
    before, placed = 0, []
    for lag in lags:
        placed.append(replace(lag, before=before))
        before += lag.days
    return placed


def _lag(unit: str, start: date, until: date | None, due: date | None, look: Look) -> Lag:
    days = look.working_days(start, min(until or look.on, look.on))
    return Lag(unit, start, until, due, days, min(days, look.late(due, until)))
