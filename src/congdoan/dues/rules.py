"""What a member owes in a month, what an employer owes, and which part of it goes up. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias

from congdoan.funds.rules import split

Group: TypeAlias = Literal["public", "state_enterprise", "private", "fixed"]
"""By what the base is: insured salary of public units; net pay of state enterprises; insured salary elsewhere; none."""

_WHOLE = 10_000  # rates are in hundredths of a percent


@dataclass(frozen=True, slots=True)
class Rates:
    """The dated parameters that judge one month. `own_rate` is what the unit resolved for itself, if higher."""

    rate: int
    base_salary_vnd: int
    cap_percent: int
    capped_groups: Collection[str]
    own_rate: int | None = None

    @property
    def cap_vnd(self) -> int:
        return self.base_salary_vnd * self.cap_percent // 100


@dataclass(frozen=True, slots=True)
class Due:
    """What one member owes: by rule, and beyond it by the unit's own resolution. The surplus stays with the unit."""

    by_rule_vnd: int
    surplus_vnd: int = 0

    @property
    def total_vnd(self) -> int:
        return self.by_rule_vnd + self.surplus_vnd


def member_due(base_vnd: int | None, group: Group, rates: Rates) -> Due:
    """A month's dues on a base; a base that cannot be found, or the group `fixed`, is reckoned on the base salary.

    Unit: whole đồng, halves upward. The cap limits what is owed by rule; the surplus of a higher rate lies beyond it.
    Raises ValueError for a base below zero.
    """
    if base_vnd is not None and base_vnd < 0:
        raise ValueError("a base is not below zero")
    base = rates.base_salary_vnd if base_vnd is None or group == "fixed" else base_vnd
    by_rule = _part(base, rates.rate)
    if group in rates.capped_groups:
        by_rule = min(by_rule, rates.cap_vnd)
    higher = max((rates.own_rate or 0) - rates.rate, 0)
    return Due(by_rule, _part(base, higher))


def employer_due(payroll_vnd: int, rate: int) -> int:
    """The employer's contribution on a month's insured payroll. Raises ValueError for a payroll below zero."""
    if payroll_vnd < 0:
        raise ValueError("a payroll is not below zero")
    return _part(payroll_vnd, rate)


@dataclass(frozen=True, slots=True)
class Split:
    """What stays and what goes up; together exactly the sum."""

    kept_vnd: int
    upward_vnd: int


def share(by_rule_vnd: int, *, kept_percent: int, surplus_vnd: int = 0) -> Split:
    """Divide a sum between the unit and those above. The surplus stays whole with the unit. No đồng is lost."""
    kept, upward = split(by_rule_vnd, [kept_percent, 100 - kept_percent])
    return Split(kept + surplus_vnd, upward)


def collected_part(due_vnd: int, part_vnd: int, collected_vnd: int) -> int:
    """How much of a part of what is due has come in with `collected_vnd` of it, by proportion, whole once all is in."""
    return part_vnd if collected_vnd >= due_vnd else part_vnd * collected_vnd // due_vnd


def _part(base_vnd: int, rate: int) -> int:
    return (base_vnd * rate + _WHOLE // 2) // _WHOLE
