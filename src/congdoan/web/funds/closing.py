"""Closing a day with the cash counted, closing a period, and what was closed."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from congdoan.foundation.errors import Refused
from congdoan.funds import access, actions
from congdoan.funds.models import Books, Closing, Fund
from congdoan.web.funds.forms import CloseDayForm, ClosePeriodForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def closings(request: UserRequest) -> HttpResponse:
    """Through which day the books are closed, and each closing with its difference."""
    return _page(request, CloseDayForm(), ClosePeriodForm())


def close_day(request: UserRequest) -> HttpResponse:
    """Close through a day; a difference between count and book must be explained."""
    if not access.may_hold_cash(request.user, request.unit):
        access.may_keep_books(request.user, request.unit).require()
    form = CloseDayForm(request.POST or None)
    if form.is_valid():
        try:
            actions.close_day(request.unit, **form.cleaned_data, by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã khóa sổ quỹ."))
            return redirect("funds:closings")
    return _page(request, form, ClosePeriodForm())


def close_period(request: UserRequest) -> HttpResponse:
    """Close through the end of a period."""
    access.may_keep_books(request.user, request.unit).require()
    form = ClosePeriodForm(request.POST or None)
    if form.is_valid():
        try:
            said = form.cleaned_data
            actions.close_period(request.unit, said["period"], note=said["note"], by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã khóa sổ quỹ."))
            return redirect("funds:closings")
    return _page(request, CloseDayForm(), form)


def _page(request: UserRequest, day_form: forms.Form, period_form: forms.Form) -> HttpResponse:
    if not Fund.objects.visible_to(request.user).filter(unit=request.unit).exists():
        access.may_see_payees(request.user, request.unit).require()
    keeps = access.may_keep_books(request.user, request.unit)
    day_form.auto_id, period_form.auto_id = "id_day_%s", "id_period_%s"  # two forms, a note in each
    return page(
        request,
        "funds/closings.html",
        books=Books.objects.filter(unit=request.unit).first(),
        closings=Closing.objects.filter(unit=request.unit)[:40],
        day_form=day_form,
        period_form=period_form,
        may_close_day=keeps or access.may_hold_cash(request.user, request.unit),
        may_close_period=keeps,
    )
