"""Việc của tôi: what one unit has to do today, and what waits for it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from congdoan.accounts import access as accounts
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.activities.models import Act, ActState
from congdoan.desk.looking import Look, look_from
from congdoan.obligations.models import Obligation, ObligationEvent, ObligationState
from congdoan.obligations.queries import now
from congdoan.obligations.rules import Judged
from congdoan.organisation.models import Unit
from congdoan.registry.models import Delivery, DocumentState, RegisteredDocument
from congdoan.reports import queries as reports
from congdoan.reports.models import Report, ReportState

SHOWN = 30
A_FEW = 6  # done and waiting for a nod: nothing burns, the rest stands behind one link
"""So many of a group are shown; its count says how many there are."""


@dataclass(frozen=True, slots=True)
class Item:
    """An obligation on the desk, with how it stands. `returned_by` is the last event that sent it back."""

    obligation: Obligation
    judged: Judged
    returned: ObligationEvent | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Some of `whole` items, the most urgent first."""

    items: tuple[Item, ...]
    whole: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week shown: how many obligations are due on it."""

    day: date
    due: int
    is_working: bool


@dataclass(frozen=True, slots=True)
class Work:
    """What stands on the desk of a unit. Groups do not overlap: what was returned is not listed again as late.

    `to_sign` and `to_issue` are filled only for those who may; `to_verify` are obligations the unit gave that were
    reported done; `to_judge` reports it received.
    """

    look: Look
    late: Group
    returned: Group
    due: Group
    undated: Group
    later: int
    to_verify: Group
    reports_returned: tuple[Report, ...]
    to_sign: tuple[Report, ...]
    to_judge: tuple[Report, ...]
    to_issue: tuple[RegisteredDocument, ...]
    arrived: tuple[Delivery, ...]
    arrived_whole: int
    week: tuple[Day, ...]
    recent: tuple[Act, ...]

    @property
    def waiting(self) -> int:
        """How many things ask for a look today."""
        groups = self.late.whole + self.returned.whole + self.due.whole + self.to_verify.whole
        return groups + len(self.reports_returned) + len(self.to_sign) + len(self.to_judge)


def my_work(user: User, unit: Unit, *, on: date) -> Work:
    """The desk of `unit` for `user`, who holds a role there. About fifteen queries, whatever lies on it.

    Due means: by the end of next week's Sunday is too far; within the seven days from `on`.
    """
    look = look_from(on)
    held = list(Obligation.objects.held_by(unit).filter(placed_on__lte=on).open().with_names().select_related("report"))
    judged = [Item(row, look.judge(now(row))) for row in held]
    back = [
        item
        for item in judged
        if item.obligation.state == ObligationState.RETURNED and not hasattr(item.obligation, "report")
    ]
    rest = [item for item in judged if item.obligation.state != ObligationState.RETURNED]
    late = [item for item in rest if item.judged.is_late]
    week_end = on + timedelta(days=7)
    due = [item for item in rest if not item.judged.is_late and item.judged.due_on and item.judged.due_on <= week_end]
    undated = [item for item in rest if item.judged.due_on is None]
    may_sign = bool(accounts.may(user, Task.SIGN_REPORT, at=unit))
    arrived = Delivery.objects.filter(body=unit, acknowledged_at=None).exclude(document__state=DocumentState.RECALLED)
    return Work(
        look=look,
        late=_group(late),
        returned=_group(_with_reasons(back)),
        due=_group(due),
        undated=_group(undated),
        later=len(rest) - len(late) - len(due) - len(undated),
        to_verify=_to_verify(user, unit, look),
        reports_returned=tuple(_reports(unit).filter(state=ReportState.RETURNED)),
        to_sign=tuple(reports.to_sign(unit)) if may_sign else (),
        to_judge=tuple(reports.awaiting(unit)),
        to_issue=_to_issue(user, unit),
        arrived=tuple(arrived.select_related("document__issuer", "document__type").order_by("-delivered_at")[:6]),
        arrived_whole=arrived.count(),
        week=_week(on, rest, look),
        recent=tuple(Act.objects.filter(lead=unit, state=ActState.RECORDED).order_by("-recorded_at")[:3]),
    )


def waiting_count(unit: Unit, *, on: date) -> int:
    """How many of the unit's obligations are due by `on`, late or sent back: the number in the rail. One query."""
    owed = Obligation.objects.held_by(unit).open()
    return (owed.filter(due_on__lte=on) | owed.filter(state=ObligationState.RETURNED)).count()


def _group(items: Sequence[Item]) -> Group:
    ranked = sorted(items, key=lambda item: (item.judged.due_on or date.max, item.obligation.pk))
    return Group(tuple(ranked[:SHOWN]), len(ranked))


def _with_reasons(items: Sequence[Item]) -> list[Item]:
    """Each with the words it came back with. One query."""
    events = ObligationEvent.objects.filter(kind="returned", obligation__in=[item.obligation for item in items])
    last = {event.obligation_id: event for event in events}
    return [Item(item.obligation, item.judged, last.get(item.obligation.pk)) for item in items]


def _to_verify(user: User, unit: Unit, look: Look) -> Group:
    if not accounts.may(user, Task.VERIFY, at=unit):
        return Group((), 0)
    asked = Obligation.objects.given_by(unit).filter(state=ObligationState.DONE, report=None)
    rows = asked.exclude(bearer=unit).with_names().order_by("done_on", "pk")
    return Group(tuple(Item(row, look.judge(now(row))) for row in rows[:A_FEW]), rows.count())


def _reports(unit: Unit) -> QuerySet[Report]:
    return Report.objects.filter(unit=unit).select_related("request__receiver", "unit")


def _to_issue(user: User, unit: Unit) -> tuple[RegisteredDocument, ...]:
    """Drafts that wait for the one who signs papers out."""
    if not accounts.may(user, Task.ISSUE, at=unit):
        return ()
    drafts = RegisteredDocument.objects.filter(keeper=unit, state=DocumentState.DRAFT)
    return tuple(drafts.select_related("type").order_by("-id")[:6])


def _week(on: date, items: Sequence[Item], look: Look) -> tuple[Day, ...]:
    """Monday to Sunday of the week `on` lies in."""
    due = Counter(item.judged.due_on for item in items)
    monday = on - timedelta(days=on.weekday())
    days = [monday + timedelta(days=n) for n in range(7)]
    return tuple(Day(day, due[day], look.calendar.is_working_day(day)) for day in days)
