"""Judgements about cases: who is entitled to how much by which clause, who approves, which step follows which."""

from congdoan.cases.rules.approving import Approver, Limits, Majority, limits_of
from congdoan.cases.rules.doubles import Double, Help, Verdict, doubles_of
from congdoan.cases.rules.judging import Answer, Asked, Check, Event, Given, Ruling, judge, rulebook_for
from congdoan.cases.rules.newcomers import Newcomer
from congdoan.cases.rules.rulebook import (
    FACTS,
    NUMBERED,
    Condition,
    Line,
    Rulebook,
    as_row,
    frame_of,
    only_what_differs,
    read_rulebook,
)
from congdoan.cases.rules.steps import GIVEN, OPEN, STEPS, Step, may_step, steps_from

__all__ = [
    "FACTS",
    "GIVEN",
    "NUMBERED",
    "OPEN",
    "STEPS",
    "Answer",
    "Approver",
    "Asked",
    "Check",
    "Condition",
    "Double",
    "Event",
    "Given",
    "Help",
    "Limits",
    "Line",
    "Majority",
    "Newcomer",
    "Rulebook",
    "Ruling",
    "Step",
    "Verdict",
    "as_row",
    "doubles_of",
    "frame_of",
    "judge",
    "limits_of",
    "may_step",
    "only_what_differs",
    "read_rulebook",
    "rulebook_for",
    "steps_from",
]
