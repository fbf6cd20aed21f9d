"""Members of a unit that ends go on at its heir, on the same day and without a gap: the unit ended by law, they did not
leave. What was counted after that day counts at the heir."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.actor import Actor
from congdoan.foundation.saying import gettext
from congdoan.journal.carrying import carry_over
from congdoan.journal.queries import own_stocks
from congdoan.membership.facts import ROOM, STOCK
from congdoan.membership.models import Admission, Headcount, Leaving, ReferralStage, Spell, Transfer, TransferState
from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Unit

# One statement for any number of members: those who were there before go on at the heir, the old spell ends that day.
GO_ON = """
WITH staying AS (
  SELECT id, person_id, valid, ended_by, "end" FROM membership_spell
   WHERE unit_id = %(old)s AND valid @> %(on)s::date AND lower(valid) < %(on)s::date FOR UPDATE
), ended AS (
  UPDATE membership_spell s
     SET valid = daterange(lower(s.valid), %(on)s::date), ended_by = %(source)s, "end" = 'carried'
    FROM staying WHERE s.id = staying.id RETURNING s.id
)
SELECT person_id, upper(valid), ended_by, "end" FROM staying, (SELECT count(*) FROM ended) AS done
"""


def open_matters(units: Sequence[Unit], on: date) -> list[Matter]:
    """Members with names, members known by number, and transfers under way. Three queries."""
    members = Counter(_standing(units, on).values_list("unit_id", flat=True))
    counted: Counter[int] = Counter()
    for row in own_stocks([unit.pk for unit in units], [STOCK], on):
        if row.facet.startswith("counted"):
            counted[row.node_id] += row.quantity
    coming = Counter(_coming(units).values_list("to_unit_id", flat=True))
    kinds = (
        (members, _("đoàn viên")),
        (counted, _("đoàn viên chỉ có số lượng")),
        (coming, _("đoàn viên đang chuyển đến, chưa tiếp nhận")),
    )
    return [Matter(ROOM, unit, found[unit.pk], words) for unit in units for found, words in kinds if found[unit.pk]]


def hand_over(old: Unit, new: Unit, on: date, by: Actor) -> None:
    """The heir has the members from `on`, and every record from then on; transfers under way go to and from it."""
    carry_over(old, new, on=on, room=ROOM, by=by)
    Spell.objects.filter(unit=old, valid__startswith__gte=on).update(unit=new)
    _go_on(old, new, on)
    for model in (Admission, Leaving, ReferralStage):
        model.objects.filter(unit=old, on__gte=on).update(unit=new)
    Headcount.objects.filter(unit=old, period_end__gte=on).update(unit=new)
    _redirect(old, new, on, by)


def wind_up(units: Sequence[Unit], on: date, by: Actor) -> None:
    """Nothing ends of itself: members go on at an heir, or leave one by one with their cause."""


def _go_on(old: Unit, new: Unit, on: date) -> None:
    source = f"unit:{old.code}"
    with connection.cursor() as cursor:
        cursor.execute(GO_ON, {"old": old.pk, "on": on, "source": source})
        rows = cursor.fetchall()
        cursor.executemany(
            'INSERT INTO membership_spell (person_id, unit_id, valid, begun_by, ended_by, "end")'
            " VALUES (%s, %s, daterange(%s, %s), %s, %s, %s)",
            [(person, new.pk, on, until, source, ended_by, end) for person, until, ended_by, end in rows],
        )


def _redirect(old: Unit, new: Unit, on: date, by: Actor) -> None:
    moved = Q(state=TransferState.PENDING) | Q(settled_on__gte=on)
    both = Transfer.objects.filter(moved, Q(from_unit=old, to_unit=new) | Q(from_unit=new, to_unit=old))
    both.filter(state=TransferState.PENDING).update(
        state=TransferState.CANCELLED,
        settled_on=on,
        settled_by_name=by.name,
        settled_because=gettext("hai đơn vị đã nhập làm một"),
    )
    one = Transfer.objects.filter(moved).exclude(pk__in=both.values("pk"))
    one.filter(from_unit=old).update(from_unit=new)
    one.filter(to_unit=old).update(to_unit=new)


def _standing(units: Sequence[Unit], on: date) -> QuerySet[Spell]:
    return Spell.objects.filter(Q(valid__contains=on) | Q(valid__startswith__gte=on), unit__in=units)


def _coming(units: Sequence[Unit]) -> QuerySet[Transfer]:
    return Transfer.objects.filter(to_unit__in=units, state=TransferState.PENDING)
