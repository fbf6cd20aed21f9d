"""/reports"""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Status

from congdoan.api.errors import PROBLEMS
from congdoan.api.naming import unit_named
from congdoan.api.paging import page_of
from congdoan.api.reports import telling
from congdoan.api.reports.shapes import RemarkIn, ReportOut, ReportRow, ReturnIn, StepIn
from congdoan.api.request import ApiRequest
from congdoan.api.shapes import Code, Key, Limit, Page, Words
from congdoan.api.versions import needed_version, tag
from congdoan.foundation.errors import NotFound
from congdoan.foundation.keys import tidy_key
from congdoan.reports import access, actions
from congdoan.reports.models import Report

router = Router(tags=["reports"])
ANSWERS = {200: ReportOut, **PROBLEMS}


@router.get("", response={200: Page[ReportRow], **PROBLEMS}, summary="Reports in sight, the last begun first")
def listing(
    request: ApiRequest,
    unit: Code | None = None,
    receiver: Code | None = None,
    state: Words = "",
    after: Words = "",
    limit: Limit = 50,
) -> Page[ReportRow]:
    seen = access.visible_to(request.user)
    rows = seen.select_related("request__receiver", "unit")
    if unit is not None:
        rows = rows.filter(unit=unit_named(request.user, unit))
    if receiver is not None:
        rows = rows.filter(request__receiver=unit_named(request.user, receiver, field="receiver"))
    if state:
        rows = rows.filter(state=state)
    page, following = page_of(rows, order=["-created_at", "-pk"], after=after, limit=limit, among=seen)
    return Page(items=[telling.row(each) for each in page], next=following)


@router.get("/{key}", response=ANSWERS, summary="One report: words, figures with their drift, remarks")
def one(request: ApiRequest, response: HttpResponse, key: Key) -> ReportOut:
    return _told(request, response, access.report(request.user, tidy_key(key)))


@router.post("/{key}/send", response=ANSWERS, summary="Send it up; its figures are frozen")
def send(request: ApiRequest, response: HttpResponse, key: Key, payload: StepIn) -> ReportOut:
    report = access.report_for_writing(request.user, tidy_key(key))
    by = request.user.acting(report.unit)
    return _told(request, response, actions.send(report, version=needed_version(request, payload.version), by=by))


@router.post("/{key}/remarks", response={201: ReportOut, **PROBLEMS}, summary="Pin a remark to a phrase or a figure")
def remark(request: ApiRequest, response: HttpResponse, key: Key, payload: RemarkIn) -> Status[ReportOut]:
    report = access.report_for_judging(request.user, tidy_key(key))
    block = report.blocks.filter(key=tidy_key(payload.block)).first() if payload.block else None
    token = report.tokens.filter(name=payload.figure).first() if payload.figure else None
    if payload.block and block is None:
        raise NotFound(_("Báo cáo này không có đoạn ấy."), field="block")
    if payload.figure and token is None:
        raise NotFound(_("Báo cáo này không có con số ấy."), field="figure")
    by = request.user.acting(report.request.receiver)
    actions.remark(report, text=payload.text, block=block, quote=payload.quote, token=token, by=by)
    return Status(201, _told(request, response, report))


@router.post("/{key}/return", response=ANSWERS, summary="Return it with a note or the remarks made")
def send_back(request: ApiRequest, response: HttpResponse, key: Key, payload: ReturnIn) -> ReportOut:
    report = access.report_for_judging(request.user, tidy_key(key))
    version = needed_version(request, payload.version)
    by = request.user.acting(report.request.receiver)
    return _told(request, response, actions.send_back(report, version=version, note=payload.note, by=by))


@router.post("/{key}/accept", response=ANSWERS, summary="Accept it as sent")
def accept(request: ApiRequest, response: HttpResponse, key: Key, payload: StepIn) -> ReportOut:
    report = access.report_for_judging(request.user, tidy_key(key))
    by = request.user.acting(report.request.receiver)
    return _told(request, response, actions.accept(report, version=needed_version(request, payload.version), by=by))


def _told(request: ApiRequest, response: HttpResponse, report: Report) -> ReportOut:
    found = access.report(request.user, report.key)
    tag(response, found.version)
    return telling.whole(found, request.user)
