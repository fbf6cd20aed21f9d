"""A sum that came in: who gave it, for what, and where it went."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from congdoan.foundation.errors import Refused
from congdoan.funds import access, actions, queries
from congdoan.web.funds.forms import DatedReasonForm
from congdoan.web.funds.words import purposes_in_words
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def lot(request: UserRequest, key: str) -> HttpResponse:
    """The way from the gift to those it reached: unit and purpose, never a name."""
    found = access.lot_for_reading(request.user, key)
    handles = access.may_see_payees(request.user, found.fund.unit)
    return page(
        request,
        "funds/lot.html",
        lot=found,
        donors=found.donors.all(),
        may_see_donors=handles,
        steps=queries.trace(found),
        receipts=found.vouchers.select_related("series"),
        allowed=purposes_in_words(found.restricted_to),
        may_take_back=access.may_keep_books(request.user, found.fund.unit)
        and not found.committed_vnd
        and not found.taken_back_on
        and found.vouchers.exists(),
    )


def take_back(request: UserRequest, key: str) -> HttpResponse:
    """Reverse a receipt entered by mistake."""
    found = access.lot_for_reading(request.user, key)
    access.may_keep_books(request.user, found.fund.unit).require()
    form = DatedReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.take_back(found, **form.cleaned_data, by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã ghi đảo."))
            return redirect("funds:lot", found.key)
    return page(
        request,
        "funds/reason.html",
        form=form,
        title=_("Ghi đảo khoản thu"),
        lead=_("Bút toán cũ giữ nguyên; một bút toán ngược được ghi vào ngày còn mở."),
        button=_("Ghi đảo"),
    )
