"""The funds of the unit and below it, and the page of one fund."""

from dataclasses import dataclass

from django.db.models import F, Q, Sum
from django.http import HttpResponse

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.funds import access
from congdoan.funds.models import Fund, Reservation, Stream
from congdoan.funds.models.funds import FundQuerySet
from congdoan.web.funds.waiting import tasks_here
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest

SHOWN = 60


@dataclass(frozen=True, slots=True)
class StreamTotal:
    """What the funds of one stream hold together; streams are never added up with each other."""

    label: str
    balance_vnd: int
    reserved_vnd: int

    @property
    def free_vnd(self) -> int:
        return self.balance_vnd - self.reserved_vnd


def funds(request: UserRequest) -> HttpResponse:
    """The unit's own funds with what is promised and free, and the totals of those below by stream. For who may see
    them: to anybody else an empty page would say that there are none.
    """
    accounts.may(request.user, Task.SEE_FUNDS, at=request.unit).require()
    visible = Fund.objects.visible_to(request.user)
    own = visible.filter(unit=request.unit, closed_on__isnull=True).select_related("unit")
    below = visible.under(request.unit, on=request.as_of).exclude(unit=request.unit).filter(closed_on__isnull=True)
    tasks = tasks_here(request)
    return page(
        request,
        "funds/list.html",
        own=own,
        totals=_totals(below),
        below=below.select_related("unit").order_by("unit__sort_key", "stream", "name")[:SHOWN],
        count=below.count(),
        may_keep=Task.KEEP_BOOKS in tasks,
        may_handle=bool(tasks & {Task.KEEP_BOOKS, Task.HOLD_CASH, Task.APPROVE_PAYMENT}),
    )


def fund(request: UserRequest, key: str) -> HttpResponse:
    """One fund: what it holds, what is promised, what came in; its newest movements."""
    found = access.fund_for_reading(request.user, key)
    promises = Reservation.objects.filter(fund=found).still_open().with_open().select_related("purpose", "for_unit")
    keeps, holds = access.may_keep_books(request.user, found.unit), access.may_hold_cash(request.user, found.unit)
    return page(
        request,
        "funds/fund.html",
        fund=found,
        lots=found.lots.filter(taken_back_on__isnull=True)
        .select_related("origin")
        .prefetch_related("donors")
        .order_by("-received_on", "-pk")[:SHOWN],
        promises=promises[:SHOWN],
        movements=found.sets.select_related("voucher__series", "origin", "purpose")
        .annotate(money=Sum("postings__amount_vnd", filter=Q(postings__account__in=["cash", "bank"])))
        .order_by("-booked_on", "-pk")[:20],
        may_receive=keeps or holds,
        may_keep=keeps,
        may_handle=keeps or holds or access.may_approve(request.user, found.unit),
    )


def _totals(funds: FundQuerySet) -> list[StreamTotal]:
    rows = funds.values_list("stream").annotate(
        balance=Sum(F("cash_vnd") + F("bank_vnd")), reserved=Sum("reserved_vnd")
    )
    return [StreamTotal(str(Stream(stream).label), *sums) for stream, *sums in rows.order_by("stream")]
