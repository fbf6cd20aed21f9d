"""An obligation as the sum of what happened to it. The verbs and every look at a past day use the same `after`."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from congdoan.obligations.rules.steps import STEPS
from congdoan.obligations.states import ObligationState as State


@dataclass(frozen=True, slots=True)
class Happening:
    """One event, as much of it as changes where the obligation stands. `on` is the day it was entered."""

    kind: str
    on: date
    new_due: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Where an obligation stands: `state` is empty before it is laid."""

    state: str
    due_on: date | None = None
    done_on: date | None = None
    verified_on: date | None = None
    extensions: int = 0


NOT_LAID = Snapshot("")


def after(before: Snapshot, event: Happening) -> Snapshot:
    """Where it stands once `event` has happened. Says nothing about whether it may: that is the table's."""
    state = STEPS[event.kind].target or before.state
    now = replace(before, state=state)
    if event.kind in {"laid", "extended", "dated"}:
        now = replace(now, due_on=event.new_due)
    if event.kind == "extended":
        now = replace(now, extensions=before.extensions + 1)
    if state == State.DONE:
        return replace(now, done_on=event.done_on or event.on, verified_on=None) if state != before.state else now
    if state == State.VERIFIED:
        return replace(now, verified_on=event.on) if state != before.state else now
    return replace(now, done_on=None, verified_on=None)


def replay(events: Iterable[Happening], *, until: date | None = None) -> Snapshot:
    """Where the events lead; those entered after `until` have not happened yet. The order is the one of entry."""
    counted = (event for event in events if until is None or event.on <= until)
    return reduce(after, counted, NOT_LAID)
