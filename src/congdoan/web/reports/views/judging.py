"""What the level above does with a report, and the signature."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.organisation import queries as organisation
from congdoan.reports import access, actions, queries
from congdoan.reports.figures import as_told, shown
from congdoan.web.reports.forms import RemarkForm, ReturnForm, SignForm, VersionForm
from congdoan.web.reports.views.reading import contents
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


@require_POST
def remark(request: UserRequest, key: str) -> HttpResponse:
    """Pin a remark: `doan` names a block, `so` a figure, neither means the whole."""
    report = access.report_for_judging(request.user, key)
    form = RemarkForm(request.POST)
    block = report.blocks.filter(key=request.POST.get("doan", "")).first()
    token = report.tokens.filter(name=request.POST.get("so", "")).first()
    if form.is_valid():
        try:
            actions.remark(report, block=block, token=token, by=request.actor, **form.cleaned_data)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã gắn nhận xét. Đơn vị thấy nhận xét khi báo cáo được trả lại."))
            return redirect("reports:report", report.key)
    return page(request, "reports/report.html", part="panel", **contents(request, report, remarking=form))


@require_POST
def withdraw_remark(request: UserRequest, key: str, remark_key: str) -> HttpResponse:
    """Take back a remark the unit has not been shown yet."""
    report = access.report_for_judging(request.user, key)
    actions.withdraw_remark(get_object_or_404(report.remarks, key=remark_key), by=request.actor)
    toast(request, _("Đã bỏ nhận xét."))
    return redirect("reports:report", report.key)


@require_POST
def send_back(request: UserRequest, key: str) -> HttpResponse:
    report = access.report_for_judging(request.user, key)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Thiếu phiên bản của báo cáo; hãy mở lại trang rồi trả lại."))
    actions.send_back(report, by=request.actor, **form.cleaned_data)
    toast(request, _("Đã trả lại báo cáo cho %(unit)s.") % {"unit": report.unit.name})
    return redirect("reports:desk", report.request.key)


@require_POST
def accept(request: UserRequest, key: str) -> HttpResponse:
    report = access.report_for_judging(request.user, key)
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Thiếu phiên bản của báo cáo; hãy mở lại trang rồi chấp nhận."))
    actions.accept(report, version=form.cleaned_data["version"], by=request.actor)
    toast(request, _("Đã chấp nhận báo cáo của %(unit)s.") % {"unit": report.unit.name})
    return redirect("reports:desk", report.request.key)


def sign(request: UserRequest, key: str) -> HttpResponse:
    """A summary of what will be signed, by whom and where it goes; then the signature."""
    report = access.report_for_signing(request.user, key)
    signers = organisation.signers(report.writer, on=clock.today())
    form = SignForm(request.POST or None, report=report, signers=signers)
    if request.method == "POST" and form.is_valid():
        try:
            actions.sign(report, by=request.actor, **form.cleaned_data)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã ký. Số liệu từ nay không đổi; thay đổi về sau hiện thành độ lệch."))
            return redirect("reports:report", report.key)
    return page(
        request,
        "reports/sign.html",
        report=report,
        asked=report.request,
        receivers=queries.receivers(report, clock.today()),
        form=form,
        figures=list(as_told(shown(report), request.user).values()),
        no_signer=not signers.exists(),
        today=clock.today(),
    )
