"""One act recorded, many places fed: the obligations it answers, the figures it moves, from the unit to the top."""

from dataclasses import dataclass

from congdoan.activities.models import Act, ActState
from congdoan.foundation import periods
from congdoan.foundation.models import MeasureKind
from congdoan.foundation.periods import Period
from congdoan.indicators.models import Indicator
from congdoan.journal.queries import flows, stocks
from congdoan.obligations.models import Obligation
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import ancestors


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure the act moved at a unit: `before` it was so, `now` it is."""

    indicator: Indicator
    unit: Unit
    period: Period
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Fed:
    """Everything an act fed. `moved` goes from the unit itself to the top, measure by measure."""

    obligations: tuple[Obligation, ...]
    moved: tuple[Moved, ...]


def fed_by(act: Act) -> Fed:
    """What the act moved, read from the totals as they stand. Six queries."""
    rows = act.answers.select_related("obligation__duty__document", "obligation__duty__given_by", "obligation__bearer")
    return Fed(tuple(row.obligation for row in rows), tuple(_moved(act)))


def _moved(act: Act) -> list[Moved]:
    brought: dict[str, int] = {}
    kinds: dict[str, str] = {}
    for row in act.counts.select_related("measure"):
        brought[row.measure_id] = brought.get(row.measure_id, 0) + row.quantity
        kinds[row.measure_id] = row.measure.kind
    if act.state == ActState.WITHDRAWN:
        return []
    units = list(reversed(ancestors(act.lead, on=act.happened_on)))
    period = periods.month(act.happened_on.month, act.happened_on.year)
    flow = [code for code, kind in kinds.items() if kind == MeasureKind.FLOW]
    stock = [code for code, kind in kinds.items() if kind == MeasureKind.STOCK]
    nodes = [unit.pk for unit in units]
    totals = flows(nodes, flow, period) if flow else []
    totals += stocks(nodes, stock, period.end) if stock else []
    now: dict[tuple[int, str], int] = {}
    for total in totals:
        now[total.node_id, total.measure] = now.get((total.node_id, total.measure), 0) + total.quantity
    indicators = Indicator.objects.in_bulk(list(brought))
    return [
        Moved(indicators[code], unit, period, now.get((unit.pk, code), 0) - quantity, now.get((unit.pk, code), 0))
        for code, quantity in brought.items()
        if quantity and code in indicators
        for unit in units
    ]
