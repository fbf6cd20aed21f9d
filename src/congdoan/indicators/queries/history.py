"""How a value came to be what it is: the period before, and the last six months as a small line."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from congdoan.foundation.clock import last_day_of_month
from congdoan.foundation.periods import Period
from congdoan.indicators.models import Formula
from congdoan.indicators.queries.gathering import COUNTED_BY_SUMS, Definition, summed_reading
from congdoan.indicators.rules import Counted, months_before
from congdoan.indicators.values import Value
from congdoan.journal.queries import Step, monthly_flows, standing_stocks

MONTHS = 6
Series = dict[tuple[int, str], tuple[Value | None, ...]]


def series(definitions: Sequence[Definition], nodes: Sequence[int], period: Period) -> Series:
    """Six values a node and indicator, the last for the month in which the period ends. Two queries.

    Only for sums, stocks and ratios; people and shares have no line.
    """
    summed = [row for row in definitions if row.indicator.formula in COUNTED_BY_SUMS]
    last = period.end.replace(day=1)
    months = [months_before(last, count) for count in reversed(range(MONTHS))]
    days = [min(last_day_of_month(month), period.end) for month in months]
    flow = sorted({term.measure for row in summed for term in row.terms if not term.is_stock})
    stock = sorted({term.measure for row in summed for term in row.terms if term.is_stock})
    at = _by_place(monthly_flows(nodes, flow, months) if flow else [], months)
    for place, counts in _by_place(standing_stocks(nodes, stock, days) if stock else [], days).items():
        at[place] |= counts
    return {
        (node, row.indicator.code): tuple(
            summed_reading(row, at[node, number]).value if (node, number) in at else _nothing(row)
            for number in range(MONTHS)
        )
        for node in nodes
        for row in summed
    }


def _by_place(steps: Sequence[Step], days: Sequence[date]) -> dict[tuple[int, int], dict[tuple[str, str], Counted]]:
    numbers = {day: number for number, day in enumerate(days)}
    found: dict[tuple[int, int], dict[tuple[str, str], Counted]] = defaultdict(dict)
    for step in steps:
        found[step.node_id, numbers[step.day]][step.measure, step.facet] = Counted(step.quantity, 1)
    return found


def _nothing(definition: Definition) -> Value | None:
    return None if definition.indicator.formula == Formula.RATIO else 0
