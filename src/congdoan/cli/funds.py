"""`congdoan funds balance|book UNIT`: what a unit's funds hold, and their books, by the code path of the screens."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from congdoan.installation.words import _

if TYPE_CHECKING:
    from congdoan.organisation.models import Unit


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True)
    held = verbs.add_parser("balance", help=_("từng quỹ đang có, đã giữ, còn dùng được"))
    held.add_argument("unit", metavar=_("ĐƠN_VỊ"), help=_("mã hoặc tên, không cần dấu"))
    held.add_argument("--json", action="store_true", help=_("in toàn bộ kết quả dưới dạng JSON"))
    book = verbs.add_parser("book", help=_("sổ tiền mặt hoặc sổ tiền gửi của một kỳ"))
    book.add_argument("unit", metavar=_("ĐƠN_VỊ"), help=_("mã hoặc tên, không cần dấu"))
    book.add_argument("period", metavar=_("KỲ"), help=_("2024, 2024-Q3, 2024-07, 2023-2024, 2024-07/2024-09"))
    book.add_argument("--bank", action="store_true", help=_("sổ tiền gửi thay vì sổ tiền mặt"))


def run(options: argparse.Namespace) -> int:
    """1 where the unit cannot be told; the message names what was meant perhaps. Payees stand in initials."""
    from congdoan.cli.naming import Ambiguous, unit_meant

    try:
        unit = unit_meant(options.unit)
    except Ambiguous as several:
        print(several, file=sys.stderr)
        return 1
    print("\n".join(_balance(unit, options.json) if options.verb == "balance" else _book(unit, options)))
    return 0


def _balance(unit: "Unit", as_json: bool) -> list[str]:
    from congdoan.foundation.figures import format_vnd
    from congdoan.funds.models import Fund

    funds = list(Fund.objects.filter(unit=unit).order_by("stream", "name"))
    if as_json:
        names = ("key", "name", "stream", "cash_vnd", "bank_vnd", "reserved_vnd", "free_vnd")
        return [json.dumps([{name: getattr(row, name) for name in names} for row in funds], ensure_ascii=False)]
    if not funds:
        return [_("%s chưa có quỹ nào.") % unit.name]
    words = _("%(name)s: đang có %(held)s, đã giữ %(reserved)s, còn dùng được %(free)s")
    return [
        words
        % {
            "name": row.name,
            "held": format_vnd(row.balance_vnd),
            "reserved": format_vnd(row.reserved_vnd),
            "free": format_vnd(row.free_vnd),
        }
        for row in funds
    ]


def _book(unit: "Unit", options: argparse.Namespace) -> list[str]:
    from congdoan.foundation import periods
    from congdoan.foundation.figures import format_vnd
    from congdoan.funds import queries

    found = queries.book_page(unit, "bank" if options.bank else "cash", periods.parse(options.period))
    lines = [_("Số dư đầu kỳ: %s") % format_vnd(found.opening_vnd)]
    for line in found.lines:
        booked = line.set
        label = queries.voucher_label(booked.voucher) if booked.voucher else ""
        heading = queries.heading_of(booked)
        amount = format_vnd(line.in_vnd - line.out_vnd)
        standing = format_vnd(line.standing_vnd)
        lines.append(f"  {booked.booked_on:%d/%m/%Y}  {label:<14} {amount:>18}  {standing:>18}  {heading}")
    lines.append(_("Số dư cuối kỳ: %s") % format_vnd(found.closing_vnd))
    return lines
