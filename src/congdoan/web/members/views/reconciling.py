"""Start + in − out = end, unit by unit; every number opens."""

from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from congdoan.foundation import periods
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import Period, quarter
from congdoan.membership import access, queries
from congdoan.membership.queries import Reconciliation
from congdoan.organisation.queries import children
from congdoan.web.shell.page import page
from congdoan.web.shell.periods import asked
from congdoan.web.shell.request import UserRequest


def reconcile(request: UserRequest) -> HttpResponse:
    """The unit acted for (or `?unit=`, one below it) and the units directly under it, over `?period=`."""
    code = request.GET.get("unit", "") or request.unit.code
    unit = access.unit_for_counting(request.user, code)
    usual = quarter((request.as_of.month - 1) // 3 + 1, request.as_of.year)
    period, text, wrong = asked_period(request, usual)
    below = list(children(unit, on=period.end).order_by("sort_key"))
    total, *rows = queries.reconciliations([unit, *below], period)
    return page(
        request,
        "members/reconcile.html",
        part="table",
        unit=unit,
        period=period,
        period_text=text,
        wrong=wrong,
        total=_line(total),
        rows=[_line(row) for row in rows],
        gaps=queries.gaps(unit, period),
    )


def asked_period(request: UserRequest, usual: Period) -> tuple[Period, str, str]:
    """The period asked for, what was typed for it, and what is wrong with that; the usual one where nothing was."""
    text = asked(request.GET, "period")
    try:
        return (periods.parse(text) if text else usual), text or usual.code, ""
    except Refused as refused:
        return usual, text, str(refused)


def _line(row: Reconciliation) -> dict[str, object]:
    """The row's numbers, each with the address of its trail; none for what moved with units, which has no figure."""
    eve = row.period.start - timedelta(days=1)
    cells = [
        (row.start, _figure(row, "members_count", eve.isoformat())),
        (row.admitted, _figure(row, "new_members")),
        (row.registered, _figure(row, "members_registered")),
        (row.transferred_in, _figure(row, "members_transferred_in")),
        (row.came_with_units, ""),
        (row.left_total, _figure(row, "members_left")),
        (row.transferred_out, _figure(row, "members_transferred_out")),
        (row.went_with_units, ""),
        (row.end, _figure(row, "members_count")),
    ]
    return {"row": row, "cells": cells, "below": f"?{urlencode({'unit': row.unit.code, 'period': row.period.code})}"}


def _figure(row: Reconciliation, indicator: str, period: str = "") -> str:
    address = reverse("figures:figure", args=[row.unit.code, indicator])
    return f"{address}?{urlencode({'period': period or row.period.code})}"
