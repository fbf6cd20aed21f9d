"""A month of dues and of the employer's contribution: reckoned, collected, sent up; and how the units below stand."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congdoan.dues import actions, queries
from congdoan.dues.actions import Counts
from congdoan.dues.models import Assessment, PayGroup, What
from congdoan.foundation import clock, periods
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import NotFound, NotInForce, Refused
from congdoan.funds import access
from congdoan.funds.models import Fund
from congdoan.organisation import queries as organisation
from congdoan.web.funds.forms import OnceForm
from congdoan.web.shell.fields import CountField, DayField, MoneyField
from congdoan.web.shell.page import page
from congdoan.web.shell.periods import asked
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast
from congdoan.web.shell.widgets import Chips


class PercentField(forms.Field):
    """A rate typed as a percentage, “0,75”; cleaned to hundredths of a percent."""

    def to_python(self, value: object) -> int | None:
        if value in self.empty_values:
            return None
        try:
            hundredths = Decimal(str(value).strip().rstrip("%").strip().replace(",", ".")) * 100
        except InvalidOperation as error:
            raise forms.ValidationError(_("Hãy ghi phần trăm, như 0,75.")) from error
        if hundredths != hundredths.to_integral_value() or not 0 < hundredths <= 10_000:
            raise forms.ValidationError(_("Hãy ghi phần trăm trên 0 đến 100, nhiều nhất hai số lẻ."))
        return int(hundredths)


class SchemeForm(forms.Form):
    """To which group the unit's members belong, and the higher rate they resolved, since which day and by which act."""

    group = forms.ChoiceField(label=gettext_lazy("Nhóm đóng đoàn phí"), choices=PayGroup.choices, widget=Chips)
    since = DayField(
        label=gettext_lazy("Từ ngày"),
        initial=clock.today,
        help_text=gettext_lazy("Tháng trước ngày này vẫn tính theo nhóm và mức cũ; tháng đã thu thì không tính lại."),
    )
    own_rate = PercentField(
        label=gettext_lazy("Mức riêng cao hơn (%)"),
        required=False,
        help_text=gettext_lazy(
            "Chỉ ghi khi đại hội hoặc hội nghị đã quyết mức cao hơn; phần hơn để lại hết cho đơn vị."
        ),
    )
    symbol = forms.CharField(label=gettext_lazy("Theo văn bản số"), max_length=120, required=False)
    dated = DayField(label=gettext_lazy("Ngày văn bản"), required=False)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("own_rate") and not said.get("symbol"):
            self.add_error("symbol", _("Hãy ghi nghị quyết đã quyết mức riêng."))
        symbol, dated = said.pop("symbol", ""), said.pop("dated", None)
        said["basis"] = Citation(symbol, dated) if symbol else None
        return said


class CountsForm(forms.Form):
    """For a unit that works with numbers only."""

    people = CountField(label=gettext_lazy("Số người đóng"), at_least=1)
    base_vnd = MoneyField(label=gettext_lazy("Tổng tiền lương làm căn cứ"))


class PayrollForm(forms.Form):
    """The employer's insured payroll of the month."""

    payroll_vnd = MoneyField(label=gettext_lazy("Quỹ lương đóng bảo hiểm xã hội của tháng"))


class CollectForm(OnceForm):
    """A sum that came in."""

    amount_vnd = MoneyField(label=gettext_lazy("Số tiền thu"), at_least=1)
    on = DayField(label=gettext_lazy("Ngày thu"), initial=clock.today)
    method = forms.ChoiceField(
        label=gettext_lazy("Hình thức"),
        choices=[("bank", gettext_lazy("chuyển khoản")), ("cash", gettext_lazy("tiền mặt"))],
        widget=Chips,
        initial="bank",
    )


class InheritedForm(CollectForm):
    """A sum for a month of a unit that ended."""

    key = forms.CharField(widget=forms.HiddenInput)


def month(request: UserRequest) -> HttpResponse:
    """The month asked for, the last whole one otherwise."""
    access.may_see_money(request.user, request.unit).require()
    return _page(request, _month(asked(request.GET, "thang")))


def act(request: UserRequest, what: str) -> HttpResponse:
    """One step of the month: say the group, reckon, collect, send up. The form that refuses shows why."""
    access.may_keep_books(request.user, request.unit).require()
    first = _month(request.POST.get("thang", ""))
    if request.method != "POST" or what not in _STEPS:
        raise NotFound(_("Không có bước này."))
    name, build = _STEPS[what]
    form = build(request.POST)
    if form.is_valid():
        try:
            _do(request, what, first, form)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã ghi."))
            return redirect(f"/quy/doan-phi/?thang={first:%Y-%m}")
    return _page(request, first, {name: form})


_STEPS: dict[str, tuple[str, type[forms.Form]]] = {
    "nhom": ("scheme_form", SchemeForm),
    "tinh": ("names_form", forms.Form),
    "tinh-so": ("counts_form", CountsForm),
    "kinh-phi": ("payroll_form", PayrollForm),
    "thu-nhan-ve": ("collect_inherited_form", InheritedForm),
    "thu-dues": ("collect_dues_form", CollectForm),
    "thu-contribution": ("collect_contribution_form", CollectForm),
    "nop-dues": ("send_dues_form", forms.Form),
    "nop-contribution": ("send_contribution_form", forms.Form),
}


def _do(request: UserRequest, what: str, first: date, form: forms.Form) -> None:
    said, unit, by = form.cleaned_data, request.unit, request.actor
    if what == "nhom":
        actions.set_scheme(unit, **said, by=by)
    elif what == "tinh":
        actions.assess_dues(unit, first, by=by)
    elif what == "tinh-so":
        actions.assess_dues(unit, first, counts=Counts(**said), by=by)
    elif what == "kinh-phi":
        actions.assess_contribution(unit, first, **said, by=by)
    elif what == "thu-nhan-ve":
        key = said.pop("key")
        left = next((row for row in queries.inherited(unit) if row.key == key), None)
        if left is None:
            raise Refused(_("Tháng này đã thu đủ."))
        actions.collect(left, said.pop("amount_vnd"), into=_budget(request), **said, by=by)
    else:
        step, _dash, kind = what.partition("-")
        if step == "thu":
            assessment = Assessment.objects.filter(unit=unit, what=kind, month=first).first()
            if assessment is None:
                raise Refused(_("Hãy tính số phải thu của tháng trước."))
            actions.collect(assessment, said.pop("amount_vnd"), into=_budget(request), **said, by=by)
        else:
            out_of = _budget(request)
            actions.remit_share(unit, what=kind, year=first.year, out_of=out_of, on=clock.today(), by=by)


def _budget(request: UserRequest) -> Fund:
    found = Fund.objects.filter(unit=request.unit, stream="budget", closed_on__isnull=True).order_by("pk").first()
    if found is None:
        raise Refused(_("Hãy mở quỹ ngân sách công đoàn của đơn vị trước."))
    return found


def _month(text: str) -> date:
    today = clock.today()
    try:
        return periods.parse(text).start.replace(day=1) if text else today.replace(day=1)
    except Refused:
        return today.replace(day=1)


def _page(request: UserRequest, first: date, tried: dict[str, forms.Form] | None = None) -> HttpResponse:
    unit, last = request.unit, clock.last_day_of_month(first)
    code = f"{first:%Y-%m}"
    try:
        judged = queries.rates_on(last, unit=unit)
    except NotInForce as refused:  # another month may still be chosen
        return page(request, "funds/dues.html", first=first, month_code=code, unjudged=str(refused))
    forms_: dict[str, Any] = {name: (tried or {}).get(name) or build() for name, build in _STEPS.values()}
    below = list(organisation.children(unit, on=request.as_of).order_by("sort_key"))
    return page(
        request,
        "funds/dues.html",
        first=first,
        month_code=code,
        judged=judged,
        unread=[row["symbol"] for row in judged.judged_by.values() if not row["verified"]],
        scheme=queries.scheme_on(unit, last),
        schemes=unit.dues_schemes.order_by("-valid"),
        inherited=queries.inherited(unit),
        sides=[_side(request, what, first, forms_) for what in What.values],
        below=queries.month_below(below, What.DUES, first) if below else [],
        may_keep=access.may_keep_books(request.user, unit),
        **forms_,
    )


def _side(request: UserRequest, what: str, first: date, forms_: dict[str, Any]) -> dict[str, object]:
    found = Assessment.objects.filter(unit=request.unit, what=what, month=first).first()
    return {
        "what": what,
        "label": What(what).label,
        "found": found,
        "came": queries.collected(found) if found else 0,
        "owed": queries.owed_upward(request.unit, what, year=first.year),
        "form": forms_[f"collect_{what}_form"],
        "send": forms_[f"send_{what}_form"],
    }
