"""/cases: what stands how, masked; help asked for. It is decided, paid and handed over by people, on screens."""

from ninja import Router, Status

from congdoan.accounts.access import may
from congdoan.accounts.rules import Task
from congdoan.api.cases.shapes import CaseIn, CaseOut
from congdoan.api.errors import PROBLEMS
from congdoan.api.naming import unit_named
from congdoan.api.paging import page_of
from congdoan.api.request import ApiRequest
from congdoan.api.shapes import Code, Key, Limit, Page, Words, named
from congdoan.cases import access, actions, queries
from congdoan.cases.models import Programme, SupportCase
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import masked
from congdoan.membership.access import member_for_reading
from congdoan.organisation.models import Unit

router = Router(tags=["cases"])


@router.get("", response={200: Page[CaseOut], **PROBLEMS}, summary="Cases in sight, the newest first")
def listing(
    request: ApiRequest,
    unit: Code | None = None,
    below: bool = False,
    state: Words = "",
    after: Words = "",
    limit: Limit = 50,
) -> Page[CaseOut]:
    """`unit` decides them, with `below` also units under it. What was paid is told one by one."""
    seen = SupportCase.objects.visible_to(request.user)
    rows = seen
    if unit is not None:
        at = unit_named(request.user, unit)
        rows = rows.under(at, on=clock.today()) if below else rows.at(at)
    if state:
        rows = rows.filter(state=state)
    shown = SupportCase.objects.filter(pk__in=rows.values("pk")).with_names().select_related("decision__document")
    page, following = page_of(shown, order=["-asked_on", "-pk"], after=after, limit=limit, among=seen.distinct())
    told = access.workplaces_told(request.user, page)
    return Page(items=[_row(each, tells_place=each.pk in told) for each in page], next=following)


@router.get("/{key}", response={200: CaseOut, **PROBLEMS}, summary="One case, masked")
def one(request: ApiRequest, key: Key) -> CaseOut:
    found = access.case_for_viewing(request.user, key)
    told = _told(request, found)
    told.paid_vnd = queries.money_of(found).paid_vnd
    return told


@router.post("", response={201: CaseOut, **PROBLEMS}, summary="Ask for help for a member")
def ask(request: ApiRequest, payload: CaseIn) -> Status[CaseOut]:
    """The same `client_token` twice is one case."""
    unit: Unit = unit_named(request.user, payload.unit)
    access.may_ask(request.user, unit).require()
    programme = Programme.objects.filter(code=payload.programme, is_active=True, family="grant").first()
    if programme is None:
        raise Refused(_("Không có chương trình “%(code)s”.") % {"code": payload.programme}, field="programme")
    person = member_for_reading(request.user, payload.person)
    if person.pk != request.user.person_id:
        may(request.user, Task.ASK_SUPPORT, at=unit).require()
    made = actions.ask(
        programme,
        person=person,
        unit=queries.decider(unit),
        asked_unit=unit,
        need_on=payload.need_on,
        categories=[payload.category] if payload.category else [],
        story=payload.story,
        asked_vnd=payload.asked_vnd,
        client_token=payload.client_token,
        by=request.user.acting(unit),
    )
    return Status(201, _told(request, access.case_for_viewing(request.user, made.key)))


def _told(request: ApiRequest, case: SupportCase) -> CaseOut:
    return _row(case, tells_place=bool(access.workplaces_told(request.user, [case])))


def _row(case: SupportCase, *, tells_place: bool) -> CaseOut:
    """`tells_place`: where the person works; else the unit that asked stands there, as on the screens."""
    return CaseOut(
        key=case.key,
        who=masked(case.person.name),
        programme=case.programme.in_public,
        unit=named(case.unit),
        for_unit=named(case.for_unit if tells_place else case.asked_unit),
        state=case.state,
        asked_on=case.asked_on,
        handed_on=case.handed_on,
        amount_vnd=case.approved_vnd,
        paid_vnd=None,
        decision=case.decision.document.symbol if case.decision else None,
        days_to_help=case.days_to_help,
        visit_due_on=case.visit_due_on,
        version=case.version,
    )
