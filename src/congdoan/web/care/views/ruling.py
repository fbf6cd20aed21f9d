"""The rules by which help is given: each with its act, its days and whether anybody here has read the act."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.cases import actions, queries
from congdoan.cases.models import Programme
from congdoan.cases.rules import Rulebook
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import NotFound, Refused
from congdoan.foundation.models import Parameter
from congdoan.foundation.ruling import mark_verified
from congdoan.organisation.models import Unit
from congdoan.web.care.forms.rounds import RuleForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def rules(request: UserRequest) -> HttpResponse:
    """What each programme gives at this unit, by whose rule, and who approves how much."""
    if not accounts.may(request.user, Task.ADMINISTER, at=request.unit):
        accounts.may(request.user, Task.SEE_CASES, at=request.unit).require()
    may_lay = accounts.may(request.user, Task.APPROVE_SUPPORT, at=request.unit)
    form = RuleForm(request.POST or None) if may_lay else None
    if form is not None and form.is_valid():
        try:
            _lay(request, form.cleaned_data)
            toast(request, _("Đã đặt mức mới; hồ sơ cũ vẫn xét theo mức cũ."))
            return redirect("care:rules")
        except Refused as refused:
            put_on(form, refused)
    return page(
        request,
        "care/rules.html",
        part="rules",
        programmes=[(row, _books(row, request)) for row in Programme.objects.filter(is_active=True)],
        limits=queries.limits(request.unit, request.as_of),
        form=form,
    )


def _books(programme: Programme, request: UserRequest) -> list[tuple[Rulebook, str]]:
    """The programme's rulebooks, the nearest unit's first, each with the name of whose it is."""
    found = queries.rulebooks(programme, request.unit, request.as_of)
    names = dict(Unit.objects.filter(code__in=[scope for scope in found if scope]).values_list("code", "name"))
    return [(book, names.get(scope, "")) for scope, books in found.items() for book in reversed(books)]


def _lay(request: UserRequest, said: dict[str, Any]) -> None:
    """One ceiling for every category of the programme, from one article of one act."""
    programme: Programme = said["programme"]
    lines = [
        {
            "code": f"{request.unit.code}.{row['code']}",
            "category": row["code"],
            "name": row["name"],
            "at_most_vnd": said["at_most_vnd"],
            "clause": f"{said['symbol']}, {said['article']}",
            "across_levels": programme.each_level_may,
            "once": "event",
        }
        for row in programme.categories
    ]
    basis = Citation(said["symbol"], said["dated"], request.unit.name)
    actions.lay_rules(
        programme, unit=request.unit, since=said["since"], basis=basis, lines=lines, is_verified=said["is_verified"],
        by=request.actor,
    )  # fmt: skip


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
