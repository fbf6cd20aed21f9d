"""The cash book and the bank book: what stood at the opening, each movement, what stands at the end."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from congdoan.foundation.periods import Period
from congdoan.funds.models import Account, Fund, Posting, PostingSet
from congdoan.funds.queries.balances import MONEY
from congdoan.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class BookLine:
    """One movement of the account. `standing_vnd` is what the book shows after it."""

    set: PostingSet
    in_vnd: int
    out_vnd: int
    standing_vnd: int


@dataclass(frozen=True, slots=True)
class BookPage:
    opening_vnd: int
    lines: tuple[BookLine, ...]

    @property
    def in_vnd(self) -> int:
        return sum(line.in_vnd for line in self.lines)

    @property
    def out_vnd(self) -> int:
        return sum(line.out_vnd for line in self.lines)

    @property
    def closing_vnd(self) -> int:
        return self.opening_vnd + self.in_vnd - self.out_vnd


def book_page(unit: Unit, account: str, period: Period, *, fund: Fund | None = None) -> BookPage:
    """The unit's book of cash or bank in the period, of one fund or of all. Two queries."""
    rows = Posting.objects.filter(set__unit=unit, account=account)
    if fund:
        rows = rows.filter(set__fund=fund)
    opening = rows.filter(set__booked_on__lt=period.start).aggregate(total=Sum("amount_vnd"))["total"] or 0
    within = rows.filter(set__booked_on__range=(period.start, period.end)).order_by("set__booked_on", "set_id")
    beside = ("set__fund", "set__voucher__series", "set__origin", "set__purpose", "set__reverses")
    standing, lines = opening, []
    for posting in within.select_related(*beside):
        standing += posting.amount_vnd
        lines.append(BookLine(posting.set, max(posting.amount_vnd, 0), max(-posting.amount_vnd, 0), standing))
    return BookPage(opening, tuple(lines))


def balances_of(unit: Unit, period: Period) -> list[dict[str, int]]:
    """Each fund's money through the period: opening, in, out, and cash and bank at its end. One query.

    Moves between cash and bank are neither in nor out.
    """
    before, within = Q(set__booked_on__lt=period.start), Q(set__booked_on__range=(period.start, period.end))
    rows = (
        Posting.objects.filter(set__unit=unit, set__booked_on__lte=period.end, account__in=MONEY)
        .values("set__fund_id")
        .annotate(
            opening=Sum("amount_vnd", filter=before, default=0),
            cash=Sum("amount_vnd", filter=Q(account=Account.CASH), default=0),
            bank=Sum("amount_vnd", filter=Q(account=Account.BANK), default=0),
            money_in=Sum("amount_vnd", filter=within & Q(amount_vnd__gt=0) & ~Q(set__kind="move"), default=0),
            money_out=Sum("amount_vnd", filter=within & Q(amount_vnd__lt=0) & ~Q(set__kind="move"), default=0),
        )
        .order_by("set__fund_id")
    )
    return [
        {
            "fund": row["set__fund_id"],
            "opening": row["opening"],
            "in": row["money_in"],
            "out": -row["money_out"],
            "cash": row["cash"],
            "bank": row["bank"],
        }
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Executed:
    """What one heading brought in or took in a span, reversals taken off."""

    code: str
    amount_vnd: int


def executed(unit: Unit, stream: str, period: Period) -> tuple[list[Executed], list[Executed]]:
    """Income by origin and expense by purpose of one stream in the period. Two queries."""
    rows = Posting.objects.filter(set__unit=unit, set__stream=stream, set__booked_on__range=(period.start, period.end))
    taken_in = rows.filter(account=Account.INCOME).values_list("set__origin_id").annotate(total=-Sum("amount_vnd"))
    spent = rows.filter(account=Account.EXPENSE).values_list("set__purpose_id").annotate(total=Sum("amount_vnd"))
    return (
        [Executed(code, total) for code, total in taken_in.order_by("set__origin_id") if total],
        [Executed(code, total) for code, total in spent.order_by("set__purpose_id") if total],
    )


def held_before(unit: Unit, stream: str, day: date) -> int:
    """What the stream's funds held at the end of the eve of `day`. One query."""
    rows = Posting.objects.filter(set__unit=unit, set__stream=stream, set__booked_on__lt=day, account__in=MONEY)
    return rows.aggregate(total=Sum("amount_vnd"))["total"] or 0
