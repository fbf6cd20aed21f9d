"""Asking for support: what about, for whom, sent. Everything by POST: no address tells of an illness or a name."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from congdoan.accounts import access as accounts
from congdoan.accounts.models import Role
from congdoan.accounts.rules import Task
from congdoan.cases import access, actions, queries
from congdoan.cases.models import AskedAs, Programme, Relation, SupportCase
from congdoan.cases.rules import Double, Newcomer
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.organisation.models import Person
from congdoan.web.care import people
from congdoan.web.care.forms.asking import MYSELF, NOBODY_LISTED, AskForm, ProgrammeForm, facts_from
from congdoan.web.care.keeping import sealed
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def ask(request: UserRequest) -> HttpResponse:
    """First what about, then the rest: who is found by a few letters, and asked about where several are meant."""
    access.may_ask(request.user, request.unit).require()
    kind = ProgrammeForm(request.POST or None)
    if not kind.is_valid():
        return page(request, "care/ask.html", part="ask", kind=ProgrammeForm())
    programme: Programme = kind.cleaned_data["programme"]
    form, elsewhere = _form(request, programme)
    context: dict[str, Any] = {"kind": None, "programme": programme, "form": form, "doubles": [], "is_more": False}
    if form.for_others and request.POST.get("who") == NOBODY_LISTED:
        context |= {"is_new": True, "elsewhere": elsewhere, "has_alike": bool(form.people or elsewhere)}
    if "client_token" not in request.POST or not form.is_valid():
        return page(request, "care/ask.html", part="ask", **context)
    person, is_new = _who(form)
    if person is None and not is_new:
        form.add_error("who", _("Hãy chọn một người trong danh sách tìm được."))
        return page(request, "care/ask.html", part="ask", **context)
    doubles, is_more = _doubles(form, person, request)
    if (doubles or is_more) and form.cleaned_data["confirmed"] != "yes":
        return page(request, "care/ask.html", part="ask", **{**context, "doubles": doubles, "is_more": is_more})
    try:
        case = _ask(form, person, request)
    except Refused as refused:
        put_on(form, refused)
        return page(request, "care/ask.html", part="ask", **context)
    toast(request, _("Đã gửi đề nghị %(key)s.") % {"key": case.key})
    return redirect("care:case", case.key)


def _form(request: UserRequest, programme: Programme) -> tuple[AskForm, int]:
    """The form with whoever may be meant, and how many of that name are on record where the asker reads no names."""
    sent = "client_token" in request.POST
    words = request.POST.get("who_words", "")
    meant = people.Alike([], 0)
    for_others = bool(accounts.may(request.user, Task.ASK_SUPPORT, at=request.unit))
    if words.strip() and for_others:
        year, number = request.POST.get("birth_year", ""), request.POST.get("citizen_id", "")
        newcomer = Newcomer(words, int(year) if year.isdecimal() and len(year) == 4 else None, number)
        meant = people.alike(request, newcomer, request.unit, besides=people.found(request, words))
    form = AskForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        programme=programme,
        known=meant.known,
        sole=meant.sole,
        unit=request.unit,
        myself=request.user.person,
        for_others=for_others,
    )
    return form, meant.elsewhere


def _who(form: AskForm) -> tuple[Person | None, bool]:
    """The person meant, and whether it is somebody new. The one member found, where nobody else may be meant, is taken
    without asking.
    """
    who = form.cleaned_data["who"]
    if who == MYSELF:
        return form.myself, False
    if who == NOBODY_LISTED:
        return None, True
    if who:
        return form.people.get(who), False
    return form.sole, False


def _doubles(form: AskForm, person: Person | None, request: UserRequest) -> tuple[list[Double], bool]:
    """Other help the asker may be told of, and whether there is more."""
    if person is None:
        return [], False
    said = form.cleaned_data
    found = queries.doubles_before_asking(
        person, form.programme, request.unit, need_on=said["need_on"], need_until=said["need_until"]
    )
    return access.doubles_told(request.user, person, found)


@transaction.atomic
def _ask(form: AskForm, person: Person | None, request: UserRequest) -> SupportCase:
    said = form.cleaned_data
    if person is None or person.pk != request.user.person_id:
        accounts.may(request.user, Task.ASK_SUPPORT, at=request.unit).require()
    return actions.ask(
        form.programme,
        person=person or form.newcomer,
        unit=queries.decider(request.unit),
        asked_unit=request.unit,
        asked_as=_asked_as(request, person),
        categories=said.get("categories") or (),
        need_on=said["need_on"],
        need_until=said["need_until"],
        received_on=clock.today(),
        relation=said["relation"] or Relation.SELF,
        relative_name=said["relative_name"],
        story=said["story"],
        facts=facts_from(said),
        asked_vnd=said["asked_vnd"],
        is_member=None if person else False,
        files=sealed(said["photos"], said["papers"], by=request.actor),
        client_token=said["client_token"],
        by=request.actor,
    )


def _asked_as(request: UserRequest, person: Person | None) -> str:
    if person is not None and person.pk == request.user.person_id:
        return AskedAs.MEMBER
    held = request.user.holdings.filter(unit=request.unit, role=Role.CHAIR, valid__contains=clock.today())
    return AskedAs.CHAIR if held.exists() else AskedAs.OFFICER
