"""The occurrences of a recurring duty: which period a day lies in, which follows, when each is due."""

from calendar import monthrange
from datetime import date, timedelta

from congdoan.foundation.periods import Period
from congdoan.obligations.states import Recurrence

MONTHS = {Recurrence.MONTHLY: 1, Recurrence.QUARTERLY: 3, Recurrence.HALF_YEARLY: 6, Recurrence.YEARLY: 12}


def period_containing(recurrence: str, day: date) -> Period | None:
    """The month, quarter, half-year or year that holds `day`; None for what is asked once."""
    if recurrence == Recurrence.ONCE:
        return None
    length = MONTHS[Recurrence(recurrence)]
    first = (day.month - 1) // length * length + 1
    start = day.replace(month=first, day=1)
    return Period(start, _months_later(start, length) - timedelta(days=1))


def period_after(recurrence: str, period: Period) -> Period:
    """The occurrence that follows."""
    following = period_containing(recurrence, period.end + timedelta(days=1))
    assert following is not None, "what is asked once has no next occurrence"
    return following


def due_in(period: Period, *, first: Period, first_due: date | None) -> date | None:
    """When the occurrence is due: as many months after `first_due` as the period lies after the first.

    The day of the month is kept; the last day of a month stays the last, and a day the month lacks becomes its last.
    """
    if first_due is None:
        return None
    return same_day_later(first_due, months=months_between(first.start, period.start))


def months_between(day: date, later: date) -> int:
    """Whole months from the month of `day` to that of `later`."""
    return (later.year - day.year) * 12 + later.month - day.month


def same_day_later(day: date, *, months: int) -> date:
    """The same day of a later month: the last stays the last, and a day that month lacks becomes its last."""
    moved = _months_later(day, months)
    is_last = day.day == monthrange(day.year, day.month)[1]
    return moved.replace(day=monthrange(moved.year, moved.month)[1]) if is_last else moved


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
