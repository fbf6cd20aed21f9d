"""Which set of the books a line of the bank may be, and how the books stand beside the bank at the end of a period."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Count, Min, Q, Sum

from congdoan.foundation.periods import Period
from congdoan.funds.models import Account, Closing, ClosingKind, Fund, Posting, PostingSet, StatementLine
from congdoan.organisation.models import Unit


def likely_sets(line: StatementLine) -> list[PostingSet]:
    """Sets of the fund that moved this very amount at the bank and are matched with nothing, the nearest day first."""
    return likely_sets_of([line])[line.pk]


def likely_sets_of(lines: Sequence[StatementLine], *, within: timedelta | None = None) -> dict[int, list[PostingSet]]:
    """The `likely_sets` of each line, by its id. One query for any number of lines."""
    moved = Posting.objects.filter(
        account=Account.BANK,
        amount_vnd__in={line.amount_vnd for line in lines},
        set__fund__in={line.fund_id for line in lines},
        set__statement_line__isnull=True,
        set__reverses__isnull=True,
        set__reversed_by__isnull=True,
    )
    if within is not None and lines:
        days = [line.happened_on for line in lines]
        moved = moved.filter(set__booked_on__range=(min(days) - within, max(days) + within))
    sets = defaultdict(list)
    for row in moved.select_related("set__voucher__series", "set__origin", "set__purpose"):
        sets[row.set.fund_id, row.amount_vnd].append(row.set)
    return {line.pk: _nearest(sets[line.fund_id, line.amount_vnd], line.happened_on, within) for line in lines}


def _nearest(sets: Sequence[PostingSet], day: date, within: timedelta | None) -> list[PostingSet]:
    near = [row for row in sets if within is None or abs(row.booked_on - day) <= within]
    return sorted(near, key=lambda row: (abs(row.booked_on - day), row.pk))


def closed_periods(unit_id: int) -> list[Period]:
    """The periods the unit closed its books of."""
    rows = Closing.objects.filter(unit=unit_id, kind=ClosingKind.PERIOD)
    return [Period(start, through) for start, through in rows.values_list("start", "through")]


def is_booked_after_closing(line: StatementLine, booked: PostingSet, closed: Sequence[Period]) -> bool:
    """Whether the line belongs to closed books and the set to later ones: the money moved in a period that does not
    have it and never will. `closed` are the `closed_periods` of the fund's unit.
    """
    ends = [period.end for period in closed if period.start <= line.happened_on <= period.end]
    return bool(ends) and booked.booked_on > max(ends)


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

    `books_vnd` less `unseen_vnd` (booked, and by then on no statement), more `later_vnd` (on the statement, and booked
    after the period) and `unmatched_vnd` (on the statement of this or an earlier period, and in no books yet) is what
    the bank should say: `bank_vnd`. Two queries a fund, and one for the funds.
    """
    return [_beside(fund, period) for fund in Fund.objects.filter(unit=unit, statements__isnull=False).distinct()]


def _beside(fund: Fund, period: Period) -> dict[str, str | int]:
    lines = StatementLine.objects.filter(fund=fund, happened_on__lte=period.end)
    later, unmatched = Q(matched__booked_on__gt=period.end), Q(matched__isnull=True)
    bank = lines.aggregate(
        first=Min("happened_on"),
        later=Count("pk", filter=later),
        later_vnd=Sum("amount_vnd", filter=later, default=0),
        unmatched=Count("pk", filter=unmatched),
        unmatched_vnd=Sum("amount_vnd", filter=unmatched, default=0),
    )
    first = bank.pop("first") or period.end + timedelta(days=1)
    unseen = Q(set__booked_on__gte=first) & ~Q(set__in=lines.filter(matched__isnull=False).values("matched"))
    mirrored = Q(set__reverses__isnull=False) | Q(set__reversed_by__booked_on__lte=period.end)
    booked = Posting.objects.filter(account=Account.BANK, set__fund=fund, set__booked_on__lte=period.end).aggregate(
        books_vnd=Sum("amount_vnd", default=0),
        unseen=Count("pk", filter=unseen & ~mirrored),
        unseen_vnd=Sum("amount_vnd", filter=unseen, default=0),
    )
    should_say = booked["books_vnd"] - booked["unseen_vnd"] + bank["later_vnd"] + bank["unmatched_vnd"]
    return {"fund": fund.key, "name": fund.name, **booked, **bank, "bank_vnd": should_say}
