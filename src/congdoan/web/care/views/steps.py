"""One step of a case at a time: its form, its verb, back to the case."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congdoan.cases import access, actions, queries
from congdoan.cases.models import SupportCase
from congdoan.foundation import clock
from congdoan.foundation.errors import Changed, NotAllowed, Refused
from congdoan.foundation.keys import new_key
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import ancestors
from congdoan.web.care import circles
from congdoan.web.care.forms import steps as forms
from congdoan.web.care.forms.asking import facts_from
from congdoan.web.care.keeping import sealed
from congdoan.web.care.offering import offer_for
from congdoan.web.care.views.case import told_besides
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast

NOT_KEPT = gettext_lazy(
    "Bước này CHƯA được ghi: hồ sơ đã khác đi từ lúc bạn mở trang, có khi ở một cửa sổ khác của chính bạn. Điều bạn gõ "
    "còn ở dưới; xem lại rồi bấm lần nữa."
)
Do = Callable[[UserRequest, SupportCase, dict[str, Any]], object]


def step(request: UserRequest, key: str, slug: str) -> HttpResponse:
    """The form of the step; once valid, the step. What may not be done now is not offered, and says why here."""
    case = access.case_for_viewing(request.user, key)
    offer = offer_for(request, case, slug)
    if offer is not None and slug == "duyet":  # decided as one paper, on a page of its own
        return redirect(f"/cham-lo/duyet/?ho-so={case.key}")
    if offer is None or slug not in STEPS:
        raise NotAllowed(_("Bước này không làm được với hồ sơ lúc này, hoặc không thuộc việc của bạn."))
    make, do = STEPS[slug]
    form = make(request, case)
    seen = circles.seen(request, case)
    context: dict[str, Any] = {"seen": seen, "form": form, "offer": offer}
    if slug == "trinh-duyet":
        context |= {**told_besides(request, case), "because": case.another_because.open()}
        context |= {"ruling": queries.ruling_for(case), "limits": _limits(case)}
    if not form.is_valid():
        return page(request, "care/step.html", part="step", **context)
    try:
        with transaction.atomic():
            do(request, case, form.cleaned_data)
    except Refused as refused:
        put_on(form, refused)
        if isinstance(refused, Changed):
            form.data = _sent_again(request, case)
            form.add_error(None, str(NOT_KEPT))
        return page(request, "care/step.html", part="step", **context)
    toast(request, _("Đã ghi: %(step)s.") % {"step": offer.label})
    return redirect("care:case", case.key)


def _sent_again(request: UserRequest, case: SupportCase) -> QueryDict:
    """What was typed, now that its writer has been told that the case is another: sent again, it holds."""
    typed = request.POST.copy()
    typed["version"] = str(case.version)
    return typed


def _limits(case: SupportCase) -> object:
    return queries.limits(case.unit, clock.today())


def _simple(form: type[forms.StepForm]) -> Callable[[UserRequest, SupportCase], forms.StepForm]:
    def make(request: UserRequest, case: SupportCase) -> forms.StepForm:
        return form(request.POST or None, request.FILES or None, case=case)

    return make


def _handing(request: UserRequest, case: SupportCase) -> forms.StepForm:
    initial = {"client_token": new_key()}
    return forms.HandOverForm(request.POST or None, request.FILES or None, case=case, initial=initial)


def _paying(request: UserRequest, case: SupportCase) -> forms.StepForm:
    return forms.PayForm(request.POST or None, case=case)


def _forwarding(request: UserRequest, case: SupportCase) -> forms.StepForm:
    above = [unit.pk for unit in ancestors(case.unit, on=clock.today()) if unit.pk != case.unit_id]
    return forms.ForwardForm(request.POST or None, case=case, above=Unit.objects.filter(pk__in=above))


def _amend(request: UserRequest, case: SupportCase, said: dict[str, Any]) -> object:
    return actions.amend(
        case, version=said["version"], need_until=said["need_until"], story=said["story"] or None,
        facts=facts_from(said), files=sealed(said["photos"], said["papers"], by=request.actor), by=request.actor,
    )  # fmt: skip


def _survey(request: UserRequest, case: SupportCase, said: dict[str, Any]) -> object:
    return actions.survey(
        case, version=said["version"], on=said["on"], found=said["found"], suggested_vnd=said["suggested_vnd"],
        need_until=said["need_until"],
        facts=facts_from(said), files=sealed(said["photos"], said["papers"], by=request.actor), by=request.actor,
    )  # fmt: skip


def _propose(request: UserRequest, case: SupportCase, said: dict[str, Any]) -> object:
    names = ("version", "on", "goods", "minutes", "present", "votes_for", "exception")
    values = {name: said[name] for name in names}
    return actions.propose(case, amount_vnd=said["amount_vnd"] or 0, by=request.actor, **values)


def _hand_over(request: UserRequest, case: SupportCase, said: dict[str, Any]) -> object:
    return actions.hand_over(
        case, version=said["version"], on=said["on"], place=said["place"], receiver=said["receiver"],
        client_token=said["client_token"], out_of=said["out_of"],
        files=sealed(said["photos"], said["papers"], by=request.actor), by=request.actor,
    )  # fmt: skip


def _follow_up(request: UserRequest, case: SupportCase, said: dict[str, Any]) -> object:
    return actions.follow_up(
        case, version=said["version"], on=said["on"], found=said["found"], needs_more=said["needs_more"],
        files=sealed(said["photos"], by=request.actor), by=request.actor,
    )  # fmt: skip


def _pay(request: UserRequest, case: SupportCase, said: dict[str, Any]) -> object:
    values = {name: said[name] for name in ("version", "amount_vnd", "payee", "method")}
    return actions.prepare_payment(case, by=request.actor, **values)


def _forward(request: UserRequest, case: SupportCase, said: dict[str, Any]) -> object:
    return actions.forward(case, version=said["version"], to=said["to"], reason=said["reason"], by=request.actor)


def _with_reason(verb: Callable[..., object]) -> Do:
    def do(request: UserRequest, case: SupportCase, said: dict[str, Any]) -> object:
        return verb(case, version=said["version"], reason=said["reason"], by=request.actor)

    return do


STEPS: dict[str, tuple[Callable[[UserRequest, SupportCase], forms.StepForm], Do]] = {
    "bo-sung": (_simple(forms.AmendForm), _amend),
    "khao-sat": (_simple(forms.SurveyForm), _survey),
    "trinh-duyet": (_simple(forms.ProposeForm), _propose),
    "chuyen-cap-tren": (_forwarding, _forward),
    "tra-lai": (_simple(forms.ReasonForm), _with_reason(actions.send_back)),
    "khong-duyet": (_simple(forms.ReasonForm), _with_reason(actions.refuse)),
    "phieu-chi": (_paying, _pay),
    "trao": (_handing, _hand_over),
    "tham-lai": (_simple(forms.FollowUpForm), _follow_up),
    "huy": (_simple(forms.ReasonForm), _with_reason(actions.cancel)),
    "rut": (_simple(forms.ReasonForm), _with_reason(actions.take_back)),
    "mo-lai": (_simple(forms.ReasonForm), _with_reason(actions.reopen)),
}
