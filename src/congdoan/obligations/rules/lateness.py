"""How late, and how long still, in working days of that year's calendar."""

from datetime import date, timedelta

from congdoan.foundation.calendar import WorkCalendar


def lateness(due: date | None, done_on: date | None, on: date, calendar: WorkCalendar) -> int:
    """Working days between the due day and the day it was done, or is looked at while still owed; never negative.

    0 without a due day: a paper that names none makes no one late. Due on a day off, it may be done on the next working
    day. Raises NotInForce when the calendar does not know a year between the two days.
    """
    end = done_on or on
    if due is None or end <= due:
        return 0
    return max(0, calendar.working_days_late(due, end))


def days_left(due: date | None, on: date, calendar: WorkCalendar) -> int | None:
    """Working days after `on` up to and including the due day: 0 on the day itself. None past it, or without one."""
    if due is None or due < on:
        return None
    return calendar.working_days_between(on, due)


def late_if_due_by(on: date, calendar: WorkCalendar) -> date:
    """What was due on this day or before, and is still owed, is late on `on`: `lateness` turned round, for a query."""
    return _working_day_before(_working_day_before(on + timedelta(days=1), calendar), calendar)


def _working_day_before(day: date, calendar: WorkCalendar) -> date:
    day -= timedelta(days=1)
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day
