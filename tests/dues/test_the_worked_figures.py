"""The figures of the domain brief, recomputed by hand there and by rule here; and what must hold for every figure."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congdoan.dues import queries, rules
from congdoan.dues.rules import Due, Rates, Split

JUNE, JULY = date(2025, 6, 30), date(2025, 7, 31)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("base", "group", "day", "due"),
    [
        (9_360_000, "public", JULY, 46_800),
        (9_360_000, "public", JUNE, 93_600),
        (60_000_000, "state_enterprise", JULY, 234_000),
        (60_000_000, "public", JULY, 300_000),
        (60_000_000, "private", JULY, 234_000),
        (None, "fixed", JULY, 11_700),
        (None, "private", JULY, 11_700),
        (0, "public", JULY, 0),
    ],
)
def test_a_members_month(base: int | None, group: rules.Group, day: date, due: int) -> None:
    assert rules.member_due(base, group, queries.rates_on(day).rates) == Due(due)


@pytest.mark.django_db
def test_the_limits_follow_the_base_salary() -> None:
    rates = queries.rates_on(JULY).rates
    assert (rates.base_salary_vnd, rates.cap_vnd) == (2_340_000, 234_000)


@pytest.mark.django_db
def test_the_employers_two_percent_and_its_shares() -> None:
    due = rules.employer_due(500_000_000, queries.rates_on(JULY).contribution_rate)
    assert due == 10_000_000
    assert rules.share(due, kept_percent=queries.rates_on(JULY).contribution_kept) == Split(7_500_000, 2_500_000)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "split"), [(date(2022, 5, 31), Split(1_500_000, 1_000_000)), (JULY, Split(1_750_000, 750_000))]
)
def test_dues_were_shared_otherwise_in_another_year(day: date, split: Split) -> None:
    assert rules.share(2_500_000, kept_percent=queries.rates_on(day).dues_kept) == split


@pytest.mark.django_db
def test_every_rate_names_its_act_and_says_that_we_have_not_read_it() -> None:
    judged = queries.rates_on(JULY).judged_by
    assert judged["dues.rate"]["symbol"] == "61/QĐ-TLĐ"
    assert not any(row["verified"] for row in judged.values())


def test_the_surplus_of_a_higher_rate_stays_whole_with_the_unit() -> None:
    rates = Rates(50, 2_340_000, 10, ["private"], own_rate=80)
    due = rules.member_due(10_000_000, "public", rates)
    assert due == Due(50_000, 30_000)
    assert rules.share(due.by_rule_vnd, kept_percent=70, surplus_vnd=due.surplus_vnd) == Split(65_000, 15_000)
    assert rules.member_due(10_000_000, "public", Rates(50, 2_340_000, 10, [], own_rate=30)) == Due(50_000)


@pytest.mark.parametrize("wrong", [-1, -10_000])
def test_nothing_is_owed_on_less_than_nothing(wrong: int) -> None:
    with pytest.raises(ValueError, match="below zero"):
        rules.member_due(wrong, "public", Rates(50, 2_340_000, 10, []))
    with pytest.raises(ValueError, match="below zero"):
        rules.employer_due(wrong, 200)


@given(st.integers(0, 10**12), st.integers(0, 100), st.integers(0, 10**9))
def test_shares_lose_no_dong(amount: int, kept: int, surplus: int) -> None:
    shared = rules.share(amount, kept_percent=kept, surplus_vnd=surplus)
    assert shared.kept_vnd + shared.upward_vnd == amount + surplus
    assert abs(shared.upward_vnd * 100 - amount * (100 - kept)) < 100


@given(due=st.integers(1, 10**10), part=st.integers(0, 10**10), steps=st.lists(st.integers(1, 10**9), max_size=8))
def test_collected_by_instalments_comes_to_the_same_as_at_once(due: int, part: int, steps: list[int]) -> None:
    part, so_far, taken = min(part, due), 0, 0
    for step in [*steps, due]:
        before = rules.collected_part(due, part, so_far)
        so_far = min(so_far + step, due)
        taken += rules.collected_part(due, part, so_far) - before
        assert 0 <= taken <= part
    assert taken == part


@given(st.integers(0, 10**10), st.sampled_from(["public", "state_enterprise", "private", "fixed"]))
def test_dues_never_pass_the_cap_where_there_is_one(base: int, group: rules.Group) -> None:
    due = rules.member_due(base, group, Rates(50, 2_340_000, 10, ["state_enterprise", "private"]))
    assert 0 <= due.total_vnd <= (234_000 if group != "public" else base)
