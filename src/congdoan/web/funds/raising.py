"""What the unit raised for others and never entered its books: appeals, sponsorship brought together, goods."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congdoan.foundation import clock
from congdoan.foundation.errors import NotFound, Refused
from congdoan.foundation.keys import tidy_key
from congdoan.funds import access, actions
from congdoan.funds.models import Raised
from congdoan.journal.models import Bound
from congdoan.web.funds.forms import ReasonForm
from congdoan.web.shell.fields import DayField, MoneyField
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast
from congdoan.web.shell.widgets import Chips

SHOWN = 100


class RaisedForm(forms.Form):
    """What was raised, from whom, for whom."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"),
        widget=Chips,
        choices=[
            ("appeal", gettext_lazy("vận động cho quỹ ngoài công đoàn")),
            ("sponsorship", gettext_lazy("kết nối tài trợ")),
            ("in_kind", gettext_lazy("hiện vật quy tiền")),
        ],
        help_text=gettext_lazy(
            "Tiền, hàng không qua đơn vị. Tiền nhận vào quỹ thì ghi thu; hàng nhận về thì ghi ở Hiện vật."
        ),
    )
    amount_vnd = MoneyField(label=gettext_lazy("Giá trị"), at_least=1)
    bound = forms.ChoiceField(
        label=gettext_lazy("Mức chính xác"),
        choices=Bound.choices,
        initial=Bound.EXACT,
        help_text=gettext_lazy("Số không đúng tuyệt đối được để ở phần theo giấy, không cộng vào số ghi nhận."),
    )
    happened_on = DayField(label=gettext_lazy("Ngày"), initial=clock.today)
    giver = forms.CharField(label=gettext_lazy("Ai ủng hộ, tài trợ"), max_length=200)
    receiver = forms.CharField(label=gettext_lazy("Cho ai"), max_length=200, required=False)
    goods = forms.CharField(label=gettext_lazy("Hàng gì, bao nhiêu"), max_length=300, required=False)


def raised(request: UserRequest) -> HttpResponse:
    """What was noted, the newest first, and the form for more."""
    access.may_see_money(request.user, request.unit).require()
    form = RaisedForm(request.POST or None)
    may_note = access.may_note_raised(request.user, request.unit)
    if request.method == "POST":
        may_note.require()
        if form.is_valid():
            said = dict(form.cleaned_data)
            try:
                actions.note_raised(request.unit, said.pop("amount_vnd"), **said, by=request.actor)
            except Refused as refused:
                put_on(form, refused)
            else:
                toast(request, _("Đã ghi nhận; số này không vào sổ quỹ."))
                return redirect("funds:raised")
    rows = Raised.objects.filter(unit=request.unit)[:SHOWN]
    return page(request, "funds/raised.html", form=form, rows=rows, may_note=may_note)


def withdraw(request: UserRequest, key: str) -> HttpResponse:
    """Take a note back with a reason."""
    found = Raised.objects.filter(unit=request.unit, key=tidy_key(key)).first()
    if found is None:
        raise NotFound(_("Không có ghi nhận vận động này."))
    access.may_note_raised(request.user, request.unit).require()
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.withdraw_raised(found, reason=form.cleaned_data["reason"], by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã rút ghi nhận."))
            return redirect("funds:raised")
    return page(
        request,
        "funds/reason.html",
        form=form,
        title=_("Rút ghi nhận vận động"),
        lead=found.giver,
        button=_("Rút ghi nhận"),
    )
