"""A value at a unit together with what each child and the unit itself bring to it. Figures and boards read it here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congdoan.foundation.periods import Period
from congdoan.indicators.models import Formula
from congdoan.indicators.queries import children, gathering
from congdoan.indicators.queries.gathering import Definition, Nodes, Pile
from congdoan.indicators.values import Reading
from congdoan.journal import queries as journal
from congdoan.organisation.models import Unit

Readings = dict[tuple[int, str], Reading]


@dataclass(frozen=True, slots=True)
class Taken:
    """`total` at the unit, `own` of the unit itself, `of_children` by child and indicator, in Vietnamese order."""

    unit: Unit
    children: tuple[Unit, ...]
    stretches: dict[int, Period]
    total: dict[str, Reading]
    own: dict[str, Reading]
    of_children: Readings


def take_apart(
    definitions: Sequence[Definition], unit: Unit, period: Period, *, structure: date | None = None
) -> Taken:
    """Every indicator at the unit with its parts. As many queries for a thousand units as for one.

    Only a child that came or left within the period costs one more, for the stretch it stood here.
    """
    whole = {period: [unit.pk]}
    own = gathering.read(definitions, Nodes(whole, period.end, own_only=True))
    if structure:
        stretches, of_children, total = _as_it_is(definitions, unit, period, structure)
    else:
        found = children.children_during(unit, period)
        stretches = {child: children.hull(periods) for child, periods in found.items()}
        nodes = children.by_stretch(found)
        nodes.setdefault(period, []).append(unit.pk)
        of_children = gathering.read(definitions, Nodes(nodes, period.end))
        total = of_children
    units = Unit.objects.filter(pk__in=stretches).select_related("level")
    return Taken(
        unit=unit,
        children=tuple(units),
        stretches=stretches,
        total={row.indicator.code: total[unit.pk, row.indicator.code] for row in definitions},
        own={row.indicator.code: own[unit.pk, row.indicator.code] for row in definitions},
        of_children=of_children,
    )


def _as_it_is(
    definitions: Sequence[Definition], unit: Unit, period: Period, structure: date
) -> tuple[dict[int, Period], Readings, Readings]:
    """By the tree of `structure`. Sums are split by the child through which they come, so that they add up."""
    total = gathering.read(definitions, Nodes({period: [unit.pk]}, period.end, structure))
    summed = [row for row in definitions if row.indicator.formula in gathering.COUNTED_BY_SUMS]
    pile = Pile()
    measures = {term.measure: term.is_stock for row in summed for term in row.terms}
    flow = sorted(code for code, is_stock in measures.items() if not is_stock)
    stock = sorted(code for code, is_stock in measures.items() if is_stock)
    if flow:
        pile.add(journal.child_flows_by_structure_of(structure, unit.pk, flow, period))
    if stock:
        pile.add(journal.child_stocks_by_structure_of(structure, unit.pk, stock, period.end))
    nodes = sorted({*children.children_on(unit, structure), *pile.counts})
    others = [row for row in definitions if row.indicator.formula in {Formula.DISTINCT, Formula.SHARE_OF_UNITS}]
    readings: Readings = {
        (node, row.indicator.code): gathering.summed_reading(row, pile.at(node)) for node in nodes for row in summed
    }
    if nodes:
        readings |= gathering.read(others, Nodes({period: nodes}, period.end, structure))
    return dict.fromkeys(nodes, period), readings, total
