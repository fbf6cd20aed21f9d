"""Money is set aside at the decision, and set free when the decision falls."""

from datetime import date
from uuid import UUID

from django.db import transaction

from congdoan.foundation import audit
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
from congdoan.funds.rules import Purse, draw, free_for
from congdoan.organisation.models import Unit

UNDER_WAY = [VoucherState.PREPARED, VoucherState.APPROVED]


@transaction.atomic
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
    """Set a sum aside for `source`, drawn from lots that allow the purpose: those given for it first, then the oldest.

    `lot` draws on that lot alone. `about` is what lists, vouchers and the audit trail say of it; else the purpose's
    neutral words. Raises Refused past what is free for the purpose, for a purpose the stream or the
    fund does not pay, a day to come or closed.
    """
    refuse_no_money(amount_vnd)
    locked = Fund.objects.select_for_update().get(pk=fund.pk)
    refuse_wrong_day(locked, on)
    wanted = _payable(locked, purpose)
    drawn = _draw(locked, amount_vnd, wanted, on=on, lot=lot)
    made = Reservation.objects.create(
        fund=locked,
        stream=locked.stream,
        purpose=wanted,
        for_unit=for_unit,
        source=source,
        person_key=person_key,
        about=nfc(about).strip()[:250],
        amount_vnd=amount_vnd,
        reserved_on=on,
        reserved_by=by.key,
        reserved_by_name=by.name,
    )
    for lot_id, part in drawn:
        Share.objects.create(reservation=made, lot_id=lot_id, fund=locked, amount_vnd=part)
    said = {"amount": format_vnd(amount_vnd), "fund": locked.name, "purpose": made.in_public}
    sentence = _("Giữ %(amount)s trong “%(fund)s” cho: %(purpose)s.") % said
    audit.record("funds.reservation.made", f"reservation:{made.key}", sentence, by=by)
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


def lock(reservation: Reservation) -> Reservation:
    """The reservation and its fund, both locked, in the order every verb takes them."""
    locked = (
        Reservation.objects.select_for_update(of=("self",)).select_related("fund", "purpose").get(pk=reservation.pk)
    )
    locked.fund = Fund.objects.select_for_update().get(pk=locked.fund_id)
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


def _draw(fund: Fund, amount_vnd: int, purpose: Purpose, *, on: date, lot: Lot | None) -> list[tuple[int, int]]:
    """From which lots received by `on` the sum comes, those lots locked."""
    lots = fund.lots.select_for_update().filter(taken_back_on__isnull=True, received_on__lte=on)
    if lot:
        lots = lots.filter(pk=lot.pk)
    purses = [Purse(row.pk, row.free_vnd, tuple(row.restricted_to)) for row in lots.order_by("received_on", "pk")]
    drawn = draw(amount_vnd, purpose.code, purses)
    if drawn is None:
        held = format_vnd(free_for(purpose.code, purses))
        raise Refused(
            _("“%(fund)s” chỉ còn %(free)s có thể dùng cho “%(purpose)s”.")
            % {"fund": fund.name, "free": held, "purpose": purpose},
            field="amount_vnd",
        )
    return drawn
