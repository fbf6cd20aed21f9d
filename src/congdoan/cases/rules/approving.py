"""Who may approve how much: by level and amount, from a dated parameter. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Approver(StrEnum):
    CHAIR = "chair"
    COMMITTEE = "committee"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Limits:
    """Up to `chair_vnd` the chair decides alone, up to `committee_vnd` the committee by its minutes; None: no bound."""

    chair_vnd: int
    committee_vnd: int | None

    def approver_of(self, amount_vnd: int) -> Approver:
        if amount_vnd <= self.chair_vnd:
            return Approver.CHAIR
        if self.committee_vnd is None or amount_vnd <= self.committee_vnd:
            return Approver.COMMITTEE
        return Approver.ABOVE


@dataclass(frozen=True, slots=True)
class Majority:
    """A committee agrees by more than `percent` of those present; `row` is the parameter that says so."""

    percent: int
    row: int | None = None

    def is_reached(self, votes_for: int, present: int) -> bool:
        return votes_for * 100 > present * self.percent


def limits_of(level: str, value: Mapping[str, Any]) -> Limits:
    """The limits of a level in the parameter's value, "other" where it does not name the level."""
    row = value.get(level, value["other"])
    return Limits(int(row["chair"]), None if row.get("committee") is None else int(row["committee"]))
