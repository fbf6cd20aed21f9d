"""Money is set aside at the decision, and set free when the decision falls."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_vnd
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.funds.actions.checking import reason_given, refuse_no_money, refuse_wrong_day
from congdoan.funds.models import (
    Fund,
    Lot,
    Purpose,
    PurposeStream,
    Reservation,
    Share,
    Stream,
    VoucherState,
)
from congdoan.funds.queries.balances import paid_by_source
from congdoan.funds.rules import Purse, draw, drawn_from, free_for
from congdoan.organisation.models import Unit

UNDER_WAY = [VoucherState.PREPARED, VoucherState.APPROVED]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sum to set aside: how much, for whom and whose record, and what is said `about` it. See `reserve_all`."""

    amount_vnd: int
    for_unit: Unit
    source: str
    person_key: UUID | None = None
    about: str = ""


def reserve(
    fund: Fund,
    amount_vnd: int,
    *,
    purpose: str,
    for_unit: Unit,
    source: str,
    on: date,
    by: Actor,
    lot: Lot | None = None,
    person_key: UUID | None = None,
    about: str = "",
) -> Reservation:
    """Set one sum aside for `source`. See `reserve_all`."""
    wanted = [Wanted(amount_vnd, for_unit, source, person_key, about)]
    return reserve_all(fund, wanted, purpose=purpose, on=on, by=by, lot=lot)[0]


@transaction.atomic
def reserve_all(
    fund: Fund, wanted: Sequence[Wanted], *, purpose: str, on: date, by: Actor, lot: Lot | None = None
) -> list[Reservation]:
    """Set each sum aside, drawn from lots that allow the purpose: those given for it first, then the oldest. All or
    none; a handful of statements for any number.

    `lot` draws on that lot alone. `about` is what lists, vouchers and the audit trail say of it; else the purpose's
    neutral words. Raises Refused past what is free for the purpose, for a purpose the stream or the
    fund does not pay, a day to come or closed.
    """
    for one in wanted:
        refuse_no_money(one.amount_vnd)
    locked = Fund.objects.select_for_update().get(pk=fund.pk)
    refuse_wrong_day(locked, on)
    payable = _payable(locked, purpose)
    parts = _draw(locked, [one.amount_vnd for one in wanted], payable, on=on, lot=lot)
    made = Reservation.objects.bulk_create(
        [
            Reservation(
                fund=locked,
                stream=locked.stream,
                purpose=payable,
                for_unit=one.for_unit,
                source=one.source,
                person_key=one.person_key,
                about=nfc(one.about).strip()[:250],
                amount_vnd=one.amount_vnd,
                reserved_on=on,
                reserved_by=by.key,
                reserved_by_name=by.name,
            )
            for one in wanted
        ]
    )
    Share.objects.bulk_create(
        [
            Share(reservation=row, lot_id=lot_id, fund=locked, amount_vnd=part)
            for row, drawn in zip(made, parts, strict=True)
            for lot_id, part in drawn
        ]
    )
    audit.record_all([_line(row, locked) for row in made], by=by)
    return made


@transaction.atomic
def release(reservation: Reservation, *, reason: str, by: Actor) -> int:
    """Set free what is neither paid nor on its way, and say how many đồng. Paid parts stay paid.

    Raises Refused while a voucher for it is under way, or when nothing is left to set free.
    """
    why = reason_given(reason)
    locked = lock(reservation)
    if locked.vouchers.filter(state__in=UNDER_WAY).exists():
        raise Refused(_("Đang có phiếu chi cho khoản này; hãy chi hoặc hủy phiếu trước."))
    freed = 0
    for share in locked.shares.select_for_update():
        freed += share.open_vnd
        if share.open_vnd:
            share.released_vnd += share.open_vnd
            share.save(update_fields=["released_vnd"])
    if not freed:
        raise Refused(_("Khoản này không còn tiền đang giữ."))
    locked.released_reason = why[:300]
    locked.save(update_fields=["released_reason"])
    sentence = _("Giải phóng %(amount)s đã giữ: %(reason)s.") % {"amount": format_vnd(freed), "reason": why}
    audit.record("funds.reservation.released", f"reservation:{locked.key}", sentence, by=by)
    return freed


@transaction.atomic(savepoint=False)
def settle(sources: Sequence[str]) -> dict[str, int]:
    """The records say their money has reached the people: until `unsettle` no payment of it is reversed. Returns the
    đồng paid for each, which hold until the caller's transaction ends. The audit lines are the caller's.
    """
    held = lock_of(sources)
    Reservation.objects.filter(pk__in=[row.pk for row in held]).update(settled_at=clock.now())
    return dict.fromkeys(sources, 0) | paid_by_source(sources)


@transaction.atomic
def unsettle(sources: Sequence[str]) -> None:
    """The records took it back: their payments may be reversed again."""
    held = lock_of(sources)
    Reservation.objects.filter(pk__in=[row.pk for row in held]).update(settled_at=None)


def lock_of(sources: Iterable[str]) -> list[Reservation]:
    """All that was set aside for the records, locked in the one order: nothing of it is paid, reversed or set free
    until the transaction ends. To be called before reading what is paid or open and acting on it.
    """
    return list(Reservation.objects.select_for_update().filter(source__in=list(sources)).order_by("pk"))


def lock(reservation: Reservation) -> Reservation:
    """The reservation and its fund, both locked, in the order every verb takes them."""
    return lock_all([reservation.pk])[0]


def lock_all(reservations: Iterable[int]) -> list[Reservation]:
    """The reservations of these ids, then their funds, all locked, each kind in the order of its keys: the order every
    verb takes them.
    """
    rows = Reservation.objects.select_for_update(of=("self",)).select_related("purpose", "for_unit")
    locked = list(rows.filter(pk__in=set(reservations)).order_by("pk"))
    wanted = Fund.objects.select_for_update().filter(pk__in={row.fund_id for row in locked}).order_by("pk")
    funds = {row.pk: row for row in wanted}
    for row in locked:
        row.fund = funds[row.fund_id]
    return locked


def _payable(fund: Fund, purpose: str) -> Purpose:
    found = Purpose.objects.filter(code=purpose).first()
    if found is None:
        raise Refused(_("Không có mục đích chi “%(code)s”.") % {"code": purpose}, field="purpose")
    if not PurposeStream.objects.filter(purpose=found, stream=fund.stream).exists():
        raise Refused(
            _("Quỹ thuộc %(stream)s không chi cho “%(purpose)s”; các dòng tiền không được lẫn vào nhau.")
            % {"stream": Stream(fund.stream).label, "purpose": found},
            field="purpose",
        )
    if fund.restricted_to and purpose not in [*fund.restricted_to, "carried"]:
        raise Refused(
            _("“%(fund)s” không chi cho “%(purpose)s”.") % {"fund": fund.name, "purpose": found}, field="purpose"
        )
    return found


def _draw(
    fund: Fund, amounts_vnd: Sequence[int], purpose: Purpose, *, on: date, lot: Lot | None
) -> list[list[tuple[int, int]]]:
    """From which lots received by `on` each sum comes, one after another, those lots locked."""
    lots = fund.lots.select_for_update().filter(taken_back_on__isnull=True, received_on__lte=on)
    if lot:
        lots = lots.filter(pk=lot.pk)
    purses = [Purse(row.pk, row.free_vnd, tuple(row.restricted_to)) for row in lots.order_by("received_on", "pk")]
    parts = []
    for amount_vnd in amounts_vnd:
        drawn = draw(amount_vnd, purpose.code, purses)
        if drawn is None:
            held = format_vnd(free_for(purpose.code, purses))
            raise Refused(
                _("“%(fund)s” chỉ còn %(free)s có thể dùng cho “%(purpose)s”.")
                % {"fund": fund.name, "free": held, "purpose": purpose},
                field="amount_vnd",
            )
        purses = drawn_from(purses, drawn)
        parts.append(drawn)
    return parts


def _line(made: Reservation, fund: Fund) -> audit.Line:
    said = {"amount": format_vnd(made.amount_vnd), "fund": fund.name, "purpose": made.in_public}
    sentence = _("Giữ %(amount)s trong “%(fund)s” cho: %(purpose)s.") % said
    return audit.Line("funds.reservation.made", f"reservation:{made.key}", sentence)
