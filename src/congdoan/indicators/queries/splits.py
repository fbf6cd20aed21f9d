"""How a target was passed down, and what the shares leave over."""

from dataclasses import dataclass
from decimal import Decimal

from congdoan.indicators.models import Formula, Target

ADDS_UP = {Formula.SUM, Formula.STOCK, Formula.DISTINCT}


@dataclass(frozen=True, slots=True)
class Split:
    """The shares given by the target's receiver. `gap` is what no unit was given, negative where more was given than
    received; None where shares do not add up: a percentage is passed down, not divided.
    """

    target: Target
    shares: tuple[Target, ...]

    @property
    def given(self) -> Decimal:
        return sum((row.value for row in self.shares), Decimal(0))

    @property
    def gap(self) -> Decimal | None:
        if self.target.indicator.formula not in ADDS_UP:
            return None
        return self.target.value - self.given


def split_of(target: Target) -> Split:
    """The current shares of a target, in Vietnamese order of their units. One query."""
    rows = (
        Target.objects.filter(
            indicator=target.indicator,
            giver=target.receiver,
            period_start=target.period_start,
            period_end=target.period_end,
            is_current=True,
        )
        .select_related("receiver", "indicator", "giver")
        .order_by("receiver__sort_key", "receiver__code")
    )
    return Split(target, tuple(rows))


def versions_of(target: Target) -> list[Target]:
    """Every version of the same target, the newest first. One query."""
    rows = Target.objects.filter(
        indicator=target.indicator,
        giver=target.giver,
        receiver=target.receiver,
        period_start=target.period_start,
        period_end=target.period_end,
    )
    return list(rows.order_by("-version"))
