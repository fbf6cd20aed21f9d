"""The tree as one looks at it: some branches opened, on a day. A fixed number of queries whatever is opened."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from congdoan.organisation.models import BodyName, Closure, Level, Placement, Unit, UnitLevel
from congdoan.organisation.queries import COMMAND


@dataclass(frozen=True, slots=True)
class Branch:
    """A row of the opened tree. `below` counts the units standing anywhere under it that day, itself left out."""

    unit: Unit
    name: str
    level: Level
    depth: int
    below: int
    is_open: bool
    has_children: bool
    ended_on: date | None


def branches(tops: Iterable[Unit], *, opened: Iterable[str], on: date, with_ended: bool = False) -> list[Branch]:
    """The rows from the tops down through every opened branch, as it stood on `on`, in Vietnamese order.

    `opened` holds unit codes. With `with_ended`, units that had ended by `on` show under their last parent. Five
    queries.
    """
    tops = list(tops)
    open_codes = set(opened)
    children = _children(open_codes, on, with_ended)
    shown = _walk(tops, children, open_codes)
    units = [unit for unit, _depth in shown]
    ids = [unit.pk for unit in units]
    names = dict(BodyName.objects.filter(body__in=ids, valid__contains=on).values_list("body_id", "name"))
    dated = UnitLevel.objects.filter(unit__in=ids, valid__contains=on).select_related("level")
    level_of = {row.unit_id: row.level for row in dated}
    below = _below(ids, on)
    childbearing = _with_children(ids, on, with_ended)
    return [
        Branch(
            unit=unit,
            name=names.get(unit.pk, unit.name),
            level=level_of.get(unit.pk, unit.level),
            depth=depth,
            below=below[unit.pk],
            is_open=unit.code in open_codes,
            has_children=unit.pk in childbearing,
            ended_on=unit.ended_on if unit.ended_on and unit.ended_on <= on else None,
        )
        for unit, depth in shown
    ]


def _standing(on: date, with_ended: bool) -> Q:
    holds = Q(valid__contains=on)
    return holds | Q(unit__ended_on__lte=on, valid__endswith=F("unit__ended_on")) if with_ended else holds


def _children(codes: set[str], on: date, with_ended: bool) -> dict[int, list[Unit]]:
    rows = Placement.objects.filter(_standing(on, with_ended), parent__code__in=codes, line__code=COMMAND)
    found: dict[int, list[Unit]] = defaultdict(list)
    for row in rows.select_related("unit__level").order_by("unit__level__rank", "unit__sort_key", "unit__code"):
        if row.parent_id is not None:
            found[row.parent_id].append(row.unit)
    return found


def _walk(tops: list[Unit], children: dict[int, list[Unit]], opened: set[str]) -> list[tuple[Unit, int]]:
    shown: list[tuple[Unit, int]] = []
    waiting = [(unit, 0) for unit in reversed(tops)]
    while waiting:
        unit, depth = waiting.pop()
        shown.append((unit, depth))
        if unit.code in opened:
            waiting += [(child, depth + 1) for child in reversed(children[unit.pk])]
    return shown


def _below(ids: list[int], on: date) -> Counter[int]:
    rows = Closure.objects.filter(ancestor__in=ids, depth__gt=0, line__code=COMMAND, valid__contains=on)
    return Counter(rows.values_list("ancestor_id", flat=True))


def _with_children(ids: list[int], on: date, with_ended: bool) -> set[int]:
    rows = Placement.objects.filter(_standing(on, with_ended), parent__in=ids, line__code=COMMAND)
    return {parent for parent in rows.values_list("parent_id", flat=True).distinct() if parent is not None}
