"""One obligation on a page of its own, and every verb that moves it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from congdoan.accounts.models import User
from congdoan.foundation.errors import Changed, NotAllowed, Refused
from congdoan.obligations import access, actions
from congdoan.obligations.models import Obligation
from congdoan.obligations.queries import first_day, may_carry_out, uppers_of
from congdoan.registry.models import RegisteredDocument
from congdoan.registry.queries import trail
from congdoan.web.duties import forms
from congdoan.web.duties.panels import PAPERS, panel_of
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


@dataclass(frozen=True, slots=True)
class Verb:
    """How a press of a button becomes a verb: who may, what was typed, what is called, what is said afterwards."""

    fetch: Callable[[User, str], Obligation]
    form: type[Form]
    call: Callable[..., object]
    said: object
    undo: str = ""


VERBS = {
    "acknowledge": Verb(
        access.obligation_for_answering, forms.PlainForm, actions.acknowledge, gettext_lazy("Đã tiếp nhận.")
    ),
    "nil": Verb(
        access.obligation_for_answering, forms.PlainForm, actions.nil_return,
        gettext_lazy("Đã báo không phát sinh."), undo="duties:withdraw_nil",
    ),
    "finish": Verb(access.obligation_for_answering, forms.FinishForm, actions.finish, gettext_lazy("Đã báo xong.")),
    "reopen": Verb(access.obligation_for_answering, forms.ReopenForm, actions.reopen, gettext_lazy("Đã mở lại.")),
    "verify": Verb(access.obligation_for_judging, forms.PlainForm, actions.verify, gettext_lazy("Đã xác nhận.")),
    "send_back": Verb(
        access.obligation_for_judging, forms.ReturnForm, actions.send_back, gettext_lazy("Đã trả lại, kèm lý do.")
    ),
    "waive": Verb(access.obligation_for_judging, forms.WaiveForm, actions.waive, gettext_lazy("Đã miễn, kèm lý do.")),
    "extend": Verb(access.obligation_for_extending, forms.ExtendForm, actions.extend, gettext_lazy("Đã gia hạn.")),
}  # fmt: skip
ADDRESSES = {
    "tiep-nhan": "acknowledge", "khong-phat-sinh": "nil", "xong": "finish", "mo-lai": "reopen", "xac-nhan": "verify",
    "tra-lai": "send_back", "mien": "waive", "gia-han": "extend",
}  # fmt: skip
"""The last part of the address, in the officers' words, for each verb."""


def shown(request: UserRequest, key: str) -> HttpResponse:
    """One obligation with its history, evidence and what may be done."""
    return _page(request, access.obligation(request.user, key))


@require_POST
def move(request: UserRequest, key: str, address: str) -> HttpResponse:
    """Call the verb of the address. What was typed wrong comes back beside its field; what is refused, as a note."""
    name = ADDRESSES.get(address)
    if name is None:
        raise Http404
    verb = VERBS[name]
    obligation = verb.fetch(request.user, key)
    options: dict[str, Any] = {"since": first_day(obligation)} if name == "finish" else {}
    form = verb.form(request.POST, **options)
    if not form.is_valid():
        return _page(request, obligation, {name: form}, status=422)
    try:
        verb.call(obligation, **_asked(form), by=request.actor)
    except (Changed, NotAllowed):
        raise
    except Refused as refused:
        put_on(form, refused)
        return _page(request, obligation, {name: form}, status=422)
    toast(request, str(verb.said), undo=reverse(verb.undo, args=[key]) if verb.undo else "")
    return redirect(back(request, key))


@require_POST
def set_due(request: UserRequest, key: str) -> HttpResponse:
    """Give a duty the day its paper did not, for all who still owe it."""
    duty = access.duty_for_dating(request.user, key)
    form = forms.SetDueForm(request.POST)
    mine = access.visible_to(request.user).filter(duty=duty).with_names().order_by("pk")[0]
    if not form.is_valid():
        return _page(request, mine, {"set_due": form}, status=422)
    try:
        dated = actions.set_due(duty, **_asked(form), by=request.actor)
    except Changed:
        raise
    except Refused as refused:
        put_on(form, refused)
        return _page(request, mine, {"set_due": form}, status=422)
    toast(request, _("Đã đặt hạn cho %(units)d đơn vị.") % {"units": len(dated)})
    return redirect(back(request, mine.key))


@require_POST
def carry_out(request: UserRequest, key: str) -> HttpResponse:
    """Say by which paper of its own the unit carries the obligation out."""
    obligation = access.obligation_for_answering(request.user, key)
    form = forms.CarryOutForm(request.POST, papers=list(may_carry_out(obligation)[:PAPERS]))
    if form.is_valid():
        paper = form.papers[form.cleaned_data["document"]]
        try:
            actions.carry_out(obligation, paper, completes=form.cleaned_data["completes"], by=request.actor)
        except Refused as refused:
            put_on(form, refused)
        else:
            toast(request, _("Đã nối với %(paper)s.") % {"paper": paper.symbol})
            return redirect(back(request, key))
    return _page(request, obligation, {"carry_out": form}, status=422)


@require_POST
def end_recurrence(request: UserRequest, key: str) -> HttpResponse:
    """Have no further period of a recurring duty given."""
    duty = access.duty_for_dating(request.user, key)
    form = forms.EndRecurrenceForm(request.POST)
    mine = access.visible_to(request.user).filter(duty=duty).with_names().order_by("-pk")[0]
    if not form.is_valid():
        return _page(request, mine, {"end_recurrence": form}, status=422)
    values = form.cleaned_data
    actions.end_recurrence(duty, after=values["after"], reason=values["reason"], by=request.actor)
    toast(request, _("Không giao kỳ nào sau ngày %(day)s.") % {"day": f"{values['after']:%d/%m/%Y}"})
    return redirect(back(request, mine.key))


@require_POST
def carry(request: UserRequest, key: str) -> HttpResponse:
    """Tie a duty one gave to what one's own unit owes above it, or untie it."""
    duty = access.duty_for_dating(request.user, key)
    form = forms.CarryForm(request.POST, uppers=uppers_of(duty))
    if not form.is_valid():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    actions.carry(duty, form.uppers.get(form.cleaned_data["upper"]), by=request.actor)
    toast(request, _("Đã nối vào nhiệm vụ cấp trên.") if form.cleaned_data["upper"] else _("Đã bỏ nối."))
    mine = access.visible_to(request.user).filter(duty=duty).order_by("pk")[0]
    return redirect(back(request, mine.key))


@require_POST
def withdraw_nil(request: UserRequest, key: str) -> HttpResponse:
    """Undo "không phát sinh": take back the standing answer."""
    obligation = access.obligation_for_answering(request.user, key)
    nil = obligation.nil_returns.filter(withdrawn_at=None).order_by("-said_at").first()
    if nil is None:
        raise Refused(_("Không còn câu trả lời “không phát sinh” nào để rút lại."))
    actions.withdraw_nil(nil, by=request.actor)
    toast(request, _("Đã rút lại câu trả lời."))
    return redirect(back(request, key))


def _asked(form: Form) -> dict[str, Any]:
    """What was typed, for the verb: fields left empty are left out."""
    return {name: value for name, value in form.cleaned_data.items() if value not in ("", None)}


def back(request: UserRequest, key: str) -> str:
    """Where the button stood, when that is a page of ours."""
    wanted = request.POST.get("next", "") or request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and is_ours else reverse("duties:obligation", args=[key])


def _page(
    request: UserRequest, obligation: Obligation, bound: Mapping[str, Form] | None = None, *, status: int = 200
) -> HttpResponse:
    panel = panel_of(request, obligation, on=request.as_of, bound=bound)
    steps = trail_to(obligation.duty.document)
    return page(request, "duties/obligation.html", part="obligation", status=status, panel=panel, steps=steps)


def trail_to(document: RegisteredDocument | None) -> list[dict[str, str]]:
    """The papers above, on one line; those that are here lead to their thread."""
    steps = [
        {
            "label": step.symbol,
            "url": reverse("duties:thread", args=[step.document.key]) if step.document else "",
            "note": step.issuer,
        }
        for step in (trail(document) if document else [])
    ]
    return [*steps, {"label": _("Nhiệm vụ"), "url": "", "note": ""}]
