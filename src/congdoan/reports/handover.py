"""Reports a unit that ends had under way, and reports it was waiting for: its heir goes on with them.

The figures stay those of the unit that was asked; only who writes, signs or judges passes on.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.actor import Actor
from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Unit
from congdoan.reports.models import Report, ReportRequest


def open_matters(units: Sequence[Unit], on: date) -> list[Matter]:
    """Reports not yet signed, and requests whose reports the units still judge. Two queries."""
    writing = Counter(heir or unit for unit, heir in _unsigned(units).values_list("unit_id", "heir_id"))
    judging = Counter(
        heir or receiver for receiver, heir in _running(units).values_list("receiver_id", "receiver_heir_id")
    )
    return [
        Matter("reports", unit, found[unit.pk], words)
        for unit in units
        for found, words in ((writing, _("báo cáo chưa ký")), (judging, _("yêu cầu báo cáo chưa đóng")))
        if found[unit.pk]
    ]


def hand_over(old: Unit, new: Unit, on: date, by: Actor) -> None:
    """The heir writes, signs and judges from now on; whoever saved meanwhile is told that the report changed."""
    _unsigned([old]).update(heir=new, version=F("version") + 1)
    _running([old]).update(receiver_heir=new)


def wind_up(units: Sequence[Unit], on: date, by: Actor) -> None:
    """Nothing ends of itself."""


def _unsigned(units: Sequence[Unit]) -> QuerySet[Report]:
    writes = Q(heir__in=units) | Q(heir__isnull=True, unit__in=units)
    return Report.objects.filter(writes).exclude(state="signed")


def _running(units: Sequence[Unit]) -> QuerySet[ReportRequest]:
    judges = Q(receiver_heir__in=units) | Q(receiver_heir__isnull=True, receiver__in=units)
    return ReportRequest.objects.filter(judges, closed_at__isnull=True)
