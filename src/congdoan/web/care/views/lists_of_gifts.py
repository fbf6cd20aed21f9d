"""A unit's part of a round: its list, its slips, the ticks."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from congdoan.cases import access, actions, wording
from congdoan.cases.actions import Tick, Ticked
from congdoan.cases.models import CaseState, Quota, Relation, RoundState, SupportCase
from congdoan.foundation import audit, clock
from congdoan.foundation.errors import NotFound, Refused
from congdoan.foundation.keys import new_key
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import fold, masked
from congdoan.web.care import people
from congdoan.web.care.forms.rounds import ListForm, PaperTicksForm, TickForm
from congdoan.web.care.views.deciding import WRITERS, written_as
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def names(request: UserRequest, key: str, unit: str) -> HttpResponse:
    """The list of one unit: who keeps it reads the names they entered; names pasted are matched with the members."""
    quota = access.quota_for_listing(request.user, key, unit)
    form = ListForm(request.POST or None)
    unclear: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            unclear = _enter(request, quota, form.cleaned_data)
            if not unclear:
                return redirect("care:names", key, unit)
        except Refused as refused:
            put_on(form, refused)
    return page(
        request,
        "care/names.html",
        part="names",
        quota=quota,
        round=quota.round,
        rows=_rows(quota),
        form=form,
        unclear=unclear,
        is_open=quota.round.state == RoundState.OPEN,
        is_decided=quota.round.state == RoundState.DECIDED,
    )


@require_POST
def strike(request: UserRequest, key: str, unit: str, case: str) -> HttpResponse:
    """Take a name off the list while it is open."""
    quota = access.quota_for_listing(request.user, key, unit)
    found = (
        SupportCase.objects.filter(round=quota.round, asked_unit=quota.unit, key=case).select_related("round").first()
    )
    if found is None:
        raise NotFound(_("Không có tên này trong danh sách."))
    actions.take_off_list(found, reason=_("bớt khỏi danh sách"), by=request.actor)
    toast(request, _("Đã bớt một tên."))
    return redirect("care:names", key, unit)


def slips(request: UserRequest, key: str, unit: str, kind: str) -> HttpResponse:
    """The list to sign, for printing. It bears names: that it was printed is noted."""
    quota = access.quota_for_listing(request.user, key, unit)
    if kind not in WRITERS:
        raise Http404
    cases = _listed(quota)
    audit.record("cases.round.printed", f"round:{quota.round.key}", _("In danh sách ký nhận."), by=request.actor)
    return written_as(wording.slips_paper(quota.round, cases), kind, f"ky-nhan-{quota.round.key}")


def ticks(request: UserRequest, key: str, unit: str) -> HttpResponse:
    """Tick what was handed over: one by one as it happens, or the numbers of a paper list afterwards."""
    quota = access.quota_for_listing(request.user, key, unit)
    paper = PaperTicksForm(request.POST if "slips" in request.POST else None)
    form = TickForm(request.POST if "slip" in request.POST else None)
    result: Ticked | None = None
    if paper.is_bound and paper.is_valid():
        on = paper.cleaned_data["on"]
        found = [Tick(slip, on) for slip in paper.cleaned_data["slips"]]
        result = _tick(request, quota, found, paper)
    elif form.is_bound and form.is_valid():
        on = form.cleaned_data["on"]
        slips_ = [int(text) for text in request.POST.getlist("slip") if text.isdecimal()]
        result = _tick(request, quota, [Tick(slip, on) for slip in slips_], form)
    if request.headers.get("Accept") == "application/json":
        return _told(result, form)
    return page(
        request,
        "care/ticks.html",
        part="ticks",
        quota=quota,
        round=quota.round,
        rows=_rows(quota),
        form=form,
        paper=paper,
        result=result,
        page_token=new_key(),
        may_untick=quota.round.state == RoundState.DECIDED and bool(access.may_run(request.user, quota.round)),
    )


@require_POST
def untick(request: UserRequest, key: str, unit: str) -> HttpResponse:
    """Take back all ticks of the unit's part, as one hand-over is taken back: by who runs the round, with a reason."""
    quota = access.quota_for_listing(request.user, key, unit)
    access.may_run(request.user, quota.round).require()
    count = len(actions.untick(quota.round, quota.unit, reason=request.POST.get("reason", ""), by=request.actor))
    toast(request, ngettext("Đã rút %(n)d suất.", "Đã rút %(n)d suất.", count) % {"n": count})
    return redirect("care:ticks", key, unit)


def _tick(request: UserRequest, quota: Quota, wanted: list[Tick], form: Any) -> Ticked | None:
    try:
        result = actions.tick(quota.round, wanted, unit=quota.unit, by=request.actor)
    except Refused as refused:
        put_on(form, refused)
        return None
    count = len(result.done)
    toast(request, ngettext("Đã ghi trao %(n)d suất.", "Đã ghi trao %(n)d suất.", count) % {"n": count})
    return result


def _told(result: Ticked | None, form: TickForm) -> JsonResponse:
    """For the page's own script: which slips are settled, so that it forgets them; or why not."""
    if result is None:
        words = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"refused": words}, status=409)
    return JsonResponse({"settled": [*result.done, *result.already], "unknown": list(result.unknown)})


@transaction.atomic
def _enter(request: UserRequest, quota: Quota, said: dict[str, Any]) -> list[str]:
    """Put the pasted names on the list; the names that mean nobody or several are answered for a second look."""
    lines = [line.strip() for line in said["names"].splitlines() if line.strip()]
    children = said["relation"] == Relation.CHILD
    pairs = [tuple(part.strip() for part in line.partition(";")[::2]) for line in lines] if children else []
    wanted = [parent or child for child, parent in pairs] if children else lines
    found, unclear = people.by_names(quota.unit, wanted)
    if "new" in request.POST:
        newcomers = [people.newcomer(request, name) for name in unclear]
        actions.put_on_list(quota.round, quota.unit, newcomers, by=request.actor, is_member=False)
        unclear = []
    if children:
        by_name = {fold(one.name): one for one in found}
        kin = [(by_name[fold(parent)], child) for child, parent in pairs if fold(parent) in by_name]
        made = actions.put_on_list(
            quota.round, quota.unit, [one for one, _child in kin], relation=Relation.CHILD,
            relative_names=[child for _one, child in kin], by=request.actor,
        )  # fmt: skip
    else:
        made = actions.put_on_list(quota.round, quota.unit, found, by=request.actor)
    toast(request, ngettext("Đã thêm %(n)d tên.", "Đã thêm %(n)d tên.", len(made)) % {"n": len(made)})
    return unclear


def _listed(quota: Quota) -> list[SupportCase]:
    rows = quota.round.cases.filter(asked_unit=quota.unit).exclude(state=CaseState.CANCELLED)
    return list(rows.with_names().order_by("slip_number"))


def _rows(quota: Quota) -> list[dict[str, Any]]:
    """A line for each slip. Those who keep a list of gifts read its names: a gift tells of no illness. Where the
    programme does, they read initials.
    """
    hides = quota.round.programme.is_sensitive
    return [
        {
            "key": case.key,
            "slip": case.slip_number,
            "name": masked(case.person.name) if hides else case.person.name,
            "kin": case.get_relation_display() if case.relation != Relation.SELF else "",
            "is_member": case.is_member,
            "handed_on": case.handed_on,
            "date": case.handed_on or clock.today(),
        }
        for case in _listed(quota)
    ]
