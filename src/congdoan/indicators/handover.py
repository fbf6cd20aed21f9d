"""Targets of a unit that ends: added to the heir's where the indicator adds up, else given to it where it has none."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.actor import Actor
from congdoan.indicators.models import Formula, Target
from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Unit

ADDS_UP = (Formula.SUM, Formula.STOCK)


def open_matters(units: Sequence[Unit], on: date) -> list[Matter]:
    """Targets whose period is not over. One query."""
    counts = Counter(_running(units, on).values_list("receiver_id", flat=True))
    return [
        Matter("indicators", unit, counts[unit.pk], _("chỉ tiêu còn hiệu lực")) for unit in units if counts[unit.pk]
    ]


def hand_over(old: Unit, new: Unit, on: date, by: Actor) -> None:
    """A new version of the heir's target holds both; the old unit's stays on record, no longer current."""
    for target in _running([old], on).select_related("indicator"):
        same = Target.objects.filter(
            indicator=target.indicator,
            giver=target.giver,
            receiver=new,
            period_start=target.period_start,
            period_end=target.period_end,
        )
        own = same.filter(is_current=True).first()
        Target.objects.filter(pk=target.pk).update(is_current=False)
        if own and target.indicator.formula not in ADDS_UP:
            continue
        same.update(is_current=False)
        newest = same.order_by("-version").first()
        Target.objects.create(
            indicator=target.indicator,
            giver=target.giver,
            receiver=new,
            period_start=target.period_start,
            period_end=target.period_end,
            value=target.value + (own.value if own else 0),
            version=newest.version + 1 if newest else 1,
            given_on=on,
            given_by=by.name,
            cited_symbol=target.cited_symbol,
            cited_date=target.cited_date,
            cited_issuer=target.cited_issuer,
        )


def wind_up(units: Sequence[Unit], on: date, by: Actor) -> None:
    """Nothing ends of itself."""


def _running(units: Sequence[Unit], on: date) -> QuerySet[Target]:
    return Target.objects.filter(receiver__in=units, is_current=True, period_end__gte=on)
