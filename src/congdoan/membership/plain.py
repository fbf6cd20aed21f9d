"""Reconciliations as plain values that any program can read: the command line and the API answer with the same ones."""

from collections.abc import Sequence
from typing import Any

from congdoan.membership.queries import Gap, Reconciliation


def plain_reconciliation(found: Reconciliation, gaps: Sequence[Gap]) -> dict[str, Any]:
    """Every count by its name; `unexplained` is what start, in and out do not account for."""
    return {
        "organisation": {"code": found.unit.code, "name": found.unit.name},
        "period": found.period.code,
        "start": found.start,
        "admitted": found.admitted,
        "registered": found.registered,
        "transferred_in": found.transferred_in,
        "came_with_units": found.came_with_units,
        "left": found.left,
        "transferred_out": found.transferred_out,
        "went_with_units": found.went_with_units,
        "end": found.end,
        "end_women": found.end_women,
        "end_without_names": found.end_counted,
        "unexplained": found.unexplained,
        "gaps": [
            {"organisation": {"code": gap.unit.code, "name": gap.unit.name}, "unexplained": gap.unexplained}
            for gap in gaps
        ],
    }
