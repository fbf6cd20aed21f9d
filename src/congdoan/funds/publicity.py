"""What may be published of a unit's money: totals by purpose, with small groups folded together. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

TOGETHER = "care"
"""All help for persons under one heading, whatever it was for."""


@dataclass(frozen=True, slots=True)
class Row:
    """Money spent on one heading and how many it reached. `code` empty: several headings folded together because few
    people stand behind them; `TOGETHER`: help for persons that is not told apart.

    Where some of it was promised to many at once (the gifts of a unit), `people` counts each promise as one: enough to
    fold by, too few to be told, so it is not `is_counted`.
    """

    code: str
    amount_vnd: int
    people: int
    is_counted: bool = True

    @property
    def people_told(self) -> int:
        """How many it reached; 0 where that is not known or not told."""
        return self.people if self.is_counted else 0


def folded(rows: Sequence[Row], *, least: int) -> list[Row]:
    """Rows that reached at least `least` people, and one row for all others together.

    The folded row itself reaches at least that many: where it does not, the smallest row beside it is folded in too, so
    that nothing can be had by subtraction. When all together are too few, one row is left, without its people (0).
    """
    ordered = sorted(rows, key=lambda row: (row.people, row.amount_vnd))
    small = [row for row in ordered if row.people < least]
    large = [row for row in ordered if row.people >= least]
    if not small:
        return sorted(large, key=lambda row: -row.amount_vnd)
    while large and (sum(row.people for row in small) < least or len(small) == 1):
        small.append(large.pop(0))
    people = sum(row.people for row in small)
    is_counted = all(row.is_counted for row in small)
    rest = Row("", sum(row.amount_vnd for row in small), people if people >= least else 0, is_counted)
    return [*sorted(large, key=lambda row: -row.amount_vnd), rest]
