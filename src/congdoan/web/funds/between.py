"""Money between units of one line: set aside for the unit above or below, paid like any other, confirmed on arrival."""

from typing import Any

from django import forms
from django.db.models import OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Concat
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congdoan.foundation import clock
from congdoan.foundation.errors import NotFound, Refused
from congdoan.foundation.keys import tidy_key
from congdoan.funds import access, actions
from congdoan.funds.models import Fund, Method, Remittance, Voucher, VoucherState
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Unit
from congdoan.web.shell.fields import DayField, MoneyField
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast
from congdoan.web.shell.widgets import Chips

SHOWN = 60


class SendForm(forms.Form):
    """What is sent, to whom and for what."""

    fund = forms.ModelChoiceField(
        label=gettext_lazy("Từ quỹ"), queryset=Fund.objects.none(), to_field_name="key", empty_label=None
    )
    to = forms.ChoiceField(
        label=gettext_lazy("Chuyển cho"),
        help_text=gettext_lazy("Chỉ cấp trên trực tiếp (nộp lên) hoặc cấp dưới trực tiếp (cấp về)."),
    )
    amount_vnd = MoneyField(label=gettext_lazy("Số tiền"), at_least=1)
    about = forms.CharField(
        label=gettext_lazy("Nội dung"),
        max_length=200,
        help_text=gettext_lazy("Như “Cấp bổ sung quý III”. Đoàn phí, kinh phí phải nộp thì nộp từ trang Đoàn phí."),
    )

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.near = {near.code: near for near in _near(unit)}
        self.fields["fund"].queryset = Fund.objects.filter(unit=unit, closed_on__isnull=True)  # type: ignore[attr-defined]
        self.fields["to"].choices = [(code, near.name) for code, near in self.near.items()]  # type: ignore[attr-defined]


class ArrivalForm(forms.Form):
    """Into which fund the money was taken, and when."""

    into = forms.ModelChoiceField(
        label=gettext_lazy("Nhận vào quỹ"), queryset=Fund.objects.none(), to_field_name="key", empty_label=None
    )
    on = DayField(label=gettext_lazy("Ngày nhận"), initial=clock.today)
    method = forms.ChoiceField(
        label=gettext_lazy("Hình thức"), choices=Method.choices, widget=Chips, initial=Method.BANK
    )

    def __init__(self, *args: Any, remittance: Remittance, **options: Any) -> None:
        super().__init__(*args, **options)
        own = Fund.objects.filter(unit=remittance.to_unit, stream=remittance.stream, closed_on__isnull=True)
        self.fields["into"].queryset = own  # type: ignore[attr-defined]


def between(request: UserRequest) -> HttpResponse:
    """What is on its way to the unit, what it sent, and the form that sets a sum aside for the unit above or below."""
    access.may_see_money(request.user, request.unit).require()
    form = SendForm(request.POST or None, unit=request.unit)
    if request.method == "POST":
        access.may_keep_books(request.user, request.unit).require()
        if form.is_valid():
            said = form.cleaned_data
            try:
                made = actions.remit(
                    said["fund"],
                    said["amount_vnd"],
                    to=form.near[said["to"]],
                    about=said["about"],
                    on=clock.today(),
                    by=request.actor,
                )
            except Refused as refused:
                put_on(form, refused)
            else:
                toast(request, _("Đã giữ tiền; hãy lập phiếu chi như mọi khoản chi."))
                return redirect("funds:prepare", made.reservation.key)
    return page(
        request,
        "funds/between.html",
        form=form,
        coming=_paid(Remittance.objects.filter(to_unit=request.unit, lot__isnull=True))[:SHOWN],
        arrived=_paid(Remittance.objects.filter(to_unit=request.unit, lot__isnull=False))[:SHOWN],
        sent=_paid(Remittance.objects.filter(from_unit=request.unit))[:SHOWN],
        may_keep=access.may_keep_books(request.user, request.unit),
        may_take=_may_take(request, request.unit),
        has_funds=form.fields["fund"].queryset.exists(),  # type: ignore[attr-defined]
    )


def arrive(request: UserRequest, key: str) -> HttpResponse:
    """Confirm that a sum arrived: it becomes a receipt of this unit, the same sum in the same stream."""
    coming = Remittance.objects.select_related("from_unit", "to_unit", "reservation")
    found = coming.filter(key=tidy_key(key), to_unit=request.unit).first()
    if found is None:
        raise NotFound(_("Không có khoản tiền nào mang mã “%(key)s” đang chuyển đến đơn vị.") % {"key": key})
    if not access.may_hold_cash(request.user, request.unit):
        access.may_keep_books(request.user, request.unit).require()
    form = ArrivalForm(request.POST or None, remittance=found)
    if form.is_valid():
        try:
            lot = actions.confirm_arrival(found, **form.cleaned_data, by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã nhận và ghi sổ."))
            return redirect("funds:lot", lot.key)
    return page(request, "funds/arrive.html", form=form, remittance=found)


def _may_take(request: UserRequest, unit: Unit) -> bool:
    return bool(access.may_keep_books(request.user, unit) or access.may_hold_cash(request.user, unit))


def _near(unit: Unit) -> list[Unit]:
    above = organisation.parent(unit, on=clock.today())
    below = list(organisation.children(unit, on=clock.today()).order_by("sort_key"))
    return [above, *below] if above else below


def _paid(rows: QuerySet[Remittance]) -> QuerySet[Remittance]:
    """The remittances with `paid_vnd`, what the sender has paid for them."""
    under = Concat(Value("remittance:"), OuterRef("key"))
    paid = Voucher.objects.filter(reservation__source=under, state=VoucherState.PAID).order_by()
    sums = paid.values("reservation__source").annotate(total=Sum("amount_vnd")).values("total")
    return rows.select_related("from_unit", "to_unit", "fund", "lot").annotate(paid_vnd=Coalesce(Subquery(sums), 0))
