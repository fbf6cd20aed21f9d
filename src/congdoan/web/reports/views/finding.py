"""Finding a report: what my unit owes, what came from below, and the desk of one request."""

from typing import Any

from django.http import HttpResponse

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.reports import access, queries
from congdoan.reports.models import ReportRequest
from congdoan.web.reports.desk import lines
from congdoan.web.reports.forms import CutoffForm, RemindForm
from congdoan.web.reports.looks import CONCLUDED, LOOK_OF_STATE
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest


def listing(request: UserRequest) -> HttpResponse:
    """My unit's reports: owed, under way, to sign, done; and the requests it made of others. For who may read
    there.
    """
    unit = request.unit
    accounts.may(request.user, Task.READ, at=unit).require()
    own = queries.written_by(unit).select_related("request", "document").order_by("-created_at")
    asked = list(queries.requests_of(unit).order_by("-period_end", "pk"))
    standings = queries.standings_of(asked)
    return page(
        request,
        "reports/list.html",
        owed=queries.owed_by(unit, on=request.as_of),
        own_under_way=queries.own_under_way(unit),
        finished=own.filter(state__in=["sent", "accepted", "signed"]),
        to_sign=queries.to_sign(unit),
        awaiting=queries.awaiting(unit),
        asked=[(row, queries.completeness(standings[row.pk])) for row in asked],
        may_ask=accounts.may(request.user, Task.ASSIGN, at=unit),
        may_write=accounts.may(request.user, Task.WRITE_REPORT, at=unit),
        looks=LOOK_OF_STATE,
        concluded=CONCLUDED,
    )


def desk(request: UserRequest, key: str) -> HttpResponse:
    """One request: who owes it, where each stands, how complete it is; `?loc=` narrows the list to one state."""
    asked = access.request_for_reading(request.user, key)
    return page(request, "reports/desk.html", part="desk", **desk_of(request, asked))


def desk_of(request: UserRequest, asked: ReportRequest, **more: Any) -> dict[str, Any]:
    """All that the desk of a request shows this reader."""
    standings = queries.standings(asked)
    visible = set(access.visible_to(request.user).filter(request=asked).values_list("pk", flat=True))
    rows = lines(standings, on=request.as_of)
    narrowed = request.GET.get("loc", "")
    own = next((row for row in standings if row.obligation.holder_id == request.unit.pk), None)
    may_draw = request.unit == asked.judge and bool(access.may_draw_together(request.user, asked))
    return {
        "asked": asked,
        "rows": [row for row in rows if not narrowed or row.standing.state == narrowed],
        "visible": visible,
        "completeness": queries.completeness(standings),
        "own": own,
        "drawn": queries.own_of(asked),
        "may_draw": may_draw,
        "upward": queries.asked_from_above(asked) if may_draw else None,
        "others": queries.of_other_periods(asked),
        "may_write": accounts.may(request.user, Task.WRITE_REPORT, at=request.unit),
        "may_run": access.may_run(request.user, asked),
        "missing": sum(row.is_missing for row in rows),
        "waiting": sum(row.can_be_accepted for row in rows),
        "narrowed": narrowed,
        "filters": [
            (state, words, count)
            for state, (_kind, words) in LOOK_OF_STATE.items()
            if (count := sum(row.standing.state == state for row in rows)) or state == narrowed
        ],
        "states": LOOK_OF_STATE,
        "remind_form": RemindForm(),
        "cutoff_form": CutoffForm(initial={"cutoff_on": asked.cutoff_on}),
        **more,
    }
