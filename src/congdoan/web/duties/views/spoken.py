"""What the unit ordered without a paper, by word of mouth or promised in an answer: how it stands at every bearer."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpResponse

from congdoan.accounts import access as accounts
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.desk.looking import Look, look_from
from congdoan.desk.thread import Count
from congdoan.obligations import access
from congdoan.obligations.models import Duty, Obligation, ObligationSet
from congdoan.obligations.queries import states_on
from congdoan.obligations.rules import Judged
from congdoan.obligations.states import ObligationState
from congdoan.organisation.models import Unit
from congdoan.web.duties.looks import Badge, badge
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Order:
    """A duty without a paper, how it stands in all, and at each unit it was laid on."""

    duty: Duty
    count: Count
    lines: tuple[tuple[Obligation, Badge, Judged], ...]


def given_by(unit: Unit, user: User, look: Look) -> ObligationSet:
    """What the unit, or one it took over, laid on others without a paper, as far as the user may see it."""
    given = Q(duty__given_by=unit) | Q(duty__giver_heir=unit)
    return (
        access.visible_to(user).filter(given, duty__document__isnull=True, placed_on__lte=look.on).exclude(bearer=unit)
    )


def shown(request: UserRequest) -> HttpResponse:
    """The newest orders first. Three queries for any number."""
    look = look_from(request.as_of)
    rows = list(given_by(request.unit, request.user, look).with_names().order_by("-duty__given_on", "-duty", "pk"))
    stands = states_on(rows, look.on)
    by_duty: dict[Duty, list[tuple[Obligation, Badge, Judged]]] = {}
    for row in rows:
        if stands[row.pk].state:
            judged = look.judge(stands[row.pk])
            by_duty.setdefault(row.duty, []).append((row, badge(judged), judged))
    orders = [Order(duty, _count(lines), tuple(lines)) for duty, lines in by_duty.items()]
    return page(
        request, "duties/spoken.html", part="list", orders=orders[:SHOWN], hidden=max(0, len(orders) - SHOWN),
        may_assign=accounts.may(request.user, Task.ASSIGN, at=request.unit), tab="directives",
    )  # fmt: skip


def _count(lines: list[tuple[Obligation, Badge, Judged]]) -> Count:
    of = [judged for _row, _badge, judged in lines if judged.state != ObligationState.WAIVED]
    done, late = sum(one.is_done for one in of), sum(one.is_late and one.is_open for one in of)
    doing = sum(one.state in (ObligationState.IN_PROGRESS, ObligationState.RETURNED) and not one.is_late for one in of)
    unopened = sum(one.state == ObligationState.DELIVERED for one in of)
    return Count(done, doing, late, len(of) - done - doing - late, unopened)
