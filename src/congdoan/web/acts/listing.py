"""The list of acts: what units recorded, found by kind, time, unit and words."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q
from django.http import HttpResponse, QueryDict

from congdoan.accounts.access import may, units_in_reach
from congdoan.accounts.rules import Task
from congdoan.activities import access
from congdoan.activities.models import Act, ActCount, ActKind
from congdoan.activities.models.acts import ActQuerySet
from congdoan.foundation import periods
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import Period
from congdoan.organisation.models import Unit
from congdoan.web.shell.page import page
from congdoan.web.shell.periods import asked as asked_period
from congdoan.web.shell.request import UserRequest

PAGE = 40


@dataclass(frozen=True, slots=True)
class Sought:
    """What the list is narrowed to, as it stands in the address."""

    words: str
    kind: str
    unit: Unit | None
    period: Period | None
    period_text: str
    wrong: str
    withdrawn: bool
    after: str


def acts(request: UserRequest) -> HttpResponse:
    """Acts the user may read, the newest first; by default those at and below the unit acted for. To who may read
    none the page is refused: an empty one would say that nothing was done.
    """
    may(request.user, Task.READ, at=request.unit).require()
    sought = _sought(request)
    found = list(_found(request, sought)[: PAGE + 1])
    shown = found[:PAGE]
    following = ""
    if len(found) > PAGE:
        query = request.GET.copy()
        query["after"] = f"{shown[-1].happened_on}~{shown[-1].key}"
        following = f"?{query.urlencode()}"
    return page(
        request,
        "acts/list.html",
        part="found",
        acts=shown,
        sought=sought,
        kinds=ActKind.objects.filter(is_active=True),
        following=following,
        start=_without(request.GET, "after") if sought.after else "",
        may_record=access.may_record(request.user, request.unit),
    )


def _found(request: UserRequest, sought: Sought) -> ActQuerySet:
    found = Act.objects.visible_to(request.user).under(sought.unit or request.unit, on=request.as_of)
    joined = Act.objects.visible_to(request.user).filter(partners__body=request.unit) if not sought.unit else None
    if joined is not None:
        found = Act.objects.filter(Q(pk__in=found.values("pk")) | Q(pk__in=joined.values("pk")))
    if not sought.withdrawn:
        found = found.recorded()
    if sought.kind:
        found = found.filter(kind=sought.kind)
    if sought.period:
        found = found.within(sought.period)
    if sought.words:
        found = found.matching(sought.words)
    if sought.after:
        found = _after(found, sought.after)
    counts = ActCount.objects.select_related("measure").order_by("pk")
    return found.select_related("kind", "lead").prefetch_related(Prefetch("counts", counts), "act_files", "partners")


def _after(found: ActQuerySet, after: str) -> ActQuerySet:
    day, _tilde, key = after.partition("~")
    last = Act.objects.filter(key=key).first()
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return found
    return found.filter(Q(happened_on__lt=on) | Q(happened_on=on, pk__lt=last.pk if last else 0))


def _sought(request: UserRequest) -> Sought:
    asked = request.GET
    period, wrong = None, ""
    text = asked_period(asked, "period")
    try:
        period = periods.parse(text) if text else None
    except Refused as refused:
        wrong = str(refused)
    unit = units_in_reach(request.user, Task.READ).filter(code=asked.get("unit", "")).first()
    return Sought(
        words=asked.get("q", "").strip(),
        kind=asked.get("kind", ""),
        unit=unit,
        period=period,
        period_text=text,
        wrong=wrong,
        withdrawn=bool(asked.get("withdrawn")),
        after=asked.get("after", ""),
    )


def _without(asked: QueryDict, name: str) -> str:
    query = asked.copy()
    query.pop(name, None)
    return f"?{query.urlencode()}"
