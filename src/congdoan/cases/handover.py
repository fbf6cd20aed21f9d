"""What a unit that ends leaves in hand: open cases, houses under way, later visits, gift rounds."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from congdoan.cases.models import ParcelItem, Quota, Round, RoundState, SupportCase
from congdoan.cases.rules import GIVEN, OPEN
from congdoan.foundation.actor import Actor
from congdoan.goods.models import GoodsLot
from congdoan.journal.carrying import carry_over
from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Unit


def open_matters(units: Sequence[Unit], on: date) -> list[Matter]:
    """Cases not yet handed over, visits still due, rounds not closed. Three queries."""
    found = []
    for rows, words in (
        (_open(units), _("hồ sơ hỗ trợ đang giải quyết")),
        (_to_visit(units), _("hồ sơ hỗ trợ chờ thăm lại")),
        (_rounds(units), _("đợt tặng quà chưa kết thúc")),
    ):
        counted = Counter(rows.values_list("unit_id", flat=True))
        found += [Matter("cases", unit, counted[unit.pk], words) for unit in units if counted[unit.pk]]
    return found


def hand_over(old: Unit, new: Unit, on: date, by: Actor) -> None:
    """The heir decides, pays and visits from now on; what the old unit gave stays its own."""
    carry_over(old, new, on=on, room="cases", by=by)
    _open([old]).update(unit=new, version=F("version") + 1)
    _to_visit([old]).update(unit=new, version=F("version") + 1)
    SupportCase.objects.filter(asked_unit=old, state__in=OPEN).update(asked_unit=new, version=F("version") + 1)
    SupportCase.objects.filter(for_unit=old, state__in=OPEN).update(for_unit=new, version=F("version") + 1)
    _parcels_from_heirs_stock(old, new, on)
    _rounds([old]).update(unit=new, version=F("version") + 1)
    going_on = Quota.objects.filter(unit=old).exclude(round__state=RoundState.CLOSED)
    going_on.update(unit=new, is_inherited=True)


def _parcels_from_heirs_stock(old: Unit, new: Unit, on: date) -> None:
    """What was left of each lot lies at the heir as a lot of its own by now: gifts still to come take from there. What
    the heir was sent of it before is another matter.
    """
    for item in ParcelItem.objects.filter(round__in=_rounds([old]), lot__unit=old):
        carried = GoodsLot.objects.standing().filter(arrived_by__lot=item.lot_id, arrived_by__on__gte=on, unit=new)
        arrived = carried.order_by("-pk").first()
        if arrived is not None:
            item.lot = arrived
            item.save(update_fields=["lot"])


def wind_up(units: Sequence[Unit], on: date, by: Actor) -> None:
    """Nothing ends of itself: help that was promised is somebody's."""


def _open(units: Sequence[Unit]) -> QuerySet[SupportCase]:
    return SupportCase.objects.filter(unit__in=units, state__in=OPEN)


def _to_visit(units: Sequence[Unit]) -> QuerySet[SupportCase]:
    return SupportCase.objects.filter(Q(unit__in=units), state__in=GIVEN, visit_due_on__isnull=False)


def _rounds(units: Sequence[Unit]) -> QuerySet[Round]:
    return Round.objects.filter(unit__in=units).exclude(state=RoundState.CLOSED)
