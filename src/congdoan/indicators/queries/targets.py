"""Which target stands beside a figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from congdoan.foundation.periods import Period
from congdoan.indicators.models import Formula, Indicator, Target
from congdoan.indicators.rules import is_met, percent_of_target
from congdoan.indicators.values import Value
from congdoan.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class Aim:
    """A target as it stands beside a value. `percent` None: no value, or a sum of a shorter time than the target's."""

    target: Target
    percent: Decimal | None
    is_met: bool


def targets_for(
    units: Iterable[Unit | int], indicators: Iterable[Indicator], period: Period
) -> dict[tuple[int, str], Target]:
    """For each unit and indicator the current target of the shortest time that covers the period. One query."""
    rows = Target.objects.filter(
        receiver__in=[unit if isinstance(unit, int) else unit.pk for unit in units],
        indicator__in=[row.code for row in indicators],
        is_current=True,
        period_start__lte=period.start,
        period_end__gte=period.end,
    ).select_related("giver", "indicator")
    ordered = sorted(rows, key=lambda row: (row.period_start - row.period_end, row.given_on, row.pk))
    return {(row.receiver_id, row.indicator_id): row for row in ordered}


def aim(target: Target | None, value: Value | None, period: Period, indicator: Indicator) -> Aim | None:
    """The target beside the value. A sum of one month is no share of a year's target: it is shown without a percent."""
    if target is None:
        return None
    whole = (target.period_start, target.period_end) == (period.start, period.end)
    adds_up_over_time = indicator.formula in {Formula.SUM, Formula.DISTINCT}
    if adds_up_over_time and not whole:
        return Aim(target, None, is_met(value, target.value, indicator.direction))
    return Aim(
        target,
        percent_of_target(value, target.value, indicator.direction),
        is_met(value, target.value, indicator.direction),
    )
