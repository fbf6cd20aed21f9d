"""The texts being checked, one text with its figures marked, and one of them opened."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from congdoan.foundation.models import AuditEntry
from congdoan.narratives import access, queries
from congdoan.narratives.models import Decision, Narrative
from congdoan.narratives.rules.judging import Verdict
from congdoan.web.reports.narratives.forms import BindForm, ReasonForm, WithdrawForm
from congdoan.web.reports.narratives.looks import Marking, opened, paragraphs
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest


def listing(request: UserRequest) -> HttpResponse:
    """The unit's texts, the newest first, each with what its last check found."""
    rows = access.visible_to(request.user).filter(unit=request.unit, discarded_at=None).prefetch_related("checks")
    return page(
        request,
        "narratives/list.html",
        rows=[(row, next(iter(row.checks.all()), None)) for row in rows[:200]],
        may_check=access.may_check(request.user, request.unit),
    )


def shown(request: UserRequest, key: str) -> HttpResponse:
    """One text with its figures marked. `?so=` opens one figure beside it."""
    narrative = access.narrative(request.user, key)
    return page(request, "narratives/narrative.html", part="panel", **contents(request, narrative))


def contents(
    request: UserRequest,
    narrative: Narrative,
    *,
    number: int | None = None,
    form: forms.Form | None = None,
    marking: Marking | None = None,
) -> dict[str, Any]:
    """All that the page of a text shows. `form`: the one that was refused, about the claim of that `number`; `marking`:
    what is being marked, in the panel."""
    found = queries.findings(narrative, reader=request.user)
    asked = request.GET.get("so", "")
    wanted = number or (int(asked) if asked.isdecimal() and len(asked) < 6 else None)
    chosen = next((row for row in found if row.claim.number == wanted), None)
    may_change = access.may_change(request.user, narrative)
    return {
        "narrative": narrative,
        "paragraphs": paragraphs(narrative.text, found),
        "findings": [row for row in found if row.claim.is_here],
        "gone": [row for row in found if not row.claim.is_here],
        "tally": queries.tally(found),
        "matching": [row.claim.number for row in found if _is_waiting(row)],
        "may_change": may_change,
        "checks": list(narrative.checks.all()[:20]),
        "closed": queries.closed_numbers(narrative, request.user),
        "editions": list(narrative.editions.all()),
        "history": AuditEntry.objects.filter(subject=f"narrative:{narrative.key}")[:60],
        "marking": marking,
        "close": reverse("reports:narrative", args=[narrative.key]),
        "opened": opened(chosen, request.user) if chosen else None,
        **(_forms(chosen, form) if chosen and may_change else {}),
    }


def _is_waiting(row: queries.Finding) -> bool:
    """A proposal the records bear out, which an officer may agree with together with others."""
    return row.claim.is_here and row.claim.decision == Decision.PROPOSED and row.verdict is Verdict.BOUND


def _forms(chosen: queries.Finding, refused: forms.Form | None) -> dict[str, forms.Form]:
    version = {"version": chosen.claim.version}
    blank: dict[str, forms.Form] = {
        "bind_form": BindForm(claim=chosen.claim),
        "reason_form": ReasonForm(initial=version, auto_id="reason-%s"),
        "withdraw_form": WithdrawForm(auto_id="withdraw-%s"),
    }
    names: dict[type[forms.Form], str] = {
        BindForm: "bind_form", ReasonForm: "reason_form", WithdrawForm: "withdraw_form"
    }  # fmt: skip
    return blank | ({names[type(refused)]: refused} if refused else {})
