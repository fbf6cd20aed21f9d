"""Looking: the tree on a day, a unit with its history, the search, the outside bodies."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpResponse

from congdoan.accounts import access
from congdoan.accounts.rules import Task
from congdoan.organisation import queries
from congdoan.organisation.branches import branches
from congdoan.organisation.models import Body, BodyKind, Unit, UnitEvent
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest

SHOWN = 100


def tree(request: UserRequest) -> HttpResponse:
    """`?mo=` (many) names the branches opened, none for the first; `?da-het=1` shows ended units too."""
    tops = access.tops_for(request.user)
    opened = request.GET.getlist("mo") or [unit.code for unit in tops]
    with_ended = "da-het" in request.GET
    rows = branches(tops, opened=opened, on=request.as_of, with_ended=with_ended)
    toggles = [_query(_toggled(opened, row.unit.code), with_ended) for row in rows]
    return page(
        request,
        "structure/tree.html",
        part="tree",
        rows=list(zip(rows, toggles, strict=True)),
        with_ended=with_ended,
        other=_query(opened, not with_ended),
        may_import=_may_import(request),
    )


def unit(request: UserRequest, code: str) -> HttpResponse:
    """What the unit is called, where it stands, who leads it, on the day looked from; and all of its history."""
    found = access.unit_for_viewing(request.user, code)
    day = request.as_of
    may_organise = bool(access.may(request.user, Task.ORGANISE, at=found))
    return page(
        request,
        "structure/unit.html",
        unit=found,
        name=queries.name_on(found, day),
        level=queries.level_on(found, day),
        above=queries.ancestors(found, on=_last_day(found, day)),
        children=queries.children(found, on=day).select_related("level")[:SHOWN],
        placements=found.placements.select_related("line", "parent").order_by("line", "-valid"),
        names=found.names.order_by("-valid"),
        place=queries.place_of(found, on=day),
        places=found.places.order_by("-valid"),
        committees=found.committees.order_by("kind", "-valid"),
        offices=found.offices.select_related("person", "committee").order_by("-valid"),
        events=_events(found),
        heirs=queries.heirs(found),
        may_see_names=may_organise or bool(access.may(request.user, Task.READ_NAMES, at=found)),
        may_organise=may_organise,
    )


def search(request: UserRequest) -> HttpResponse:
    """`?q=`: units of the house and outside bodies by a few letters of any name they ever had."""
    words = request.GET.get("q", "").strip()
    house = access.house_of(request.user)
    among = Body.objects.filter(Q(pk__in=house.values("pk")) | ~Q(kind=BodyKind.UNION))
    hits = queries.search(words, among=among) if words else Body.objects.none()
    found = list(hits.select_related("unit__level")[: SHOWN + 1])
    return page(
        request,
        "structure/search.html",
        part="found",
        words=words,
        found=found[:SHOWN],
        is_cut=len(found) > SHOWN,
    )


def bodies(request: UserRequest) -> HttpResponse:
    """Whoever stands outside the union and issues, receives or answers."""
    found = Body.objects.exclude(kind=BodyKind.UNION).order_by("kind", "sort_key")
    return page(
        request,
        "structure/bodies.html",
        found=found,
        may_organise=bool(access.may(request.user, Task.ORGANISE, at=request.unit)),
    )


def _last_day(found: Unit, day: date) -> date:
    """The day looked from, or the last on which the unit stood: an ended unit shows under its last parent."""
    return min(day, found.ended_on - timedelta(days=1)) if found.ended_on else day


def _events(found: Unit) -> list[UnitEvent]:
    events = UnitEvent.objects.filter(parts__unit=found).distinct()
    return list(events.prefetch_related("parts__unit")[:SHOWN])


def _may_import(request: UserRequest) -> bool:
    return bool(access.may(request.user, Task.ORGANISE, at=request.unit))


def _toggled(opened: list[str], code: str) -> list[str]:
    return [each for each in opened if each != code] if code in opened else [*opened, code]


def _query(opened: list[str], with_ended: bool) -> str:
    pairs = [("mo", code) for code in opened] or [("mo", "-")]
    return urlencode([*pairs, ("da-het", "1")] if with_ended else pairs)
