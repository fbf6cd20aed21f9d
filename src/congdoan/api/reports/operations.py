"""/reports"""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Status

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.api.errors import PROBLEMS
from congdoan.api.naming import unit_named
from congdoan.api.paging import page_of
from congdoan.api.reports import telling
from congdoan.api.reports.shapes import (
    OpenIn,
    RemarkIn,
    ReplyIn,
    ReportOut,
    ReportRow,
    RequestRow,
    ReturnIn,
    SignerRow,
    SignIn,
    StepIn,
    WriteIn,
)
from congdoan.api.request import ApiRequest
from congdoan.api.shapes import Code, Key, Limit, Page, Words
from congdoan.api.versions import needed_version, tag
from congdoan.foundation import clock
from congdoan.foundation.errors import NotFound
from congdoan.foundation.keys import tidy_key
from congdoan.organisation import queries as organisation
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


@router.get("/requests", response={200: Page[RequestRow], **PROBLEMS}, summary="Reports asked for, the newest first")
def requests(request: ApiRequest, after: Words = "", limit: Limit = 50) -> Page[RequestRow]:
    seen = access.requests_visible_to(request.user)
    rows = seen.select_related("receiver")
    page, following = page_of(rows, order=["-period_end", "-pk"], after=after, limit=limit, among=seen)
    return Page(items=[telling.asked(each) for each in page], next=following)


@router.post("", response={201: ReportOut, **PROBLEMS}, summary="Open the unit's draft on a request")
def begin(request: ApiRequest, response: HttpResponse, payload: OpenIn) -> Status[ReportOut]:
    """The one already there if there is one. Its figures stand in it, its words are to be written."""
    asked = access.request_for_reading(request.user, tidy_key(payload.request))
    unit = unit_named(request.user, payload.unit) if payload.unit else request.unit
    laid = asked.duty.obligations.filter(bearer_id=unit.pk).select_related("heir").first()
    writer = unit_named(request.user, laid.heir.code) if laid and laid.heir else unit
    accounts.may(request.user, Task.WRITE_REPORT, at=writer).require()
    report = actions.open_report(asked, unit=unit, by=request.user.acting(writer))
    return Status(201, _told(request, response, report))


@router.post(
    "/requests/{key}/summary",
    response={201: ReportOut, **PROBLEMS},
    summary="Open the report the unit that asked draws together for itself",
)
def draw_together(request: ApiRequest, response: HttpResponse, key: Key) -> Status[ReportOut]:
    """The one already there if there is one. It goes to nobody: sent, it waits for the signature."""
    asked = access.request_for_reading(request.user, tidy_key(key))
    access.may_draw_together(request.user, asked).require()
    return Status(201, _told(request, response, actions.open_own(asked, by=request.user.acting(asked.judge))))


@router.put("/{key}/blocks/{block}", response=ANSWERS, summary="Write a block")
def write(request: ApiRequest, response: HttpResponse, key: Key, block: Key, payload: WriteIn) -> ReportOut:
    report = access.report_for_writing(request.user, tidy_key(key))
    found = report.blocks.filter(key=tidy_key(block)).first()
    if found is None:
        raise NotFound(_("Báo cáo này không có đoạn ấy."), field="block")
    actions.write(found, text=payload.text, version=payload.version, by=request.user.acting(report.writer))
    return _told(request, response, report)


@router.post("/{key}/remarks/{remark_key}/reply", response=ANSWERS, summary="Say how a remark was met")
def reply(request: ApiRequest, response: HttpResponse, key: Key, remark_key: Key, payload: ReplyIn) -> ReportOut:
    report = access.report_for_writing(request.user, tidy_key(key))
    made = report.remarks.filter(key=tidy_key(remark_key), closed_at__isnull=True).first()
    if made is None:
        raise NotFound(_("Báo cáo này không có nhận xét ấy đang chờ trả lời."), field="remark_key")
    actions.close_remark(made, reply=payload.reply, by=request.user.acting(report.writer))
    return _told(request, response, report)


@router.get("/{key}/signers", response={200: list[SignerRow], **PROBLEMS}, summary="Who may sign it today")
def signers(request: ApiRequest, key: Key) -> list[SignerRow]:
    report = access.report_for_signing(request.user, tidy_key(key))
    found = organisation.signers(report.writer, on=clock.today())
    return [SignerRow(key=each.key, title=each.title, signs_as=each.signs_as) for each in found]


@router.post("/{key}/sign", response=ANSWERS, summary="Sign it: it becomes a numbered paper of its unit")
def sign(request: ApiRequest, response: HttpResponse, key: Key, payload: SignIn) -> ReportOut:
    report = access.report_for_signing(request.user, tidy_key(key))
    version = needed_version(request, payload.version)
    found = organisation.signers(report.writer, on=clock.today()).filter(key=tidy_key(payload.signer)).first()
    if found is None:
        raise NotFound(_("Không có người ký mang mã “%(key)s” hôm nay.") % {"key": payload.signer}, field="signer")
    by = request.user.acting(report.writer)
    return _told(request, response, actions.sign(report, signer=found, version=version, by=by))


@router.get("/{key}", response=ANSWERS, summary="One report: words, figures with their drift, remarks")
def one(request: ApiRequest, response: HttpResponse, key: Key) -> ReportOut:
    return _told(request, response, access.report(request.user, tidy_key(key)))


@router.post("/{key}/send", response=ANSWERS, summary="Send it up; its figures are frozen")
def send(request: ApiRequest, response: HttpResponse, key: Key, payload: StepIn) -> ReportOut:
    report = access.report_for_writing(request.user, tidy_key(key))
    by = request.user.acting(report.writer)
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
    by = request.user.acting(report.request.judge)
    actions.remark(report, text=payload.text, block=block, quote=payload.quote, token=token, by=by)
    return Status(201, _told(request, response, report))


@router.post("/{key}/return", response=ANSWERS, summary="Return it with a note or the remarks made")
def send_back(request: ApiRequest, response: HttpResponse, key: Key, payload: ReturnIn) -> ReportOut:
    report = access.report_for_judging(request.user, tidy_key(key))
    version = needed_version(request, payload.version)
    by = request.user.acting(report.request.judge)
    return _told(request, response, actions.send_back(report, version=version, note=payload.note, by=by))


@router.post("/{key}/accept", response=ANSWERS, summary="Accept it as sent")
def accept(request: ApiRequest, response: HttpResponse, key: Key, payload: StepIn) -> ReportOut:
    report = access.report_for_judging(request.user, tidy_key(key))
    by = request.user.acting(report.request.judge)
    return _told(request, response, actions.accept(report, version=needed_version(request, payload.version), by=by))


def _told(request: ApiRequest, response: HttpResponse, report: Report) -> ReportOut:
    found = access.report(request.user, report.key)
    tag(response, found.version)
    return telling.whole(found, request.user)
