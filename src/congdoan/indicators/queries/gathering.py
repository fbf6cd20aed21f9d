"""What the nodes counted, fetched for all indicators at once: one statement a kind of count, however many nodes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from congdoan.foundation.models import MeasureKind
from congdoan.foundation.periods import Period
from congdoan.indicators.models import Formula, Indicator
from congdoan.indicators.queries import shares
from congdoan.indicators.rules import Counted, Counts, FormulaTerm, read_people, read_ratio, read_share, read_sum
from congdoan.indicators.values import Reading, Reported
from congdoan.journal import queries as journal
from congdoan.journal.queries import Asked, Total
from congdoan.organisation.models import Unit

COUNTED_BY_SUMS = {Formula.SUM, Formula.STOCK, Formula.RATIO}
NOTHING: Counts = {}


@dataclass(frozen=True, slots=True)
class Definition:
    """An indicator with its terms, as the reading needs them."""

    indicator: Indicator
    terms: tuple[FormulaTerm, ...]

    @property
    def measures(self) -> frozenset[str]:
        return frozenset(term.measure for term in self.terms)


@dataclass(slots=True)
class Pile:
    """Counts by node, filled from the journal's rows; rows of the same node add up."""

    counts: dict[int, dict[tuple[str, str], Counted]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, totals: Iterable[Total]) -> None:
        for row in totals:
            at = self.counts[row.node_id]
            held = at.get((row.measure, row.facet), Counted())
            at[row.measure, row.facet] = Counted(held.quantity + row.quantity, held.entries + row.entries)

    def at(self, node: int) -> Counts:
        return self.counts.get(node, NOTHING)


@dataclass(frozen=True, slots=True)
class Nodes:
    """Where to read: whole subtrees or the units' own doings only, in the period each stood where it is counted.

    `structure` None reads each fact where it happened; a date carries it by the tree of that day.
    """

    stretches: dict[Period, list[int]]
    end: date
    structure: date | None = None
    own_only: bool = False

    @property
    def all(self) -> list[int]:
        return sorted({node for nodes in self.stretches.values() for node in nodes})


def define(indicators: Iterable[Indicator]) -> list[Definition]:
    """The indicators with their terms. One query for the terms of all."""
    from congdoan.indicators.models import Term

    listed = list(indicators)
    terms: dict[str, list[FormulaTerm]] = defaultdict(list)
    rows = Term.objects.filter(indicator__in=[row.code for row in listed]).select_related("measure").order_by("pk")
    for row in rows:
        is_stock = row.measure.kind == MeasureKind.STOCK
        terms[row.indicator_id].append(
            FormulaTerm(row.measure_id, frozenset(row.facets), row.is_below, row.sign, is_stock)
        )
    return [Definition(row, tuple(terms[row.code])) for row in listed]


def read(definitions: Sequence[Definition], where: Nodes) -> dict[tuple[int, str], Reading]:
    """Every indicator at every node. A statement each for flows, stocks, people and shares, and stretch of days."""
    summed = [row for row in definitions if row.indicator.formula in COUNTED_BY_SUMS]
    pile = Pile()
    flow, stock = _measures(summed, is_stock=False), _measures(summed, is_stock=True)
    for period, nodes in where.stretches.items():
        if flow:
            pile.add(_flows(nodes, flow, period, where))
    if stock:
        pile.add(_stocks(where.all, stock, where))
    found = {(node, row.indicator.code): _summed(row, pile.at(node)) for node in where.all for row in summed}
    found |= _people([row for row in definitions if row.indicator.formula == Formula.DISTINCT], where)
    found |= _shares([row for row in definitions if row.indicator.formula == Formula.SHARE_OF_UNITS], where)
    return found


def reported(definition: Definition, node: int, period: Period) -> tuple[Reported, ...]:
    """What papers said of the node, and below it, within the period; for indicators that are one measure. Two queries
    at most.
    """
    is_plain = definition.indicator.formula in {Formula.SUM, Formula.STOCK} and len(definition.terms) == 1
    if not is_plain:
        return ()
    [term] = definition.terms
    rows = journal.said(node, term.measure, sorted(term.facets) or [""], period)
    units = Unit.objects.in_bulk({row.unit_id for row in rows}) if rows else {}
    return tuple(Reported(row.quantity, row.bound, units[row.unit_id], row.period, row.source) for row in rows)


def asked_of(definitions: Iterable[Definition]) -> list[Asked]:
    """The measures above the line, under the code of the indicator that asks."""
    return [
        Asked(row.indicator.code, term.measure, facet)
        for row in definitions
        for term in row.terms
        if not term.is_below
        for facet in facets_of(term)
    ]


def facets_of(term: FormulaTerm) -> list[str | None]:
    """The facets a term takes; None stands for all of them."""
    return [*sorted(term.facets)] or [None]


def summed_reading(definition: Definition, counts: Counts) -> Reading:
    return _summed(definition, counts)


def _summed(definition: Definition, counts: Counts) -> Reading:
    if definition.indicator.formula == Formula.RATIO:
        return read_ratio(definition.terms, counts, scale=definition.indicator.scale)
    return read_sum(definition.terms, counts)


def _measures(definitions: Iterable[Definition], *, is_stock: bool) -> list[str]:
    return sorted({term.measure for row in definitions for term in row.terms if term.is_stock == is_stock})


def _flows(nodes: list[int], measures: list[str], period: Period, where: Nodes) -> list[Total]:
    if where.own_only:
        return journal.own_flows(nodes, measures, period)
    if where.structure:
        return journal.flows_by_structure_of(where.structure, nodes, measures, period)
    return journal.flows(nodes, measures, period)


def _stocks(nodes: list[int], measures: list[str], where: Nodes) -> list[Total]:
    if where.own_only:
        return journal.own_stocks(nodes, measures, where.end)
    if where.structure:
        return journal.stocks_by_structure_of(where.structure, nodes, measures, where.end)
    return journal.stocks(nodes, measures, where.end)


def _people(definitions: list[Definition], where: Nodes) -> dict[tuple[int, str], Reading]:
    if not definitions:
        return {}
    found = {(node, row.indicator.code): read_people(0, 0, 0, 0) for node in where.all for row in definitions}
    asked = asked_of(definitions)
    for period, nodes in where.stretches.items():
        rows = journal.distinct_people(nodes, asked, period, structure=where.structure, own_only=where.own_only)
        for row in rows:
            found[row.node_id, row.name] = read_people(row.named, row.named_turns, row.unnamed, row.entries)
    return found


def _shares(definitions: list[Definition], where: Nodes) -> dict[tuple[int, str], Reading]:
    """Both sides stand on the end date; what each unit has is counted over the longest stretch asked for."""
    found: dict[tuple[int, str], Reading] = {}
    if not definitions:
        return found
    period = max(where.stretches, key=lambda stretch: stretch.end - stretch.start)
    flow_asked = asked_of([row for row in definitions if not any(term.is_stock for term in row.terms)])
    stock_asked = asked_of([row for row in definitions if any(term.is_stock for term in row.terms)])
    levels = {row.indicator.code: row.indicator.unit_level_id for row in definitions}
    scales = {row.indicator.code: row.indicator.scale for row in definitions}
    rows = shares.units_having(
        where.all,
        flow_asked,
        stock_asked,
        levels=levels,
        period=period,
        structure=where.structure,
        own_only=where.own_only,
    )
    for node in where.all:
        for code in levels:
            found[node, code] = read_share(0, 0, 0, scale=scales[code])
    for row in rows:
        found[row.node_id, row.name] = read_share(row.having, row.asked, row.entries, scale=scales[row.name])
    return found
