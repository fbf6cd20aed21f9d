"""What a unit that ends still owes, or waits for from others: the heir owes it and judges it from then on.

Who was bound and who gave it at first stay on record.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.obligations.models import Duty, Obligation, ObligationEvent, ObligationState
from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Unit

ENDED = (ObligationState.DONE, ObligationState.VERIFIED, ObligationState.WAIVED)


def open_matters(units: Sequence[Unit], on: date) -> list[Matter]:
    """What the units owe and have not done, and what they asked of others and have not judged. Two queries."""
    rows = _open(units).values_list("bearer_id", "heir_id")
    counts = Counter(heir or bearer for bearer, heir in rows)
    given = Counter(
        heir or giver for giver, heir in _given(units).values_list("duty__given_by_id", "duty__giver_heir_id")
    )
    owed = gettext_lazy("nhiệm vụ chưa xong")
    awaited = gettext_lazy("nhiệm vụ đã giao chờ kết quả")
    return [
        Matter("obligations", unit, found[unit.pk], words)
        for unit in units
        for found, words in ((counts, owed), (given, awaited))
        if found[unit.pk]
    ]


def hand_over(old: Unit, new: Unit, on: date, by: Actor) -> None:
    """The heir takes the open obligations, each with a line in its history, and judges what the old unit had asked."""
    duties = _given([old]).values("duty")
    Duty.objects.filter(pk__in=duties).update(giver_heir=new, version=F("version") + 1)
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
                actor_unit=by.unit_code,
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


def _given(units: Sequence[Unit]) -> QuerySet[Obligation]:
    """What others owe the units, or have done and the units have not judged."""
    gave = Q(duty__giver_heir__in=units) | Q(duty__giver_heir__isnull=True, duty__given_by__in=units)
    settled = (ObligationState.VERIFIED, ObligationState.WAIVED)
    return Obligation.objects.filter(gave).exclude(state__in=settled)
