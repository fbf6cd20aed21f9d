"""Numbers of a unit that keeps no names, or not all."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from congdoan.foundation import periods
from congdoan.foundation.errors import Refused
from congdoan.membership import access, actions
from congdoan.membership.models import Headcount
from congdoan.web.members.forms import CountsForm, WhyForm
from congdoan.web.members.views.doing import do
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def headcounts(request: UserRequest) -> HttpResponse:
    """The form, and what the unit has told so far."""
    access.may_see_counts(request.user, request.unit).require()
    may_keep = bool(access.may_keep(request.user, request.unit))
    form = CountsForm(request.POST or None)
    if request.method == "POST" and may_keep and form.is_valid():
        try:
            _record(request, form)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã ghi số lượng của kỳ."))
            return redirect("members:headcounts")
    earlier = Headcount.objects.filter(unit=request.unit).order_by("-period_end", "-pk")[:20]
    return page(
        request,
        "members/headcounts.html",
        part="form",
        form=form if may_keep else None,
        earlier=[(row, periods.Period(row.period_start, row.period_end)) for row in earlier],
        may_keep=may_keep,
    )


def withdraw(request: UserRequest, key: str) -> HttpResponse:
    found = access.headcount_for_reading(request.user, key)
    access.may_keep(request.user, found.unit).require()
    return do(
        request,
        WhyForm(request.POST or None),
        lambda data: actions.withdraw_headcount(found, reason=data["reason"], by=request.actor),
        title=_("Rút lại số lượng đã ghi"),
        act=_("Rút lại"),
        about=found.unit.name,
        back=reverse("members:headcounts"),
        done=_("Đã rút lại; có thể ghi lại kỳ này."),
    )


def _record(request: UserRequest, form: CountsForm) -> None:
    data: dict[str, Any] = form.cleaned_data
    actions.record_headcount(
        request.unit,
        data["period"],
        members=data["members"],
        women=data["women"] or 0,
        workers=data["workers"],
        workers_women=data["workers_women"] or 0,
        flows=form.flows(),
        by=request.actor,
    )
