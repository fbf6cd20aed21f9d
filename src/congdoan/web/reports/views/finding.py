"""Finding a report: what my unit owes, what came from below, and the desk of one request."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from congdoan.reports import access, queries
from congdoan.reports.models import Report
from congdoan.web.reports.looks import LOOK_OF_STATE
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest


def listing(request: UserRequest) -> HttpResponse:
    """My unit's reports: owed, under way, to sign, done; and the requests it made of others."""
    unit = request.unit
    own = Report.objects.filter(unit=unit).select_related("request", "document").order_by("-created_at")
    owed = queries.owed_by(unit, on=request.as_of).select_related("duty", "receiver")
    begun = {row.request_id: row for row in own}
    asked = (
        access.requests_visible_to(request.user).filter(receiver=unit).select_related("duty").order_by("-period_end")
    )
    return page(
        request,
        "reports/list.html",
        owed=[(row, begun.get(row.pk), row.duty.obligations.filter(bearer_id=unit.pk).first()) for row in owed],
        finished=[row for row in own if row.state in {"sent", "accepted", "signed"}],
        to_sign=queries.to_sign(unit),
        awaiting=queries.awaiting(unit),
        asked=[(row, queries.completeness(queries.standings(row))) for row in asked],
        looks=LOOK_OF_STATE,
    )


def desk(request: UserRequest, key: str) -> HttpResponse:
    """One request: who owes it, where each stands, how complete it is; `?loc=` narrows the list to one state."""
    asked = get_object_or_404(
        access.requests_visible_to(request.user).select_related("duty__document", "receiver"), key=key
    )
    rows = queries.standings(asked)
    narrowed = request.GET.get("loc", "")
    shown = [row for row in rows if not narrowed or row.state == narrowed]
    own = Report.objects.filter(request=asked, unit=request.unit).first()
    owes = any(row.obligation.bearer_id == request.unit.pk for row in rows)
    return page(
        request,
        "reports/desk.html",
        part="desk",
        asked=asked,
        rows=shown,
        completeness=queries.completeness(rows),
        own=own,
        owes=owes,
        narrowed=narrowed,
        states=LOOK_OF_STATE,
        today=request.as_of,
        counts={state: sum(row.state == state for row in rows) for state in LOOK_OF_STATE},
    )
