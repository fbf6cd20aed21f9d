"""Roles held at a unit that ends: an heir on the same rung or below takes them on, else they end with it."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from congdoan.accounts.models import Role, RoleHolding
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.periods import valid_from
from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Unit


def open_matters(units: Sequence[Unit], on: date) -> list[Matter]:
    """None: a role left over ends with its unit, so it never holds up a reorganisation."""
    return []


def hand_over(old: Unit, new: Unit, on: date, by: Actor) -> None:
    """Whoever holds a role at the old unit holds it at the new one, never higher up: then the role only ends.

    A chair stays chair where the new unit has none; beside one that has, the former chair is an officer.
    """
    if new.level.rank < old.level.rank:
        return
    day = _from(on)
    led = RoleHolding.objects.filter(unit=new, role=Role.CHAIR, valid__contains=day).exists()
    for row in _open([old], day):
        role = Role.OFFICER if led and row.role == Role.CHAIR else row.role
        days = valid_from(max(day, row.valid.lower), row.valid.upper)
        if not row.user.holdings.filter(role=role, unit=new, valid__overlap=days).exists():
            RoleHolding.objects.create(
                user=row.user, role=role, unit=new, valid=days, granted_by=by.name, stands_in_for=row.stands_in_for
            )


def wind_up(units: Sequence[Unit], on: date, by: Actor) -> None:
    """Roles at the units end."""
    end_roles(units, on=on, by=by)


def end_roles(units: Sequence[Unit], *, on: date, by: Actor) -> int:
    """End every role at the units, and say how many. Rights that were used until today are not taken back before it."""
    day = _from(on)
    held = _open(units, day)
    gone = held.filter(valid__startswith__gte=day)
    count = gone.count()
    gone.delete()
    for row in held:
        row.valid = valid_from(row.valid.lower, day)
        row.ended_by = by.name
        row.save(update_fields=["valid", "ended_by"])
        count += 1
    return count


def _open(units: Sequence[Unit], day: date) -> QuerySet[RoleHolding]:
    running = Q(valid__upper_inf=True) | Q(valid__endswith__gt=day)
    return RoleHolding.objects.filter(running, unit__in=units).select_related("user", "stands_in_for")


def _from(on: date) -> date:
    return max(on, clock.today())
