"""Papers of a unit that ends: what lies on its desk goes to the heir, its books are closed and stay readable."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.actor import Actor
from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Unit
from congdoan.registry.models import DocumentState, RegisteredDocument, Series

_ON_THE_DESK = (DocumentState.DRAFT, DocumentState.ARRIVING)


def open_matters(units: Sequence[Unit], on: date) -> list[Matter]:
    """Drafts not yet issued, papers not yet in the book. One query."""
    waiting = RegisteredDocument.objects.filter(keeper__in=units, state__in=_ON_THE_DESK)
    counts = Counter(waiting.values_list("keeper_id", flat=True))
    words = _("dự thảo và văn bản chờ vào sổ")
    return [Matter("registry", unit, counts[unit.pk], words) for unit in units if counts[unit.pk]]


def hand_over(old: Unit, new: Unit, on: date, by: Actor) -> None:
    """The heir keeps them and, if it issues a draft, issues it as its own."""
    waiting = RegisteredDocument.objects.filter(keeper=old, state__in=_ON_THE_DESK)
    waiting.filter(issuer_id=old.pk, state=DocumentState.DRAFT).update(issuer_id=new.pk)
    waiting.update(keeper=new, version=F("version") + 1)


def wind_up(units: Sequence[Unit], on: date, by: Actor) -> None:
    """No number is taken from the units' books any more."""
    Series.objects.filter(unit__in=units, closed_on__isnull=True).update(closed_on=on)
