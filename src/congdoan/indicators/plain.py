"""A figure as plain values that any program can read: the command line and the API answer with the very same ones."""

from decimal import Decimal
from typing import Any

from congdoan.indicators.queries import trail
from congdoan.indicators.queries.trail import Step
from congdoan.indicators.values import Completeness, Figure, Part, Value
from congdoan.organisation.models import Unit

PAGE = 200


def plain_value(value: Value | None) -> int | str | None:
    """A whole number as a number; a quotient as text with all its digits, which a float would lose."""
    if value is None or isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else format(Decimal(value), "f")


def plain_figure(figure: Figure) -> dict[str, Any]:
    """Everything the figure is made of. `unit` is the unit of count, `organisation` whose figure it is."""
    reading = figure.reading
    return {
        "value": plain_value(figure.value),
        "unit": figure.unit_of_count,
        "bound": figure.bound,
        "parts": [_part(part) for part in figure.parts],
        "gaps": [{**_named(gap.unit), "due_on": gap.due_on.isoformat() if gap.due_on else None} for gap in figure.gaps],
        "entries": figure.entries,
        "organisation": _named(figure.unit),
        "indicator": {"code": figure.indicator.code, "name": str(figure.indicator)},
        "period": figure.period.code,
        "structure": figure.structure.isoformat() if figure.structure else None,
        "state": figure.state.code,
        "hidden": figure.reading.hidden or None,
        "completeness": _completeness(figure.completeness),
        "numerator": reading.numerator,
        "denominator": reading.denominator,
        "named": reading.named,
        "turns": reading.turns,
        "unnamed": reading.unnamed,
        "reported": [
            {
                "value": row.value,
                "bound": row.bound,
                "organisation": _named(row.unit),
                "period": row.period.code,
                "source": row.source,
            }
            for row in figure.reported
        ],
        "formula": figure.formula,
        "position": figure.position,
    }


def plain_step(step: Step) -> dict[str, Any]:
    """One record behind a figure. `act` is its receipt code where the record is an act."""
    return {
        "source": step.source,
        "act": step.act.key if step.act else None,
        "organisation": _named(step.unit),
        "occurred_on": step.occurred_on.isoformat(),
        "quantity": step.quantity,
        "below": step.below,
        "was_corrected": step.was_corrected,
    }


def every_step(figure: Figure) -> list[dict[str, Any]]:
    """All records behind a figure, the newest first. Three queries for each two hundred."""
    found: list[dict[str, Any]] = []
    after = ""
    while True:
        page = trail(figure, after=after, limit=PAGE)
        found += [plain_step(step) for step in page.steps]
        if not (after := page.after):
            return found


def _part(part: Part) -> dict[str, Any]:
    return {
        **_named(part.unit),
        "is_own": part.is_own,
        "period": part.period.code,
        "value": plain_value(part.value),
        "bound": part.reading.bound,
        "entries": part.reading.entries,
        "numerator": part.reading.numerator,
        "denominator": part.reading.denominator,
        "state": part.state.code,
        "completeness": _completeness(part.completeness),
    }


def _completeness(asked: Completeness) -> dict[str, int]:
    return {"due": asked.due, "heard": asked.heard}


def _named(unit: Unit) -> dict[str, str]:
    return {"code": unit.code, "name": unit.name}
