"""What an officer decides about one figure of a text: which figure it is, that it needs none, that it is noted."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.foundation.errors import Refused
from congdoan.narratives import access, actions
from congdoan.narratives.models import Claim
from congdoan.web.reports.narratives.forms import BindForm, ClaimVersionForm, ReasonForm, WithdrawForm
from congdoan.web.reports.narratives.reading import contents
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


@require_POST
def bind(request: UserRequest, key: str, number: int) -> HttpResponse:
    """Say which indicator, unit and period the figure speaks of."""
    claim = access.claim_for_deciding(request.user, key, number)
    form = BindForm(request.POST, claim=claim)
    return _decided(request, claim, form, lambda: actions.bind(claim, **form.cleaned_data, by=request.actor))


@require_POST
def confirm(request: UserRequest, key: str, number: int) -> HttpResponse:
    """Agree with what is proposed."""
    claim = access.claim_for_deciding(request.user, key, number)
    form = ClaimVersionForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Thiếu phiên bản của con số; hãy tải lại trang."))
    actions.confirm(claim, version=form.cleaned_data["version"], by=request.actor)
    return redirect(_at(claim))


@require_POST
def confirm_all(request: UserRequest, key: str) -> HttpResponse:
    """Agree with every proposal that was on the page."""
    narrative = access.narrative_for_changing(request.user, key)
    numbers = [int(number) for number in request.POST.getlist("so") if number.isdecimal() and len(number) < 6]
    count = actions.confirm_all(narrative, numbers=numbers, by=request.actor)
    toast(request, _("Đã xác nhận nguồn của %(count)d con số.") % {"count": count})
    return redirect("reports:narrative", key)


@require_POST
def set_aside(request: UserRequest, key: str, number: int) -> HttpResponse:
    """The figure needs no source, and why."""
    claim = access.claim_for_deciding(request.user, key, number)
    form = ReasonForm(request.POST)
    return _decided(request, claim, form, lambda: actions.set_aside(claim, **form.cleaned_data, by=request.actor))


@require_POST
def reopen(request: UserRequest, key: str, number: int) -> HttpResponse:
    """Take a decision back."""
    claim = access.claim_for_deciding(request.user, key, number)
    actions.reopen(claim, by=request.actor)
    return redirect(_at(claim))


@require_POST
def note(request: UserRequest, key: str, number: int) -> HttpResponse:
    """Note the figure beside what was recorded, as what a paper says."""
    claim = access.claim_for_deciding(request.user, key, number)
    access.may_note(request.user, claim).require()
    actions.note(claim, by=request.actor)
    toast(request, _("Đã để con số này bên cạnh số ghi nhận, không cộng vào."))
    return redirect(_at(claim))


@require_POST
def withdraw(request: UserRequest, key: str, number: int) -> HttpResponse:
    """Take back what was noted, and why."""
    claim = access.claim_for_deciding(request.user, key, number)
    access.may_note(request.user, claim).require()
    form = WithdrawForm(request.POST)
    return _decided(request, claim, form, lambda: actions.withdraw(claim, **form.cleaned_data, by=request.actor))


def _decided(request: UserRequest, claim: Claim, form: forms.Form, verb: Callable[[], object]) -> HttpResponse:
    """Call the verb if the form is whole; else the page again, with what is wrong beside its field."""
    if form.is_valid():
        try:
            verb()
        except Refused as refused:
            put_on(form, refused)
        else:
            return redirect(_at(claim))
    context = contents(request, claim.narrative, number=claim.number, form=form)
    return page(request, "narratives/narrative.html", part="panel", **context)


def _at(claim: Claim) -> str:
    return f"{reverse('reports:narrative', args=[claim.narrative.key])}?so={claim.number}"
