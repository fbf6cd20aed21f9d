"""Judgements about acts. Pure: values in, value out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

UNUSUAL_TIMES = 10
LARGEST = 10**12


@dataclass(frozen=True, slots=True, order=True)
class Counted:
    """What a count is of: a measure, and the facet it is broken down by, empty where it is not.

    Written `participants_count` or `participants_count.women`, in forms, corrections and the API alike.
    """

    measure: str
    facet: str = ""

    @property
    def code(self) -> str:
        return f"{self.measure}.{self.facet}" if self.facet else self.measure


def read_counted(code: str) -> Counted:
    measure, _dot, facet = code.partition(".")
    return Counted(measure, facet)


def parts_of_total(total: int, of_it: Mapping[str, int]) -> dict[str, int]:
    """A total told with some of its facets ("86 người, trong đó 30 nữ") as parts that add up to it.

    The rest stands under the empty facet. Raises ValueError when the parts exceed the total.
    """
    rest = total - sum(of_it.values())
    if rest < 0:
        raise ValueError(f"parts exceed {total} by {-rest}")
    parts = {facet: count for facet, count in of_it.items() if count}
    return {"": rest, **parts} if rest or not parts else parts


def is_unusual(quantity: int, usual: Sequence[int]) -> bool:
    """More than ten times the median of what was usually counted. Nothing is unusual where nothing was counted yet."""
    seen = [count for count in usual if count]
    return bool(seen) and quantity > UNUSUAL_TIMES * median(seen)


@dataclass(frozen=True, slots=True)
class Change:
    """How the counts of a corrected act differ: what is reversed and what is appended, by measure and facet."""

    reversed: frozenset[Counted]
    appended: dict[Counted, int]


def change_of(before: Mapping[Counted, int], after: Mapping[Counted, int], *, moved: bool) -> Change:
    """Only what differs. An act moved to another day moves all its counts with it."""
    if moved:
        return Change(frozenset(before), dict(after))
    gone = {counted for counted, quantity in before.items() if after.get(counted) != quantity}
    new = {counted: quantity for counted, quantity in after.items() if before.get(counted) != quantity}
    return Change(frozenset(gone), new)


def day_of_doing(happened_on: date, until: date | None, placed_on: date) -> date:
    """The day an obligation counts as done by an act: the act's last day, but not before the obligation was placed."""
    return max(until or happened_on, placed_on)
