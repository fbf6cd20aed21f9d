"""Many vouchers at once: chosen from what waits, read over with their sum, then approved or paid as one list."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from congdoan.accounts.persons import accounts_of
from congdoan.foundation.errors import NotFound, Refused
from congdoan.foundation.figures import format_vnd
from congdoan.foundation.keys import tidy_key
from congdoan.funds import access, actions
from congdoan.funds.models import Voucher, VoucherState
from congdoan.web.funds.forms import PayForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast

AT_ONCE = 200
"""Vouchers of one list. More are not read over with care, and their keys must fit into an address."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step that may be taken on many: whose it is, on which vouchers, and what the page calls it."""

    url: str
    title: object
    lead: object
    button: object
    waiting: Callable[[UserRequest], QuerySet[Voucher]]


def to_approve(request: UserRequest) -> QuerySet[Voucher]:
    """Vouchers of the unit acted for that wait for this person's approval. Nobody approves what they prepared."""
    rows = _payments(request, VoucherState.PREPARED)
    if not access.may_approve(request.user, request.unit):
        return rows.none()
    return rows.exclude(prepared_by__in=accounts_of(request.actor.key))


def to_pay(request: UserRequest) -> QuerySet[Voucher]:
    """Vouchers that this person may pay: the cashier any, who keeps the books those through the bank; none they
    approved, and no cash they prepared.
    """
    mine = accounts_of(request.actor.key)
    rows = _payments(request, VoucherState.APPROVED).exclude(approved_by__in=mine)
    if access.may_hold_cash(request.user, request.unit):
        return rows.exclude(method="cash", prepared_by__in=mine)
    return rows.filter(method="bank") if access.may_keep_books(request.user, request.unit) else rows.none()


def are_several(rows: QuerySet[Voucher]) -> bool:
    """Whether there are two of them at least. One query that reads no row."""
    return rows[1:2].exists()


APPROVE = Step(
    "funds:approve_several",
    gettext_lazy("Duyệt nhiều phiếu"),
    gettext_lazy("Chọn phiếu, xem lại tổng số tiền rồi duyệt một lần. Không có phiếu do mình lập."),
    gettext_lazy("Duyệt chi"),
    to_approve,
)
PAY = Step(
    "funds:pay_several",
    gettext_lazy("Chi nhiều phiếu"),
    gettext_lazy(
        "Chọn phiếu, xem lại tổng số tiền rồi ghi đã chi một lần, cùng một ngày. Không có phiếu do mình duyệt."
    ),
    gettext_lazy("Ghi đã chi"),
    to_pay,
)


def approve(request: UserRequest) -> HttpResponse:
    """Approve the chosen vouchers, all or none."""
    access.may_approve(request.user, request.unit).require()
    return _several(request, APPROVE, None)


def pay(request: UserRequest) -> HttpResponse:
    """Pay the chosen vouchers on one day, all or none."""
    if not access.may_keep_books(request.user, request.unit):
        access.may_hold_cash(request.user, request.unit).require()
    return _several(request, PAY, PayForm(request.POST or None))


def _several(request: UserRequest, step: Step, form: PayForm | None) -> HttpResponse:
    """Choose by address, so that one may go back; read over; take the step by POST. `AT_ONCE` at the most."""
    waiting = step.waiting(request)
    wanted = {tidy_key(key) for key in request.POST.getlist("phieu") or request.GET.getlist("phieu")}
    _refuse_too_many(wanted)
    chosen = list(waiting.filter(key__in=wanted))
    if request.method == "POST" and (form is None or form.is_valid()):
        _refuse_gone(wanted, chosen)
        try:
            done = _take(request, chosen, form)
        except Refused as refused:
            if form is None:
                raise
            put_on(form, refused)
        else:
            said = {"n": len(done), "sum": format_vnd(sum(row.amount_vnd for row in done))}
            toast(request, ngettext("Xong %(n)d phiếu, %(sum)s.", "Xong %(n)d phiếu, %(sum)s.", len(done)) % said)
            return redirect("funds:desk")
    return page(
        request,
        "funds/several.html",
        step=step,
        rows=[] if chosen else list(waiting[:AT_ONCE]),
        chosen=chosen,
        total_vnd=sum(row.amount_vnd for row in chosen),
        waiting_count=waiting.count(),
        waiting_vnd=waiting.aggregate(sum=Sum("amount_vnd"))["sum"] or 0,
        at_once=AT_ONCE,
        form=form,
    )


def _take(request: UserRequest, chosen: list[Voucher], form: PayForm | None) -> list[Voucher]:
    if form is None:
        return actions.approve_payments(chosen, by=request.actor)
    return actions.pay_out_all(chosen, on=form.cleaned_data["on"], by=request.actor)


def _refuse_too_many(wanted: set[str]) -> None:
    if len(wanted) > AT_ONCE:
        raise Refused(_("Mỗi lần nhiều nhất %(n)d phiếu; hãy bỏ bớt, phần còn lại làm ở lần sau.") % {"n": AT_ONCE})


def _refuse_gone(wanted: set[str], chosen: list[Voucher]) -> None:
    """What was read over is what is done: nothing less without a word."""
    if len(chosen) < len(wanted):
        raise NotFound(_("Có phiếu trong danh sách vừa được người khác xử lý; hãy chọn lại."))


def _payments(request: UserRequest, state: str) -> QuerySet[Voucher]:
    rows = Voucher.objects.filter(unit=request.unit, kind="payment", state=state).select_related("series", "fund")
    return rows.order_by("series__year", "method", "number")
