"""A fund's end: all it holds is carried into another of its stream; once empty it is closed."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_vnd
from congdoan.funds import access, actions
from congdoan.funds.models import Fund
from congdoan.funds.queries import homes
from congdoan.web.shell.fields import DayField
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


class CarryForm(forms.Form):
    """Into which fund, on which day."""

    into = forms.ModelChoiceField(
        label=gettext_lazy("Chuyển sang quỹ"),
        queryset=Fund.objects.none(),
        to_field_name="key",
        empty_label=None,
        help_text=gettext_lazy("Cùng đơn vị, cùng dòng tiền. Người ủng hộ, điều kiện và khoản đang giữ đi theo tiền."),
    )
    on = DayField(label=gettext_lazy("Ghi vào ngày"), initial=clock.today)

    def __init__(self, *args: Any, fund: Fund, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["into"].queryset = homes(fund)  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """The day from which the fund takes and pays nothing."""

    on = DayField(label=gettext_lazy("Đóng từ ngày"), initial=clock.today)


def carry(request: UserRequest, key: str) -> HttpResponse:
    """Carry all the fund holds into another: at the end of a year, or before it is closed."""
    fund = _kept(request, key)
    form = CarryForm(request.POST or None, fund=fund)
    if form.is_valid():
        try:
            carried = actions.carry(fund, **form.cleaned_data, by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã chuyển %(amount)s.") % {"amount": format_vnd(carried)})
            return redirect("funds:fund", form.cleaned_data["into"].key)
    return page(request, "funds/carry.html", form=form, fund=fund, has_home=homes(fund).exists())


def close(request: UserRequest, key: str) -> HttpResponse:
    """Close an empty fund; its books stay to be read."""
    fund = _kept(request, key)
    form = CloseForm(request.POST or None)
    if form.is_valid():
        try:
            actions.close_fund(fund, on=form.cleaned_data["on"], by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã đóng quỹ; sổ vẫn đọc được."))
            return redirect("funds:list")
    return page(request, "funds/close.html", form=form, fund=fund)


def _kept(request: UserRequest, key: str) -> Fund:
    fund = access.fund_for_reading(request.user, key)
    access.may_keep_books(request.user, fund.unit).require()
    return fund
