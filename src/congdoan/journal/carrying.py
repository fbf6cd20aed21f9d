"""What a unit that ends passes on in the journal: facts of days on which it no longer stood, and what it still held."""

from datetime import date

from django.db import connection, transaction

from congdoan.foundation.actor import Actor
from congdoan.journal.actions import Fact, append, reverse
from congdoan.journal.models import Entry
from congdoan.organisation.models import Unit

HELD = """
SELECT e.measure_id, e.facet, e.lane, e.bound, sum(e.quantity)::bigint
  FROM journal_entry e JOIN foundation_measure m ON m.code = e.measure_id AND m.kind = 'stock' AND m.room = %s
 WHERE e.unit_id = %s AND e.occurred_on < %s
 GROUP BY 1, 2, 3, 4 HAVING sum(e.quantity) <> 0 ORDER BY 1, 2, 3, 4
"""


@transaction.atomic
def carry_over(old: Unit, new: Unit, *, on: date, room: str, by: Actor) -> int:
    """Let `new` go on from `old`, which ends before `on`, in the measures `room` owns; answers how many moved.

    Facts dated `on` or later are reversed at the old unit and appended, same source and day, at the new one. Stocks
    held on the eve are opened at the new unit on `on`. They are not closed at the old one: the tree takes it out of
    every stock from that day, and a closing entry on a day it stood nowhere would be a fact without a place. Call it
    while both units stand on `on`.
    """
    later = list(
        Entry.objects.filter(
            unit=old, room=room, occurred_on__gte=on, reverses__isnull=True, reversed_by__isnull=True
        ).order_by("id")
    )
    held = _held(old, room, on)
    reverse(later, by=by)
    append([_at(new, row, old) for row in later], room=room, by=by)
    append(
        [
            Fact(new, measure, quantity, on, f"unit:{old.code}", facet=facet, lane=lane, bound=bound)
            for measure, facet, lane, bound, quantity in held
        ],
        room=room,
        by=by,
    )
    return len(later)


def _held(unit: Unit, room: str, on: date) -> list[tuple[str, str, str, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(HELD, [room, unit.pk, on])
        return list(cursor.fetchall())


def _at(new: Unit, row: Entry, old: Unit) -> Fact:
    return Fact(
        new,
        row.measure_id,
        row.quantity,
        row.occurred_on,
        row.source,
        facet=row.facet,
        for_unit=new if row.for_unit_id == old.pk else row.for_unit,
        person_key=row.person_key,
        lane=row.lane,
        bound=row.bound,
        since=row.since,
    )
