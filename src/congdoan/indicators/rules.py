"""How an indicator's value follows from what was counted. Pure: the same at every node, so that no mean is ever a mean
of means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from congdoan.foundation.clock import last_day_of_month
from congdoan.foundation.periods import Period
from congdoan.indicators.models import Direction, Formula
from congdoan.indicators.values import Reading, Value
from congdoan.journal.models import Bound


@dataclass(frozen=True, slots=True)
class Counted:
    """Quantity and number of entries of a measure's facet."""

    quantity: int = 0
    entries: int = 0


@dataclass(frozen=True, slots=True)
class FormulaTerm:
    """One measure of a formula; `facets` empty takes all of them."""

    measure: str
    facets: frozenset[str]
    is_below: bool
    sign: int
    is_stock: bool

    def takes(self, facet: str) -> bool:
        return not self.facets or facet in self.facets


Counts = Mapping[tuple[str, str], Counted]
"""What a node counted, by measure and facet."""


def read_sum(terms: Iterable[FormulaTerm], counts: Counts) -> Reading:
    """The terms added up with their signs; also what stands on a date, when the counts are those of that date."""
    quantity, entries = _added(terms, counts)
    return Reading(quantity, entries)


def read_ratio(terms: Iterable[FormulaTerm], counts: Counts, *, scale: int) -> Reading:
    """What stands above the line divided by what stands below it; not applicable when nothing stands below."""
    listed = list(terms)
    above, entries_above = _added([term for term in listed if not term.is_below], counts)
    below, entries_below = _added([term for term in listed if term.is_below], counts)
    return Reading(_divided(above, below, scale), entries_above + entries_below, numerator=above, denominator=below)


def read_share(having: int, asked: int, entries: int, *, scale: int) -> Reading:
    """Units having at least one, of the units that stand; not applicable where none stands."""
    return Reading(_divided(having, asked, scale), entries, numerator=having, denominator=asked)


def read_people(named: int, turns: int, unnamed: int, entries: int) -> Reading:
    """Different people: at most the named ones and all those without names, who may be among them."""
    bound = Bound.AT_MOST if unnamed else Bound.EXACT
    return Reading(named + unnamed, entries, bound.value, named=named, turns=turns, unnamed=unnamed)


def percent_of_target(value: Value | None, target: Decimal, direction: str) -> Decimal | None:
    """How far the target is met, in percent. None without a value, or where the target gives nothing to divide by."""
    if value is None:
        return None
    if direction == Direction.DONE:
        return Decimal(100) if value >= target else Decimal(0)
    if direction == Direction.AT_MOST:
        return Decimal(target * 100) / Decimal(value) if value else Decimal(100)
    return Decimal(value) * 100 / target if target else None


def is_met(value: Value | None, target: Decimal, direction: str) -> bool:
    if value is None:
        return False
    return value <= target if direction == Direction.AT_MOST else value >= target


def previous(period: Period) -> Period:
    """The period just before, of the same length: as many months for whole months, as many days otherwise."""
    before = period.start - timedelta(days=1)
    if period.start.day == 1 and period.end == last_day_of_month(period.end):
        months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
        return Period(months_before(before.replace(day=1), months), before)
    return Period(before - (period.end - period.start), before)


def months_before(month: date, count: int) -> date:
    """The first day of the month `count` months before `month`."""
    year, place = divmod(month.year * 12 + month.month - 1 - count, 12)
    return date(year, place + 1, 1)


def is_whole_of_one(formula: str) -> bool:
    """Whether parts add up to the value: sums and stocks do; people, ratios and shares do not."""
    return formula in {Formula.SUM, Formula.STOCK}


def _added(terms: Iterable[FormulaTerm], counts: Counts) -> tuple[int, int]:
    quantity = entries = 0
    for term in terms:
        for (measure, facet), counted in counts.items():
            if measure == term.measure and term.takes(facet):
                quantity += term.sign * counted.quantity
                entries += counted.entries
    return quantity, entries


def _divided(above: int, below: int, scale: int) -> Decimal | None:
    return Decimal(above * scale) / Decimal(below) if below else None


def is_few(value: Value | None, entries: int, unit_of_count: str, *, least: int) -> bool:
    """Whether so few people stand behind a value that one could be recognised. Of money the records tell how many."""
    people = entries if unit_of_count == "VND" else value
    return people is not None and 0 < people < least
