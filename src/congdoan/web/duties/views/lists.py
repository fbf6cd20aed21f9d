"""Lists: directives with how they stand, and the duties of one's own unit as a list or a calendar."""

from calendar import Calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count as Counted
from django.db.models import Max, Min, Q
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.desk.looking import Look, look_from
from congdoan.desk.thread import Count
from congdoan.foundation import clock
from congdoan.obligations import access
from congdoan.obligations.models import Obligation, ObligationSet, ObligationState
from congdoan.obligations.queries import states_on
from congdoan.obligations.rules import OPEN, Judged, late_if_due_by
from congdoan.registry.models import RegisteredDocument
from congdoan.web.duties.looks import Badge, badge
from congdoan.web.duties.views.spoken import given_by
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest

SHOWN = 40
WORKING = [ObligationState.IN_PROGRESS, ObligationState.RETURNED]


@dataclass(frozen=True, slots=True)
class Directive:
    """A paper with what it asked and how that stands."""

    paper: RegisteredDocument
    count: Count
    next_due: date | None
    units: int


def directives(request: UserRequest) -> HttpResponse:
    """Papers that ask something: given by the unit one acts for or one it took over; `?cua=nhan`: laid on it."""
    accounts.may(request.user, Task.READ, at=request.unit).require()
    received = request.GET.get("cua") == "nhan"
    look = look_from(request.as_of)
    seen = access.visible_to(request.user).filter(placed_on__lte=look.on, duty__document__isnull=False)
    mine = Q(bearer=request.unit) | Q(heir=request.unit)
    given = Q(duty__document__keeper=request.unit) | Q(duty__giver_heir=request.unit)
    wanted = seen.filter(mine) if received else seen.filter(given).exclude(mine)
    found = _standing(wanted, look)
    only_late = request.GET.get("tre") == "1"
    shown = [row for row in found if row.count.late] if only_late else found
    return page(
        request, "duties/list.html", part="list", directives=shown[:SHOWN], hidden=max(0, len(shown) - SHOWN),
        may_assign=accounts.may(request.user, Task.ASSIGN, at=request.unit),
        may_register=accounts.may(request.user, Task.REGISTER, at=request.unit),
        has_spoken=not received and given_by(request.unit, request.user, look).exists(),
        received=received, only_late=only_late, late=sum(bool(row.count.late) for row in found), tab="directives",
    )  # fmt: skip


def mine(request: UserRequest) -> HttpResponse:
    """What the unit one acts for owes, the most urgent first. `?loc=` narrows: tre, bi-tra-lai, chua-han, xong."""
    accounts.may(request.user, Task.READ, at=request.unit).require()
    look, narrowed = look_from(request.as_of), request.GET.get("loc", "")
    rows = _judged(request, look)
    kept = [row for row in rows if NARROWED.get(narrowed, NARROWED[""])[1](row[1])]
    kept.sort(key=lambda row: (row[1].due_on or date.max, row[0].pk))
    tabs = [(name, words, sum(test(row[1]) for row in rows)) for name, (words, test) in NARROWED.items()]
    lines = [(row, badge(judged), judged) for row, judged in kept[:SHOWN]]
    return page(
        request, "duties/mine.html", part="list", lines=lines, hidden=max(0, len(kept) - SHOWN), tabs=tabs,
        narrowed=narrowed, tab="mine", may_answer=_may_answer(request),
    )  # fmt: skip


def _may_answer(request: UserRequest) -> bool:
    """Whether "không phát sinh" is one tap away: by who answers for the unit, today and not while looking back."""
    return request.as_of == clock.today() and bool(accounts.may(request.user, Task.ANSWER, at=request.unit))


NARROWED: dict[str, tuple[Promise, Callable[[Judged], bool]]] = {
    "": (_("Chưa xong"), lambda judged: judged.is_open),
    "tre": (_("Trễ"), lambda judged: judged.is_late),
    "bi-tra-lai": (_("Bị trả lại"), lambda judged: judged.state == ObligationState.RETURNED),
    "chua-han": (_("Thiếu hạn"), lambda judged: judged.is_open and judged.due_on is None),
    "xong": (_("Đã xong"), lambda judged: judged.is_done),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the calendar with what is due on it."""

    day: date
    is_of_month: bool
    is_working: bool
    is_today: bool
    due: tuple[tuple[Obligation, Badge], ...]


def calendar(request: UserRequest) -> HttpResponse:
    """A month with the days things are due. `?thang=2021-08`; weeks begin on Monday."""
    accounts.may(request.user, Task.READ, at=request.unit).require()
    look = look_from(request.as_of)
    month = _month(request.GET.get("thang", ""), look.on)
    rows = _judged(request, look)
    by_day: dict[date, list[tuple[Obligation, Badge]]] = {}
    for row, judged in rows:
        if judged.due_on:
            by_day.setdefault(judged.due_on, []).append((row, badge(judged)))
    weeks = [
        [_cell(day, month, look, by_day) for day in week]
        for week in Calendar().monthdatescalendar(month.year, month.month)
    ]
    before, after = month - timedelta(days=1), (month + timedelta(days=32)).replace(day=1)
    return page(
        request, "duties/calendar.html", part="calendar", weeks=weeks, month=month, before=before, after=after,
        tab="calendar", is_empty=not any(cell.due for week in weeks for cell in week),
        undated=sum(judged.is_open and judged.due_on is None for _row, judged in rows),
    )  # fmt: skip


def _cell(day: date, month: date, look: Look, by_day: dict[date, list[tuple[Obligation, Badge]]]) -> Cell:
    works = look.calendar.is_working_day(day)
    return Cell(day, day.month == month.month, works, day == look.on, tuple(by_day.get(day, ())))


def _month(typed: str, today: date) -> date:
    try:
        return date.fromisoformat(f"{typed}-01")
    except ValueError:
        return today.replace(day=1)


def _judged(request: UserRequest, look: Look) -> list[tuple[Obligation, Judged]]:
    held = access.visible_to(request.user).held_by(request.unit).filter(placed_on__lte=look.on).with_names()
    rows = list(held)
    stands = states_on(rows, look.on)
    return [(row, look.judge(stands[row.pk])) for row in rows if stands[row.pk].state]


def _standing(wanted: ObligationSet, look: Look) -> list[Directive]:
    """Each paper with its counts, the soonest due first. Two queries."""
    late = Q(state__in=OPEN, due_on__lte=late_if_due_by(look.on, look.calendar))
    rows = wanted.values("duty__document").annotate(
        whole=Counted("pk", filter=~Q(state=ObligationState.WAIVED)),
        done=Counted("pk", filter=Q(state__in=[ObligationState.DONE, ObligationState.VERIFIED])),
        late=Counted("pk", filter=late),
        doing=Counted("pk", filter=Q(state__in=WORKING) & ~late),
        unopened=Counted("pk", filter=Q(state=ObligationState.DELIVERED)),
        next_due=Min("due_on", filter=Q(state__in=OPEN)),
        units=Counted("bearer", distinct=True),
        placed=Max("placed_on"),
    )
    papers = (
        RegisteredDocument.objects.without_words()
        .select_related("issuer", "type")
        .in_bulk([row["duty__document"] for row in rows])
    )
    return [
        Directive(
            papers[row["duty__document"]],
            Count(row["done"], row["doing"], row["late"], row["whole"] - row["done"] - row["doing"] - row["late"],
                  row["unopened"]),
            row["next_due"],
            row["units"],
        )
        for row in sorted(rows, key=lambda row: (-row["late"], row["next_due"] or date.max, -row["placed"].toordinal()))
    ]  # fmt: skip
