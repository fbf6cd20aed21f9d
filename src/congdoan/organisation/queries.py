"""Questions about the organisation on a day: who stands under whom, who is called what, who may sign."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from congdoan.foundation.models import Parameter, WorkingDate
from congdoan.foundation.queries import in_force
from congdoan.organisation.indexing import search_words
from congdoan.organisation.models import (
    Body,
    BodyGroup,
    BodyName,
    BodyPlace,
    Closure,
    Level,
    Office,
    Placement,
    Unit,
    UnitEvent,
)

COMMAND = "command"


def subtree(unit: Unit, *, on: date, line: str = COMMAND) -> QuerySet[Unit]:
    """`unit` and everything under it on `on`. One query."""
    below = unit_closure(line).filter(ancestor=unit, valid__contains=on).values("unit")
    return Unit.objects.filter(pk__in=below)


def children(unit: Unit, *, on: date, line: str = COMMAND) -> QuerySet[Unit]:
    """The units directly under `unit` on `on`."""
    return Unit.objects.filter(placements__parent=unit, placements__line__code=line, placements__valid__contains=on)


def ancestors(unit: Unit, *, on: date, line: str = COMMAND) -> list[Unit]:
    """From the top down to `unit` itself, as it stood on `on`; empty when it stood nowhere."""
    rows = unit_closure(line).filter(unit=unit, valid__contains=on).select_related("ancestor").order_by("-depth")
    return [row.ancestor for row in rows]


def scopes(body: Body, *, on: date) -> list[str]:
    """Codes of the body and of the units above it on the day, the nearest first: whose dated parameters hold at it. Its
    own alone on a day it stood nowhere. One query.
    """
    above = unit_closure(COMMAND).filter(unit_id=body.pk, valid__contains=on).order_by("depth")
    return list(above.values_list("ancestor__code", flat=True)) or [body.code]


def parameter_at(key: str, unit: Body, on: date) -> Parameter:
    """The value of `key` in force at the unit on the day: its own, else of the nearest above, else the general one.

    One query, and one more where any unit has a value of its own. Raises NotInForce.
    """
    return parameters_at(key, [(unit, on)])[unit.pk, on]


def parameters_at(key: str, places: Collection[tuple[Body, date]]) -> dict[tuple[int, date], Parameter]:
    """As `parameter_at` for many units and days, by the unit's id and the day. One query for all of them, and one for
    each place where any unit has a value of its own.
    """
    rows = list(Parameter.objects.filter(key=key))
    has_own = any(row.scope for row in rows)
    return {
        (unit.pk, on): in_force(rows, key, on, scopes=scopes(unit, on=on) if has_own else [])
        for unit, on in {(unit.pk, on): (unit, on) for unit, on in places}.values()
    }


def parent(unit: Unit, *, on: date, line: str = COMMAND) -> Unit | None:
    """The unit directly above on `on`; None at the top, or when it stood nowhere."""
    return Unit.objects.filter(
        child_placements__unit=unit, child_placements__line__code=line, child_placements__valid__contains=on
    ).first()


def place_of(unit: Unit, *, on: date) -> str:
    """Where the unit dates its papers: its own place, else that of the nearest unit above with one; empty for none."""
    own = _places_on([unit], on)[0]
    if own:
        return own
    return next(filter(None, _places_on(ancestors(unit, on=on)[::-1], on)), "")


def _places_on(bodies: Sequence[Body], on: date) -> list[str]:
    """The own place of each on the day, empty for none. One query."""
    moved = BodyPlace.objects.filter(body__in=bodies, valid__contains=on)
    dated = dict(moved.values_list("body_id", "place"))
    return [dated.get(body.pk, body.place) for body in bodies]


def is_under(unit: Unit, above: Unit, *, on: date, line: str = COMMAND) -> bool:
    """Whether `unit` is `above` or stands under it on `on`."""
    return unit_closure(line).filter(unit=unit, ancestor=above, valid__contains=on).exists()


def is_placed(unit: Unit, *, on: date) -> bool:
    """Whether the unit stood in the command line on `on`: existed, and had not ended."""
    return unit_closure(COMMAND).filter(unit=unit, depth=0, valid__contains=on).exists()


def level_on(unit: Unit, on: date) -> Level:
    """The level the unit had on `on`; its present one when the day lies outside its dated levels."""
    dated = unit.levels.filter(valid__contains=on).select_related("level").first()
    return dated.level if dated else unit.level


def name_on(body: Body, on: date) -> BodyName | None:
    """What the body was called on `on`; None when no name covers the day."""
    return body.names.filter(valid__contains=on).first()


def expand(group: BodyGroup, *, issuer: Unit, on: date) -> list[Body]:
    """The bodies a group means when `issuer` says it on `on`, in Vietnamese order."""
    if group.reach == "listed":
        return list(group.members.all())
    found = children(issuer, on=on) if group.reach == "children" else subtree(issuer, on=on).exclude(pk=issuer.pk)
    if group.level_id:
        found = found.filter(levels__level=group.level, levels__valid__contains=on)
    return list(Body.objects.filter(pk__in=found.values("pk")))


def search(words: str, *, among: QuerySet[Body] | None = None) -> QuerySet[Body]:
    """Bodies of which every word of `words` begins a word of a name, past or present, or lies in its initials.

    Accents, case, the order of the words, hoà or hòa, i or y make no difference.
    """
    found = Body.objects.all() if among is None else among
    for word in search_words(words):
        found = found.filter(folded__contains=f" {word}")
    return found


def signers(body: Body, *, on: date) -> QuerySet[Office]:
    """Offices that sign papers for the body on `on`, the standing committee's first."""
    return body.offices.filter(valid__contains=on).exclude(signs_as="").select_related("person").order_by("pk")


def dated_scope(unit: Unit) -> str:
    """The code of the nearest unit above, or of the unit itself, that works on a date of its own; empty for none."""
    above = unit_closure(COMMAND).filter(unit=unit).order_by("depth")
    dated = set(WorkingDate.objects.exclude(scope="").values_list("scope", flat=True))
    return next((code for code in above.values_list("ancestor__code", flat=True) if code in dated), "")


PAST = """
WITH RECURSIVE past (unit_id) AS (
  SELECT unnest(%s::bigint[])
   UNION
  SELECT was.unit_id FROM past
    JOIN organisation_uniteventpart heir ON heir.unit_id = past.unit_id AND heir.role = 'to'
    JOIN organisation_unitevent event ON event.id = heir.event_id AND event.kind IN ('merge', 'split', 'end')
    JOIN organisation_uniteventpart was ON was.event_id = event.id AND was.role = 'from'
    JOIN organisation_unit gone ON gone.body_ptr_id = was.unit_id AND gone.ended_on <= %s
) SELECT unit_id FROM past
"""


def taken_over(units: Iterable[int], *, on: date) -> QuerySet[Unit]:
    """The units of these ids, and those that had ended by `on` and went on in one of them, through any number of
    mergers. Part of the statement it is used in.
    """
    return Unit.objects.filter(pk__in=RawSQL(PAST, [list(units), on]))  # noqa: S611 - our own words, values apart


def heirs(unit: Unit) -> QuerySet[Unit]:
    """Where an ended unit went on; none while it stands, or where it left nothing open. One query."""
    if unit.ended_on is None:
        return Unit.objects.none()
    last = UnitEvent.objects.filter(effective_on=unit.ended_on, parts__unit=unit, parts__role="from")
    return Unit.objects.filter(event_parts__role="to", event_parts__event__in=last).distinct()


def heirs_in_words(unit: Unit) -> str:
    """ "Công đoàn A, Công đoàn B": who goes on with what an ended unit left; a dash where nobody does. One query."""
    return ", ".join(heir.name for heir in heirs(unit)) or "–"


def units_by_code(codes: Iterable[str]) -> dict[str, Unit]:
    return {unit.code: unit for unit in Unit.objects.filter(code__in=list(codes))}


def unit_closure(line: str) -> QuerySet[Closure]:
    return Closure.objects.filter(line__code=line)


def ever_under(unit: Unit) -> QuerySet[Unit]:
    """`unit` and whatever stood under it in the command line on any day."""
    return Unit.objects.filter(pk__in=unit_closure(COMMAND).filter(ancestor=unit).values("unit"))


def names_under(parents: Iterable[int]) -> list[tuple[int | None, str]]:
    """Parent id and name of every unit that hangs under one of these without end. One query."""
    rows = Placement.objects.filter(parent__in=set(parents), line__code=COMMAND, valid__upper_inf=True)
    return list(rows.values_list("parent_id", "unit__name"))
