"""What the gifts of a round take out of the stock: how much, what of it was handed over, what is still promised."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from congdoan.cases.models import CaseState, ParcelItem, Round, RoundState
from congdoan.cases.rules import GIVEN
from congdoan.goods.models import GoodsLot


@dataclass(frozen=True, slots=True)
class Packed:
    """One thing of each gift: `needed` for all on the list, `handed` of it, `promised` to other rounds."""

    lot: GoodsLot
    each: int
    needed: int
    handed: int
    promised: int

    @property
    def to_give(self) -> int:
        return self.needed - self.handed

    @property
    def short(self) -> int:
        """How many more the stock would have to hold."""
        return max(0, self.to_give + self.promised - self.lot.left)


def packed(gift_round: Round) -> list[Packed]:
    """What goes into each gift, and how far the stock reaches. Three queries."""
    items = list(gift_round.parcel.select_related("lot"))
    if not items:
        return []
    counts = gift_round.cases.aggregate(
        listed=Count("pk", filter=~Q(state=CaseState.CANCELLED)), handed=Count("pk", filter=Q(state__in=GIVEN))
    )
    promises = promised([item.lot_id for item in items], besides=gift_round)
    return [
        Packed(
            item.lot,
            item.each,
            item.each * counts["listed"],
            item.each * counts["handed"],
            promises.get(item.lot_id, 0),
        )
        for item in items
    ]


def promised(lots: Iterable[int], *, besides: Round | None = None) -> dict[int, int]:
    """What decided rounds still have to give of each lot, by the lot's id. One query."""
    items = ParcelItem.objects.filter(lot__in=list(lots), round__state=RoundState.DECIDED)
    if besides is not None:
        items = items.exclude(round=besides)
    waiting = items.annotate(waiting=Count("round__cases", filter=Q(round__cases__state=CaseState.APPROVED)))
    found: dict[int, int] = {}
    for lot, each, gifts in waiting.values_list("lot_id", "each", "waiting"):
        found[lot] = found.get(lot, 0) + each * gifts
    return found
