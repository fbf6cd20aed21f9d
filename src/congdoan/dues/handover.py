"""Months of dues a unit that ends did not see through: its heir collects what is due and sends the shares up."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from congdoan.dues import queries
from congdoan.dues.models import Assessment, Scheme, What
from congdoan.foundation.actor import Actor
from congdoan.foundation.periods import valid_from
from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Unit


def open_matters(units: Sequence[Unit], on: date) -> list[Matter]:
    """Months not collected in full, and years whose share was not sent up. Two queries, and two a unit and year."""
    unpaid = Counter(heir or unit for unit, heir in _unpaid(units).values_list("unit_id", "heir_id"))
    owing = Counter({unit.pk: _years_owing(unit) for unit in units})
    counted = ((unpaid, _("tháng đoàn phí, kinh phí chưa thu đủ")), (owing, _("phần đoàn phí, kinh phí chưa nộp lên")))
    return [Matter("dues", unit, found[unit.pk], words) for unit in units for found, words in counted if found[unit.pk]]


def hand_over(old: Unit, new: Unit, on: date, by: Actor) -> None:
    """What was assessed stays the old unit's month; the heir takes the money in from now on, and owes the shares.

    Members go on in the group they were in, where the heir never said its own.
    """
    _kept_by([old]).update(heir=new)
    scheme = queries.scheme_on(old, on)
    if scheme and not Scheme.objects.filter(unit=new, valid__endswith__isnull=True).exists():
        begins = max(on, new.established_on)
        for earlier in Scheme.objects.filter(unit=new, valid__contains=begins):
            begins = earlier.valid.upper
        Scheme.objects.create(
            unit=new,
            group=scheme.group,
            own_rate=scheme.own_rate,
            valid=valid_from(begins),
            cited_symbol=scheme.cited_symbol,
            cited_date=scheme.cited_date,
            cited_issuer=scheme.cited_issuer,
        )


def wind_up(units: Sequence[Unit], on: date, by: Actor) -> None:
    """A unit that ended pays by no rule any more."""
    for scheme in Scheme.objects.filter(unit__in=units, valid__contains=on):
        if scheme.valid.lower < on:
            scheme.valid = valid_from(scheme.valid.lower, on)
            scheme.save(update_fields=["valid"])
    Scheme.objects.filter(unit__in=units, valid__startswith__gte=on).delete()


def _kept_by(units: Sequence[Unit]) -> QuerySet[Assessment]:
    """Months the units see to: their own, and those they took over themselves."""
    return Assessment.objects.filter(Q(heir__in=units) | Q(heir__isnull=True, unit__in=units))


def _unpaid(units: Sequence[Unit]) -> QuerySet[Assessment]:
    came = Sum("collections__amount_vnd", filter=Q(collections__lot__taken_back_on__isnull=True), default=0)
    return _kept_by(units).annotate(came=came).filter(came__lt=F("due_vnd"))


def _years_owing(unit: Unit) -> int:
    years = {(row.what, row.month.year) for row in _kept_by([unit]).only("what", "month")}
    return sum(queries.owed_upward(unit, what, year=year).owed_vnd > 0 for what, year in years if what in What.values)
