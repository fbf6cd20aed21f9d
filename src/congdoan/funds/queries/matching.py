"""Which set of the books a line of the bank may be, and how the books stand beside the bank at the end of a period."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet, Sum

from congdoan.foundation.periods import Period
from congdoan.funds.models import Account, Closing, ClosingKind, Fund, Posting, PostingSet, StatementLine
from congdoan.organisation.models import Unit


def likely_sets(line: StatementLine, *, within: timedelta | None = None) -> list[PostingSet]:
    """Sets of the fund that moved this very amount at the bank and are matched with nothing, the nearest day first."""
    rows = PostingSet.objects.filter(
        fund_id=line.fund_id,
        postings__account=Account.BANK,
        postings__amount_vnd=line.amount_vnd,
        statement_line__isnull=True,
        reverses__isnull=True,
        reversed_by__isnull=True,
    )
    if within is not None:
        rows = rows.filter(booked_on__range=(line.happened_on - within, line.happened_on + within))
    found = rows.select_related("voucher__series", "origin", "purpose")
    return sorted(found, key=lambda row: (abs(row.booked_on - line.happened_on), row.pk))


def closed_period_of(unit_id: int, day: date) -> Closing | None:
    """The closed period of the unit the day lies in; the widest where several hold it."""
    rows = Closing.objects.filter(unit=unit_id, kind=ClosingKind.PERIOD, start__lte=day, through__gte=day)
    return rows.order_by("-through").first()


def is_booked_after_closing(line: StatementLine, booked: PostingSet) -> bool:
    """Whether the line belongs to closed books and the set to later ones: the money moved in a period that does not
    have it and never will.
    """
    closing = closed_period_of(line.fund.unit_id, line.happened_on)
    return closing is not None and booked.booked_on > closing.through


def is_signed(line: StatementLine) -> bool:
    """Whether a closing found the line matched as it is: books were closed upon it after it was matched."""
    if line.matched is None:
        return False
    closings = Closing.objects.filter(unit=line.fund.unit_id, kind=ClosingKind.PERIOD)
    days = Q(start__lte=line.happened_on, through__gte=line.happened_on)
    days |= Q(start__lte=line.matched.booked_on, through__gte=line.matched.booked_on)
    return closings.filter(days, pk__gt=line.matched_after).exists()


def beside_the_bank(unit: Unit, period: Period) -> list[dict[str, str | int]]:
    """How the books of each fund with a statement stand beside the bank at the end of the period.

    `books_vnd` less `unseen_vnd` (booked, and by then on no statement) and more `later_vnd` (on the statement, and
    booked after the period) is what the bank should say: `bank_vnd`. Four queries a fund.
    """
    return [_beside(fund, period) for fund in Fund.objects.filter(unit=unit, statements__isnull=False).distinct()]


def _beside(fund: Fund, period: Period) -> dict[str, str | int]:
    at_bank = Posting.objects.filter(account=Account.BANK, set__fund=fund)
    lines = StatementLine.objects.filter(fund=fund, happened_on__lte=period.end)
    first = lines.order_by("happened_on").values_list("happened_on", flat=True).first()
    books = _sum(at_bank.filter(set__booked_on__lte=period.end))
    unseen = at_bank.filter(set__booked_on__range=(first or period.end, period.end)).exclude(
        set__in=lines.filter(matched__isnull=False).values("matched")
    )
    mirrored = Q(set__reverses__isnull=False) | Q(set__reversed_by__booked_on__lte=period.end)
    later = lines.filter(matched__booked_on__gt=period.end)
    unseen_vnd = _sum(unseen) if first else 0
    later_vnd = later.aggregate(vnd=Sum("amount_vnd"))["vnd"] or 0
    return {
        "fund": fund.key,
        "name": fund.name,
        "books_vnd": books,
        "unseen": unseen.exclude(mirrored).count() if first else 0,
        "unseen_vnd": unseen_vnd,
        "later": later.count(),
        "later_vnd": later_vnd,
        "bank_vnd": books - unseen_vnd + later_vnd,
    }


def _sum(rows: "QuerySet[Posting]") -> int:
    return rows.aggregate(vnd=Sum("amount_vnd"))["vnd"] or 0
