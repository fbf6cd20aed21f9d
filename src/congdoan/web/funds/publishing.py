"""The public statement: money in and out of the unit with the detail chosen, printed for the union hall."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _

from congdoan.foundation import clock, periods
from congdoan.foundation.errors import Refused
from congdoan.funds import access, queries
from congdoan.funds.models import Origin, Purpose, Stream
from congdoan.funds.publicity import TOGETHER
from congdoan.funds.queries.publishing import PublicStream
from congdoan.web.shell.page import page
from congdoan.web.shell.periods import asked
from congdoan.web.shell.request import UserRequest


@dataclass(frozen=True, slots=True)
class Shown:
    """One stream with its headings in words; `people` None where it may not be told."""

    label: str
    found: PublicStream
    taken_in: list[tuple[str, int]]
    spent: list[tuple[str, int, int]]


def statement(request: UserRequest) -> HttpResponse:
    """Totals alone, or by heading. Groups too small to publish are folded together before anything is shown."""
    access.may_see_money(request.user, request.unit).require()
    text = asked(request.GET, "ky") or str(clock.today().year)
    try:
        period, wrong = periods.parse(text), ""
    except Refused as refused:
        period, wrong = periods.year(clock.today().year), str(refused)
    names = {row.code: str(row) for row in [*Origin.objects.all(), *Purpose.objects.all()]}
    names[TOGETHER] = _("Thăm hỏi, trợ cấp đoàn viên")
    return page(
        request,
        "funds/public.html",
        period=period,
        wrong=wrong,
        detailed=request.GET.get("chi-tiet", "co") != "khong",
        named=request.GET.get("ten", "co") != "khong",
        streams=[_shown(found, names) for found in queries.public_statement(request.unit, period)],
    )


def _shown(found: PublicStream, names: dict[str, str]) -> Shown:
    return Shown(
        str(Stream(found.stream).label),
        found,
        [(names[code], amount) for code, amount in found.taken_in],
        [(names.get(row.code, ""), row.amount_vnd, row.people) for row in found.spent],
    )
