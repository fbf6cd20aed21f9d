"""What every verb of this room asks before it changes anything."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import NotFound, Refused
from congdoan.foundation.saying import gettext as _
from congdoan.membership.models import Spell, Transfer, TransferState
from congdoan.organisation import queries
from congdoan.organisation.models import Closure, Person, Unit

SHOWN = 5
UNIT_LOCK = 7201


def refuse_wrong_day(unit: Unit, on: date) -> None:
    """Raise Refused for a day to come, or one on which the unit did not stand."""
    if on > clock.today():
        raise Refused(_("Chưa đến ngày %(day)s; hãy ghi khi việc đã xảy ra.") % {"day": f"{on:%d/%m/%Y}"}, field="on")
    if not queries.is_placed(unit, on=on):
        raise Refused(
            _("%(unit)s không hoạt động vào ngày %(day)s.") % {"unit": unit.name, "day": f"{on:%d/%m/%Y}"}, field="on"
        )


def hold(*units: Unit) -> None:
    """Serve those who change the same unit's members in turn. Locked in one order, so that none wait in a ring."""
    with connection.cursor() as cursor:
        for unit in sorted({unit.pk for unit in units}):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [UNIT_LOCK, unit])


def standing_spell(person: Person, *, lock: bool = True) -> Spell:
    """The person's open spell, locked unless told. Raises NotFound for somebody who is no member now."""
    found = Spell.objects.select_related("unit", "person")
    if lock:
        found = found.select_for_update(of=("self",))
    spell = found.filter(person=person, valid__upper_inf=True).first()
    if spell is None:
        raise NotFound(_("%(person)s hiện không phải là đoàn viên.") % {"person": person.name})
    return spell


def held_spell(person: Person, *others: Unit) -> Spell:
    """The person's open spell, when nobody else changes the members of their unit, or of `others`.

    Raises NotFound for somebody who is no member now, Refused when they went to another unit at this very moment.
    """
    before = standing_spell(person, lock=False)
    hold(before.unit, *others)
    spell = standing_spell(person)
    if spell.unit_id != before.unit_id:
        raise Refused(_("%(person)s vừa chuyển sang đơn vị khác; hãy tải lại trang.") % {"person": person.name})
    return spell


def refuse_before_beginning(spell: Spell, on: date) -> None:
    """Raise Refused for a day on or before the one on which the spell began."""
    if on <= spell.valid.lower:
        raise Refused(
            _("Phải sau ngày %(person)s vào %(unit)s (%(day)s).")
            % {"person": spell.person.name, "unit": spell.unit.name, "day": f"{spell.valid.lower:%d/%m/%Y}"},
            field="on",
        )


def refuse_under_way(people: Iterable[Person]) -> None:
    """Raise Refused where somebody is on the way to another unit."""
    pending = Transfer.objects.filter(person__in=list(people), state=TransferState.PENDING).select_related("person")
    if moving := pending.first():
        raise Refused(
            _("%(person)s đang chuyển sinh hoạt, nơi đến chưa tiếp nhận; hãy rút lại việc chuyển trước.")
            % {"person": moving.person.name}
        )


def acts_from_above(by: Actor, unit: Unit, *, on: date) -> bool:
    """Whether the actor acts in the name of a unit above this one; a command of the installation does."""
    if by.kind == "command":
        return True
    above = Closure.objects.filter(line__code=queries.COMMAND, unit=unit, depth__gt=0, valid__contains=on)
    return above.filter(ancestor__code=by.unit_code).exists()


def listed(names: Iterable[str]) -> str:
    """The first few names, and how many more."""
    known = list(names)
    shown = ", ".join(known[:SHOWN])
    return shown + (_(" và %(count)d người nữa") % {"count": len(known) - SHOWN} if len(known) > SHOWN else "")


def signed(by: Actor) -> dict[str, object]:
    """The columns that say who entered a record, and when."""
    return {"recorded_at": clock.now(), "recorded_by": by.key, "recorded_by_name": by.name}
