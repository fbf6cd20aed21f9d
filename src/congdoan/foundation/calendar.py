"""Working days: weekends and public holidays out, compensating working Saturdays in. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from congdoan.foundation.errors import NotInForce


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working days of the years in `years`; asking beyond them raises rather than guesses.

    Source: Labour Code 45/2019/QH14, Article 112 (holidays); the yearly notice fixes the Tết days and swaps.
    """

    holidays: frozenset[date]
    extra_working_days: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Raises NotInForce for a year the calendar does not know."""
        if self.years and day.year not in self.years:
            raise NotInForce(
                _("Chưa có lịch nghỉ lễ năm %(year)d; hãy nhập tại Quản trị › Lịch làm việc.") % {"year": day.year}
            )
        if day in self.extra_working_days:
            return True
        return day.weekday() < 5 and day not in self.holidays

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; 0 when `end` is not later."""
        return sum(self.is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))

    def working_days_late(self, due: date, on: date) -> int:
        """How late something due on `due` is on `on`.

        Something due on a day off may be done on the next working day.
        """
        while not self.is_working_day(due):
            due += timedelta(days=1)
        return self.working_days_between(due, on)
