"""What was reported done and waits for the giver's nod: one list, many at a press."""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.activities.models import ActState
from congdoan.desk.looking import look_from
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.obligations import access, actions
from congdoan.obligations.models import ObligationSet, ObligationState
from congdoan.obligations.queries import now
from congdoan.registry.models import RegisteredDocument
from congdoan.web.duties.looks import badge
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast

SHOWN = 60


def waiting(request: UserRequest) -> HttpResponse:
    """Everything given by the unit one acts for that was reported done. `?vb=` keeps to one paper; POST verifies what
    was ticked, each as it was shown.
    """
    if request.method == "POST":
        return _verified(request)
    asked = _asked(request)
    papers = RegisteredDocument.objects.filter(pk__in=asked.values("duty__document")).without_words()
    chosen = request.GET.get("vb", "")
    rows = asked.filter(duty__document__key=chosen) if chosen else asked
    recorded = Count("answers", filter=Q(answers__act__state=ActState.RECORDED), distinct=True)
    said = Count("nil_returns", filter=Q(nil_returns__withdrawn_at=None), distinct=True)
    listed = rows.with_names().annotate(acts_counted=recorded, nil_counted=said).order_by("done_on", "pk")
    look = look_from(clock.today())
    whole = rows.count()
    return page(
        request, "duties/waiting.html", part="list", tab="waiting", papers=papers.order_by("-issued_on"), chosen=chosen,
        lines=[(row, badge(look.judge(now(row)))) for row in listed[:SHOWN]], hidden=max(0, whole - SHOWN), whole=whole,
        may_verify=accounts.may(request.user, Task.VERIFY, at=request.unit),
    )  # fmt: skip


def _asked(request: UserRequest) -> ObligationSet:
    given = Q(duty__giver_heir=request.unit) | Q(duty__giver_heir=None, duty__given_by=request.unit)
    done = access.visible_to(request.user).filter(given, state=ObligationState.DONE, report=None)
    return done.exclude(bearer=request.unit)


def _verified(request: UserRequest) -> HttpResponse:
    """One by one, so that what somebody changed meanwhile does not hold the others back."""
    done, refused = 0, []
    for ticked in request.POST.getlist("keys"):
        key, _at, version = ticked.partition("@")
        obligation = access.obligation_for_judging(request.user, key)
        try:
            actions.verify(obligation, version=int(version) if version.isdecimal() else None, by=request.actor)
            done += 1
        except Refused as refusal:
            refused.append(f"{obligation.holder}: {refusal}")
    if done:
        toast(request, ngettext("Đã xác nhận %(n)d nhiệm vụ.", "Đã xác nhận %(n)d nhiệm vụ.", done) % {"n": done})
    elif not refused:
        toast(request, _("Hãy chọn ít nhất một nhiệm vụ để xác nhận."))
    for words in refused[:3]:
        toast(request, words)
    return redirect(request.get_full_path())
