"""The one clock. Demo, tests and a late-working office may set it; nothing else asks the system for the date."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """This moment, aware, in Vietnam's time; or the moment the clock is set to."""
    return _set_to.get() or datetime.now(UTC).astimezone(VIETNAM)


def today() -> date:
    """The working date in Vietnam."""
    return now().date()


def moment(day: date, at: time = time(8, 0)) -> datetime:
    """`day` at the given time of day in Vietnam, eight in the morning unless told."""
    return datetime.combine(day, at, tzinfo=VIETNAM)


@contextmanager
def set_to(when: date | datetime) -> Iterator[None]:
    """Within the block, `now()` is `when`; a plain date keeps the real time of day."""
    if not isinstance(when, datetime):
        when = moment(when, datetime.now(UTC).astimezone(VIETNAM).time())
    token = _set_to.set(when)
    try:
        yield
    finally:
        _set_to.reset(token)


def last_day_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
