"""Opening a fund, taking money in, moving it between cash and bank."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from congdoan.foundation.errors import Refused
from congdoan.funds import access, actions
from congdoan.web.funds.forms import MoveForm, OpenForm, ReceiveForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def open_fund(request: UserRequest) -> HttpResponse:
    """Open a fund of the unit acted for."""
    access.may_keep_books(request.user, request.unit).require()
    form = OpenForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.open_fund(request.unit, **form.cleaned_data, by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã mở quỹ."))
            return redirect("funds:fund", made.key)
    return page(request, "funds/open.html", form=form)


def receive(request: UserRequest, key: str) -> HttpResponse:
    """Take money in: the receipt gets its number at once."""
    fund = access.fund_for_keeping(request.user, key)
    form = ReceiveForm(request.POST or None, fund=fund)
    if form.is_valid():
        said = form.cleaned_data
        names = form.names
        try:
            lot = actions.receive(
                fund,
                said["amount_vnd"],
                on=said["on"],
                donors=[actions.Donor(name, is_public=said["are_public"]) for name in names],
                method=said["method"],
                restricted_to=said["restricted_to"],
                origin=said["origin"],
                memo=said["memo"],
                client_token=said["client_token"],
                by=request.actor,
            )
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã thu và ghi sổ."))
            return redirect("funds:lot", lot.key)
    return page(request, "funds/receive.html", form=form, fund=fund)


def move(request: UserRequest, key: str) -> HttpResponse:
    """Draw cash from the bank, or pay it in."""
    fund = access.fund_for_keeping(request.user, key)
    form = MoveForm(request.POST or None)
    if form.is_valid():
        try:
            actions.move_money(fund, **form.cleaned_data, by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã ghi sổ."))
            return redirect("funds:fund", fund.key)
    return page(request, "funds/move.html", form=form, fund=fund)
