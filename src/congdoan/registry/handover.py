"""Papers of a unit that ends: its drafts go to the heir, its books are closed and stay readable."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.actor import Actor
from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Unit
from congdoan.registry.models import DocumentState, RegisteredDocument, Series


def open_matters(units: Sequence[Unit], on: date) -> list[Matter]:
    """Drafts not yet issued. One query."""
    drafts = RegisteredDocument.objects.filter(keeper__in=units, state=DocumentState.DRAFT)
    counts = Counter(drafts.values_list("keeper_id", flat=True))
    return [Matter("registry", unit, counts[unit.pk], _("dự thảo chưa ban hành")) for unit in units if counts[unit.pk]]


def hand_over(old: Unit, new: Unit, on: date, by: Actor) -> None:
    """The heir keeps the drafts and, if it issues them, issues them as its own."""
    drafts = RegisteredDocument.objects.filter(keeper=old, state=DocumentState.DRAFT)
    drafts.filter(issuer_id=old.pk).update(issuer_id=new.pk)
    drafts.update(keeper=new, version=F("version") + 1)


def wind_up(units: Sequence[Unit], on: date, by: Actor) -> None:
    """No number is taken from the units' books any more."""
    Series.objects.filter(unit__in=units, closed_on__isnull=True).update(closed_on=on)
