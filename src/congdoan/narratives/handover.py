"""Texts a unit that ends was checking: its heir reads on. What was checked and noted stays what it was."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.actor import Actor
from congdoan.narratives.models import Claim, Decision, Narrative
from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Unit


def open_matters(units: Sequence[Unit], on: date) -> list[Matter]:
    """Texts with figures nobody has decided about. One query."""
    found = Counter(_undecided(units).values_list("unit_id", flat=True))
    return [
        Matter("narratives", unit, found[unit.pk], _("văn bản đối chiếu chưa xong")) for unit in units if found[unit.pk]
    ]


def hand_over(old: Unit, new: Unit, on: date, by: Actor) -> None:
    """The heir's from now on, except those put away. Each figure still speaks of the unit it was bound to."""
    kept = Narrative.objects.filter(unit=old, discarded_at__isnull=True)
    kept.update(unit=new, version=F("version") + 1)


def wind_up(units: Sequence[Unit], on: date, by: Actor) -> None:
    """Nothing ends of itself."""


def _undecided(units: Sequence[Unit]) -> QuerySet[Narrative]:
    waiting = Claim.objects.standing().filter(decision=Decision.PROPOSED, start__isnull=False)
    return Narrative.objects.filter(unit__in=units, discarded_at__isnull=True, pk__in=waiting.values("narrative"))
