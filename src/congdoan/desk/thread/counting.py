"""How a branch stands: every obligation at its ends, counted once."""

from dataclasses import dataclass

from congdoan.obligations.rules import Judged


@dataclass(frozen=True, slots=True)
class Count:
    """Obligations at the ends of a branch. `late` are still owed; `unopened` are among `waiting` or `late`."""

    done: int = 0
    doing: int = 0
    late: int = 0
    waiting: int = 0
    unopened: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.done + other.done,
            self.doing + other.doing,
            self.late + other.late,
            self.waiting + other.waiting,
            self.unopened + other.unopened,
        )

    @property
    def whole(self) -> int:
        return self.done + self.doing + self.late + self.waiting


def count_of(judged: Judged) -> Count:
    """One obligation. What was waived is counted nowhere."""
    if judged.kind == "excused":
        return Count()
    if judged.is_done:
        return Count(done=1)
    unopened = int(judged.is_unopened)
    if judged.is_late:
        return Count(late=1, unopened=unopened)
    return Count(doing=1) if judged.state in {"in_progress", "returned"} else Count(waiting=1, unopened=unopened)


NOTHING = Count()
