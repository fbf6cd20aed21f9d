"""A unit lays its own rule of a programme, line by line from the one that holds now, and stops it again."""

from datetime import date
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.cases import actions, queries
from congdoan.cases.models import Programme
from congdoan.cases.rules import Rulebook, only_what_differs
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Changed, NotFound, Refused
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
    now = queries.rulebook_holding(row, request.unit, request.as_of)
    data = request.POST or None
    shown_from = now if data is None else queries.rulebook_stored(row, request.unit, data.get("base", ""))
    initial = {"highest_only": now.highest_only, "base": now.row} if now else {}
    form = ActForm(data, initial=act_initial() | initial)
    lines = line_forms(row, shown_from.lines if shown_from else (), data)
    if data is not None and all([form.is_valid(), *(line.is_valid() for line in lines)]):
        try:
            _refuse_another(shown_from, now)
            _lay(request, row, shown_from, form.cleaned_data, lines)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã đặt mức mới; hồ sơ cũ vẫn xét theo mức cũ."))
            return redirect("care:rules")
    levels = names_of_levels()
    shown = [(line, told(line.base, levels) if line.base else None) for line in lines]
    return page(request, "care/rulebook.html", part="rulebook", programme=row, now=shown_from, form=form, lines=shown)


@require_POST
def stop(request: UserRequest, programme: str, since: str) -> HttpResponse:
    """From a day on the unit's own rule judges no more."""
    row = get_object_or_404(Programme, code=programme)
    accounts.may(request.user, Task.APPROVE_SUPPORT, at=request.unit).require()
    form = StopForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    try:
        first = date.fromisoformat(since)
    except ValueError:
        raise NotFound(_("Đơn vị không có mức riêng này.")) from None
    actions.stop_rules(row, unit=request.unit, since=first, on=form.cleaned_data["on"], by=request.actor)
    toast(request, _("Đã dừng mức riêng; từ ngày ấy theo mức của cấp trên."))
    return redirect("care:rules")


def _refuse_another(shown_from: Rulebook | None, now: Rulebook | None) -> None:
    if (shown_from.row if shown_from else None) != (now.row if now else None):
        words = _("Quy định đang dùng vừa đổi trong lúc bạn soạn. Điều đã ghi còn ở dưới; mở lại trang để lấy bản mới.")
        raise Changed(words, theirs={})


def _lay(
    request: UserRequest, programme: Programme, base: Rulebook | None, said: dict[str, Any], lines: list[LineForm]
) -> None:
    """Lay the rule as the form says it; of one made from a rule above, the groups that differ."""
    clause = ", ".join(part for part in (said["symbol"], said["article"]) if part)
    taken = {line.base.code for line in lines if line.base}
    fresh = (code for n in count(1) if (code := f"{request.unit.code}.{n}") not in taken)
    rows = [line.row(code=next(fresh), clause=clause) for line in lines if line.is_said]
    if base is not None and base.scope != request.unit.code:
        rows = only_what_differs(rows, base)
    if base is not None and not rows:
        raise Refused(_("Chưa đổi dòng nào so với quy định đang dùng."))
    actions.lay_rules(
        programme, unit=request.unit, since=said["since"], lines=rows, highest_only=said["highest_only"], like=base,
        basis=Citation(said["symbol"], said["dated"], request.unit.name), is_verified=said["is_verified"],
        by=request.actor,
    )  # fmt: skip
