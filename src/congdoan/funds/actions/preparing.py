"""A payment is prepared: what was set aside is put on a numbered voucher, one or a whole list of them at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q, Sum

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused, naming
from congdoan.foundation.figures import format_vnd
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import masked, nfc
from congdoan.funds.actions.checking import refuse_no_money, refuse_wrong_days
from congdoan.funds.actions.numbering import take_number
from congdoan.funds.actions.once import refuse_another_sum, vouchers_of_forms
from congdoan.funds.actions.reserving import UNDER_WAY, lock_all
from congdoan.funds.models import Reservation, Share, Voucher, VoucherKind
from congdoan.funds.queries.labels import voucher_label
from congdoan.organisation.models import BodyName


@dataclass(frozen=True, slots=True)
class ToPay:
    """One row of a list of payments: which promise, how much of it (None for all that is on no voucher yet), to whom.

    `client_token` names the row of the form it was written on.
    """

    reservation: Reservation
    payee: str
    amount_vnd: int | None = None
    bank: str = ""
    account_no: str = ""
    memo: str = ""
    client_token: str = ""


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
    """Prepare one voucher. See `prepare_payments`."""
    row = ToPay(reservation, payee, amount_vnd, bank, account_no, memo, client_token)
    return prepare_payments([row], by=by, method=method)[0]


@transaction.atomic
def prepare_payments(wanted: Sequence[ToPay], *, by: Actor, method: str = "cash") -> list[Voucher]:
    """Prepare a numbered payment voucher for each row, in the order of the list. All or none; as many statements for
    hundreds as for one.

    The same `client_token` twice is one voucher. Raises Refused, naming the line of a list, past what is left of a
    reservation, without a payee; and for a list of several units.
    """
    if not wanted:
        raise Refused(_("Chưa chọn khoản nào."))
    for line, row in enumerate(wanted, start=1):
        with naming(_line(line), among=len(wanted)):
            _refuse_nobody(row.payee)
    held = {row.pk: row for row in lock_all(row.reservation.pk for row in wanted)}
    if len({row.fund.unit_id for row in held.values()}) > 1:
        raise Refused(_("Một danh sách chỉ gồm khoản chi của một đơn vị."))
    funds = {row.fund_id: row.fund for row in held.values()}
    known = vouchers_of_forms(funds, [row.client_token for row in wanted], kind=VoucherKind.PAYMENT)
    amounts = _within_promises(wanted, held, known)
    if amounts:
        refuse_wrong_days(funds.values(), clock.today())
    made = dict(zip(amounts, _written(wanted, held, amounts, method=method, by=by), strict=True))
    return [made[place] if place in made else known[row.client_token] for place, row in enumerate(wanted)]


def left_to_pay(reservation: Reservation) -> int:
    """What is set aside and on no voucher under way. Two queries."""
    return left_to_pay_each([reservation.pk])[reservation.pk]


def left_to_pay_each(reservations: Iterable[int]) -> dict[int, int]:
    """As `left_to_pay`, by the ids of any number of them. Two queries."""
    ids = set(reservations)
    still = F("amount_vnd") - F("paid_vnd") - F("released_vnd")
    shares = Share.objects.filter(reservation__in=ids).order_by().values_list("reservation")
    under_way = Voucher.objects.filter(reservation__in=ids, state__in=UNDER_WAY).order_by().values_list("reservation")
    left = dict.fromkeys(ids, 0) | dict(shares.annotate(total=Sum(still)))
    for reservation, on_vouchers in under_way.annotate(total=Sum("amount_vnd")):
        left[reservation] -= on_vouchers
    return left


def _within_promises(
    wanted: Sequence[ToPay], held: dict[int, Reservation], known: dict[str, Voucher]
) -> dict[int, int]:
    """The sum of each row that is no voucher yet, by its place: what it asks for, or all that is left. Raises Refused
    past that, or when nothing is.
    """
    left: dict[int, int] = {}
    amounts: dict[int, int] = {}
    for place, row in enumerate(wanted):
        with naming(_line(place + 1), among=len(wanted)):
            if voucher := known.get(row.client_token):
                refuse_another_sum(voucher, row.amount_vnd)
                continue
            left = left or left_to_pay_each(held)
            amounts[place] = _within(left[row.reservation.pk], row.amount_vnd)
            left[row.reservation.pk] -= amounts[place]
    return amounts


def _within(left: int, amount_vnd: int | None) -> int:
    if not left:
        raise Refused(_("Khoản này đã chi hết hoặc đang có phiếu chi cho toàn bộ số tiền."))
    wanted = left if amount_vnd is None else amount_vnd
    refuse_no_money(wanted)
    if wanted > left:
        raise Refused(
            _("Chỉ còn %(left)s của khoản đã giữ chưa lập phiếu.") % {"left": format_vnd(left)}, field="amount_vnd"
        )
    return wanted


def _written(
    wanted: Sequence[ToPay], held: dict[int, Reservation], amounts: dict[int, int], *, method: str, by: Actor
) -> list[Voucher]:
    """The vouchers of the rows that have an amount, with numbers one after another, and their audit lines."""
    if not amounts:
        return []
    today, unit_id = clock.today(), next(iter(held.values())).fund.unit_id
    series, number = take_number(unit_id, kind="payment", method=method, year=today.year, count=len(amounts))
    rows = [wanted[place] for place in amounts]
    openly = _said_openly(nfc(row.payee).strip() for row in rows)
    made = Voucher.objects.bulk_create(
        [
            Voucher(
                series=series,
                number=number + step,
                unit_id=unit_id,
                fund=held[row.reservation.pk].fund,
                stream=held[row.reservation.pk].stream,
                kind=VoucherKind.PAYMENT,
                method=method,
                reservation=held[row.reservation.pk],
                amount_vnd=amounts[place],
                counterparty=openly[nfc(row.payee).strip()][:200],
                payee=nfc(row.payee).strip()[:200],
                payee_bank=nfc(row.bank).strip()[:120],
                payee_account=nfc(row.account_no).strip()[:40],
                memo=(nfc(row.memo).strip() or held[row.reservation.pk].in_public)[:250],
                prepared_on=today,
                prepared_by=by.key,
                prepared_by_name=by.name,
                client_token=row.client_token,
            )
            for step, (place, row) in enumerate(zip(amounts, rows, strict=True))
        ]
    )
    note_all(made, "prepared", _("Lập %(voucher)s, %(amount)s."), by)
    return made


def _said_openly(payees: Iterable[str]) -> dict[str, str]:
    """Whom a voucher names on lists and in books: a unit by its name, a person by initials. One query."""
    names = set(payees)
    bodies = BodyName.objects.filter(Q(name__in=names) | Q(short_name__in=names)).values_list("name", "short_name")
    known = {name for both in bodies for name in both}
    return {name: name if name in known else masked(name) for name in names}


def _refuse_nobody(payee: str) -> None:
    if not nfc(payee).strip():
        raise Refused(_("Hãy ghi người nhận tiền."), field="payee")


def _line(number: int) -> str:
    return _("Dòng %(line)d") % {"line": number}


def note_all(vouchers: Sequence[Voucher], step: str, sentence: str, by: Actor) -> None:
    """The audit line of each voucher. One statement."""
    lines = []
    for voucher in vouchers:
        said = {"voucher": voucher_label(voucher), "amount": format_vnd(voucher.amount_vnd)}
        lines.append(audit.Line(f"funds.voucher.{step}", voucher.source, sentence % said))
    audit.record_all(lines, by=by)
