"""/acts"""

from typing import Any

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from congdoan.activities import access, actions
from congdoan.activities.details import (
    Answer,
    ConferenceDetails,
    Details,
    SittingDetails,
    SituationDetails,
    TeamDetails,
)
from congdoan.activities.models import Act, ActKind
from congdoan.api.acts import telling, uploads
from congdoan.api.acts.shapes import (
    ActIn,
    ActOut,
    ActRow,
    AnswerIn,
    CorrectionIn,
    DetailsIn,
    KindOut,
    UploadedOut,
    WithdrawalIn,
)
from congdoan.api.errors import PROBLEMS
from congdoan.api.naming import bodies_named, unit_named
from congdoan.api.paging import page_of
from congdoan.api.request import ApiRequest
from congdoan.api.shapes import Code, Day, Key, Limit, Page, Words
from congdoan.api.versions import needed_version, tag, told_version
from congdoan.foundation import clock
from congdoan.foundation.errors import NotFound
from congdoan.foundation.files import open_stored
from congdoan.foundation.keys import tidy_key
from congdoan.obligations.access import obligation

router = Router(tags=["acts"])
DETAILS: dict[str, type[Any]] = {
    "conference": ConferenceDetails,
    "sitting": SittingDetails,
    "team": TeamDetails,
    "situation": SituationDetails,
}


@router.get("", response={200: Page[ActRow], **PROBLEMS}, summary="Acts in sight, the latest first")
def listing(
    request: ApiRequest,
    q: Words = "",
    unit: Code | None = None,
    below: bool = False,
    kind: Words = "",
    state: Words = "",
    since: Day | None = None,
    until: Day | None = None,
    after: Words = "",
    limit: Limit = 50,
) -> Page[ActRow]:
    """`q`: every word in title, place or lead, without accents. `unit` led it, with `below` also units under it."""
    seen = Act.objects.visible_to(request.user)
    rows = seen.matching(q)
    if unit is not None:
        at = unit_named(request.user, unit)
        rows = rows.under(at, on=clock.today()) if below else rows.filter(lead=at)
    if kind:
        rows = rows.filter(kind=kind)
    if state:
        rows = rows.filter(state=state)
    if since:
        rows = rows.filter(happened_on__gte=since)
    if until:
        rows = rows.filter(happened_on__lte=until)
    page, following = page_of(
        rows.select_related("kind", "lead").prefetch_related("counts"),
        order=["-happened_on", "-pk"],
        after=after,
        limit=limit,
        among=seen,
    )
    return Page(items=[telling.row(each) for each in page], next=following)


@router.get("/kinds", response={200: list[KindOut], **PROBLEMS}, summary="Kinds of acts and what each may count")
def kinds(request: ApiRequest) -> list[KindOut]:
    return [
        KindOut(
            code=each.code,
            name=str(each),
            form=each.form,
            measures=[row.measure_id for row in each.countables.all()],
        )
        for each in ActKind.objects.filter(is_active=True).prefetch_related("countables")
    ]


@router.post("/files", response={201: UploadedOut, **PROBLEMS}, summary="Send a photo or paper ahead of its act")
def upload(request: ApiRequest, file: File[UploadedFile], is_photo: Form[bool] = False) -> Status[UploadedOut]:
    """Kept until an act names it; the handle is good for a day."""
    access.may_record(request.user, request.unit).require()
    return Status(201, uploads.take(file, is_photo=is_photo, by=request.actor))


@router.post("", response={201: ActOut, **PROBLEMS}, summary="Record something a unit did")
def record(request: ApiRequest, response: HttpResponse, payload: ActIn) -> Status[ActOut]:
    """Counts go to the journal, answered obligations move on, in one transaction."""
    lead = unit_named(request.user, payload.lead, field="lead")
    access.may_record(request.user, lead).require()
    by = request.user.acting(lead)
    kind = ActKind.objects.filter(code=payload.kind, is_active=True).first()
    if kind is None:
        raise NotFound(_("Không có loại việc “%(code)s”.") % {"code": payload.kind}, field="kind")
    act = actions.record(
        kind,
        lead=lead,
        title=payload.title,
        happened_on=payload.happened_on,
        until=payload.until,
        place=payload.place,
        note=payload.note,
        counts=payload.counts,
        partners=bodies_named(request.user, payload.partners, field="partners"),
        answers=_answers(request, payload.answers),
        files=uploads.papers(payload.files, by=by),
        details=_details(payload.details),
        client_token=payload.client_token,
        by=by,
    )
    return Status(201, _told(request, response, act))


@router.get("/{key}", response={200: ActOut, **PROBLEMS}, summary="One act by its receipt code")
def one(request: ApiRequest, response: HttpResponse, key: Key) -> ActOut:
    return _told(request, response, access.act_for_reading(request.user, key))


@router.post("/{key}/correct", response={200: ActOut, **PROBLEMS}, summary="Correct it, with the reason")
def correct(request: ApiRequest, response: HttpResponse, key: Key, payload: CorrectionIn) -> ActOut:
    """Only what differs is reversed and appended; what stood before is kept with who and why."""
    act = access.act_for_correcting(request.user, key)
    by = request.user.acting(act.lead)
    partners = payload.partners
    changed = actions.correct(
        act,
        reason=payload.reason,
        version=needed_version(request, payload.version),
        counts=payload.counts,
        happened_on=payload.happened_on,
        until=payload.until,
        title=payload.title,
        place=payload.place,
        note=payload.note,
        partners=None if partners is None else bodies_named(request.user, partners, field="partners"),
        answers=_answers(request, payload.answers),
        files=uploads.papers(payload.files, by=by),
        by=by,
    )
    return _told(request, response, changed)


@router.post("/{key}/withdraw", response={200: ActOut, **PROBLEMS}, summary="Take it back, with the reason")
def withdraw(request: ApiRequest, response: HttpResponse, key: Key, payload: WithdrawalIn) -> ActOut:
    act = access.act_for_correcting(request.user, key)
    version = told_version(request, payload.version)
    by = request.user.acting(act.lead)
    return _told(request, response, actions.withdraw(act, reason=payload.reason, version=version, by=by))


@router.get("/{key}/files/{file}", response={200: None, **PROBLEMS}, summary="The bytes of a photo or paper")
def file_bytes(request: ApiRequest, key: Key, file: Key) -> FileResponse:
    found = access.file_for_opening(request.user, key, file).file
    return FileResponse(open_stored(found), as_attachment=True, filename=found.name, content_type=found.content_type)


def _answers(request: ApiRequest, wanted: list[AnswerIn]) -> list[Answer]:
    return [Answer(obligation(request.user, tidy_key(each.obligation)), each.completes) for each in wanted]


def _details(sent: DetailsIn | None) -> Details | None:
    if sent is None:
        return None
    made: Details = DETAILS[sent.form](**sent.model_dump(exclude={"form"}))
    return made


def _told(request: ApiRequest, response: HttpResponse, act: Act) -> ActOut:
    tag(response, act.version)
    return telling.whole(access.act_for_reading(request.user, act.key), request.user)
