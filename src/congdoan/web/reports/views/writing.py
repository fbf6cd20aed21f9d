"""Writing a report and sending it up."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.foundation.errors import Changed, Refused
from congdoan.reports import access, actions
from congdoan.reports.figures import shown
from congdoan.reports.models import Block
from congdoan.web.reports.forms import AddForm, BlockForm, PlaceForm, ReplyForm, VersionForm, WordingForm
from congdoan.web.reports.views.reading import contents
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


@require_POST
def open_own(request: UserRequest, key: str) -> HttpResponse:
    """Begin my unit's report on a request."""
    asked = get_object_or_404(access.requests_visible_to(request.user), key=key)
    accounts.may(request.user, Task.WRITE_REPORT, at=request.unit).require()
    return redirect("reports:report", actions.open_report(asked, unit=request.unit, by=request.actor).key)


@require_POST
def save(request: UserRequest, key: str, block: str) -> HttpResponse:
    """Save one block's text; the second of two savers sees both."""
    report = access.report_for_writing(request.user, key)
    found = get_object_or_404(report.blocks, key=block)
    form = BlockForm(request.POST)
    if form.is_valid():
        try:
            actions.write(found, text=form.cleaned_data["text"], version=form.cleaned_data["version"], by=request.actor)
        except Changed:
            raise
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã lưu đoạn."))
            return redirect(_at(report.key, found))
    request.GET = request.GET.copy()
    request.GET["sua"] = found.key
    return page(request, "reports/report.html", part="text", **contents(request, report, written=form))


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
    toast(request, _("Đã bỏ một đoạn; nội dung còn trong nhật ký của báo cáo."))
    return redirect("reports:report", report.key)


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
    toast(request, _("Đã có con số {{%(name)s}}; chép tên đó vào câu văn.") % {"name": token.name})
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
    made = actions.pick_excerpt(report, source=source, after=None, by=request.actor)
    toast(request, _("Đã đưa đoạn trích vào cuối báo cáo; có thể chuyển lên chỗ cần."))
    return redirect(_at(report.key, made))


def send(request: UserRequest, key: str) -> HttpResponse:
    """A summary of what goes up, then sending it."""
    report = access.report_for_writing(request.user, key)
    form = VersionForm(request.POST or None, initial={"version": report.version})
    if request.method == "POST" and form.is_valid():
        actions.send(report, version=form.cleaned_data["version"], by=request.actor)
        toast(request, _("Đã gửi báo cáo lên %(unit)s.") % {"unit": report.request.receiver.name})
        return redirect("reports:report", report.key)
    figures = list(shown(report).values())
    return page(request, "reports/send.html", report=report, asked=report.request, form=form, figures=figures)


@require_POST
def take_back(request: UserRequest, key: str) -> HttpResponse:
    report = access.report(request.user, key)
    accounts.may(request.user, Task.WRITE_REPORT, at=report.unit).require()
    actions.take_back(report, version=int(request.POST["version"]), by=request.actor)
    return redirect("reports:report", report.key)


@require_POST
def reply(request: UserRequest, key: str, remark_key: str) -> HttpResponse:
    """Say how a remark was met."""
    report = access.report_for_writing(request.user, key)
    form = ReplyForm(request.POST)
    answer = form.cleaned_data["reply"] if form.is_valid() else ""
    actions.close_remark(get_object_or_404(report.remarks, key=remark_key), reply=answer, by=request.actor)
    return redirect("reports:report", report.key)


def _at(key: str, block: Block) -> str:
    return f"{reverse('reports:report', args=[key])}#doan-{block.key}"
