"""What the funds say about a case's money: set aside, asked for, paid. Nothing of it is kept here."""

from collections.abc import Iterable
from dataclasses import dataclass

from congdoan.cases.models import Round, SupportCase
from congdoan.funds import queries as funds
from congdoan.funds.models import Reservation, Voucher


@dataclass(frozen=True, slots=True)
class Money:
    """`decided_vnd` by the decision; `reserved_vnd` still set aside; `paid_vnd` out of the fund."""

    decided_vnd: int
    reserved_vnd: int
    paid_vnd: int
    vouchers: tuple[Voucher, ...]

    @property
    def due_vnd(self) -> int:
        return self.decided_vnd - self.paid_vnd


def money_of(case: SupportCase) -> Money:
    """The case's money. Three queries."""
    return Money(
        case.approved_vnd or 0,
        funds.reserved_for(case.source),
        funds.paid_for(case.source),
        tuple(funds.vouchers_of(case.source)),
    )


def reservations_of(source: str) -> list[Reservation]:
    """What was set aside for the case or quota, oldest first."""
    return reservations_by_source([source]).get(source, [])


def reservations_by_source(sources: Iterable[str]) -> dict[str, list[Reservation]]:
    """As `reservations_of`, for any number. One query."""
    found: dict[str, list[Reservation]] = {}
    for row in Reservation.objects.filter(source__in=list(sources)).select_related("fund").order_by("pk"):
        found.setdefault(row.source, []).append(row)
    return found


def paid_under(source: str) -> int:
    """What was paid out and not returned, under the source."""
    return funds.paid_for(source)


def open_vnd(reservation: Reservation) -> int:
    """What of the reservation is neither paid nor set free. One query."""
    return sum(share.open_vnd for share in reservation.shares.all())


def paid_for_round(gift_round: Round) -> int:
    """What was paid out for all quotas of the round."""
    return sum(funds.paid_for(quota.source) for quota in gift_round.quotas.all())
