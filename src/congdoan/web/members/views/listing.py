"""The list of members: who belongs to the units one may read by name, found by words and a few conditions."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.accounts.access import units_in_reach
from congdoan.accounts.rules import Task
from congdoan.foundation.errors import NotFound, Refused
from congdoan.foundation.periods import Period
from congdoan.membership import access, queries
from congdoan.membership.models import Spell, SpellEnd, TransferState
from congdoan.membership.rules import is_citizen_id
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import subtree
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest

PAGE = 50
BY_NUMBER = "so"


@dataclass(frozen=True, slots=True)
class Sought:
    """What the list is narrowed to, as it stands in the address."""

    words: str
    unit: Unit
    sex: str
    former: bool
    after: str
    is_number: bool = False
    """Whether an identity number was typed where it does not belong: it is not searched for by an address."""


def members(request: UserRequest) -> HttpResponse:
    """Members at and below the unit acted for, by Vietnamese names; in numbers only where names are closed."""
    access.may_see_counts(request.user, request.unit).require()
    if is_citizen_id(request.GET.get("q", "").strip()):  # out of the address at once, and of every link on the page
        return redirect(f"{reverse('members:list')}?{BY_NUMBER}=1")
    look = sought(request)
    may_names = access.may_see_names(request.user, look.unit)
    found = list(spells(request, look)[: PAGE + 1]) if may_names and not look.is_number else []
    return page(
        request,
        "members/list.html",
        part="found",
        sought=look,
        spells=found[:PAGE],
        following=_after(request, found),
        start=_without(request, "after") if look.after else "",
        may_names=may_names,
        may_keep=bool(access.may_keep(request.user, look.unit)),
        may_import=bool(access.may_import(request.user, request.unit)),
        counts=queries.reconciliation(look.unit, Period(request.as_of, request.as_of)),
        pending=_pending(request, look.unit),
    )


@require_POST
def by_number(request: UserRequest) -> HttpResponse:
    """Whose identity number this is, if the user may read the file. By POST: addresses are kept in logs."""
    person = queries.holder_of_citizen_id(request.POST.get("number", "").strip()[:20])
    if person is None:
        raise NotFound(_("Không có đoàn viên mang số này trong phạm vi bạn được xem."))
    try:
        return redirect("members:member", access.member_for_reading(request.user, person.key).key)
    except Refused as refused:  # the same words as for nobody: who is a member elsewhere is not told
        raise NotFound(_("Không có đoàn viên mang số này trong phạm vi bạn được xem.")) from refused


def sought(request: UserRequest) -> Sought:
    asked = request.GET
    words = asked.get("q", "").strip()[:100]
    reach = units_in_reach(request.user, Task.SEE_MEMBERS)
    return Sought(
        words=words,
        is_number=BY_NUMBER in asked,
        unit=reach.filter(code=asked.get("unit", "")).first() or request.unit,
        sex=asked.get("sex", "") if asked.get("sex") in ("f", "m") else "",
        former=bool(asked.get("former")),
        after=asked.get("after", ""),
    )


def spells(request: UserRequest, look: Sought) -> QuerySet[Spell]:
    """The spells to list: one a person. Former members are those whose membership ended at these units."""
    units = access.units_with_names(request.user).filter(pk__in=subtree(look.unit, on=request.as_of).values("pk"))
    rows = Spell.objects.filter(unit__in=units.values("pk"))
    if look.former:
        rows = rows.filter(end=SpellEnd.LEFT, valid__endswith__lte=request.as_of)
    else:
        rows = rows.filter(valid__contains=request.as_of)
    if look.words:
        among = queries.match(look.words)
        rows = rows.filter(person__in=among.values("pk"))
    if look.sex:
        rows = rows.filter(person__sex=look.sex)
    if look.after:
        last = Spell.objects.filter(pk__in=rows.values("pk"), person__key=look.after).select_related("person").first()
        if last:
            key = last.person.sort_key
            rows = rows.filter(Q(person__sort_key__gt=key) | Q(person__sort_key=key, pk__gt=last.pk))
    return rows.select_related("person__member_file", "unit").order_by("person__sort_key", "pk")


def _pending(request: UserRequest, unit: Unit) -> int:
    return (
        access.transfers_visible_to(request.user)
        .filter(state=TransferState.PENDING)
        .filter(Q(from_unit=unit) | Q(to_unit=unit))
        .count()
    )


def _after(request: UserRequest, found: list[Spell]) -> str:
    if len(found) <= PAGE:
        return ""
    query = request.GET.copy()
    query["after"] = found[PAGE - 1].person.key
    return f"?{query.urlencode()}"


def _without(request: UserRequest, name: str) -> str:
    query = request.GET.copy()
    query.pop(name, None)
    return f"?{query.urlencode()}"
