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
    """The way from the gift to those it reached: unit and purpose, never a name. Of a lot for illness alone the sum
    only. Those who examine and decide support at its unit go on from here to each case.
    """
    found = access.lot_for_reading(request.user, key)
    handles = access.may_see_payees(request.user, found.fund.unit)
    steps, follows = queries.trace(found), bool(access.may_follow(request.user, found))
    decides = access.may_decide_support(request.user, found.fund.unit)
    return page(
        request,
        "funds/lot.html",
        lot=found,
        donors=found.donors.all(),
        may_see_donors=handles,
        steps=[(step, _case_of(step) if decides else "") for step in steps] if follows else [],
        is_folded=bool(steps) and not follows,
        receipts=found.vouchers.select_related("series"),
        allowed=purposes_in_words(found.restricted_to),
        may_take_back=access.may_keep_books(request.user, found.fund.unit)
        and not found.committed_vnd
        and not found.taken_back_on
        and found.vouchers.exists(),
    )


def _case_of(step: queries.Step) -> str:
    """The key of the case the money was for; empty for gifts of a round and the union's own work."""
    kind, _colon, key = step.source.partition(":")
    return key if kind == "case" else ""


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
