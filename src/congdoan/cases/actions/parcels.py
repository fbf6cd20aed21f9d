"""What goes into each gift of a round out of the stock: said as it opens, held against the stock as it is decided."""

from collections.abc import Sequence
from datetime import date

from congdoan.cases import queries
from congdoan.cases.models import ParcelItem, Round
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.goods.actions import counted_words
from congdoan.goods.models import GoodsLot
from congdoan.organisation.models import Unit

MOST_EACH = 100_000


def refuse_wrong_parcel(unit: Unit, things: Sequence[tuple[GoodsLot, int]], since: date) -> None:
    """Only lots of the unit's own stock, each once, so many of each as there are, and good on the first day."""
    if len({lot.pk for lot, _each in things}) < len(things):
        raise Refused(_("Mỗi lô hàng chỉ ghi một lần trong suất quà."), field="goods")
    for lot, each in things:
        if lot.unit_id != unit.pk or not 0 < each <= MOST_EACH:
            raise Refused(_("Hãy chọn lô hàng trong kho của đơn vị và ghi mỗi suất bao nhiêu."), field="goods")
        if lot.taken_back_because or each > lot.left:
            raise Refused(_("Kho chỉ còn %(left)s.") % {"left": counted_words(lot, lot.left)}, field="goods")
        if lot.expires_on and lot.expires_on < since:
            said = {"goods": lot.what, "day": f"{lot.expires_on:%d/%m/%Y}"}
            raise Refused(_("%(goods)s hết hạn ngày %(day)s, trước ngày bắt đầu trao.") % said, field="goods")


def pack(gift_round: Round, things: Sequence[tuple[GoodsLot, int]]) -> None:
    ParcelItem.objects.bulk_create(ParcelItem(round=gift_round, lot=lot, each=each) for lot, each in things)


def refuse_short_stock(gift_round: Round, gifts: int) -> None:
    """Enough of each lot for so many gifts, besides what other decided rounds still have to give. The lots are held:
    of two rounds decided at once, the second sees the first.
    """
    items = list(gift_round.parcel.order_by("lot_id"))
    held = GoodsLot.objects.select_for_update(of=("self",)).filter(pk__in=[item.lot_id for item in items])
    lots = {lot.pk: lot for lot in held.order_by("pk")}
    promised = queries.promised(lots, besides=gift_round)
    for item in items:
        lot, needed = lots[item.lot_id], item.each * gifts
        free = lot.left - promised.get(lot.pk, 0)
        if needed > free:
            said = {"needed": counted_words(lot, needed), "free": counted_words(lot, max(free, 0)), "gifts": gifts}
            words = _("%(gifts)d suất cần %(needed)s mà kho chỉ còn %(free)s chưa hứa cho đợt khác.")
            raise Refused(words % said)
