"""Recording an act: the form, its receipt, taking it back at once, and saying that nothing happened."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.activities import access, actions
from congdoan.activities.models import Act, ActKind, ActState
from congdoan.activities.queries import answerable
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.obligations import access as obligation_access
from congdoan.obligations import actions as obligations
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import heirs
from congdoan.web.acts import choosing, feeding, submitting
from congdoan.web.acts.forms.record import RecordForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast

UNDO_MINUTES = 10


def _answering(obligation: str) -> str:
    """What the address of a kind carries on, so that choosing a kind forgets no obligation."""
    return f"&{urlencode({'obligation': obligation})}" if obligation else ""


def record(request: UserRequest) -> HttpResponse:
    """One screen. `?kind=` chooses the form, `?obligation=` what it answers; both may be changed on the screen."""
    access.may_record(request.user, request.unit).require()
    _refuse_another_unit(request)
    wanted = request.GET.get("obligation", "")
    owed = answerable(request.unit, on=clock.today())
    kind = choosing.kind_for(request.POST.get("kind") or request.GET.get("kind", ""), wanted, owed)
    kinds = ActKind.objects.filter(is_active=True)
    if kind is None:
        return page(
            request, "acts/record.html", part="record", kinds=kinds, kind=None, owed=owed, answering=_answering(wanted)
        )
    owed = choosing.likely_first(owed, kind, wanted)
    form = RecordForm(
        request.POST or None,
        request.FILES or None,
        kind=kind,
        unit=request.unit,
        answerable=owed,
        initial=choosing.initial_from(request.GET, wanted),
    )
    submitting.let_go(request)
    context: dict[str, Any] = {
        "kinds": kinds,
        "kind": kind,
        "owed": owed,
        "form": form,
        "chosen": form["answers"].value() or [],
        "places": choosing.recent_places(request.unit),
        "doubts": [],
    }
    if not form.is_valid():
        return _come_back(request, form, context)
    doubts = submitting.doubts(form, request.unit)
    if doubts and form.cleaned_data["confirmed"] != _signature(form):
        return _come_back(request, form, context | {"doubts": doubts, "asked_about": _signature(form)})
    try:
        act = submitting.submit(form, request)
    except Refused as refused:
        _put(form, refused)
        return _come_back(request, form, context)
    return redirect("acts:receipt", act.key)


def _come_back(request: UserRequest, form: RecordForm, context: dict[str, Any]) -> HttpResponse:
    """The form again, or for the first time; what was sent with it is kept."""
    if form.is_bound:
        submitting.keep_for_later(form, request)
    return page(request, "acts/record.html", part="record", **context)


def _refuse_another_unit(request: UserRequest) -> None:
    """A form opened for a unit (`unit`, in the form or the address) is never recorded for another one."""
    code = request.POST.get("unit") or request.GET.get("unit") or request.unit.code
    if code == request.unit.code:
        return
    named = get_object_or_404(Unit, code=code)
    if named.ended_on and named.ended_on <= clock.today():
        raise Refused(
            _("%(unit)s đã kết thúc hoạt động từ %(day)s nên không ghi việc ở đó nữa. Đơn vị tiếp nhận: %(heirs)s.")
            % {
                "unit": named.name,
                "day": f"{named.ended_on:%d/%m/%Y}",
                "heirs": ", ".join(heir.name for heir in heirs(named)) or _("chưa có"),
            }
        )
    access.may_record(request.user, named).require()
    raise Refused(
        _("Bạn đang làm việc cho %(here)s; muốn ghi cho %(there)s thì chọn đơn vị đó ở đầu trang trước.")
        % {"here": request.unit.name, "there": named.name}
    )


def receipt(request: UserRequest, key: str) -> HttpResponse:
    """What was recorded and everything it fed, with the code people quote."""
    act = access.act_for_reading(request.user, key)
    fed = feeding.fed_by(act)
    return page(
        request,
        "acts/receipt.html",
        act=act,
        fed=fed,
        drifts=submitting.signed_over(act.lead, act.happened_on),
        can_undo=_may_undo(request, act),
    )


@require_POST
def undo(request: UserRequest, key: str) -> HttpResponse:
    """Take an act back within ten minutes of recording it oneself. Later it is withdrawn with a reason."""
    act = access.act_for_correcting(request.user, key)
    if not _may_undo(request, act):
        raise Refused(_("Đã quá 10 phút; hãy dùng “Rút việc này” và ghi lý do."))
    actions.withdraw(act, reason=_("hoàn tác ngay sau khi ghi"), by=request.actor)
    toast(request, _("Đã hoàn tác."))
    return redirect("acts:record")


@require_POST
def nothing_happened(request: UserRequest, key: str) -> HttpResponse:
    """ "Không phát sinh" in one tap, for everything the obligation asks about."""
    obligation = obligation_access.obligation_for_answering(request.user, key)
    obligations.nil_return(obligation, by=request.actor)
    toast(request, _("Đã báo không phát sinh."))
    return redirect(request.POST.get("next") or reverse("acts:record"))


def _may_undo(request: UserRequest, act: Act) -> bool:
    recent = clock.now() - act.recorded_at < timedelta(minutes=UNDO_MINUTES)
    return act.state == ActState.RECORDED and act.recorded_by == request.actor.key and recent


def _signature(form: RecordForm) -> str:
    """What was asked about: an answer to other counts is no answer to these."""
    counted = ",".join(f"{code}={count}" for code, count in sorted(form.counts.items()))
    return f"{form.cleaned_data['happened_on']} {counted}"


def _put(form: RecordForm, refused: Refused) -> None:
    """Beside the count it names, where it names one."""
    name = f"count-{refused.field}"
    put_on(form, Refused(refused.message, field=name) if name in form.fields else refused)
