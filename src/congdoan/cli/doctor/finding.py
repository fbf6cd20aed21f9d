"""One thing the doctor looked at."""

from dataclasses import dataclass
from enum import Enum


class State(Enum):
    GOOD = "✓"
    HANDY = "·"
    """Works without it; something more would work with it."""
    WRONG = "✗"


@dataclass(frozen=True)
class Finding:
    """`what` is the case, as a sentence; `mend` says what to type or change, empty where all is well."""

    state: State
    what: str
    mend: str = ""


def good(what: str) -> Finding:
    return Finding(State.GOOD, what)


def handy(what: str, mend: str) -> Finding:
    return Finding(State.HANDY, what, mend)


def wrong(what: str, mend: str) -> Finding:
    return Finding(State.WRONG, what, mend)
