"""From a gift to the people it reached, and the payments behind a total."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from congdoan.funds.models import Lot, Purpose, Share, Voucher, VoucherState
from congdoan.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class Step:
    """Part of a lot that went one way. `paid_vnd` reached its end, `open_vnd` is still promised.

    `about` is what may be said of it to whoever sees the fund; `purpose` may be an illness.
    """

    purpose: Purpose
    about: str
    for_unit: Unit
    source: str
    person_key: UUID | None
    decided_on: date
    paid_vnd: int
    open_vnd: int
    vouchers: tuple[Voucher, ...]


def trace(lot: Lot) -> list[Step]:
    """Where the lot's money went or is promised to go, oldest first; what was set free is left out. Two queries."""
    shares = (
        lot.shares.select_related("reservation__purpose", "reservation__for_unit")
        .prefetch_related("reservation__vouchers__series")
        .order_by("reservation__reserved_on", "pk")
    )
    return [
        Step(
            purpose=share.reservation.purpose,
            about=share.reservation.in_public,
            for_unit=share.reservation.for_unit,
            source=share.reservation.source,
            person_key=share.reservation.person_key,
            decided_on=share.reservation.reserved_on,
            paid_vnd=share.paid_vnd,
            open_vnd=share.open_vnd,
            vouchers=tuple(row for row in share.reservation.vouchers.all() if row.state == VoucherState.PAID),
        )
        for share in shares
        if share.paid_vnd or share.open_vnd
    ]


def lots_of(source: str) -> list[tuple[Lot, int]]:
    """Which lots pay for the record, and how much of each was paid or is promised: from a person back to the gifts. One
    query.
    """
    shares = Share.objects.filter(reservation__source=source).select_related("lot__origin", "lot__fund")
    found: dict[Lot, int] = {}
    for share in shares.order_by("pk"):
        found[share.lot] = found.get(share.lot, 0) + share.paid_vnd + share.open_vnd
    return [(lot, amount) for lot, amount in found.items() if amount]


def vouchers_of(source: str) -> list[Voucher]:
    """Payment vouchers of the record, in the order they were prepared."""
    rows = Voucher.objects.filter(reservation__source=source).select_related("series", "fund", "reservation__purpose")
    return list(rows.order_by("pk"))
