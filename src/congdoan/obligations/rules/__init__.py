"""Pure judgements about an obligation: which step follows which, how late it is, when a recurring one falls due."""

from congdoan.obligations.rules.judging import Judged, judge
from congdoan.obligations.rules.lateness import days_left, late_if_due_by, lateness
from congdoan.obligations.rules.recurrence import (
    due_in,
    months_between,
    period_after,
    period_containing,
    same_day_later,
)
from congdoan.obligations.rules.replay import NOT_LAID, Happening, Snapshot, after, replay
from congdoan.obligations.rules.steps import OPEN, SETTLED, STEPS, Side, Step, steps_from

__all__ = [
    "NOT_LAID",
    "OPEN",
    "SETTLED",
    "STEPS",
    "Happening",
    "Judged",
    "Side",
    "Snapshot",
    "Step",
    "after",
    "days_left",
    "due_in",
    "judge",
    "late_if_due_by",
    "lateness",
    "months_between",
    "period_after",
    "period_containing",
    "replay",
    "same_day_later",
    "steps_from",
]
