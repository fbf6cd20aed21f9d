"""Doing a reorganisation and taking it back, to show what it would do. The same code, so it shows nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from congdoan.foundation import clock
from congdoan.organisation.models import Level, Unit
from congdoan.reorganisation import queries
from congdoan.reorganisation.plans import Outcome
from congdoan.reorganisation.queries import TotalLine, Totals


@dataclass(frozen=True, slots=True)
class Comparison:
    """One top unit's figures before and after."""

    top: Unit
    before: Totals
    after: Totals

    @property
    def lines(self) -> list[tuple[TotalLine | None, TotalLine | None]]:
        """Each measure's line before and after, side by side."""
        before = {row.measure.code: row for row in self.before.lines}
        after = {row.measure.code: row for row in self.after.lines}
        return [(before.get(code), after.get(code)) for code in dict.fromkeys([*before, *after])]

    @property
    def levels(self) -> list[tuple[Level, int, int]]:
        """Each level with its number of units before and after."""
        before, after = dict(self.before.units), dict(self.after.units)
        known = sorted({*before, *after}, key=lambda level: level.rank)
        return [(level, before.get(level, 0), after.get(level, 0)) for level in known]

    @property
    def is_unmoved(self) -> bool:
        """Whether no past total moved: as the structure was, and by today's."""
        return self.before.lines == self.after.lines


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What the reorganisation would do, and the totals on either side of it."""

    outcome: Outcome
    comparisons: tuple[Comparison, ...]


class _TakeBack(Exception):
    pass


def rehearse(units: Sequence[Unit], verb: Callable[[], Outcome], *, on: date) -> Rehearsal:
    """Run `verb`, which would change `units` on `on`, look at it, and take everything back. A day to come is rehearsed
    as if it had come.

    Raises whatever the verb raises. Writers of the journal wait meanwhile, as for the reorganisation itself.
    """
    found: list[Rehearsal] = []
    today = max(clock.today(), on)
    try:
        with transaction.atomic(), clock.set_to(today):
            tops = queries.tops_of(units, on=on)
            before = [queries.totals(top, on=on, today=today) for top in tops]
            outcome = verb()
            after = [queries.totals(top, on=on, today=today) for top in tops]
            rows = zip(tops, before, after, strict=True)
            found.append(Rehearsal(outcome, tuple(Comparison(*row) for row in rows)))
            raise _TakeBack
    except _TakeBack:
        return found[0]
