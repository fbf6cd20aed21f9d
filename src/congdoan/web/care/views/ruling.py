"""The rules by which help is given: each with its act, its days and whether anybody here has read the act."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.cases import queries
from congdoan.cases.models import Programme
from congdoan.cases.rules import Rulebook
from congdoan.foundation import clock
from congdoan.foundation.errors import NotFound
from congdoan.foundation.models import Parameter
from congdoan.foundation.ruling import mark_verified
from congdoan.organisation.models import Unit
from congdoan.web.care.conditions import Told, names_of_levels, told
from congdoan.web.care.forms.rulebook import StopForm
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


@dataclass(frozen=True, slots=True)
class Shown:
    """A rulebook with whose it is (empty: everybody's) and its lines in words."""

    book: Rulebook
    whose: str
    lines: list[Told]


def rules(request: UserRequest) -> HttpResponse:
    """What each programme gives at this unit, by whose rule, and who approves how much."""
    if not accounts.may(request.user, Task.ADMINISTER, at=request.unit):
        accounts.may(request.user, Task.SEE_CASES, at=request.unit).require()
    levels = names_of_levels()
    return page(
        request,
        "care/rules.html",
        part="rules",
        programmes=[(row, _books(row, request, levels)) for row in Programme.objects.filter(is_active=True)],
        limits=queries.limits(request.unit, request.as_of),
        may_lay=accounts.may(request.user, Task.APPROVE_SUPPORT, at=request.unit),
        stop_form=StopForm(initial={"on": clock.today()}, auto_id=False),
    )


def _books(programme: Programme, request: UserRequest, levels: Mapping[str, str]) -> list[Shown]:
    """The programme's rulebooks, the nearest unit's first and its newest first."""
    found = queries.rulebooks(programme, request.unit, request.as_of)
    names = dict(Unit.objects.filter(code__in=[scope for scope in found if scope]).values_list("code", "name"))
    return [
        Shown(book, names.get(scope, ""), [told(line, levels) for line in book.lines])
        for scope, books in found.items()
        for book in reversed(books)
    ]


@require_POST
def compared(request: UserRequest, programme: str, since: str) -> HttpResponse:
    """Note that a rule of the unit's own was compared with its act, by whoever may lay one."""
    accounts.may(request.user, Task.APPROVE_SUPPORT, at=request.unit).require()
    rows = Parameter.objects.filter(key=f"{queries.RULES}{programme}", scope=request.unit.code)
    row = next((one for one in rows if one.valid.lower.isoformat() == since), None)
    if row is None:
        raise NotFound(_("Đơn vị không có mức riêng này."))
    mark_verified(row, by=request.actor)
    toast(request, _("Đã ghi là đã đối chiếu."))
    return redirect("care:rules")
