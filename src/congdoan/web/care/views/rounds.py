"""Gift rounds: the list of rounds, one round with its quotas, the decision, the end."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.cases import access, actions, queries, wording
from congdoan.cases.models import CaseState, Quota, Round, RoundState
from congdoan.cases.rules import GIVEN
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.funds import actions as funds
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import children
from congdoan.web.care.forms.rounds import DecideForm, QuotasForm, RoundForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def rounds(request: UserRequest) -> HttpResponse:
    """Rounds of the units one sees, and those that gave one's own unit a quota."""
    shown = list(Round.objects.visible_to(request.user).select_related("unit", "programme").distinct()[:60])
    may_open = accounts.may(request.user, Task.EXAMINE_SUPPORT, at=request.unit)
    return page(request, "care/rounds.html", part="rounds", rounds=shown, may_open=bool(may_open))


def open_round(request: UserRequest) -> HttpResponse:
    accounts.may(request.user, Task.EXAMINE_SUPPORT, at=request.unit).require()
    form = RoundForm(request.POST or None, unit=request.unit)
    if form.is_valid():
        try:
            said = {name: value for name, value in form.cleaned_data.items() if value is not None}
            made = actions.open_round(request.unit, by=request.actor, **said)
            return redirect("care:quotas", made.key)
        except Refused as refused:
            put_on(form, refused)
    return page(request, "care/round_form.html", part="round", form=form)


def gift_round(request: UserRequest, key: str) -> HttpResponse:
    """One round: quotas with how many are listed, decided, paid for, handed over; what may be done next."""
    found = access.round_for_viewing(request.user, key)
    rows = [_row(request, found, quota) for quota in found.quotas.select_related("unit", "round__unit")]
    return page(
        request,
        "care/round.html",
        part="round",
        round=found,
        gift=wording.gift_in_words(found),
        rows=rows,
        totals={name: sum(row[name] for row in rows) for name in ("gifts", "listed", "handed", "paid_vnd")},
        decision=found.cases.filter(decision__isnull=False).values_list("decision__key", flat=True).first(),
        may_run=bool(access.may_run(request.user, found)),
        may_decide=bool(access.may_decide(request.user, found)),
        may_pay=bool(accounts.may(request.user, Task.KEEP_BOOKS, at=found.unit)),
    )


def quotas(request: UserRequest, key: str) -> HttpResponse:
    """How many gifts each unit may hand out."""
    found = access.round_for_running(request.user, key)
    units = _sharing(found)
    standing = dict(found.quotas.values_list("unit_id", "gifts"))
    form = QuotasForm(request.POST or None, units=units, standing=standing)
    if form.is_valid():
        try:
            actions.share_out(found, form.changed, by=request.actor)
            toast(request, _("Đã phân bổ."))
            return redirect("care:round", found.key)
        except Refused as refused:
            put_on(form, refused)
    return page(request, "care/quotas.html", part="quotas", round=found, form=form)


def decide(request: UserRequest, key: str) -> HttpResponse:
    """The summary of the round, then its decision."""
    found = access.round_for_deciding(request.user, key)
    form = DecideForm(request.POST or None, unit=found.unit)
    del form.fields["fund"]
    listed = found.cases.filter(state=CaseState.RECEIVED).count()
    context: dict[str, Any] = {"round": found, "form": form, "listed": listed, "total_vnd": listed * found.gift_vnd}
    if request.method != "POST" or not form.is_valid():
        return page(request, "care/round_decide.html", part="decide", **context)
    if "sign" not in request.POST:
        return page(request, "care/round_decide.html", part="decide", summary=True, **context)
    try:
        said = form.cleaned_data
        decision = actions.decide_round(found, on=said["on"], signer=said["signer"], by=request.actor)
    except Refused as refused:
        put_on(form, refused)
        return page(request, "care/round_decide.html", part="decide", **context)
    toast(request, _("Đã ban hành %(symbol)s.") % {"symbol": decision.document.symbol})
    return redirect("care:round", found.key)


@require_POST
def close(request: UserRequest, key: str) -> HttpResponse:
    found = access.round_for_running(request.user, key)
    actions.close_round(found, on=clock.today(), by=request.actor)
    toast(request, _("Đã kết thúc đợt."))
    return redirect("care:round", found.key)


@require_POST
def pay(request: UserRequest, key: str, unit: str) -> HttpResponse:
    """Prepare the voucher for a unit's envelopes, payable to whoever carries them there."""
    found = access.round_for_viewing(request.user, key)
    accounts.may(request.user, Task.KEEP_BOOKS, at=found.unit).require()
    payee = request.POST.get("payee", "").strip()
    for quota in found.quotas.filter(unit__code=unit):
        for reservation in queries.reservations_of(quota.source):
            if funds.left_to_pay(reservation):
                funds.prepare_payment(reservation, payee=payee, memo=found.name, by=request.actor)
    toast(request, _("Đã lập phiếu chi, chờ duyệt chi."))
    return redirect("care:round", found.key)


def _row(request: UserRequest, found: Round, quota: Quota) -> dict[str, Any]:
    cases = found.cases.filter(asked_unit=quota.unit_id).exclude(state=CaseState.CANCELLED)
    money = queries.paid_under(quota.source) if found.gift_vnd else 0
    waiting = [row for row in queries.reservations_of(quota.source) if funds.left_to_pay(row)]
    return {
        "quota": quota,
        "gifts": quota.gifts,
        "listed": cases.count(),
        "handed": cases.filter(state__in=GIVEN).count(),
        "paid_vnd": money,
        "to_pay": bool(waiting) and found.state == RoundState.DECIDED,
        "may_list": bool(access.may_list(request.user, quota)),
    }


def _sharing(found: Round) -> list[Unit]:
    """The units that may be given gifts: those directly below, the unit itself, and any that has a quota already."""
    below = children(found.unit, on=clock.today()).values("pk")
    rows = Unit.objects.filter(pk__in=below) | Unit.objects.filter(pk=found.unit_id)
    rows = rows | Unit.objects.filter(pk__in=found.quotas.values("unit"))
    return list(rows.distinct().order_by("sort_key"))
