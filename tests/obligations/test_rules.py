"""The table of steps and the arithmetic of days, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congdoan.foundation import periods
from congdoan.foundation.calendar import WorkCalendar
from congdoan.foundation.errors import NotInForce
from congdoan.foundation.reference import DATA, read_toml
from congdoan.obligations.rules import (
    OPEN,
    SETTLED,
    STEPS,
    Happening,
    days_left,
    due_in,
    late_if_due_by,
    lateness,
    period_after,
    period_containing,
    replay,
    steps_from,
)
from congdoan.obligations.states import ObligationState

_ROWS = read_toml(DATA / "holidays.toml")["holiday"]
CALENDAR = WorkCalendar(
    holidays=frozenset(day for row in _ROWS if not row.get("working") for day in row["days"]),
    extra_working_days=frozenset(day for row in _ROWS if row.get("working") for day in row["days"]),
    years=frozenset(range(2021, 2027)),
)
DAYS = st.dates(date(2021, 2, 1), date(2026, 11, 30))


def test_every_state_is_reached_and_none_is_a_trap() -> None:
    reached = {step.target for step in STEPS.values() if step.target}
    assert reached == set(ObligationState.values)
    assert reached == OPEN | SETTLED
    assert not OPEN & SETTLED
    way_out = {
        state: [step.kind for step in steps_from(state) if step.target not in {None, state}] for state in reached
    }
    assert [state for state, steps in way_out.items() if not steps] == [ObligationState.WAIVED]


def test_what_is_done_is_only_verified_returned_or_taken_back() -> None:
    assert {step.kind for step in steps_from(ObligationState.DONE)} == {
        "reopened", "nil_withdrawn", "verified", "returned", "handed_over",
    }  # fmt: skip


def test_tet_is_not_counted_as_delay() -> None:
    before_tet, after_tet = date(2024, 2, 7), date(2024, 2, 15)
    assert lateness(before_tet, None, after_tet, CALENDAR) == 1
    assert lateness(date(2024, 8, 30), None, date(2024, 9, 13), CALENDAR) == 8  # 2 and 3 September were days off


def test_due_on_a_sunday_is_in_time_on_monday() -> None:
    sunday, monday = date(2024, 9, 15), date(2024, 9, 16)
    assert lateness(sunday, None, monday, CALENDAR) == 0
    assert lateness(sunday, None, monday + timedelta(days=1), CALENDAR) == 1


def test_the_day_it_was_done_decides_not_the_day_one_looks() -> None:
    due = date(2024, 8, 30)
    assert lateness(due, date(2024, 8, 30), date(2024, 12, 1), CALENDAR) == 0
    assert lateness(due, date(2024, 9, 4), date(2024, 12, 1), CALENDAR) == 1
    assert lateness(None, None, date(2024, 12, 1), CALENDAR) == 0


def test_an_unknown_year_is_refused_not_guessed() -> None:
    with pytest.raises(NotInForce, match="2031"):
        lateness(date(2031, 1, 2), None, date(2031, 2, 2), CALENDAR)


@given(due=DAYS, done=st.none() | DAYS, on=DAYS)
def test_lateness_is_never_negative_and_nothing_left_is_late(due: date, done: date | None, on: date) -> None:
    late = lateness(due, done, on, CALENDAR)
    assert late >= 0
    if done is None and late:
        assert days_left(due, on, CALENDAR) is None


@given(due=DAYS, on=DAYS)
def test_the_query_and_the_judgement_call_the_same_things_late(due: date, on: date) -> None:
    assert (due <= late_if_due_by(on, CALENDAR)) == (lateness(due, None, on, CALENDAR) > 0)


def test_a_monthly_duty_keeps_its_day_and_the_last_day_stays_the_last() -> None:
    january, august, february = periods.month(1, 2024), periods.month(8, 2024), periods.month(2, 2024)
    assert due_in(periods.month(9, 2024), first=august, first_due=date(2024, 8, 25)) == date(2024, 9, 25)
    assert due_in(periods.month(12, 2024), first=august, first_due=date(2024, 9, 5)) == date(2025, 1, 5)
    assert due_in(february, first=january, first_due=date(2024, 1, 31)) == date(2024, 2, 29)
    assert due_in(periods.month(3, 2024), first=february, first_due=date(2024, 2, 29)) == date(2024, 3, 31)
    assert due_in(february, first=january, first_due=None) is None


@given(day=DAYS, recurrence=st.sampled_from(["monthly", "quarterly", "half_yearly", "yearly"]))
def test_occurrences_follow_one_another_without_a_gap(day: date, recurrence: str) -> None:
    period = period_containing(recurrence, day)
    assert period is not None
    assert day in period
    assert period_after(recurrence, period).start == period.end + timedelta(days=1)


def test_what_is_asked_once_has_no_period() -> None:
    assert period_containing("once", date(2024, 8, 1)) is None


def test_a_look_at_a_past_day_knows_only_what_had_been_entered() -> None:
    august = [date(2021, 8, day) for day in (3, 10, 20)]
    events = [
        Happening("laid", august[0], new_due=date(2021, 8, 25)),
        Happening("done", august[1], done_on=date(2021, 8, 9)),
        Happening("returned", august[2]),
    ]
    assert replay(events, until=date(2021, 8, 2)).state == ""
    assert replay(events, until=date(2021, 8, 9)).state == ObligationState.DELIVERED
    assert replay(events, until=date(2021, 8, 15)).done_on == date(2021, 8, 9)
    assert replay(events).state == ObligationState.RETURNED
    assert replay(events).done_on is None
