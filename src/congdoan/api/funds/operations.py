"""/funds: read only. Money is moved by people, on screens where each sees what they sign."""

from typing import Literal

from ninja import Router

from congdoan.accounts.access import unit_for_viewing
from congdoan.api.errors import PROBLEMS
from congdoan.api.funds.shapes import BookLineOut, BookOut, FundOut
from congdoan.api.request import ApiRequest
from congdoan.api.shapes import Code, Key, Words, named
from congdoan.foundation import periods
from congdoan.funds import access, queries
from congdoan.funds.models import Fund
from congdoan.funds.queries import BookLine

router = Router(tags=["funds"])


@router.get("", response={200: list[FundOut], **PROBLEMS}, summary="The funds of a unit: held, set aside, free")
def funds(request: ApiRequest, unit: Code) -> list[FundOut]:
    """The unit's own funds; those of units below are asked for by their own codes."""
    asked = unit_for_viewing(request.user, unit)
    access.may_see_money(request.user, asked).require()
    rows = Fund.objects.visible_to(request.user).filter(unit=asked).select_related("unit").order_by("stream", "name")
    return [_fund(row) for row in rows]


@router.get("/{key}/book", response={200: BookOut, **PROBLEMS}, summary="The cash or bank book of a fund")
def book(request: ApiRequest, key: Key, period: Words, account: Literal["cash", "bank"] = "cash") -> BookOut:
    """`period`: 2024, 2024-Q3, 2024-07, 2024-07-15 or 2024-07/2024-09."""
    fund = access.fund_for_reading(request.user, key)
    span = periods.parse(period)
    found = queries.book_page(fund.unit, account, span, fund=fund)
    return BookOut(
        fund=_fund(fund),
        account=account,
        period=span.code,
        opening_vnd=found.opening_vnd,
        in_vnd=found.in_vnd,
        out_vnd=found.out_vnd,
        closing_vnd=found.closing_vnd,
        lines=[_line(line) for line in found.lines],
    )


def _fund(fund: Fund) -> FundOut:
    return FundOut(
        key=fund.key,
        name=fund.name,
        unit=named(fund.unit),
        stream=fund.stream,
        cash_vnd=fund.cash_vnd,
        bank_vnd=fund.bank_vnd,
        balance_vnd=fund.balance_vnd,
        reserved_vnd=fund.reserved_vnd,
        free_vnd=fund.free_vnd,
        restricted_to=fund.restricted_to,
    )


def _line(line: BookLine) -> BookLineOut:
    voucher = line.set.voucher
    return BookLineOut(
        on=line.set.booked_on,
        kind=line.set.kind,
        voucher=queries.voucher_label(voucher) if voucher else None,
        heading=queries.heading_of(line.set),
        payee=voucher.counterparty if voucher and voucher.kind == "payment" else "",
        in_vnd=line.in_vnd,
        out_vnd=line.out_vnd,
        standing_vnd=line.standing_vnd,
    )
