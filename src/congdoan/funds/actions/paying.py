"""A payment: prepared by one, approved by another, paid by a third. What was set aside is spent at the last step."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from congdoan.accounts.persons import accounts_of
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import NotAllowed, Refused
from congdoan.foundation.figures import format_vnd
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import masked, nfc
from congdoan.funds.actions import posting
from congdoan.funds.actions.checking import reason_given, refuse_no_money, refuse_wrong_day
from congdoan.funds.actions.numbering import take_number
from congdoan.funds.actions.once import voucher_of_form
from congdoan.funds.actions.receiving import ROOM
from congdoan.funds.actions.reserving import UNDER_WAY, lock, lock_by_id
from congdoan.funds.models import Account, Remittance, Reservation, SetKind, Stream, Voucher, VoucherKind, VoucherState
from congdoan.funds.queries.labels import voucher_label
from congdoan.funds.rules import consume, may_become
from congdoan.journal import actions as journal
from congdoan.journal.actions import Fact
from congdoan.organisation.models import BodyName


@transaction.atomic
def prepare_payment(
    reservation: Reservation,
    amount_vnd: int | None = None,
    *,
    payee: str,
    by: Actor,
    method: str = "cash",
    memo: str = "",
    bank: str = "",
    account_no: str = "",
    client_token: str = "",
) -> Voucher:
    """Prepare a numbered payment voucher for what was set aside; None means all that is not paid or on its way.

    The same `client_token` twice is one voucher. Raises Refused past what is left of the reservation, or without a
    payee.
    """
    name = nfc(payee).strip()
    if not name:
        raise Refused(_("Hãy ghi người nhận tiền."), field="payee")
    locked = lock(reservation)
    if known := voucher_of_form(locked.fund, client_token, kind=VoucherKind.PAYMENT, amount_vnd=amount_vnd):
        return known
    wanted = _within_promise(locked, amount_vnd)
    today = clock.today()
    refuse_wrong_day(locked.fund, today)
    series, number = take_number(locked.fund.unit_id, kind="payment", method=method, year=today.year)
    voucher = Voucher.objects.create(
        series=series,
        number=number,
        unit_id=locked.fund.unit_id,
        fund=locked.fund,
        stream=locked.stream,
        kind=VoucherKind.PAYMENT,
        method=method,
        reservation=locked,
        amount_vnd=wanted,
        counterparty=_said_openly(name)[:200],
        payee=name[:200],
        payee_bank=nfc(bank).strip()[:120],
        payee_account=nfc(account_no).strip()[:40],
        memo=(nfc(memo).strip() or locked.in_public)[:250],
        prepared_on=today,
        prepared_by=by.key,
        prepared_by_name=by.name,
        client_token=client_token,
    )
    _note(voucher, "prepared", _("Lập %(voucher)s, %(amount)s."), by)
    return voucher


def _said_openly(payee: str) -> str:
    """Whom the voucher names on lists and in books: a unit by its name, a person by initials."""
    return payee if BodyName.objects.filter(Q(name=payee) | Q(short_name=payee)).exists() else masked(payee)


@transaction.atomic
def approve_payment(voucher: Voucher, *, by: Actor) -> Voucher:
    """Approve it. Raises NotAllowed for whoever prepared it, Refused unless it waits for approval."""
    locked = _locked(voucher)
    _refuse_step(locked, VoucherState.APPROVED)
    if locked.prepared_by in accounts_of(by.key):
        raise NotAllowed(_("Người lập phiếu không được tự duyệt; cần người khác duyệt."))
    locked.state = VoucherState.APPROVED
    locked.approved_on, locked.approved_by, locked.approved_by_name = clock.today(), by.key, by.name
    locked.save(update_fields=["state", "approved_on", "approved_by", "approved_by_name"])
    _note(locked, "approved", _("Duyệt %(voucher)s, %(amount)s."), by)
    return locked


@transaction.atomic
def pay_out(voucher: Voucher, *, on: date, by: Actor) -> Voucher:
    """Pay it on `on`: shares spent, books written, journal appended (unit the payer, for_unit and person the bearer's).

    Raises NotAllowed for whoever approved it and, for cash, whoever prepared it; Refused unless it is approved, past
    what the fund holds in that form on that day or ever after, for a day to come or closed.
    """
    asked = Voucher.objects.get(pk=voucher.pk)
    if asked.reservation_id is None:
        raise Refused(_("Phiếu thu không chi được."))
    reservation = lock_by_id(asked.reservation_id)
    locked = _locked(voucher)
    _refuse_step(locked, VoucherState.PAID)
    _refuse_same_hands(locked, by)
    refuse_wrong_day(reservation.fund, on)
    if on < reservation.reserved_on:
        raise Refused(
            _("Khoản này được quyết định ngày %(day)s; không chi trước ngày đó.")
            % {"day": f"{reservation.reserved_on:%d/%m/%Y}"},
            field="on",
        )
    _spend(reservation, locked.amount_vnd)
    _book(locked, reservation, on=on, by=by)
    locked.state, locked.paid_on, locked.paid_by, locked.paid_by_name = VoucherState.PAID, on, by.key, by.name
    locked.save(update_fields=["state", "paid_on", "paid_by", "paid_by_name"])
    journal.append(facts_of(locked, reservation), room=ROOM, by=by)
    _note(locked, "paid", _("Chi %(voucher)s, %(amount)s."), by)
    return locked


@transaction.atomic
def cancel_voucher(voucher: Voucher, *, reason: str, by: Actor) -> Voucher:
    """Cancel a payment not yet paid. It keeps its number; the money stays set aside until it is released or paid."""
    why = reason_given(reason)
    locked = _locked(voucher)
    _refuse_step(locked, VoucherState.CANCELLED)
    locked.state, locked.ended_reason = VoucherState.CANCELLED, why[:300]
    locked.save(update_fields=["state", "ended_reason"])
    _note(locked, "cancelled", _("Hủy %(voucher)s, %(amount)s."), by)
    return locked


@transaction.atomic
def reverse_payment(voucher: Voucher, *, on: date, reason: str, by: Actor) -> Voucher:
    """The money came back, or the payment was booked wrongly: mirror its set on an open day and its journal entries.

    The sum is set aside again under the same reservation, to be paid rightly or released. Raises Refused while the
    unit it was sent to has it in its books, or the record it was paid for says that it was handed over.
    """
    why = reason_given(reason)
    asked = Voucher.objects.get(pk=voucher.pk)
    if asked.reservation is None:
        raise Refused(_("Phiếu thu được ghi đảo từ khoản thu."))
    _refuse_arrived(asked.reservation.source)
    reservation = lock(asked.reservation)
    if reservation.settled_at:
        raise Refused(_("Tiền này đã ghi là đã trao; hãy rút ghi nhận đã trao rồi ghi đảo phiếu chi."))
    locked = _locked(voucher)
    _refuse_step(locked, VoucherState.REVERSED)
    if locked.paid_by in accounts_of(by.key):
        raise NotAllowed(_("Người đã chi không được tự ghi đảo; cần người khác."))
    refuse_wrong_day(reservation.fund, on)
    if locked.paid_on and on < locked.paid_on:
        raise Refused(_("Không ghi đảo trước ngày chi."), field="on")
    posting.mirror(locked.sets.get(reverses__isnull=True), on=on, reason=why, by=by)
    _unspend(reservation, locked.amount_vnd)
    locked.state, locked.ended_reason = VoucherState.REVERSED, why[:300]
    locked.save(update_fields=["state", "ended_reason"])
    journal.reverse(journal.standing_entries(locked.source), by=by)
    _note(locked, "reversed", _("Ghi đảo %(voucher)s, %(amount)s."), by)
    return locked


def left_to_pay(reservation: Reservation) -> int:
    """What is set aside and on no voucher under way."""
    open_vnd = sum(share.open_vnd for share in reservation.shares.all())
    return open_vnd - sum(reservation.vouchers.filter(state__in=UNDER_WAY).values_list("amount_vnd", flat=True))


def facts_of(voucher: Voucher, reservation: Reservation) -> list[Fact]:
    """What a payment counts as: its purpose's measure and, from the union budget, finance expenditure."""
    purpose, facts = reservation.purpose, []
    if voucher.paid_on is None:
        return []
    if purpose.measure_id:
        facts.append(
            Fact(
                voucher.unit,
                purpose.measure_id,
                voucher.amount_vnd,
                voucher.paid_on,
                voucher.source,
                facet=purpose.facet,
                for_unit=reservation.for_unit,
                person_key=reservation.person_key,
            )
        )
    if voucher.stream == Stream.BUDGET and purpose.budget_facet:
        facts.append(
            Fact(
                voucher.unit,
                "finance_expenditure",
                voucher.amount_vnd,
                voucher.paid_on,
                voucher.source,
                facet=purpose.budget_facet,
            )
        )
    return facts


def _within_promise(reservation: Reservation, amount_vnd: int | None) -> int:
    """The sum asked for, or all that is left. Raises Refused past it, or when nothing is."""
    left = left_to_pay(reservation)
    if not left:
        raise Refused(_("Khoản này đã chi hết hoặc đang có phiếu chi cho toàn bộ số tiền."))
    wanted = left if amount_vnd is None else amount_vnd
    refuse_no_money(wanted)
    if wanted > left:
        raise Refused(
            _("Chỉ còn %(left)s của khoản đã giữ chưa lập phiếu.") % {"left": format_vnd(left)}, field="amount_vnd"
        )
    return wanted


def _locked(voucher: Voucher) -> Voucher:
    return Voucher.objects.select_for_update(of=("self",)).select_related("series", "unit").get(pk=voucher.pk)


def _refuse_step(voucher: Voucher, wanted: str) -> None:
    if not may_become(voucher.state, wanted) or voucher.kind != VoucherKind.PAYMENT:
        raise Refused(
            _("%(voucher)s hiện “%(state)s” nên không làm được việc này.")
            % {"voucher": voucher_label(voucher), "state": VoucherState(voucher.state).label}
        )


def _refuse_same_hands(voucher: Voucher, by: Actor) -> None:
    mine = accounts_of(by.key)
    if voucher.approved_by in mine:
        raise NotAllowed(_("Người duyệt chi không được tự chi; cần thủ quỹ."))
    if voucher.method == "cash" and voucher.prepared_by in mine:
        raise NotAllowed(_("Người lập phiếu không được cầm tiền; cần thủ quỹ."))


def _refuse_arrived(source: str) -> None:
    """Money another unit took in is its own now. Locks the remittance before any fund, as its arrival does."""
    for row in Remittance.objects.select_for_update(of=("self",)).select_related("to_unit").sent_under(source):
        if row.lot_id:
            said = {"unit": row.to_unit.name}
            raise Refused(_("%(unit)s đã xác nhận nhận khoản này; hãy để bên nhận ghi đảo phiếu thu trước.") % said)


def _book(voucher: Voucher, reservation: Reservation, *, on: date, by: Actor) -> None:
    posting.book(
        reservation.fund,
        kind=SetKind.PAYMENT,
        on=on,
        debit=Account.EXPENSE,
        credit=posting.account_of(voucher.method),
        amount_vnd=voucher.amount_vnd,
        voucher=voucher,
        purpose=reservation.purpose,
        memo=voucher.memo,
        by=by,
    )


def _spend(reservation: Reservation, amount_vnd: int) -> None:
    shares = list(reservation.shares.select_for_update())
    for share, part in zip(shares, consume(amount_vnd, [row.open_vnd for row in shares]), strict=True):
        if part:
            share.paid_vnd += part
            share.save(update_fields=["paid_vnd"])


def _unspend(reservation: Reservation, amount_vnd: int) -> None:
    shares = list(reservation.shares.select_for_update())[::-1]
    for share, part in zip(shares, consume(amount_vnd, [row.paid_vnd for row in shares]), strict=True):
        if part:
            share.paid_vnd -= part
            share.save(update_fields=["paid_vnd"])


def _note(voucher: Voucher, step: str, sentence: str, by: Actor) -> None:
    said = {"voucher": voucher_label(voucher), "amount": format_vnd(voucher.amount_vnd)}
    audit.record(f"funds.voucher.{step}", voucher.source, sentence % said, by=by)
