"""What an obligation looks like on a day: one word, how late, how long still. Every list shows this judgement."""

from dataclasses import dataclass
from datetime import date

from congdoan.foundation.calendar import WorkCalendar
from congdoan.obligations.rules.lateness import days_left, lateness
from congdoan.obligations.rules.replay import Snapshot
from congdoan.obligations.rules.steps import SETTLED
from congdoan.obligations.states import ObligationState as State


@dataclass(frozen=True, slots=True)
class Judged:
    """`kind`: unsent, idle, doing, soon, late, returned, dateless, done, done-late or excused.

    `late` in working days (of what was done: how late it was done); `left` in working days, None without a due day,
    past it, or once settled.
    """

    kind: str
    state: str
    due_on: date | None
    done_on: date | None
    late: int = 0
    left: int | None = None

    @property
    def is_late(self) -> bool:
        """Late and still owed."""
        return self.kind == "late"

    @property
    def is_done(self) -> bool:
        return self.state in {State.DONE, State.VERIFIED}

    @property
    def is_open(self) -> bool:
        return self.state not in SETTLED

    @property
    def is_unopened(self) -> bool:
        """Nobody at the bearer has even opened it."""
        return self.state == State.DELIVERED


def judge(stands: Snapshot, on: date, calendar: WorkCalendar, *, soon: int) -> Judged:
    """Judge on `on`. What is due within `soon` working days is soon. Raises NotInForce for a year without a calendar.

    Late outweighs everything still owed: it is what must be seen first.
    """
    late = lateness(stands.due_on, stands.done_on, on, calendar)
    left = None if stands.state in SETTLED else days_left(stands.due_on, on, calendar)
    return Judged(_kind(stands, late, left, soon), stands.state, stands.due_on, stands.done_on, late, left)


def _kind(stands: Snapshot, late: int, left: int | None, soon: int) -> str:
    if stands.state == State.WAIVED:
        return "excused"
    if stands.state in {State.DONE, State.VERIFIED}:
        return "done-late" if late else "done"
    if late:
        return "late"
    if stands.state == State.RETURNED:
        return "returned"
    if left is not None and left <= soon:
        return "soon"
    if stands.state == State.IN_PROGRESS:
        return "doing"
    if stands.state == State.DELIVERED:
        return "unsent"
    return "dateless" if stands.due_on is None else "idle"
