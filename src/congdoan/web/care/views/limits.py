"""Who approves how much at a unit: its chair alone, its committee, since when and by which act."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.cases import access, actions, queries
from congdoan.cases.rules import Limits
from congdoan.foundation import clock
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import Parameter
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import children, subtree
from congdoan.web.care.forms.limits import LimitsForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


@dataclass(frozen=True)
class Row:
    """A stretch of days at a unit, with what held on it; `unit` is empty for the limits everybody begins with."""

    unit: str
    parameter: Parameter
    limits: Limits


def limits(request: UserRequest) -> HttpResponse:
    """What holds here and in the units below with limits of their own; the next, by `access.may_set_limits`."""
    sees_cases = accounts.may(request.user, Task.SEE_CASES, at=request.unit)
    if not accounts.may(request.user, Task.ADMINISTER, at=request.unit):
        sees_cases.require()
    form = _form(request)
    if form is not None and form.is_valid():
        said = form.cleaned_data
        try:
            access.may_set_limits(request.user, said["unit"].unit).require()
            actions.set_limits(
                said["unit"].unit, chair_vnd=said["chair_vnd"], committee_vnd=said["committee_vnd"],
                since=said["since"], article=said["article"], is_verified=said["is_verified"],
                basis=Citation(said["symbol"], said["dated"], said["unit"].name), by=request.actor,
            )  # fmt: skip
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã đặt thẩm quyền duyệt; quyết định cũ vẫn theo mức cũ."))
            return redirect("care:limits")
    return page(
        request,
        "care/limits.html",
        part="limits",
        now=queries.limits(request.unit, request.as_of),
        rows=_rows(request),
        form=form,
        today=clock.today(),
        sees_cases=bool(sees_cases),
    )


def _form(request: UserRequest) -> LimitsForm | None:
    """For whoever may set the limits of this unit, or of one right below it."""
    own = bool(access.may_set_limits(request.user, request.unit))
    approves = accounts.may(request.user, Task.APPROVE_SUPPORT, at=request.unit)
    if not own and not (approves and children(request.unit, on=clock.today()).exists()):
        return None
    return LimitsForm(request.POST or None, near=request.unit, initial={} if own else {"unit": None})


def _rows(request: UserRequest) -> list[Row]:
    """The unit's own and those below first, the newest first; then what everybody begins with. Three queries."""
    on = request.as_of
    levels = {unit.code: unit for unit in subtree(request.unit, on=on).select_related("level")}
    found = Parameter.objects.filter(key=queries.LIMITS, scope__in=["", *levels]).order_by("-scope", "-valid")
    own = levels[request.unit.code]
    return [
        Row(_name(levels, row), row, queries.limits_in(row, level=levels.get(row.scope, own).level_id)) for row in found
    ]


def _name(units: dict[str, Unit], row: Parameter) -> str:
    return units[row.scope].name if row.scope else ""
