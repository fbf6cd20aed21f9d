"""Goods of a unit that ends: what is left in its lots goes to the heir, as lots that lead back to the old ones."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.actor import Actor
from congdoan.goods import actions, queries
from congdoan.goods.models import GoodsIssue, GoodsLot
from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Unit


def open_matters(units: Sequence[Unit], on: date) -> list[Matter]:
    """Lots with goods left, and goods on their way to the units. A query, and one a unit."""
    held = Counter(_held(units).values_list("unit_id", flat=True))
    on_way = Counter({unit.pk: queries.coming(unit).count() for unit in units})
    counted = ((held, _("lô hiện vật còn trong kho")), (on_way, _("chuyến hàng đang đến")))
    return [
        Matter("goods", unit, found[unit.pk], words) for found, words in counted for unit in units if found[unit.pk]
    ]


def hand_over(old: Unit, new: Unit, on: date, by: Actor) -> None:
    """Each lot's rest is sent to the heir and confirmed the same day; what was coming, comes there."""
    for lot in _held([old]).order_by("pk"):
        issue = actions.pass_on(lot, to=new, on=max(on, lot.received_on), by=by)
        actions.confirm(issue, on=issue.on, by=by)
    GoodsIssue.objects.filter(pk__in=queries.coming(old).values("pk")).update(for_unit=new)


def wind_up(units: Sequence[Unit], on: date, by: Actor) -> None:
    """Nothing ends of itself: goods are somebody's."""


def _held(units: Sequence[Unit]) -> QuerySet[GoodsLot]:
    return GoodsLot.objects.filter(unit__in=units).in_stock()
