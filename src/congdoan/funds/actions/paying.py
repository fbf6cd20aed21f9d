"""A payment prepared by one is approved by another and paid by a third, one or a whole list at once; what was set aside
is spent at the last step. And what becomes of a voucher that is not to be paid, or whose money came back.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from congdoan.accounts.persons import accounts_of
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import NotAllowed, Refused, naming
from congdoan.foundation.saying import gettext as _
from congdoan.funds.actions import posting
from congdoan.funds.actions.checking import reason_given, refuse_wrong_day, refuse_wrong_days
from congdoan.funds.actions.preparing import note_all
from congdoan.funds.actions.receiving import ROOM
from congdoan.funds.actions.reserving import lock, lock_all
from congdoan.funds.models import Remittance, Reservation, Share, Stream, Voucher, VoucherKind, VoucherState
from congdoan.funds.queries.labels import voucher_label
from congdoan.funds.rules import consume, may_become
from congdoan.journal import actions as journal
from congdoan.journal.actions import Fact


def approve_payment(voucher: Voucher, *, by: Actor) -> Voucher:
    """Approve one. See `approve_payments`."""
    return approve_payments([voucher], by=by)[0]


@transaction.atomic
def approve_payments(vouchers: Sequence[Voucher], *, by: Actor) -> list[Voucher]:
    """Approve them, all or none, in their order. Four statements for any number.

    Raises NotAllowed for whoever prepared one, Refused unless each waits for approval; both name the voucher.
    """
    locked, mine = _locked(vouchers), accounts_of(by.key)
    for voucher in locked:
        with naming(voucher_label(voucher), among=len(locked)):
            _refuse_step(voucher, VoucherState.APPROVED)
            if voucher.prepared_by in mine:
                raise NotAllowed(_("Người lập phiếu không được tự duyệt; cần người khác duyệt."))
    today = clock.today()
    _move(locked, state=VoucherState.APPROVED, approved_on=today, approved_by=by.key, approved_by_name=by.name)
    note_all(locked, "approved", _("Duyệt %(voucher)s, %(amount)s."), by)
    return locked


def pay_out(voucher: Voucher, *, on: date, by: Actor) -> Voucher:
    """Pay one on `on`. See `pay_out_all`."""
    return pay_out_all([voucher], on=on, by=by)[0]


@transaction.atomic
def pay_out_all(vouchers: Sequence[Voucher], *, on: date, by: Actor) -> list[Voucher]:
    """Pay them on `on`, all or none, in their order: shares spent, books written, journal appended (unit the payer,
    for_unit and person the bearer's). As many statements for hundreds as for one.

    Raises NotAllowed for whoever approved one and, for cash, whoever prepared it; Refused unless each is approved, past
    what a fund holds in that form on that day or ever after, for a day to come or closed. Each names the voucher.
    """
    promised = {row.pk: row for row in lock_all(row.reservation_id for row in vouchers if row.reservation_id)}
    locked, mine = _locked(vouchers), accounts_of(by.key)
    for voucher in locked:
        with naming(voucher_label(voucher), among=len(locked)):
            if voucher.reservation_id is None:
                raise Refused(_("Phiếu thu không chi được."))
            _refuse_step(voucher, VoucherState.PAID)
            _refuse_same_hands(voucher, mine)
            voucher.reservation = promised[voucher.reservation_id]
    refuse_wrong_days({row.fund_id: row.fund for row in promised.values()}.values(), on)
    for voucher in locked:
        with naming(voucher_label(voucher), among=len(locked)):
            _refuse_undecided(promised[voucher.reservation_id or 0], on)
    _spend(locked)
    rows = [(voucher, promised[voucher.reservation_id or 0]) for voucher in locked]
    payments = [posting.Payment(voucher, held.fund, held.purpose) for voucher, held in rows]
    posting.book_payments(payments, on=on, by=by)
    _move(locked, state=VoucherState.PAID, paid_on=on, paid_by=by.key, paid_by_name=by.name)
    journal.append([fact for voucher, held in rows for fact in facts_of(voucher, held)], room=ROOM, by=by)
    note_all(locked, "paid", _("Chi %(voucher)s, %(amount)s."), by)
    return locked


@transaction.atomic
def cancel_voucher(voucher: Voucher, *, reason: str, by: Actor) -> Voucher:
    """Cancel a payment not yet paid. It keeps its number; the money stays set aside until it is released or paid."""
    why = reason_given(reason)
    [locked] = _locked([voucher])
    _refuse_step(locked, VoucherState.CANCELLED)
    _move([locked], state=VoucherState.CANCELLED, ended_reason=why[:300])
    note_all([locked], "cancelled", _("Hủy %(voucher)s, %(amount)s."), by)
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
    [locked] = _locked([voucher])
    _refuse_step(locked, VoucherState.REVERSED)
    if locked.paid_by in accounts_of(by.key):
        raise NotAllowed(_("Người đã chi không được tự ghi đảo; cần người khác."))
    refuse_wrong_day(reservation.fund, on)
    if locked.paid_on and on < locked.paid_on:
        raise Refused(_("Không ghi đảo trước ngày chi."), field="on")
    posting.mirror(locked.sets.get(reverses__isnull=True), on=on, reason=why, by=by)
    _unspend(reservation, locked.amount_vnd)
    _move([locked], state=VoucherState.REVERSED, ended_reason=why[:300])
    journal.reverse(journal.standing_entries(locked.source), by=by)
    note_all([locked], "reversed", _("Ghi đảo %(voucher)s, %(amount)s."), by)
    return locked


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


def _locked(vouchers: Sequence[Voucher]) -> list[Voucher]:
    """The vouchers as they stand now, locked in the order of their keys and given back in the order asked for. Raises
    Refused for none, or for those of several units.
    """
    if not vouchers:
        raise Refused(_("Chưa chọn phiếu nào."))
    rows = Voucher.objects.select_for_update(of=("self",)).select_related("series", "unit")
    found = {row.pk: row for row in rows.filter(pk__in={row.pk for row in vouchers}).order_by("pk")}
    if len({row.unit_id for row in found.values()}) > 1:
        raise Refused(_("Một danh sách chỉ gồm khoản chi của một đơn vị."))
    return [found[pk] for pk in dict.fromkeys(row.pk for row in vouchers)]


def _move(vouchers: Sequence[Voucher], **said: object) -> None:
    """Write the same step into each. One statement."""
    for voucher in vouchers:
        for name, value in said.items():
            setattr(voucher, name, value)
    Voucher.objects.filter(pk__in=[row.pk for row in vouchers]).update(**said)


def _refuse_step(voucher: Voucher, wanted: str) -> None:
    if not may_become(voucher.state, wanted) or voucher.kind != VoucherKind.PAYMENT:
        raise Refused(
            _("%(voucher)s hiện “%(state)s” nên không làm được việc này.")
            % {"voucher": voucher_label(voucher), "state": VoucherState(voucher.state).label}
        )


def _refuse_same_hands(voucher: Voucher, mine: frozenset[str]) -> None:
    """`mine`: the keys of all accounts of whoever pays."""
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


def _refuse_undecided(reservation: Reservation, on: date) -> None:
    if on < reservation.reserved_on:
        raise Refused(
            _("Khoản này được quyết định ngày %(day)s; không chi trước ngày đó.")
            % {"day": f"{reservation.reserved_on:%d/%m/%Y}"},
            field="on",
        )


def _spend(vouchers: Sequence[Voucher]) -> None:
    """What each voucher pays is spent out of the shares of its promise, the first first. Two statements."""
    shares: dict[int | None, list[Share]] = defaultdict(list)
    promises = {voucher.reservation_id for voucher in vouchers}
    for share in Share.objects.select_for_update().filter(reservation__in=promises).order_by("pk"):
        shares[share.reservation_id].append(share)
    spent = {}
    for voucher in vouchers:
        rows = shares[voucher.reservation_id]
        for share, part in zip(rows, consume(voucher.amount_vnd, [row.open_vnd for row in rows]), strict=True):
            if part:
                share.paid_vnd += part
                spent[share.pk] = share
    Share.objects.bulk_update(spent.values(), ["paid_vnd"])


def _unspend(reservation: Reservation, amount_vnd: int) -> None:
    shares = list(reservation.shares.select_for_update())[::-1]
    for share, part in zip(shares, consume(amount_vnd, [row.paid_vnd for row in shares]), strict=True):
        if part:
            share.paid_vnd -= part
            share.save(update_fields=["paid_vnd"])
