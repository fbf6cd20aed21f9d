"""Helped twice, never reached, and how long it took."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from congdoan.cases.models import CaseState, Programme, SupportCase
from congdoan.cases.rules import GIVEN, OPEN, Double, Help, doubles_of
from congdoan.foundation.periods import Period
from congdoan.foundation.text import masked
from congdoan.organisation.models import Person, Unit
from congdoan.organisation.queries import parameter_at, parameters_at, subtree

HARD = ("hardship", "critical_illness", "accident", "disaster", "bereavement")
"""Purposes that tell of a need which does not end with one visit."""
NEAR, PATIENCE, REMEMBERED = "cases.double_within_days", "cases.patience_days", "cases.remembered_days"
"""Dated parameters, in days."""


def doubles(case: SupportCase) -> list[Double]:
    """Other help for the same person, at any unit of this installation, that touches the case. Two queries."""
    return doubles_for([case])[case.pk]


def doubles_for(cases: Sequence[SupportCase]) -> dict[int, list[Double]]:
    """The doubles of each of the cases by its id, by what counted as near on the day of its need. Two queries."""
    near = parameters_at(NEAR, [(case.unit, case.need_on) for case in cases])
    helped: dict[int, list[SupportCase]] = {}
    for other in _others({case.person_id for case in cases}):
        helped.setdefault(other.person_id, []).append(other)
    return {
        case.pk: doubles_of(
            _help(case),
            [_help(row) for row in helped.get(case.person_id, []) if row.pk != case.pk],
            near=timedelta(days=near[case.unit_id, case.need_on].value),
        )
        for case in cases
    }


def doubles_before_asking(
    person: Person, programme: Programme, unit: Unit, *, need_on: date, need_until: date | None = None
) -> list[Double]:
    """As `doubles`, for a case not yet asked."""
    asked = Help(
        "", unit.code, unit.name, programme.code, need_on, need_until, False, each_level_may=programme.each_level_may
    )
    return doubles_of(asked, [_help(other) for other in _others({person.pk})], near=_days(NEAR, unit, need_on))


def _others(people: set[int]) -> QuerySet[SupportCase]:
    rows = SupportCase.objects.filter(person__in=people, state__in=[*OPEN, *GIVEN])
    return rows.select_related("unit", "programme")


def _help(case: SupportCase) -> Help:
    return Help(
        case=case.key,
        unit=case.unit.code,
        unit_name=str(case.unit),
        programme=case.programme_id,
        since=case.need_on,
        until=case.need_until,
        is_given=case.state in GIVEN,
        amount_vnd=case.approved_vnd,
        each_level_may=case.programme.each_level_may,
    )


@dataclass(frozen=True, slots=True)
class Unreached:
    """Somebody the records say should have been reached. `case` is the record that says so."""

    case: SupportCase
    name: str
    why: str
    days: int


def never_reached(unit: Unit, *, on: date, programme: Programme | None = None) -> list[Unreached]:
    """Under `unit` on the day: asked and not decided within `cases.patience_days`; listed for a gift not handed over
    in the round's time; and, for a `programme`, known to be in need within `cases.remembered_days` and given
    nothing of it this year. The parameters are those of the day.

    Those waiting longest first; at most one line a person. Six queries.
    """
    below = subtree(unit, on=on).values("pk")
    cases = SupportCase.objects.filter(for_unit__in=below).with_names()
    waiting = cases.filter(
        state__in=[CaseState.RECEIVED, CaseState.EXAMINED, CaseState.PROPOSED],
        asked_on__lt=on - _days(PATIENCE, unit, on),
    ).singly()
    missed = cases.filter(round__isnull=False, round__until__lt=on, state=CaseState.APPROVED)
    found = [_unreached(row, _("đã đề nghị, chưa được quyết định"), on, row.asked_on) for row in waiting]
    found += [_unreached(row, _("có tên trong đợt, quà chưa đến tay"), on, row.need_on) for row in missed]
    left_out = _left_out(cases, programme, since=on - _days(REMEMBERED, unit, on), on=on)
    found += [_unreached(row, _("từng khó khăn, năm nay chưa được chương trình này"), on, row.need_on)
              for row in left_out]  # fmt: skip
    first: dict[int, Unreached] = {}
    for one in sorted(found, key=lambda one: -one.days):
        first.setdefault(one.case.person_id, one)
    return list(first.values())


def _left_out(
    cases: QuerySet[SupportCase], programme: Programme | None, *, since: date, on: date
) -> Iterable[SupportCase]:
    if programme is None:
        return []
    reached = SupportCase.objects.filter(
        programme=programme, state__in=[*GIVEN, CaseState.APPROVED], need_on__year=on.year
    )
    needy = cases.filter(programme__purpose__in=HARD, need_on__gt=since, need_on__lte=on).exclude(
        state__in=[CaseState.REFUSED, CaseState.CANCELLED]
    )
    return needy.exclude(person__in=reached.values("person")).exclude(programme=programme).order_by("-need_on")


def _days(key: str, unit: Unit, on: date) -> timedelta:
    return timedelta(days=parameter_at(key, unit, on).value)


def _unreached(case: SupportCase, why: str, on: date, since: date) -> Unreached:
    return Unreached(case, masked(case.person.name), why, (on - since).days)


@dataclass(frozen=True, slots=True)
class TimeToHelp:
    """Days from the need to the hand-over, over the cases handed over in a period; None where there were none."""

    cases: int
    median_days: float | None
    slowest_days: int | None
    within_30: int


def time_to_help(unit: Unit, period: Period, *, on: date) -> TimeToHelp:
    """How long people waited for help from `unit` and the units under it. Rounds are left out: they have their day.
    One query.
    """
    rows = SupportCase.objects.under(unit, on=on).given().singly()
    handed = rows.filter(handed_on__range=(period.start, period.end)).exclude(programme__family="housing")
    days = [row.days for row in handed.annotate(waited=F("handed_on") - F("need_on")).values_list("waited", flat=True)]
    if not days:
        return TimeToHelp(0, None, None, 0)
    return TimeToHelp(len(days), median(days), max(days), sum(day <= 30 for day in days))


def to_visit(unit: Unit, *, by: date) -> QuerySet[SupportCase]:
    """Cases of the unit whose later visit is due by the day, the longest due first."""
    rows = SupportCase.objects.filter(Q(unit=unit) | Q(asked_unit=unit), visit_due_on__lte=by, state__in=GIVEN)
    return rows.with_names().order_by("visit_due_on")
