"""Which set of the books a line of the bank may be."""

from datetime import timedelta

from congdoan.funds.models import Account, PostingSet, StatementLine


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
