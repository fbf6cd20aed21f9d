"""Approving several cases in one decision: choose, read the summary and the paper, sign."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from congdoan.accounts import access as accounts
from congdoan.accounts.persons import accounts_of
from congdoan.accounts.rules import Task
from congdoan.cases import access, actions, queries, wording
from congdoan.cases.models import CaseState, Decision, Proposal, SupportCase
from congdoan.cases.rules import Double
from congdoan.documents.writing import Paper, layout_on, write_docx, write_pdf
from congdoan.foundation import clock, files
from congdoan.foundation.errors import Changed, Refused
from congdoan.foundation.keys import tidy_key
from congdoan.funds.queries import free
from congdoan.web.care import circles
from congdoan.web.care.forms.rounds import DecideForm
from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.toasts import toast

WRITERS = {"docx": (write_docx, files.DOCX), "pdf": (write_pdf, "application/pdf")}


def approve(request: UserRequest) -> HttpResponse:
    """What waits for a decision at the unit, with what each stands on; the summary; the decision itself."""
    accounts.may(request.user, Task.APPROVE_SUPPORT, at=request.unit).require()
    waiting = list(
        SupportCase.objects.visible_to(request.user)
        .filter(unit=request.unit, state=CaseState.PROPOSED)
        .with_names()
        .prefetch_related("proposals")
        .distinct()
        .order_by("asked_on", "pk")
    )
    wanted = {tidy_key(key) for key in (request.POST.getlist("cases") or request.GET.getlist("ho-so"))}
    chosen = [case for case in waiting if case.key in wanted]
    form = DecideForm(request.POST or None, unit=request.unit)
    context: dict[str, Any] = {
        "rows": _rows(request, waiting),
        "wanted": wanted,
        "form": form,
        "funds": [(fund.name, free(fund)) for fund in form.fields["fund"].queryset],  # type: ignore[attr-defined]
        "total_vnd": sum(_amount(case) for case in chosen),
        "chosen": len(chosen),
    }
    if request.method != "POST" or not form.is_valid():
        return page(request, "care/approve.html", part="approve", **context)
    if "sign" not in request.POST and chosen:
        return page(request, "care/approve.html", part="approve", summary=True, **context)
    try:
        decision = actions.approve(
            chosen, **form.cleaned_data, versions=_as_shown(request.POST.getlist("shown"), chosen), by=request.actor
        )
    except Refused as refused:
        put_on(form, refused)
        return page(request, "care/approve.html", part="approve", **context)
    toast(request, _("Đã ban hành %(symbol)s.") % {"symbol": decision.document.symbol})
    return redirect("care:decision", decision.key)


def decision(request: UserRequest, key: str) -> HttpResponse:
    """The decision with its cases, its paper and its lists."""
    found = access.decision_for_viewing(request.user, key)
    cases = _cases(request, found)
    return page(
        request,
        "care/decision.html",
        part="decision",
        decision=found,
        rows=circles.seen_list(request, cases),
        may_name=bool(_may_name(request, found)),
    )


def paper(request: UserRequest, key: str, kind: str) -> HttpResponse:
    """The list that goes with the decision: initials; full names for who opens them with a purpose, by POST."""
    found = access.decision_for_viewing(request.user, key)
    if kind not in WRITERS:
        raise Http404
    cases = _cases(request, found)
    open_names = request.method == "POST"
    if open_names:
        with transaction.atomic():
            for case in cases:
                circles.open_case(request, case, request.POST.get("purpose", ""))
    written = wording.list_paper(found, cases, open_names=open_names)
    return written_as(written, kind, f"danh-sach-{found.document.symbol}".replace("/", "-"))


def minutes(request: UserRequest, key: str, kind: str) -> HttpResponse:
    """The minutes of the meeting on one case, named only where this visit has opened it."""
    case = access.case_for_examining(request.user, key)
    proposal = case.proposals.last()
    if proposal is None or kind not in WRITERS:
        raise Http404
    written = wording.minutes_paper(proposal, open_names=circles.is_opened(request, case))
    return written_as(written, kind, f"bien-ban-{case.key}")


def written_as(paper: Paper, kind: str, name: str) -> HttpResponse:
    write, content_type = WRITERS[kind]
    response = HttpResponse(write(paper, layout_on(paper.on or clock.today())), content_type=content_type)
    response.headers["Content-Disposition"] = f"attachment; filename=\"{name}.{kind}\"; filename*=UTF-8''{name}.{kind}"
    response.headers["Cache-Control"] = "no-store"
    return response


def _as_shown(shown: list[str], chosen: list[SupportCase]) -> dict[int, int]:
    """The versions the summary showed, by the case's id. Raises Changed where one shown no longer waits here."""
    versions = dict(one.rpartition(":")[::2] for one in shown)
    gone = versions.keys() - {case.key for case in chosen}
    if gone:
        raise Changed(_("Hồ sơ %(key)s vừa được người khác xử lý.") % {"key": min(gone)}, theirs={})
    return {case.pk: int(versions[case.key]) for case in chosen if versions.get(case.key, "").isdecimal()}


def _rows(request: UserRequest, waiting: list[SupportCase]) -> list[dict[str, Any]]:
    """Each case as its line shows it. As many queries for thirty as for two."""
    doubles, mine = queries.doubles_for(waiting), accounts_of(request.user.key)
    namesakes, children = queries.namesakes_of(waiting), queries.same_children(waiting)
    return [
        _row(request, case, seen, doubles[case.pk], mine)
        | {"namesakes": namesakes[case.pk], "children": children[case.pk]}
        for case, seen in zip(waiting, circles.seen_list(request, waiting), strict=True)
    ]


def _row(
    request: UserRequest, case: SupportCase, seen: circles.Seen, doubles: list[Double], mine: frozenset[str]
) -> dict[str, Any]:
    proposal = _proposal(case)
    return {
        "seen": seen,
        "proposal": proposal,
        "clause": proposal.ruling.get("clause", "") if proposal else "",
        "doubles": doubles,
        "because": case.another_because.open(),
        "may": access.may_approve(request.user, case, mine=mine),
    }


def _proposal(case: SupportCase) -> Proposal | None:
    """The last one, of those fetched with the case."""
    return max(case.proposals.all(), key=lambda row: row.pk, default=None)


def _amount(case: SupportCase) -> int:
    proposal = _proposal(case)
    return proposal.amount_vnd if proposal else 0


def _cases(request: UserRequest, found: Decision) -> list[SupportCase]:
    return list(
        SupportCase.objects.visible_to(request.user).filter(decision=found).with_names().distinct().order_by("pk")
    )


def _may_name(request: UserRequest, found: Decision) -> object:
    return accounts.may(request.user, Task.OPEN_SENSITIVE, at=found.unit)
