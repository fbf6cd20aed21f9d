"""/obligations"""

from datetime import date

from django.db.models import DateField, Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from congdoan.api.duties import telling
from congdoan.api.duties.shapes import (
    Duty,
    DutyRow,
    ExtendIn,
    FinishIn,
    NilIn,
    NoteIn,
    ReasonIn,
    RemindedOut,
    RemindIn,
    StepIn,
)
from congdoan.api.errors import PROBLEMS
from congdoan.api.naming import unit_named
from congdoan.api.paging import page_of
from congdoan.api.request import ApiRequest
from congdoan.api.shapes import Code, Day, Key, Limit, Page, Words
from congdoan.api.versions import tag, told_version
from congdoan.foundation import clock, periods
from congdoan.foundation.errors import NotFound
from congdoan.foundation.keys import tidy_key
from congdoan.obligations import access, actions
from congdoan.obligations.models import Obligation

router = Router(tags=["obligations"])
ANSWERS = {200: Duty, **PROBLEMS}
NEVER = date(9999, 12, 31)


@router.get("", response={200: Page[DutyRow], **PROBLEMS}, summary="Obligations in sight, the soonest due first")
def listing(
    request: ApiRequest,
    unit: Code | None = None,
    below: bool = False,
    given_by: Code | None = None,
    document: Key | None = None,
    state: Words = "",
    is_open: bool | None = None,
    is_late: bool | None = None,
    due_from: Day | None = None,
    due_to: Day | None = None,
    after: Words = "",
    limit: Limit = 50,
) -> Page[DutyRow]:
    """`unit` holds it, with `below` also the units under it. `is_late`: still owed and past due by working days. Those
    without a day come last.
    """
    seen = access.visible_to(request.user).alias(falls=Coalesce("due_on", Value(NEVER, DateField())))
    rows = seen.with_names()
    if unit is not None:
        at = unit_named(request.user, unit)
        rows = rows.under(at) if below else rows.held_by(at)
    if given_by is not None:
        rows = rows.given_by(unit_named(request.user, given_by, field="given_by"))
    if document is not None:
        rows = rows.filter(duty__document__key=tidy_key(document))
    if state:
        rows = rows.filter(state=state)
    if is_open is not None:
        owed = access.visible_to(request.user).open().values("pk")
        rows = rows.filter(pk__in=owed) if is_open else rows.exclude(pk__in=owed)
    if is_late is not None:
        late = access.visible_to(request.user).overdue_on(clock.today()).values("pk")
        rows = rows.filter(pk__in=late) if is_late else rows.exclude(pk__in=late)
    if due_from:
        rows = rows.filter(due_on__gte=due_from)
    if due_to:
        rows = rows.filter(due_on__lte=due_to)
    page, following = page_of(rows, order=["falls", "pk"], after=after, limit=limit, among=seen)
    return Page(items=telling.rows(page, request.user), next=following)


@router.post("/remind", response={200: RemindedOut, **PROBLEMS}, summary="Remind bearers, each at most once a day")
def remind(request: ApiRequest, payload: RemindIn) -> RemindedOut:
    """All or none: an obligation the caller may not remind about refuses the whole."""
    rows = [access.obligation_for_reminding(request.user, tidy_key(key)) for key in dict.fromkeys(payload.obligations)]
    done = actions.remind(rows, text=payload.text, by=request.actor)
    return RemindedOut(
        sent=[each.obligation.key for each in done.sent], already=[each.obligation.key for each in done.already]
    )


@router.get("/{key}", response=ANSWERS, summary="One obligation with its history")
def one(request: ApiRequest, response: HttpResponse, key: Key) -> Duty:
    return _told(request, response, access.obligation(request.user, tidy_key(key)))


@router.post("/{key}/acknowledge", response=ANSWERS, summary="The bearer takes it on")
def acknowledge(request: ApiRequest, response: HttpResponse, key: Key, payload: StepIn) -> Duty:
    row = access.obligation_for_answering(request.user, tidy_key(key))
    version = told_version(request, payload.version)
    return _told(request, response, actions.acknowledge(row, by=request.actor, version=version))


@router.post("/{key}/begin", response=ANSWERS, summary="Work has begun")
def begin(request: ApiRequest, response: HttpResponse, key: Key, payload: StepIn) -> Duty:
    row = access.obligation_for_answering(request.user, tidy_key(key))
    version = told_version(request, payload.version)
    return _told(request, response, actions.begin(row, by=request.actor, version=version))


@router.post("/{key}/finish", response=ANSWERS, summary="The bearer says it is done")
def finish(request: ApiRequest, response: HttpResponse, key: Key, payload: FinishIn) -> Duty:
    row = access.obligation_for_answering(request.user, tidy_key(key))
    version = told_version(request, payload.version)
    done = actions.finish(row, on=payload.on, by=request.actor, note=payload.note, version=version)
    return _told(request, response, done)


@router.post("/{key}/nil-return", response=ANSWERS, summary="“Không phát sinh”: nothing happened")
def nil_return(request: ApiRequest, response: HttpResponse, key: Key, payload: NilIn) -> Duty:
    """For the whole, it settles the obligation; for a part, it leaves it in progress."""
    row = access.obligation_for_answering(request.user, tidy_key(key))
    period = periods.parse(payload.period) if payload.period else None
    actions.nil_return(row, period, by=request.actor, version=told_version(request, payload.version))
    return _told(request, response, row)


@router.post("/{key}/verify", response=ANSWERS, summary="The giver confirms that it was done")
def verify(request: ApiRequest, response: HttpResponse, key: Key, payload: NoteIn) -> Duty:
    row = access.obligation_for_judging(request.user, tidy_key(key))
    version = told_version(request, payload.version)
    return _told(request, response, actions.verify(row, by=request.actor, note=payload.note, version=version))


@router.post("/{key}/return", response=ANSWERS, summary="The giver sends it back, with the reason")
def send_back(request: ApiRequest, response: HttpResponse, key: Key, payload: ReasonIn) -> Duty:
    row = access.obligation_for_judging(request.user, tidy_key(key))
    version = told_version(request, payload.version)
    return _told(request, response, actions.send_back(row, reason=payload.reason, by=request.actor, version=version))


@router.post("/{key}/extend", response=ANSWERS, summary="The giver moves the due day")
def extend(request: ApiRequest, response: HttpResponse, key: Key, payload: ExtendIn) -> Duty:
    row = access.obligation_for_extending(request.user, tidy_key(key))
    version = told_version(request, payload.version)
    moved = actions.extend(row, to=payload.to, reason=payload.reason, by=request.actor, version=version)
    return _told(request, response, moved)


def _told(request: ApiRequest, response: HttpResponse, row: Obligation) -> Duty:
    """The obligation as it stands now, with its tag."""
    found = access.visible_to(request.user).with_names().select_related("under").filter(pk=row.pk).first()
    if found is None:
        raise NotFound(_("Không có nhiệm vụ này trong phạm vi của bạn."))
    tag(response, found.version)
    return telling.whole(found, request.user)
