"""Spans of days: the period a figure is about, and the range a fact is valid for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from congdoan.foundation.clock import last_day_of_month
from congdoan.foundation.errors import Refused


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole days from `start` to `end`, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise Refused(
                _("Kỳ %(start)s – %(end)s kết thúc trước khi bắt đầu; hãy đổi chỗ hai ngày.")
                % {"start": f"{self.start:%d/%m/%Y}", "end": f"{self.end:%d/%m/%Y}"}
            )

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def code(self) -> str:
        """`2024`, `2024-Q3`, `2024-07`, `2024-07/2024-09` or `2024-07-02/2024-07-20`: the shortest that says it."""
        whole = self.start.day == 1 and self.end == last_day_of_month(self.end)
        if whole and self.start.year == self.end.year:
            first, last = self.start.month, self.end.month
            if (first, last) == (1, 12):
                return str(self.start.year)
            if first == last:
                return f"{self.start:%Y-%m}"
            if last - first == 2 and first % 3 == 1:
                return f"{self.start.year}-Q{last // 3}"
        if whole:
            return f"{self.start:%Y-%m}/{self.end:%Y-%m}"
        return self.start.isoformat() if self.start == self.end else f"{self.start}/{self.end}"

    def months(self) -> Iterator[date]:
        """First day of each month the period touches."""
        month = self.start.replace(day=1)
        while month <= self.end:
            yield month
            month = last_day_of_month(month) + timedelta(days=1)


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


def month(number: int, of_year: int) -> Period:
    first = date(of_year, number, 1)
    return Period(first, last_day_of_month(first))


def quarter(number: int, of_year: int) -> Period:
    return Period(date(of_year, 3 * number - 2, 1), last_day_of_month(date(of_year, 3 * number, 1)))


FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years anyone here can mean. Beyond them it is a slip of the finger, and days run off the end of the calendar."""

_ONE = re.compile(
    r"(?P<year>\d{4})(?:-(?:[QqIi]?[Qq]?(?P<quarter>(?<=[Qq])[1-4])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?"
)


def parse(code: str) -> Period:
    """Read `YYYY`, `YYYY-Qn`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-YYYY` and `A/B` of any two of them.

    Raises Refused, saying which forms are understood.
    """
    text = code.strip()
    if re.fullmatch(r"\d{4}-\d{4}", text):
        text = text.replace("-", "/")
    parts = [_parse_one(part, code) for part in text.split("/")]
    if len(parts) > 2:
        raise _unreadable(code)
    return Period(parts[0].start, parts[-1].end)


def _parse_one(part: str, whole: str) -> Period:
    found = _ONE.fullmatch(part.strip())
    if not found:
        raise _unreadable(whole)
    number = int(found["year"])
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise _unreadable(whole)
    try:
        if found["quarter"]:
            return quarter(int(found["quarter"]), number)
        if found["day"]:
            day = date(number, int(found["month"]), int(found["day"]))
            return Period(day, day)
        return month(int(found["month"]), number) if found["month"] else year(number)
    except ValueError as error:
        raise _unreadable(whole) from error


def _unreadable(code: str) -> Refused:
    return Refused(
        _("Không hiểu kỳ “%(code)s”. Hãy viết như 2024, 2024-Q3, 2024-07, 2024-07-15 hoặc 2024-07/2024-09.")
        % {"code": code},
        field="period",
    )


def valid_from(start: date, until: date | None = None) -> DateRange:
    """The range a fact is valid for: from `start`, up to but not including `until`; open when `until` is None."""
    return DateRange(start, until, "[)")
