"""Writing a report and sending it up."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.foundation import clock
from congdoan.foundation.errors import Changed, Refused
from congdoan.organisation.models import Unit
from congdoan.reports import access, actions, queries
from congdoan.reports.figures import as_told, shown
from congdoan.reports.models import Block
from congdoan.web.reports.doubts import doubts
from congdoan.web.reports.forms import (
    AddForm,
    BlockForm,
    KeepForm,
    PlaceForm,
    QuoteForm,
    ReplyForm,
    VersionForm,
    WordingForm,
)
from congdoan.web.reports.views.reading import contents
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


@require_POST
def open_own(request: UserRequest, key: str) -> HttpResponse:
    """Begin my unit's report on a request, or that of a unit (`don-vi`) whose heir mine is."""
    asked = access.request_for_reading(request.user, key)
    accounts.may(request.user, Task.WRITE_REPORT, at=request.unit).require()
    code = request.POST.get("don-vi") or request.unit.code
    owed = queries.owed_by(request.unit, on=clock.today())
    if not any(row.request.pk == asked.pk and row.obligation.bearer.code == code for row in owed):
        raise Refused(_("%(unit)s không phải gửi báo cáo này, hoặc đã gửi.") % {"unit": request.unit.name})
    unit = get_object_or_404(Unit, code=code)
    return redirect("reports:report", actions.open_report(asked, unit=unit, by=request.actor).key)


@require_POST
def draw_together(request: UserRequest, key: str) -> HttpResponse:
    """Begin the report my unit draws together for itself from those on its request."""
    asked = access.request_for_reading(request.user, key)
    access.may_draw_together(request.user, asked).require()
    return redirect("reports:report", actions.open_own(asked, by=request.actor).key)


@require_POST
def save(request: UserRequest, key: str, block: str) -> HttpResponse:
    """Save one block's text; the second of two savers sees both, with their own words still in the form."""
    report = access.report_for_writing(request.user, key)
    found = get_object_or_404(report.blocks, key=block)
    form, theirs = BlockForm(request.POST), None
    if form.is_valid():
        try:
            actions.write(found, text=form.cleaned_data["text"], version=form.cleaned_data["version"], by=request.actor)
        except Changed as changed:
            found.refresh_from_db()
            form = BlockForm({"text": form.cleaned_data["text"], "version": found.version})
            form.add_error("text", str(changed))
            theirs = changed.theirs["text"]
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã lưu đoạn."))
            return redirect(_at(report.key, found))
    drawn = contents(request, report, writing=found.key, written=form)
    return page(request, "reports/report.html", part="text", theirs=theirs, **drawn)


@require_POST
def add(request: UserRequest, key: str) -> HttpResponse:
    report = access.report_for_writing(request.user, key)
    form = AddForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Đoạn mới cần có nội dung."))
    block = actions.add_block(report, after=None, by=request.actor, **form.cleaned_data)
    return redirect(_at(report.key, block))


@require_POST
def remove(request: UserRequest, key: str, block: str) -> HttpResponse:
    report = access.report_for_writing(request.user, key)
    actions.remove_block(get_object_or_404(report.blocks, key=block), by=request.actor)
    toast(request, _("Đã bỏ một đoạn."), undo=reverse("reports:restore", args=[report.key, block]))
    return redirect("reports:report", report.key)


@require_POST
def restore(request: UserRequest, key: str, block: str) -> HttpResponse:
    """Undo a removal."""
    report = access.report_for_writing(request.user, key)
    return redirect(_at(report.key, actions.restore_block(report, block, by=request.actor)))


@require_POST
def quote(request: UserRequest, key: str, block: str) -> HttpResponse:
    """Put the report's own figure in place of a number typed by hand."""
    report = access.report_for_writing(request.user, key)
    found = get_object_or_404(report.blocks, key=block)
    form = QuoteForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Thiếu con số cần gắn; hãy tải lại trang."))
    token = get_object_or_404(report.tokens, name=form.cleaned_data["so"])
    version = form.cleaned_data["version"]
    actions.quote_figure(found, words=form.cleaned_data["words"], token=token, version=version, by=request.actor)
    return redirect(_at(report.key, found))


@require_POST
def keep(request: UserRequest, key: str, block: str) -> HttpResponse:
    """Keep a number the records contradict, and say why."""
    report = access.report_for_writing(request.user, key)
    found = get_object_or_404(report.blocks, key=block)
    form = KeepForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Hãy ghi lý do giữ số này: người đọc báo cáo sẽ thấy."))
    actions.keep_number(found, **form.cleaned_data, by=request.actor)
    toast(request, _("Đã giữ số và ghi lý do."))
    return redirect(_at(report.key, found))


@require_POST
def renew(request: UserRequest, key: str, block: str) -> HttpResponse:
    """Take the words of an excerpt's source as they are now."""
    report = access.report_for_writing(request.user, key)
    found = get_object_or_404(report.blocks, key=block)
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Thiếu phiên bản của đoạn; hãy tải lại trang."))
    actions.renew_excerpt(found, version=form.cleaned_data["version"], by=request.actor)
    toast(request, _("Đã lấy lại lời của đoạn nguồn."))
    return redirect(_at(report.key, found))


@require_POST
def move(request: UserRequest, key: str, block: str, way: str) -> HttpResponse:
    report = access.report_for_writing(request.user, key)
    found = get_object_or_404(report.blocks, key=block)
    actions.move_block(found, up=way == "len", by=request.actor)
    return redirect(_at(report.key, found))


@require_POST
def place(request: UserRequest, key: str) -> HttpResponse:
    """Give the report another figure to quote."""
    report = access.report_for_writing(request.user, key)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Hãy chọn một chỉ tiêu trong danh sách."))
    token = actions.place_figure(report, indicator=form.cleaned_data["indicator"], by=request.actor)
    toast(
        request, _("Đã có con số “%(name)s”; bấm vào tên để chèn vào đoạn đang sửa.") % {"name": str(token.indicator)}
    )
    return redirect("reports:report", report.key)


@require_POST
def word(request: UserRequest, key: str, name: str) -> HttpResponse:
    """Say how a figure is quoted."""
    report = access.report_for_writing(request.user, key)
    form = WordingForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Hãy chọn một cách viết trong danh sách."))
    actions.set_wording(
        get_object_or_404(report.tokens, name=name), wording=form.cleaned_data["wording"], by=request.actor
    )
    return redirect("reports:report", report.key)


@require_POST
def pick(request: UserRequest, key: str, block: str) -> HttpResponse:
    """Put a paragraph of a lower unit's accepted report into this one."""
    report = access.report_for_writing(request.user, key)
    source = get_object_or_404(Block.objects.filter(report__in=access.visible_to(request.user)), key=block)
    made = actions.pick_excerpt(report, source=source, after=queries.place_for(report, source), by=request.actor)
    toast(
        request,
        _("Đã đưa đoạn trích vào báo cáo."),
        undo=reverse("reports:remove", args=[report.key, made.key]),
    )
    return redirect(f"{reverse('reports:report', args=[key])}?{_heading(request)}#doan-{made.key}")


def send(request: UserRequest, key: str) -> HttpResponse:
    """A summary of what goes up, then sending it."""
    report = access.report_for_writing(request.user, key)
    form = VersionForm(request.POST or None, initial={"version": report.version})
    if request.method == "POST" and form.is_valid():
        actions.send(report, version=form.cleaned_data["version"], by=request.actor)
        sent = _("Đã gửi báo cáo lên %(unit)s.") % {"unit": report.request.judge.name}
        toast(request, _("Đã chốt báo cáo; người ký thấy ở mục Chờ ký.") if report.is_own else sent)
        return redirect("reports:report", report.key)
    figures = as_told(shown(report), request.user)
    found = doubts(report, figures)
    return page(
        request,
        "reports/send.html",
        report=report,
        asked=report.request,
        form=form,
        figures=list(figures.values()),
        doubts=found,
        is_stopped=any(doubt.stops for doubt in found),
    )


@require_POST
def take_back(request: UserRequest, key: str) -> HttpResponse:
    report = access.report(request.user, key)
    access.may_take_back(request.user, report).require()
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Thiếu phiên bản của báo cáo; hãy tải lại trang."))
    actions.take_back(report, version=form.cleaned_data["version"], by=request.actor)
    toast(request, _("Đã rút lại báo cáo để sửa."))
    return redirect("reports:report", report.key)


@require_POST
def reply(request: UserRequest, key: str, remark_key: str) -> HttpResponse:
    """Say how a remark was met."""
    report = access.report_for_writing(request.user, key)
    form = ReplyForm(request.POST)
    answer = form.cleaned_data["reply"] if form.is_valid() else ""
    actions.close_remark(get_object_or_404(report.remarks, key=remark_key), reply=answer, by=request.actor)
    return redirect("reports:report", report.key)


def _heading(request: UserRequest) -> str:
    """The filter the excerpts were narrowed by, so that picking several is not begun anew each time."""
    return urlencode({"muc": request.POST["muc"]}) if request.POST.get("muc") else ""


def _at(key: str, block: Block) -> str:
    return f"{reverse('reports:report', args=[key])}#doan-{block.key}"
