"""The clinic keeps numbers, the hospital names; both add up above them, and what does not add up has a name."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Province
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import quarter, year
from congdoan.journal.queries import stocks
from congdoan.membership import queries
from congdoan.membership.actions import record_headcount, withdraw_headcount
from congdoan.membership.rules import Counted, name_the_counted
from membership_stories import crowd, join, members, nothing_is_wrong, register

pytestmark = pytest.mark.django_db

Q1, Q2, Q3 = (quarter(number, 2024) for number in (1, 2, 3))


@pytest.fixture(autouse=True)
def in_2024() -> Iterator[None]:
    with clock.set_to(date(2024, 12, 20)):
        yield


def test_numbers_and_names_roll_up_together(province: Province) -> None:
    join(province.hospital, *crowd(10, women=6), by=province.lan)
    record_headcount(province.clinic, Q1, members=40, women=25, workers=52, workers_women=30, by=province.minh)

    assert members(province.top, Q1.end) == 50
    found = queries.reconciliation(province.top, Q1)
    assert (found.end, found.end_women, found.end_counted) == (50, 31, 40)
    [workers] = [row for row in stocks([province.top.pk], ["workers_count"], Q1.end) if row.facet == "women"]
    assert workers.quantity == 30
    assert nothing_is_wrong()


def test_a_period_that_adds_up_leaves_no_gap_and_one_that_does_not_is_named(province: Province) -> None:
    record_headcount(province.clinic, Q1, members=40, women=25, by=province.minh)
    record_headcount(
        province.clinic, Q2, members=43, women=26, flows={"new_members": 5, "new_members_women": 2, "left_retired": 2},
        by=province.minh,
    )  # fmt: skip
    assert queries.reconciliation(province.clinic, Q2).unexplained == 0
    assert queries.gaps(province.top, Q2) == []

    record_headcount(province.clinic, Q3, members=50, women=30, flows={"new_members": 3}, by=province.minh)
    found = queries.reconciliation(province.top, Q3)
    assert (found.start, found.admitted, found.end, found.unexplained) == (43, 3, 50, 4)
    [gap] = queries.gaps(province.top, Q3)
    assert (gap.unit, gap.unexplained) == (province.clinic, 4)
    assert nothing_is_wrong()


def test_names_come_to_those_who_were_counted_and_count_nobody_twice(province: Province) -> None:
    record_headcount(province.clinic, Q1, members=40, women=25, by=province.minh)
    register(province.clinic, *crowd(38, women=24), on=date(2024, 4, 1), by=province.minh)
    found = queries.reconciliation(province.clinic, Q2)
    assert (found.start, found.registered, found.end, found.end_counted) == (40, 0, 40, 2)

    register(province.clinic, *crowd(5, women=5, start=100), on=date(2024, 5, 1), by=province.minh)
    found = queries.reconciliation(province.clinic, Q2)
    assert (found.registered, found.end, found.end_counted, found.unexplained) == (3, 43, 0, 0)
    assert nothing_is_wrong()


def test_somebody_admitted_by_name_comes_on_top_of_the_counted(province: Province) -> None:
    record_headcount(province.clinic, Q1, members=40, women=25, by=province.minh)
    join(province.clinic, *crowd(2, women=1), on=date(2024, 4, 10), by=province.minh)
    assert members(province.clinic, Q2.end) == 42
    record_headcount(province.clinic, Q2, members=42, women=26, by=province.minh)  # everybody, those two too
    assert queries.reconciliation(province.clinic, Q2).unexplained == 0
    with pytest.raises(Refused, match="có tên"):
        record_headcount(province.clinic, Q3, members=1, by=province.minh)


def test_what_contradicts_itself_is_refused_beside_its_field(province: Province) -> None:
    def refused(**told: object) -> str | None:
        with pytest.raises(Refused) as said:
            record_headcount(province.clinic, Q1, by=province.minh, **told)  # type: ignore[arg-type]
        return said.value.field

    assert refused() == "members"
    assert refused(members=10, women=11) == "women"
    assert refused(members=10, workers=5, workers_women=6) == "workers_women"
    assert refused(members=10, flows={"new_members": 1, "new_members_women": 2}) == "new_members_women"
    assert refused(members=-1) == "members"
    assert refused(members=10**9) == "members"
    with pytest.raises(Refused, match="Chưa đến ngày"):
        record_headcount(province.clinic, year(2024), members=10, by=province.minh)
    assert members(province.clinic, Q1.end) == 0


def test_the_latest_numbers_can_be_taken_back_and_given_again(province: Province) -> None:
    record_headcount(province.clinic, Q1, members=40, women=25, by=province.minh)
    second = record_headcount(province.clinic, Q2, members=400, women=26, by=province.minh)
    with pytest.raises(Refused, match="kỳ sau"):
        record_headcount(province.clinic, Q2, members=42, by=province.minh)
    withdraw_headcount(second, reason="Gõ thừa một số không", by=province.minh)
    assert members(province.clinic, Q2.end) == 40
    record_headcount(province.clinic, Q2, members=42, women=26, by=province.minh)
    assert members(province.top, Q3.end) == 42
    assert nothing_is_wrong()


def test_the_first_numbers_open_the_record_and_a_gap_belongs_to_its_period(province: Province) -> None:
    record_headcount(province.clinic, Q1, members=40, flows={"new_members": 4}, by=province.minh)
    found = queries.reconciliation(province.top, Q1)
    assert (found.admitted, found.registered, found.end, found.unexplained) == (4, 36, 40, 0)
    record_headcount(province.clinic, Q2, members=45, by=province.minh)
    assert queries.reconciliation(province.top, Q2).unexplained == 5  # where they came from nobody has said
    assert queries.reconciliation(province.top, Q3).unexplained == 0


people = st.builds(Counted, st.integers(0, 200), st.integers(0, 200))


@given(named=people, waiting=people)
def test_naming_never_counts_more_or_fewer_than_there_are(named: Counted, waiting: Counted) -> None:
    """Whatever the sexes: the unit then has as many as the larger of the two, and no number is below nought."""
    got = name_the_counted(named, waiting)
    left = Counted(waiting.women - got.counted.women, waiting.others - got.counted.others)
    assert min(left.women, left.others, got.counted.women, got.counted.others) >= 0
    assert named.total + left.total == max(named.total, waiting.total)
    assert got.registered.total == max(0, named.total - waiting.total)
    assert min(got.registered.women, got.registered.others) >= 0
