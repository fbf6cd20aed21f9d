"""/units"""

from collections import Counter, defaultdict
from datetime import date
from typing import Annotated

from django.db.models import QuerySet
from ninja import Router
from pydantic import Field

from congdoan.accounts.access import house_of, unit_for_viewing
from congdoan.api.errors import PROBLEMS
from congdoan.api.paging import page_of
from congdoan.api.request import ApiRequest
from congdoan.api.shapes import Code, Day, Limit, Named, Page, Words, named, named_or_none
from congdoan.api.structure.shapes import Branch, NameOut, PlaceOut, TreeOut, UnitOut, UnitRow
from congdoan.foundation import clock
from congdoan.organisation import queries
from congdoan.organisation.models import BodyName, Placement, Unit, UnitLevel

router = Router(tags=["units"])
Depth = Annotated[int, Field(ge=0, le=9)]


@router.get("", response={200: Page[UnitRow], **PROBLEMS}, summary="Units of the house, found without accents")
def search(
    request: ApiRequest, q: Words = "", level: Words = "", after: Words = "", limit: Limit = 50
) -> Page[UnitRow]:
    """`q`: each word begins a word of a name, past or present, or lies in its initials. Vietnamese order."""
    seen = house_of(request.user)
    rows = seen.filter(pk__in=queries.search(q).values("pk")) if q.strip() else seen
    if level:
        rows = rows.filter(level=level)
    page, following = page_of(rows, order=["sort_key", "code"], after=after, limit=limit, among=seen, key="code")
    return Page(items=[_row(each) for each in page], next=following)


@router.get("/tree", response={200: TreeOut, **PROBLEMS}, summary="The tree under a unit, on a day")
def tree(request: ApiRequest, root: Code, on: Day | None = None, depth: Depth = 2) -> TreeOut:
    """As it stood on `on` (today unless told), `depth` steps down. Seven queries for any size."""
    top = unit_for_viewing(request.user, root)
    day = on or clock.today()
    steps = queries.unit_closure(queries.COMMAND).filter(ancestor=top, valid__contains=day, depth__lte=depth)
    ids = list(steps.values_list("unit_id", flat=True))
    return TreeOut(root=top.code, on=day, units=_branches(house_of(request.user).filter(pk__in=ids), top, day))


@router.get("/{code}", response={200: UnitOut, **PROBLEMS}, summary="One unit with its names and places")
def one(request: ApiRequest, code: Code) -> UnitOut:
    unit = unit_for_viewing(request.user, code)
    today = clock.today()
    seen = set(house_of(request.user).values_list("pk", flat=True))
    places = unit.placements.select_related("line", "parent").order_by("line__code", "valid")
    return UnitOut(
        **_row(unit).model_dump(),
        symbol=unit.symbol,
        place=unit.place,
        above=[named(each) for each in queries.ancestors(unit, on=today)[:-1]],
        children=queries.children(unit, on=today).count(),
        names=[_name(each) for each in unit.names.order_by("valid")],
        places=[_place(each) for each in places if each.parent_id is None or each.parent_id in seen],
    )


def _branches(units: QuerySet[Unit], top: Unit, day: date) -> list[Branch]:
    """From the root down, siblings in Vietnamese order."""
    found = {unit.pk: unit for unit in units}
    names = dict(BodyName.objects.filter(body__in=found, valid__contains=day).values_list("body_id", "name"))
    levels = dict(UnitLevel.objects.filter(unit__in=found, valid__contains=day).values_list("unit_id", "level_id"))
    hung = Placement.objects.filter(line__code=queries.COMMAND, valid__contains=day)
    parents = dict(hung.filter(unit__in=found).values_list("unit_id", "parent_id"))
    counts = Counter(hung.filter(parent__in=found).values_list("parent_id", flat=True))
    below: dict[int | None, list[int]] = defaultdict(list)
    for pk in found:
        below[parents.get(pk)].append(pk)
    ordered: list[Branch] = []
    waiting = [top.pk] if top.pk in found else []
    while waiting:
        pk = waiting.pop(0)
        waiting = below[pk] + waiting
        parent = found.get(parents.get(pk) or 0)
        ordered.append(
            Branch(
                code=found[pk].code,
                name=names.get(pk, found[pk].name),
                level=levels.get(pk, found[pk].level_id),
                parent=parent.code if parent else None,
                children=counts[pk],
            )
        )
    return ordered


def _row(unit: Unit) -> UnitRow:
    return UnitRow(
        code=unit.code,
        name=unit.name,
        short_name=unit.short_name,
        level=unit.level_id,
        established_on=unit.established_on,
        ended_on=unit.ended_on,
    )


def _name(each: BodyName) -> NameOut:
    return NameOut(
        name=each.name,
        short_name=each.short_name,
        symbol=each.symbol,
        since=each.valid.lower,
        until=each.valid.upper,
    )


def _place(each: Placement) -> PlaceOut:
    parent: Named | None = named_or_none(each.parent)
    return PlaceOut(line=each.line.code, parent=parent, since=each.valid.lower, until=each.valid.upper)
