"""A unit lays its own rule of a programme, line by line from the one that holds now, and stops it again."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.cases import actions, queries
from congdoan.cases.models import Programme
from congdoan.cases.rules import Rulebook
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.organisation.models import Unit
from congdoan.web.care.conditions import names_of_levels, told
from congdoan.web.care.forms.rulebook import ActForm, LineForm, StopForm, act_initial, line_forms
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def lay(request: UserRequest, programme: str) -> HttpResponse:
    """The lines that hold today at this unit, its own or from above, to be changed and laid as its own."""
    row = get_object_or_404(Programme.objects.filter(is_active=True), code=programme)
    accounts.may(request.user, Task.APPROVE_SUPPORT, at=request.unit).require()
    now = holding(row, request.unit, request.as_of)
    data = request.POST or None
    form = ActForm(data, initial=act_initial() | ({"highest_only": now.highest_only} if now else {}))
    lines = line_forms(row, now.lines if now else (), data)
    if data is not None and all([form.is_valid(), *(line.is_valid() for line in lines)]):
        try:
            _lay(request, row, form.cleaned_data, lines)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã đặt mức mới; hồ sơ cũ vẫn xét theo mức cũ."))
            return redirect("care:rules")
    levels = names_of_levels()
    shown = [(line, told(line.base, levels) if line.base else None) for line in lines]
    return page(request, "care/rulebook.html", part="rulebook", programme=row, now=now, form=form, lines=shown)


@require_POST
def stop(request: UserRequest, programme: str) -> HttpResponse:
    """From a day on the unit's own rule judges no more."""
    row = get_object_or_404(Programme, code=programme)
    accounts.may(request.user, Task.APPROVE_SUPPORT, at=request.unit).require()
    form = StopForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    actions.stop_rules(row, unit=request.unit, on=form.cleaned_data["on"], by=request.actor)
    toast(request, _("Đã dừng mức riêng; từ ngày ấy theo mức của cấp trên."))
    return redirect("care:rules")


def holding(programme: Programme, unit: Unit, on: date) -> Rulebook | None:
    """The rule that judges at the unit what happens on the day: its own, else the nearest above."""
    for books in queries.rulebooks(programme, unit, on).values():
        holds = [book for book in books if book.since <= on and (book.until is None or on < book.until)]
        if holds:
            return holds[-1]
    return None


def _lay(request: UserRequest, programme: Programme, said: dict[str, Any], lines: list[LineForm]) -> None:
    clause = ", ".join(part for part in (said["symbol"], said["article"]) if part)
    said_lines = [line for line in lines if line.is_said]
    rows = [
        line.row(code=f"{request.unit.code}.{line.cleaned_data['category']}.{place}", clause=clause)
        for place, line in enumerate(said_lines, start=1)
    ]
    actions.lay_rules(
        programme, unit=request.unit, since=said["since"], lines=rows, highest_only=said["highest_only"],
        basis=Citation(said["symbol"], said["dated"], request.unit.name), is_verified=said["is_verified"],
        by=request.actor,
    )  # fmt: skip
