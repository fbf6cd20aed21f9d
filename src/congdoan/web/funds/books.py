"""The cash book and the bank book, on screen and as a sheet."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import translation

from congdoan.documents.writing import OfficialTable, SheetColumn, write_xlsx
from congdoan.foundation import clock, files, periods
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import Period
from congdoan.funds import access, queries
from congdoan.funds.models import Account, Fund
from congdoan.funds.models.funds import FundQuerySet
from congdoan.funds.queries import BookLine, BookPage
from congdoan.organisation import queries as organisation
from congdoan.web.shell.page import page
from congdoan.web.shell.periods import asked
from congdoan.web.shell.request import UserRequest


@dataclass(frozen=True, slots=True)
class Look:
    """Which book, of which fund, over which period, as it stands in the address."""

    account: str
    period: Period
    fund: Fund | None
    wrong: str = ""


def book(request: UserRequest) -> HttpResponse:
    """The book of the unit acted for, for those who may see its money. Payees in initials for who only looks."""
    look = _look(request)
    found = queries.book_page(request.unit, look.account, look.period, fund=look.fund)
    return page(
        request,
        "funds/book.html",
        part="book",
        look=look,
        found=found,
        funds=_funds(request),
        lines=[(line, words_of(line)) for line in found.lines],
        handles=access.may_see_payees(request.user, request.unit),
    )


def sheet(request: UserRequest) -> HttpResponse:
    """The same book as a workbook to be signed: in Vietnamese whoever takes it."""
    look = _look(request)
    found = queries.book_page(request.unit, look.account, look.period, fund=look.fund)
    name = f"so-{look.account}-{look.period.code}.xlsx".replace("/", "_")
    with translation.override("vi"):
        table = _table(request, look, found)
    return HttpResponse(
        write_xlsx(table),
        content_type=files.XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def words_of(line: BookLine) -> str:
    """What a line of the book is called: its heading, and who paid or was paid, in initials."""
    booked = line.set
    heading = queries.heading_of(booked)
    who = booked.voucher.counterparty if booked.voucher and booked.voucher.kind == "payment" else ""
    said = booked.memo if booked.memo and booked.memo != heading else ""
    return " · ".join(filter(None, [heading, said, who]))


def _look(request: UserRequest) -> Look:
    access.may_see_money(request.user, request.unit).require()
    account = "bank" if request.GET.get("so") == "bank" else "cash"
    fund = _funds(request).filter(key=request.GET.get("quy", "")).first()
    today = clock.today()
    this_month = periods.month(today.month, today.year)
    text = asked(request.GET, "ky")
    if not text:
        return Look(account, this_month, fund)
    try:
        return Look(account, periods.parse(text), fund)
    except Refused as refused:
        return Look(account, this_month, fund, str(refused))


def _funds(request: UserRequest) -> FundQuerySet:
    return Fund.objects.visible_to(request.user).filter(unit=request.unit)


def _table(request: UserRequest, look: Look, found: BookPage) -> OfficialTable:
    above = organisation.parent(request.unit, on=look.period.end)
    return OfficialTable(
        issuer=request.unit.name,
        superior=above.name if above else "",
        title="Sổ quỹ tiền mặt" if look.account == Account.CASH else "Sổ tiền gửi ngân hàng",
        period=f"Từ {look.period.start:%d/%m/%Y} đến {look.period.end:%d/%m/%Y}",
        columns=(
            SheetColumn("Ngày", "day"),
            SheetColumn("Chứng từ"),
            SheetColumn("Diễn giải"),
            SheetColumn("Thu", "money", group="Số tiền (đồng)"),
            SheetColumn("Chi", "money", group="Số tiền (đồng)"),
            SheetColumn("Tồn", "money", group="Số tiền (đồng)"),
        ),
        rows=(
            ("", "", "Số dư đầu kỳ", 0, 0, found.opening_vnd),
            *(
                (
                    line.set.booked_on,
                    queries.voucher_label(line.set.voucher) if line.set.voucher else "",
                    words_of(line),
                    line.in_vnd,
                    line.out_vnd,
                    line.standing_vnd,
                )
                for line in found.lines
            ),
        ),
        total=("", "", "Cộng phát sinh, số dư cuối kỳ", found.in_vnd, found.out_vnd, found.closing_vnd),
        name="Sổ",
    )
