"""What a unit that ends still owes: the heir owes it from then on. Who was bound at first stays on record."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.obligations.models import Obligation, ObligationEvent, ObligationState
from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Unit

ENDED = (ObligationState.DONE, ObligationState.VERIFIED, ObligationState.WAIVED)


def open_matters(units: Sequence[Unit], on: date) -> list[Matter]:
    """Obligations the units bear or inherited that are not done. One query."""
    rows = _open(units).values_list("bearer_id", "heir_id")
    counts = Counter(heir or bearer for bearer, heir in rows)
    return [
        Matter("obligations", unit, counts[unit.pk], gettext_lazy("nhiệm vụ chưa xong"))
        for unit in units
        if counts[unit.pk]
    ]


def hand_over(old: Unit, new: Unit, on: date, by: Actor) -> None:
    """The heir takes the open obligations, each with a line in its history."""
    rows = list(_open([old]))
    note = _("%(old)s bàn giao cho %(new)s") % {"old": old.name, "new": new.name}
    Obligation.objects.filter(pk__in=[row.pk for row in rows]).update(heir=new, version=F("version") + 1)
    ObligationEvent.objects.bulk_create(
        [
            ObligationEvent(
                obligation=row,
                kind="handed_over",
                on=on,
                at=clock.now(),
                actor_key=by.key,
                actor_name=by.name,
                note=note[:500],
            )
            for row in rows
        ]
    )


def wind_up(units: Sequence[Unit], on: date, by: Actor) -> None:
    """Nothing ends of itself: what is owed is handed over or the unit does not end."""


def _open(units: Sequence[Unit]) -> QuerySet[Obligation]:
    borne = Q(heir__in=units) | Q(heir__isnull=True, bearer__in=units)
    return Obligation.objects.filter(borne).exclude(state__in=ENDED)
