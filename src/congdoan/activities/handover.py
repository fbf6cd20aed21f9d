"""What a unit that ends was still doing: its standing teams, and acts dated after it had ended."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import F, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congdoan.activities.models import Act, ActState, StandingTeam
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.journal.carrying import carry_over
from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Unit


def open_matters(units: Sequence[Unit], on: date) -> list[Matter]:
    """Teams that stand, and acts of days on which the unit will no longer have stood. Two queries."""
    teams = Counter(_standing(units, on).values_list("unit_id", flat=True))
    acts = Counter(_later(units, on).values_list("lead_id", flat=True))
    found = [Matter("activities", unit, teams[unit.pk], _("tổ đang hoạt động")) for unit in units if teams[unit.pk]]
    found += [
        Matter("activities", unit, acts[unit.pk], _("việc ghi nhận từ ngày kết thúc trở đi"))
        for unit in units
        if acts[unit.pk]
    ]
    return found


def hand_over(old: Unit, new: Unit, on: date, by: Actor) -> None:
    """The heir leads the later acts with their counts, and its teams go on where the old unit's left off."""
    carry_over(old, new, on=on, room="activities", by=by)
    _later([old], on).update(lead=new, version=F("version") + 1)
    for team in _standing([old], on):
        if team.active_since < on:
            StandingTeam.objects.create(
                unit=new, kind=team.kind, name=team.name, members=team.members, active_since=on, heir_of=team
            )
            team.changes.create(
                on=on,
                members_before=team.members,
                members_after=0,
                reason=gettext("chuyển sang %(unit)s") % {"unit": new.name},
                at=clock.now(),
                by=by.key,
                by_name=by.name,
            )
            team.ended_on = on
        else:
            team.unit = new
        team.save(update_fields=["unit", "ended_on"])


def wind_up(units: Sequence[Unit], on: date, by: Actor) -> None:
    """Nothing ends of itself."""


def _standing(units: Sequence[Unit], on: date) -> QuerySet[StandingTeam]:
    return StandingTeam.objects.filter(unit__in=units).exclude(ended_on__lte=on)


def _later(units: Sequence[Unit], on: date) -> QuerySet[Act]:
    return Act.objects.filter(lead__in=units, happened_on__gte=on, state=ActState.RECORDED)
