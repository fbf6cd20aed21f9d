"""Who may see the stock, and take in and give out; and why not."""

from django.utils.translation import gettext as _

from congdoan.accounts.access import may
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.foundation.decisions import ALLOWED, Decision
from congdoan.foundation.errors import NotFound
from congdoan.foundation.keys import tidy_key
from congdoan.goods.models import GoodsIssue, GoodsLot
from congdoan.organisation.models import Unit


def may_see(user: User, unit: Unit) -> Decision:
    """Who sees the cases of the unit: help in kind is help."""
    return may(user, Task.SEE_CASES, at=unit)


def may_keep(user: User, unit: Unit) -> Decision:
    """Who looks after support at this very unit, or keeps its books."""
    return ALLOWED if may(user, Task.KEEP_BOOKS, at=unit) else may(user, Task.EXAMINE_SUPPORT, at=unit)


def lot_for_reading(user: User, key: str) -> GoodsLot:
    lot = GoodsLot.objects.visible_to(user).select_related("unit", "arrived_by__lot").filter(key=tidy_key(key)).first()
    if lot is None:
        raise NotFound(_("Không có lô hàng mang mã “%(key)s” trong phạm vi bạn được xem.") % {"key": key})
    return lot


def lot_for_keeping(user: User, key: str) -> GoodsLot:
    lot = lot_for_reading(user, key)
    may_keep(user, lot.unit).require()
    return lot


def issue_for_reading(user: User, key: str) -> GoodsIssue:
    """An issue of a lot the user may see."""
    seen = GoodsIssue.objects.filter(lot__in=GoodsLot.objects.visible_to(user))
    issue = seen.select_related("lot__unit", "for_unit").filter(key=tidy_key(key)).first()
    if issue is None:
        raise NotFound(_("Không có phiếu xuất hiện vật này trong phạm vi bạn được xem."))
    return issue


def issue_for_taking(user: User, key: str, unit: Unit) -> GoodsIssue:
    """Goods on their way to the unit, for who keeps its stock."""
    may_keep(user, unit).require()
    issue = GoodsIssue.objects.filter(key=tidy_key(key), for_unit=unit).select_related("lot__unit").first()
    if issue is None:
        raise NotFound(_("Không có chuyến hàng này đang đến đơn vị."))
    return issue
