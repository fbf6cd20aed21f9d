"""One figure opened: how it came about, which units bring what, which acts stand behind it."""

from dataclasses import dataclass
from datetime import date

from congdoan.accounts.access import units_in_reach
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.foundation.periods import Period
from congdoan.indicators.access import may_see_records, may_see_what_for
from congdoan.indicators.models import Indicator
from congdoan.indicators.queries import Trail, figure, targets_for, trail
from congdoan.indicators.queries.targets import Aim, aim
from congdoan.indicators.rules import is_whole_of_one
from congdoan.indicators.values import Figure, Part, Reported, State
from congdoan.indicators.veil import veiled
from congdoan.narratives.access import visible_to
from congdoan.narratives.models import Narrative
from congdoan.narratives.queries import by_sources
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import ancestors
from congdoan.reports import access as reports
from congdoan.reports.drift import Drift, drifted
from congdoan.reports.figures import as_sent


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part as a line, its bar drawn against the largest. `may_open` is false where this person may not see totals."""

    part: Part
    bar: int
    may_open: bool


@dataclass(frozen=True, slots=True)
class Signed:
    """The same figure as the unit signed it, and what moved since. `report` is empty for who may not read it."""

    drift: Drift
    value: str
    report: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A figure and its page of records. `way` leads from the board's unit down to the one opened."""

    figure: Figure
    trail: Trail
    parts: tuple[PartLine, ...]
    largest: int
    way: tuple[Unit, ...]
    aim: Aim | None
    adds_up: bool
    is_own: bool
    is_further: bool
    sees_records: bool
    signed: "Signed | None"
    said: tuple[tuple[Reported, Narrative | None], ...]
    """What papers said, each with its text where this person may read it."""

    @property
    def is_missing(self) -> bool:
        return self.figure.state is State.MISSING


def open_figure(
    user: User,
    unit: Unit,
    indicator: Indicator,
    period: Period,
    *,
    structure: date | None = None,
    top: Unit | None = None,
    is_own: bool = False,
    after: str = "",
    limit: int = 8,
) -> Opened:
    """The figure of `unit` with its first records, listed without names: whoever reads the unit may read them. For
    those who see totals only there are none.
    """
    found = veiled(figure(unit, indicator, period, structure=structure), user)
    is_told = bool(may_see_what_for(user, unit, indicator))
    reach = set(units_in_reach(user, Task.SEE_TOTALS).values_list("pk", flat=True))
    sees_records = is_told and bool(may_see_records(user, unit))
    unseen = Trail(unit, indicator, period, (), 0, 0, "")
    sizes = [_size(part) for part in found.parts]
    lines = tuple(PartLine(part, size, part.unit.pk in reach) for part, size in zip(found.parts, sizes, strict=True))
    target = targets_for([unit], [indicator], period).get((unit.pk, indicator.code))
    return Opened(
        figure=found,
        trail=trail(found, own_only=is_own, after=after, limit=limit) if sees_records else unseen,
        sees_records=sees_records,
        parts=lines,
        largest=max(sizes, default=0),
        way=_way(unit, top, structure or period.end),
        aim=aim(target, found.value, period, indicator),
        adds_up=is_whole_of_one(indicator.formula),
        is_own=is_own,
        is_further=bool(after),
        signed=None if is_own or not is_told else _signed(user, unit, indicator, period),
        said=_said(user, found),
    )


def _signed(user: User, unit: Unit, indicator: Indicator, period: Period) -> Signed | None:
    drift = drifted([unit], [indicator], period).get((unit.pk, indicator.code))
    if drift is None:
        return None
    report = drift.token.report
    is_open = reports.visible_to(user).filter(pk=report.pk).exists()
    return Signed(drift, as_sent(report)[drift.token.name].text, report.key if is_open else "")


def _said(user: User, found: Figure) -> tuple[tuple[Reported, Narrative | None], ...]:
    texts = by_sources((row.source for row in found.reported), visible_to(user)) if found.reported else {}
    return tuple((row, texts.get(row.source)) for row in found.reported)


def _size(part: Part) -> int:
    """What a bar draws: the value, in thousandths so that quotients may be compared."""
    return int(part.value * 1000) if part.value and part.value > 0 else 0


def _way(unit: Unit, top: Unit | None, on: date) -> tuple[Unit, ...]:
    above = ancestors(unit, on=on)
    codes = [row.code for row in above]
    start = codes.index(top.code) if top and top.code in codes else max(0, len(above) - 1)
    return tuple(above[start:])
