"""Who may see a fund, write its papers, approve, and hold its money; and why not."""

from django.utils.translation import gettext as _

from congdoan.accounts.access import may
from congdoan.accounts.models import User
from congdoan.accounts.persons import accounts_of
from congdoan.accounts.rules import Task
from congdoan.foundation.decisions import ALLOWED, Decision, refused
from congdoan.foundation.errors import NotFound
from congdoan.foundation.keys import tidy_key
from congdoan.funds.models import Fund, Lot, Voucher
from congdoan.organisation.models import Unit


def may_keep_books(user: User, unit: Unit) -> Decision:
    """The accountant of this very unit."""
    return may(user, Task.KEEP_BOOKS, at=unit)


def may_approve(user: User, unit: Unit) -> Decision:
    """The chair of this very unit."""
    return may(user, Task.APPROVE_PAYMENT, at=unit)


def may_hold_cash(user: User, unit: Unit) -> Decision:
    """The cashier of this very unit."""
    return may(user, Task.HOLD_CASH, at=unit)


def may_pay(user: User, voucher: Voucher) -> Decision:
    """The cashier; a transfer through the bank also the accountant."""
    if voucher.method == "bank" and may(user, Task.KEEP_BOOKS, at=voucher.unit):
        return ALLOWED
    return may_hold_cash(user, voucher.unit)


def may_reverse(user: User, voucher: Voucher) -> Decision:
    """The accountant of the unit, of a payment other hands paid out and nobody has handed over; of a receipt, while
    nothing of it is promised or spent. In closed books as in open ones: the mirror is written on an open day.
    """
    keeps = may_keep_books(user, voucher.unit)
    if not keeps:
        return keeps
    if voucher.lot is not None:
        if voucher.lot.committed_vnd:
            return refused(_("Khoản thu này đã được giữ hoặc chi một phần nên không ghi đảo được."))
        return ALLOWED
    if voucher.reservation is not None and voucher.reservation.settled_at:
        return refused(_("Tiền này đã ghi là đã trao; hãy rút ghi nhận đã trao rồi ghi đảo phiếu chi."))
    if voucher.paid_by in accounts_of(user.key):
        return refused(_("Người đã chi không được tự ghi đảo; cần người khác."))
    return ALLOWED


def may_note_raised(user: User, unit: Unit) -> Decision:
    """Who keeps the books of this very unit, or looks after its support: what is raised passes through no books."""
    return ALLOWED if may(user, Task.KEEP_BOOKS, at=unit) else may(user, Task.EXAMINE_SUPPORT, at=unit)


def may_see_payees(user: User, unit: Unit) -> Decision:
    """Those who write, approve or pay at this very unit: a payee beside a purpose tells who is ill or in need."""
    for task in (Task.KEEP_BOOKS, Task.APPROVE_PAYMENT, Task.HOLD_CASH):
        decision = may(user, task, at=unit)
        if decision:
            return ALLOWED
    return decision


def may_see_payee_of(user: User, voucher: Voucher) -> Decision:
    """As `may_see_payees`; of somebody who asked to be forgotten, the accountant of the unit alone."""
    if voucher.payee_kept_until:
        return may_keep_books(user, voucher.unit)
    return may_see_payees(user, voucher.unit)


def may_see_money(user: User, unit: Unit) -> Decision:
    """Whose role at the unit or above it includes seeing its funds."""
    return may(user, Task.SEE_FUNDS, at=unit)


def may_follow(user: User, lot: Lot) -> Decision:
    """Who sees the fund, step by step; where the lot is for illness or misfortune alone, those who examine or approve
    support at this very unit: each payment out of it would tell what befell the payee.
    """
    return may_decide_support(user, lot.fund.unit) if lot.tells_of_illness else ALLOWED


def may_decide_support(user: User, unit: Unit) -> Decision:
    """Those who examine or approve support at this very unit: they know what each payment was for."""
    examines = may(user, Task.EXAMINE_SUPPORT, at=unit)
    return examines if examines else may(user, Task.APPROVE_SUPPORT, at=unit)


def fund_for_reading(user: User, key: str) -> Fund:
    fund = Fund.objects.visible_to(user).select_related("unit").filter(key=tidy_key(key)).first()
    if fund is None:
        raise NotFound(_("Không có quỹ mang mã “%(key)s” trong phạm vi bạn được xem.") % {"key": key})
    return fund


def fund_for_keeping(user: User, key: str) -> Fund:
    """For taking money in: the accountant, or the cashier who counts it."""
    fund = fund_for_reading(user, key)
    if not may_hold_cash(user, fund.unit):
        may_keep_books(user, fund.unit).require()
    return fund


def lot_for_reading(user: User, key: str) -> Lot:
    lots = Lot.objects.filter(fund__in=Fund.objects.visible_to(user)).select_related("fund__unit", "origin")
    lot = lots.filter(key=tidy_key(key)).first()
    if lot is None:
        raise NotFound(_("Không có khoản thu mang mã “%(key)s” trong phạm vi bạn được xem.") % {"key": key})
    return lot


def voucher_for_reading(user: User, key: str) -> Voucher:
    vouchers = Voucher.objects.filter(fund__in=Fund.objects.visible_to(user))
    beside = ("series", "unit", "fund", "reservation__purpose", "reservation__for_unit", "lot__origin")
    voucher = vouchers.select_related(*beside).filter(key=tidy_key(key)).first()
    if voucher is None:
        raise NotFound(_("Không có phiếu mang mã “%(key)s” trong phạm vi bạn được xem.") % {"key": key})
    return voucher
