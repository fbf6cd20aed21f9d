"""A unit's part of a round: its list, its slips, the ticks."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from congdoan.cases import access, actions, wording
from congdoan.cases.actions import Tick, Ticked
from congdoan.cases.models import CaseState, Quota, Relation, RoundState, SupportCase
from congdoan.cases.rules import Newcomer
from congdoan.foundation import audit, clock
from congdoan.foundation.errors import NotFound, Refused
from congdoan.foundation.keys import new_key
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import fold, masked
from congdoan.organisation.models import Person
from congdoan.web.care import circles, pasted
from congdoan.web.care.forms.rounds import ListForm, PaperTicksForm, TickForm, counted
from congdoan.web.care.forms.unclear import UnclearForm
from congdoan.web.care.views.deciding import WRITERS, written_as
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast


def names(request: UserRequest, key: str, unit: str) -> HttpResponse:
    """The list of one unit: who keeps it reads the names they entered; names pasted are matched with the members, and
    those that mean nobody or several are asked about.
    """
    quota = access.quota_for_listing(request.user, key, unit)
    is_answer = "u0-name" in request.POST
    form = ListForm(None if is_answer else request.POST or None, programme=quota.round.programme)
    unclear = pasted.answered(request, quota) if is_answer else []
    refusals: list[str] = []
    rest = request.POST.get("rest", "") if is_answer else ""
    try:
        if is_answer and all(one.is_valid() for one in unclear):
            settled = _settled(request, quota, unclear)
            if not rest:
                return settled
            said = {"names": rest, "relation": request.POST.get("relation", Relation.SELF)}
            form, unclear, is_answer = ListForm(said, programme=quota.round.programme), [], False
        if form.is_valid():
            unclear, rest = _enter(request, quota, form.cleaned_data)
            if not unclear:
                return redirect("care:names", key, unit)
    except Refused as refused:
        if is_answer:
            refusals = [str(refused)]
        else:
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
        rest=rest,
        rest_count=len(rest.splitlines()),
        refusals=refusals,
        relation=request.POST.get("relation", Relation.SELF),
        is_open=quota.round.state == RoundState.OPEN,
        is_decided=quota.round.state == RoundState.DECIDED,
        is_sensitive=quota.round.programme.is_sensitive,
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
    """The list to sign, for printing: that it was printed is noted. Where the programme tells of an illness it bears
    initials; full names for who opens them with a purpose, by POST, with a line for each person.
    """
    quota = access.quota_for_listing(request.user, key, unit)
    if kind not in WRITERS:
        raise Http404
    cases = _listed(quota)
    open_names = not quota.round.programme.is_sensitive or request.method == "POST"
    if open_names and quota.round.programme.is_sensitive:
        with transaction.atomic():
            for case in cases:
                circles.open_case(request, case, request.POST.get("purpose", ""))
    audit.record("cases.round.printed", f"round:{quota.round.key}", _("In danh sách ký nhận."), by=request.actor)
    return written_as(
        wording.slips_paper(quota.round, cases, open_names=open_names), kind, f"ky-nhan-{quota.round.key}"
    )


def ticks(request: UserRequest, key: str, unit: str) -> HttpResponse:
    """Tick what was handed over: one by one as it happens, or the numbers of a paper list afterwards."""
    quota = access.quota_for_listing(request.user, key, unit)
    paper = PaperTicksForm(request.POST if "slips" in request.POST else None, auto_id="id_paper_%s")
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
    """Take back a tick, or all of the unit's part, as a hand-over is taken back: who runs the round, with a reason."""
    quota = access.quota_for_listing(request.user, key, unit)
    access.may_run(request.user, quota.round).require()
    slip = counted(request.POST.get("slip", ""), what=_("Số phiếu"))
    reason = request.POST.get("reason", "")
    count = len(actions.untick(quota.round, quota.unit, reason=reason, slip=slip, by=request.actor))
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
def _enter(request: UserRequest, quota: Quota, said: dict[str, Any]) -> tuple[list[UnclearForm], str]:
    """Put the pasted names on the list; those that mean nobody or several come back to be asked about, so many at a
    time, with the lines that wait their turn.
    """
    plain, unclear = pasted.sorted_out(quota, pasted.lines_of(said["names"], said["relation"]))
    _put(request, quota, [person for person, _line in plain], [line.kin for _one, line in plain], said["relation"])
    return pasted.asked_about(request, quota, unclear), pasted.left_over(unclear)


def _settled(request: UserRequest, quota: Quota, answers: list[UnclearForm]) -> HttpResponse:
    """Put on the list whoever was chosen or described."""
    meant = [(one.meant, one.cleaned_data["kin"]) for one in answers]
    wanted = [(who, kin) for who, kin in meant if who is not None]
    relation = Relation.CHILD if request.POST.get("relation") == Relation.CHILD else Relation.SELF
    _put(request, quota, [who for who, _kin in wanted], [kin for _who, kin in wanted], relation)
    return redirect("care:names", quota.round.key, quota.unit.code)


def _put(
    request: UserRequest, quota: Quota, wanted: Sequence[Person | Newcomer], kin: list[str], relation: str
) -> None:
    made = actions.put_on_list(quota.round, quota.unit, wanted, relation=relation, relative_names=kin, by=request.actor)
    if made:
        toast(request, ngettext("Đã thêm %(n)d tên.", "Đã thêm %(n)d tên.", len(made)) % {"n": len(made)})
    new = [(one, fold(name)) for one, name in zip(wanted, kin, strict=True) if isinstance(one, Newcomer)]
    if equal := len(new) - len(set(new)):
        words = ngettext(
            "%(n)d dòng giống hệt dòng khác nên chỉ tính một lần. Nếu là hai người khác nhau, hãy thêm riêng người thứ"
            " hai và ghi vì sao là người khác.",
            "%(n)d dòng giống hệt dòng khác nên chỉ tính một lần. Nếu là hai người khác nhau, hãy thêm riêng người thứ"
            " hai và ghi vì sao là người khác.",
            equal,
        )
        toast(request, words % {"n": equal})


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
            "kin": _kin(case, hides=hides) if case.relation != Relation.SELF else "",
            "is_member": case.is_member,
            "handed_on": case.handed_on,
            "date": case.handed_on or clock.today(),
        }
        for case in _listed(quota)
    ]


def _kin(case: SupportCase, *, hides: bool) -> str:
    """Whom the gift goes to: the child or relative, by name as the person is."""
    name = case.relative_name.open()
    return masked(name) if hides else name
