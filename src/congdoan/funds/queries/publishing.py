"""The public statement of a unit's money in a period, by stream, with nobody to be recognised in it."""

from dataclasses import dataclass

from django.db.models import Case, CharField, Count, F, Q, Sum, Value, When

from congdoan.foundation import clock, periods
from congdoan.foundation.periods import Period
from congdoan.funds.models import LotDonor, Purpose, Stream, Voucher, VoucherState
from congdoan.funds.publicity import TOGETHER, Row, folded
from congdoan.funds.queries.books import executed, held_before
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import parameter_at


@dataclass(frozen=True, slots=True)
class PublicStream:
    """One stream over the period. `spent` is folded; `donors` are those who agreed to be named, others are counted."""

    stream: str
    opening_vnd: int
    taken_in: tuple[tuple[str, int], ...]
    spent: tuple[Row, ...]
    donors: tuple[str, ...]
    unnamed: int

    @property
    def in_vnd(self) -> int:
        return sum(amount for _code, amount in self.taken_in)

    @property
    def out_vnd(self) -> int:
        return sum(row.amount_vnd for row in self.spent)

    @property
    def closing_vnd(self) -> int:
        return self.opening_vnd + self.in_vnd - self.out_vnd


def public_statement(unit: Unit, period: Period) -> list[PublicStream]:
    """Each stream in which the unit held or moved money in the period. Five queries a stream, and two.

    What help for persons was for is told for a whole year that is over, and for no other span: of two spans that differ
    by a month, the difference would tell of that month's one patient.
    """
    found = []
    least = least_to_publish(unit)
    is_told = period == periods.year(period.start.year) and period.end < clock.today()
    together = set() if is_told else set(Purpose.objects.exclude(public_name="").values_list("code", flat=True))
    for stream in Stream.values:
        taken_in, spent = executed(unit, stream, period)
        opening = held_before(unit, stream, period.start)
        if opening or taken_in or spent:
            named, unnamed = _donors(unit, stream, period)
            people = _people(unit, stream, period, together)
            none = (0, True)
            rows = [
                Row(row.code, row.amount_vnd, *people.get(row.code, none)) for row in spent if row.code not in together
            ]
            if care := [row.amount_vnd for row in spent if row.code in together]:
                rows.append(Row(TOGETHER, sum(care), *people.get(TOGETHER, none)))
            incoming = tuple((row.code, row.amount_vnd) for row in taken_in)
            found.append(PublicStream(stream, opening, incoming, tuple(_shown(rows, least)), named, unnamed))
    return found


def least_to_publish(unit: Unit) -> int:
    """How many people a heading must have reached to be told apart."""
    least: int = parameter_at("privacy.least_people", unit, clock.today()).value
    return least


def _shown(rows: list[Row], least: int) -> list[Row]:
    """Only what reaches people is folded: an item of the union's own work names nobody."""
    about_people = [row for row in rows if row.people]
    return [*folded(about_people, least=least), *(row for row in rows if not row.people)]


def _people(unit: Unit, stream: str, period: Period, together: set[str]) -> dict[str, tuple[int, bool]]:
    """Who was reached by purpose of support, and whether that counts everybody: persons, each once, and promises that
    name no person (the gifts of a unit), each as one. Those of `together` are counted under one heading.
    """
    paid = Voucher.objects.filter(
        unit=unit,
        stream=stream,
        kind="payment",
        state=VoucherState.PAID,
        paid_on__range=(period.start, period.end),
        reservation__purpose__measure__isnull=False,
    )
    heading = Case(
        When(reservation__purpose__in=together, then=Value(TOGETHER)),
        default=F("reservation__purpose_id"),
        output_field=CharField(),
    )
    rows = paid.values_list(heading).annotate(
        persons=Count("reservation__person_key", distinct=True),
        nameless=Count("reservation", distinct=True, filter=Q(reservation__person_key__isnull=True)),
    )
    return {purpose: (persons + nameless, not nameless) for purpose, persons, nameless in rows}


def _donors(unit: Unit, stream: str, period: Period) -> tuple[tuple[str, ...], int]:
    rows = LotDonor.objects.filter(
        lot__fund__unit=unit,
        lot__stream=stream,
        lot__taken_back_on__isnull=True,
        lot__received_on__range=(period.start, period.end),
        lot__origin__in=["donation", "appeal"],
    )
    named = rows.filter(is_public=True).values_list("name").annotate(total=Sum("lot__amount_vnd")).order_by("-total")
    return tuple(name for name, _total in named), rows.filter(is_public=False).count()
