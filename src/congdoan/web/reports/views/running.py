"""What the receiver of a request does with all of it: accept in bulk, remind, move the cut-off, close and open."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from congdoan.foundation.errors import Refused
from congdoan.obligations import actions as obligations
from congdoan.reports import access, actions, queries
from congdoan.reports.models import Report
from congdoan.web.reports.desk import lines
from congdoan.web.reports.forms import CutoffForm, RemindForm
from congdoan.web.reports.views.finding import desk_of
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


@require_POST
def accept_many(request: UserRequest, key: str) -> HttpResponse:
    """Accept the reports ticked, each at the version seen; those refused are listed with the reason."""
    asked = access.request_for_running(request.user, key)
    ticked = dict(value.split(":", 1) for value in request.POST.getlist("nhan") if ":" in value)
    if not ticked:
        raise Refused(_("Hãy đánh dấu ít nhất một báo cáo đã gửi."))
    found = Report.objects.filter(request=asked, key__in=ticked).select_related("unit").order_by("unit__sort_key")
    done = actions.accept_many([(row, _version(ticked[row.key])) for row in found], by=request.actor)
    if done.accepted:
        count = len(done.accepted)
        said = ngettext("Đã chấp nhận %(count)d báo cáo.", "Đã chấp nhận %(count)d báo cáo.", count)
        toast(request, said % {"count": count})
    if not done.refused:
        return redirect("reports:desk", key)
    return page(request, "reports/desk.html", part="desk", **desk_of(request, asked, refused=done.refused))


@require_POST
def remind(request: UserRequest, key: str) -> HttpResponse:
    """Remind every unit that has not sent; each is reminded once a day, whoever does it."""
    asked = access.request_for_running(request.user, key)
    form = RemindForm(request.POST)
    owing = [row.standing.obligation for row in lines(queries.standings(asked), on=request.as_of) if row.is_missing]
    if form.is_valid():
        try:
            sent, already = obligations.remind(owing, text=form.cleaned_data["text"], by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(
                request,
                _("Đã nhắc %(sent)d đơn vị; %(already)d đơn vị đã được nhắc trong ngày.")
                % {"sent": len(sent), "already": len(already)},
            )
            return redirect("reports:desk", key)
    return page(request, "reports/desk.html", part="desk", **desk_of(request, asked, remind_form=form))


@require_POST
def move_cutoff(request: UserRequest, key: str) -> HttpResponse:
    asked = access.request_for_running(request.user, key)
    form = CutoffForm(request.POST)
    if form.is_valid():
        try:
            drafts = actions.move_cutoff(asked, cutoff_on=form.cleaned_data["cutoff_on"], by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            said = _("Đã đổi ngày chốt; %(drafts)d báo cáo đang soạn tính lại số. Báo cáo đã gửi giữ nguyên số.")
            toast(request, said % {"drafts": drafts})
            return redirect("reports:desk", key)
    return page(request, "reports/desk.html", part="desk", **desk_of(request, asked, cutoff_form=form))


@require_POST
def close(request: UserRequest, key: str) -> HttpResponse:
    asked = access.request_for_running(request.user, key)
    actions.close_request(asked, by=request.actor)
    toast(request, _("Đã đóng yêu cầu: không nhận thêm báo cáo."))
    return redirect("reports:desk", key)


@require_POST
def reopen(request: UserRequest, key: str) -> HttpResponse:
    asked = access.request_for_running(request.user, key)
    actions.reopen_request(asked, by=request.actor)
    toast(request, _("Đã mở lại yêu cầu báo cáo."))
    return redirect("reports:desk", key)


def _version(typed: str) -> int:
    """Zero, which no report has, for what is no number: the report is then refused as changed."""
    return int(typed) if typed.isdecimal() else 0
