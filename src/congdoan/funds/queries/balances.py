"""What a fund holds, on a day and from a day on, always added up from its postings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import F, Sum

from congdoan.funds.models import Account, Fund, Posting, Reservation, Share

MONEY = [Account.CASH, Account.BANK]


@dataclass(frozen=True, slots=True)
class Balance:
    """A fund at the end of a day. `reserved_vnd` is what stands promised now."""

    cash_vnd: int
    bank_vnd: int

    @property
    def total_vnd(self) -> int:
        return self.cash_vnd + self.bank_vnd


def balance(fund: Fund, on: date) -> Balance:
    """What the fund held in cash and bank at the end of `on`. One query."""
    rows = Posting.objects.filter(set__fund=fund, set__booked_on__lte=on, account__in=MONEY)
    sums = dict(rows.values_list("account").annotate(total=Sum("amount_vnd")))
    return Balance(sums.get(Account.CASH, 0), sums.get(Account.BANK, 0))


def free(fund: Fund, *, purpose: str | None = None) -> int:
    """What may be promised now; for `purpose`, what its restrictions leave. One query."""
    fund = Fund.objects.get(pk=fund.pk)
    if purpose is None:
        return fund.free_vnd
    lots = fund.lots.filter(taken_back_on__isnull=True)
    return sum(lot.free_vnd for lot in lots if not lot.restricted_to or purpose in lot.restricted_to)


LOWEST = """
WITH days AS (
  SELECT s.booked_on AS day, sum(p.amount_vnd) AS change
    FROM funds_posting p JOIN funds_postingset s ON s.id = p.set_id
   WHERE s.fund_id = %(fund)s AND p.account = %(account)s GROUP BY 1
), standing AS (
  SELECT day, sum(change) OVER (ORDER BY day) AS held FROM days
)
SELECT least(
  coalesce((SELECT held FROM standing WHERE day <= %(on)s ORDER BY day DESC LIMIT 1), 0),
  coalesce((SELECT min(held) FROM standing WHERE day > %(on)s), 9223372036854775807))::bigint
"""


def lowest_from(fund: Fund, account: str, on: date) -> int:
    """The least the account holds at the end of `on` or of any day after it: what a payment on `on` may take."""
    with connection.cursor() as cursor:
        cursor.execute(LOWEST, {"fund": fund.pk, "account": account, "on": on})
        return int(cursor.fetchone()[0])


def paid_for(source: str) -> int:
    """Đồng paid for the record `source`, payments reversed left out. One query."""
    return Share.objects.filter(reservation__source=source).aggregate(total=Sum("paid_vnd"))["total"] or 0


def paid_by_source(sources: Iterable[str]) -> dict[str, int]:
    """As `paid_for`, of each record something was set aside for. One query."""
    rows = Share.objects.filter(reservation__source__in=list(sources)).values_list("reservation__source")
    return dict(rows.annotate(total=Sum("paid_vnd")))


def reserved_for(source: str) -> int:
    """Đồng still set aside for the record `source`, neither paid nor set free. One query."""
    still = F("amount_vnd") - F("paid_vnd") - F("released_vnd")
    return Share.objects.filter(reservation__source=source).aggregate(total=Sum(still))["total"] or 0


def reservations_of(source: str) -> list[Reservation]:
    """What was ever set aside for the record, oldest first."""
    return list(Reservation.objects.filter(source=source).select_related("fund", "purpose"))
