"""Gift rounds: the list of rounds, one round with its quotas, the decision, the end."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.cases import access, actions, queries, wording
from congdoan.cases.models import CaseState, Round, RoundState, SupportCase
from congdoan.cases.rules import GIVEN, Verdict
from congdoan.foundation import clock
from congdoan.foundation.errors import NotFound, Refused
from congdoan.funds import queries as funds
from congdoan.goods import access as goods
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import children
from congdoan.web.care.forms.rounds import QuotasForm, RoundDecideForm, RoundForm, counted
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def rounds(request: UserRequest) -> HttpResponse:
    """Rounds of the units one sees, and those that gave one's own unit a quota. For who sees its cases."""
    accounts.may(request.user, Task.SEE_CASES, at=request.unit).require()
    shown = list(Round.objects.visible_to(request.user).select_related("unit", "programme").distinct()[:60])
    may_open = accounts.may(request.user, Task.EXAMINE_SUPPORT, at=request.unit)
    return page(request, "care/rounds.html", part="rounds", rounds=shown, may_open=bool(may_open))


def open_round(request: UserRequest) -> HttpResponse:
    accounts.may(request.user, Task.EXAMINE_SUPPORT, at=request.unit).require()
    form = RoundForm(request.POST or None, unit=request.unit)
    if form.is_valid():
        try:
            made = actions.open_round(request.unit, by=request.actor, **form.said)
            return redirect("care:quotas", made.key)
        except Refused as refused:
            put_on(form, refused)
    return page(request, "care/round_form.html", part="round", form=form)


def gift_round(request: UserRequest, key: str) -> HttpResponse:
    """One round: quotas with how many are listed, decided, paid for, handed over; what may be done next."""
    found = access.round_for_viewing(request.user, key)
    rows = _rows(request, found)
    return page(
        request,
        "care/round.html",
        part="round",
        round=found,
        gift=wording.gift_in_words(found),
        packed=queries.packed(found) if goods.may_see(request.user, found.unit) else [],
        not_given=_not_given(found),
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
    form = RoundDecideForm(request.POST or None, gift_round=found)
    cases = list(found.cases.filter(state=CaseState.RECEIVED).with_names().order_by("slip_number"))
    listed = len(cases)
    context: dict[str, Any] = {"round": found, "form": form, "listed": listed, "total_vnd": listed * found.gift_vnd}
    context |= {
        "gift": wording.gift_in_words(found),
        "alike": _alike(cases),
        "doubled": _doubled(cases),
        "twice": _twice(cases),
    }
    if request.method != "POST" or not form.is_valid():
        return page(request, "care/round_decide.html", part="decide", **context)
    if "sign" not in request.POST:
        return page(request, "care/round_decide.html", part="decide", summary=True, **context)
    try:
        shown = request.POST.get("version", "")
        version = int(shown) if shown.isdecimal() else 0
        decision = actions.decide_round(found, **form.said, version=version, by=request.actor)
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
    quota = found.quotas.select_related("unit").filter(unit__code=unit).first()
    if quota is None:
        raise NotFound(_("Đơn vị này không có suất trong đợt."))
    payee, method = request.POST.get("payee", ""), "bank" if request.POST.get("method") == "bank" else "cash"
    gifts = counted(request.POST.get("gifts", ""), what=_("Số suất chi lần này"))
    actions.prepare_round_payment(found, quota.unit, payee=payee, method=method, gifts=gifts, by=request.actor)
    toast(request, _("Đã lập phiếu chi, chờ duyệt chi."))
    return redirect("care:round", found.key)


def _alike(cases: list[SupportCase]) -> list[dict[str, Any]]:
    """The slips whose person may be somebody else on record, with why the unit says they are not."""
    namesakes = queries.namesakes_of(cases)
    return [
        {"slip": case.slip_number, "unit": case.asked_unit, "namesakes": namesakes[case.pk], "because": because}
        for case in cases
        if (because := case.another_because.open()) or namesakes[case.pk]
    ]


def _twice(cases: list[SupportCase]) -> list[dict[str, Any]]:
    """The slips for a child whose name stands under another parent too."""
    children = queries.same_children(cases)
    return [
        {"slip": case.slip_number, "unit": case.asked_unit, "children": children[case.pk]}
        for case in cases
        if children[case.pk]
    ]


def _doubled(cases: list[SupportCase]) -> list[dict[str, Any]]:
    """The slips whose person was helped in a way to be asked about; the gifts of this round are no doubles."""
    doubles, listed = queries.doubles_for(cases), {case.key for case in cases}
    told = {
        case.pk: [one for one in doubles[case.pk] if one.verdict != Verdict.ALLOWED and one.other.case not in listed]
        for case in cases
    }
    return [
        {"slip": case.slip_number, "unit": case.asked_unit, "doubles": told[case.pk]} for case in cases if told[case.pk]
    ]


def _rows(request: UserRequest, found: Round) -> list[dict[str, Any]]:
    """Each quota with what became of it. As many queries for thirty units as for two."""
    quotas = list(found.quotas.select_related("unit"))
    listed = found.cases.exclude(state=CaseState.CANCELLED).values("asked_unit")
    listed = listed.annotate(on_list=Count("pk"), handed=Count("pk", filter=Q(state__in=GIVEN)))
    counts = {row["asked_unit"]: row for row in listed}
    none = {"on_list": 0, "handed": 0}
    sources = [quota.source for quota in quotas] if found.gift_vnd else []
    paid = funds.paid_by_source(sources)
    waiting = set(funds.promises_to_pay(found.unit).filter(source__in=sources).values_list("source", flat=True))
    fillable = access.units_to_list(request.user, found)
    return [
        {
            "quota": quota,
            "gifts": quota.gifts,
            "listed": counts.get(quota.unit_id, none)["on_list"],
            "handed": counts.get(quota.unit_id, none)["handed"],
            "paid_vnd": paid.get(quota.source, 0),
            "to_pay": quota.source in waiting and found.state == RoundState.DECIDED,
            "may_list": quota.unit_id in fillable,
        }
        for quota in quotas
    ]


def _not_given(found: Round) -> list[int]:
    """The slips of an ended round whose gifts nobody came for."""
    if found.state != RoundState.CLOSED:
        return []
    left = found.cases.filter(state=CaseState.CANCELLED, decision__isnull=False)
    return [slip or 0 for slip in left.order_by("slip_number").values_list("slip_number", flat=True)]


def _sharing(found: Round) -> list[Unit]:
    """The units that may be given gifts: those directly below, the unit itself, and any that has a quota already."""
    below = children(found.unit, on=clock.today()).values("pk")
    rows = Unit.objects.filter(pk__in=below) | Unit.objects.filter(pk=found.unit_id)
    rows = rows | Unit.objects.filter(pk__in=found.quotas.values("unit"))
    return list(rows.distinct().order_by("sort_key"))
