"""Reports a unit that ends had not sent: the heir goes on writing them, unless it already writes one of its own."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.actor import Actor
from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Unit
from congdoan.reports.models import Report, ReportState

UNSENT = (ReportState.DRAFT, ReportState.RETURNED)


def open_matters(units: Sequence[Unit], on: date) -> list[Matter]:
    """Reports being written or returned. One query."""
    counts = Counter(_unsent(units).values_list("unit_id", flat=True))
    return [Matter("reports", unit, counts[unit.pk], _("báo cáo chưa gửi")) for unit in units if counts[unit.pk]]


def hand_over(old: Unit, new: Unit, on: date, by: Actor) -> None:
    """The heir's own report on the same request stands; the old unit's draft is then kept as it was."""
    taken = Report.objects.filter(unit=new).values("request")
    _unsent([old]).exclude(request__in=taken).update(unit=new, version=F("version") + 1)


def wind_up(units: Sequence[Unit], on: date, by: Actor) -> None:
    """Nothing ends of itself."""


def _unsent(units: Sequence[Unit]) -> QuerySet[Report]:
    return Report.objects.filter(unit__in=units, state__in=UNSENT)
