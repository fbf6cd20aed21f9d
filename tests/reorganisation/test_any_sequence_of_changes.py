"""Whatever is moved, merged, split and ended, on whatever days, no past total of the province moves by one."""

import random
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import Province
from congdoan.foundation import clock, periods
from congdoan.foundation.errors import Refused
from congdoan.journal import queries
from congdoan.journal.actions import fold_pending, rebuild_totals
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import children, ever_under, subtree
from congdoan.organisation.verify import verify
from congdoan.reorganisation.actions import end, merge, split, transfer
from congdoan.reorganisation.plans import NewUnit, Outcome, Part

MEASURE = "propaganda_attendances"
FIRST, TODAY = date(2024, 1, 1), date(2024, 12, 1)
SPAN = periods.Period(FIRST, TODAY)

pytestmark = pytest.mark.django_db


class Changes:
    """A province that changes at random: a seed makes the same story again."""

    def __init__(self, province: Province, seed: int) -> None:
        self.province, self.chance, self.founded = province, random.Random(seed), 0
        extra = [province.unit(f"CĐCS {n}", under=[province.sector, province.other_sector][n % 2]) for n in range(4)]
        for unit in [province.sector, province.hospital, province.clinic, *extra]:
            for _fact in range(3):
                province.append(unit, MEASURE, self.chance.randint(1, 500), on=self.day())

    def day(self) -> date:
        return FIRST + timedelta(days=self.chance.randrange((TODAY - FIRST).days))

    def change(self) -> str:
        """One change on some day, most of them decided late; answers what was done, or why it was refused."""
        on = self.day()
        verb = self.chance.choice([self.transfer, self.transfer, self.merge, self.split, self.end])
        try:
            with transaction.atomic():
                verb(on)
        except Refused as refused:
            return f"refused: {refused}"
        return verb.__name__

    def unit(self, on: date) -> Unit:
        below = subtree(self.province.top, on=on).exclude(pk=self.province.top.pk).filter(ended_on=None)
        return self.chance.choice(list(below.order_by("code")))

    def transfer(self, on: date) -> Outcome:
        parent = self.chance.choice([self.province.top, self.unit(on)])
        return transfer([self.unit(on)], to=parent, on=on, decided_by=None, by=self.province.minh)

    def merge(self, on: date) -> Outcome:
        return merge([self.unit(on)], into=self.unit(on), on=on, decided_by=None, by=self.province.minh)

    def end(self, on: date) -> Outcome:
        top = self.province.top
        return end([self.unit(on)], on=on, decided_by=None, heir=top, children_to=top, by=self.province.minh)

    def split(self, on: date) -> Outcome:
        unit = self.unit(on)
        below = list(children(unit, on=on).order_by("code"))
        self.founded += 1
        new = [NewUnit(f"NEW-{self.founded}-{part}", f"Đơn vị mới {self.founded}.{part}") for part in "AB"]
        parts = [Part(new[0], tuple(below[::2]), inherits_rest=True), Part(new[1], tuple(below[1::2]))]
        remains = self.chance.random() < 0.3
        return split(unit, into=parts, on=on, decided_by=None, by=self.province.minh, remains=remains)


def months(province: Province) -> list[int]:
    """The province's total of each month, as the structure was."""
    return [
        sum(row.quantity for row in queries.flows([province.top.pk], [MEASURE], periods.month(n, 2024)))
        for n in range(1, 13)
    ]


def as_it_is(province: Province) -> int:
    return sum(row.quantity for row in queries.flows_by_structure_of(TODAY, [province.top.pk], [MEASURE], SPAN))


def everything(province: Province) -> list[str]:
    nodes = ever_under(province.top).values_list("pk", flat=True)
    return sorted(map(str, queries.flows(nodes, [MEASURE], SPAN)))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), count=st.integers(1, 6), is_folded=st.booleans())
def test_past_totals_stand_whatever_is_redrawn(province: Province, seed: int, count: int, is_folded: bool) -> None:
    with clock.set_to(TODAY), transaction.atomic():
        story = Changes(province, seed)
        if is_folded:
            fold_pending()
        before = months(province)

        done = [story.change() for _step in range(count)]

        assert months(province) == before, done
        assert as_it_is(province) == sum(before), done
        assert verify() == [], done
        live = everything(province)
        rebuild_totals()
        assert everything(province) == live, done
        transaction.set_rollback(True)


def test_most_changes_of_these_stories_are_really_made(province: Province) -> None:
    """Or the test above would hold because nothing happens."""
    with clock.set_to(TODAY):
        story = Changes(province, 5)
        done = [story.change() for _step in range(30)]

    assert {"transfer", "merge", "split", "end"} <= set(done)
