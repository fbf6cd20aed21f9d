"""From which day one looks, and with which calendar: what every judgement on the desk needs."""

from dataclasses import dataclass, field, replace
from datetime import date

from congdoan.foundation.calendar import WorkCalendar
from congdoan.foundation.queries import parameter, work_calendar
from congdoan.obligations.rules import Judged, Snapshot, judge, lateness

SOON = "obligations.due_soon_working_days"


@dataclass(frozen=True, slots=True)
class Look:
    """A look from `on`. `unknown_years` are years whose holidays nobody has entered: there only weekends are days off,
    and the screen must say so.
    """

    on: date
    calendar: WorkCalendar
    soon: int
    unknown_years: tuple[int, ...] = ()
    _judged: dict[Snapshot, Judged] = field(default_factory=dict, repr=False)
    _late: dict[tuple[date | None, date | None], int] = field(default_factory=dict, repr=False)

    def judge(self, stands: Snapshot) -> Judged:
        """Judge each way of standing once: many units owe the same thing by the same day."""
        if stands not in self._judged:
            self._judged[stands] = judge(stands, self.on, self.calendar, soon=self.soon)
        return self._judged[stands]

    def late(self, due: date | None, done_on: date | None) -> int:
        """`rules.lateness` from this look. Counting days is slow, and hundreds of obligations share one due day."""
        if (due, done_on) not in self._late:
            self._late[due, done_on] = lateness(due, done_on, self.on, self.calendar)
        return self._late[due, done_on]

    def working_days(self, start: date, end: date) -> int:
        return self.calendar.working_days_between(start, end)


def look_from(on: date) -> Look:
    """A look from `on`. Two queries."""
    calendar = work_calendar()
    missing = tuple(year for year in (on.year, on.year + 1) if calendar.years and year not in calendar.years)
    days = int(parameter(SOON, on).value)
    return Look(on, replace(calendar, years=frozenset()), days, missing if on.year in missing else ())
