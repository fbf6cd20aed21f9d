"""Asking for a report: what a report duty wants to be filled in."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.foundation.errors import Refused
from congdoan.obligations.models import Duty
from congdoan.reports import actions
from congdoan.web.reports.forms import AskForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def ask(request: UserRequest) -> HttpResponse:
    """`?nhiem-vu=` names the duty; without it, the report duties of my unit that still want a form."""
    given = Q(giver_heir=request.unit) | Q(giver_heir=None, given_by=request.unit)
    duties = Duty.objects.filter(given, state="accepted", report_requests=None).select_related("document")
    key = request.GET.get("nhiem-vu", "")
    if not key:
        return page(request, "reports/ask_which.html", duties=duties.order_by("-is_report", "-given_on")[:50])
    duty = get_object_or_404(duties, key=key)
    accounts.may(request.user, Task.ASSIGN, at=request.unit).require()
    form = AskForm(request.POST or None, initial=_suggested(duty))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            asked = actions.ask_for_report(
                duty,
                title=data["title"],
                receiver=request.unit,
                period=data["period"],
                cutoff_on=data["cutoff_on"],
                outline=data["outline"],
                board=data["board"],
                by=request.actor,
            )
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã yêu cầu báo cáo; các đơn vị thấy ở mục Báo cáo của mình."))
            return redirect("reports:desk", asked.key)
    return page(request, "reports/ask.html", part="form", form=form, duty=duty)


def _suggested(duty: Duty) -> dict[str, object]:
    """What the paper behind the duty already says:

    its period and its contents as the outline. Nothing it does not say.
    """
    document = duty.document
    if document is None:
        return {"title": duty.what[:300]}
    headings = [
        f"{clause.label}. {clause.heading}" for clause in document.clauses.all() if clause.heading and clause.label
    ]
    return {
        "title": duty.what[:300],
        "period_start": document.peak_start or document.period_start,
        "period_end": document.peak_end or document.period_end,
        "outline": "\n".join(headings),
    }
