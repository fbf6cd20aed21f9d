"""Dates as papers write them: "ngày 03 tháng 8 năm 2021", "30/7/2021", "30-7-2021", "30/11" (its year understood)."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from congdoan.foundation.figures.places import at_places, number_places

_DAY, _MONTH = r"(?P<day>0?[1-9]|[12]\d|3[01])", r"(?P<month>0?[1-9]|1[0-2])"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MARK = r"(?P<mark>[/.-])"
# "chi 8.4 triệu đồng", "tăng 3.5%", "1.2 tấn": what is measured is no day.
_NO_MEASURE = r"(?!\s?(?:%|(?:triệu|tỷ|tỉ|nghìn|ngàn|đồng|tấn|tạ|kg|lít|km|lần|điểm)\b))"
# No digit or mark before, but the first of two days: "từ 10-20/5".
_FREE = r"(?:(?<![\d/.,-])|(?<=(?<![\d/.,-])\d-)|(?<=(?<![\d/.,-])\d\d-))"
# Each form begins with a digit. The word before it belongs to the date: "ngày" where it stands, "tháng" always.
_FORMS = tuple(
    (word == "tháng" or "tháng" in pattern, word, re.compile(pattern, re.IGNORECASE))
    for word, pattern in (
        ("ngày", rf"\b{_DAY}\s+tháng\s+{_MONTH}\s*(?:,?\s*năm\s+|[/.-]\s?){_YEAR}\b"),
        ("ngày", rf"\b{_DAY}\s*tháng\s*{_MONTH}\b(?!\s*[/.-]?\s*\d)"),
        ("", rf"{_FREE}{_DAY}\s?{_MARK}\s?{_MONTH}\s?(?P=mark)\s?{_YEAR}(?![\d/]|[.,-]\d)"),
        ("tháng", rf"{_MONTH}\s*(?:[/.-]\s?|,?\s*năm\s+){_YEAR}\b"),
        ("", rf"{_FREE}{_DAY}\s?{_MARK}\s?{_MONTH}(?![\d/]|[.,-]\d){_NO_MEASURE}"),
        ("", rf"(?<![\d/.,-]){_MONTH}/{_YEAR}(?![\d/])"),
        ("tháng", rf"{_MONTH}\b(?!\s*[/.-]?\d)"),
    )
)
# What each of them needs behind its first digits, except "tháng 7" and its like, which need the word before.
_GOES_ON = re.compile(r"\d{1,2}(?!\d)\s*(?:[/.-]|tháng)", re.IGNORECASE)


@dataclass(frozen=True)
class WrittenDate:
    """A date found in a text. `year` is None where it is left to be understood, `day` None for a whole month."""

    year: int | None
    month: int
    day: int | None
    start: int
    end: int

    def first_day(self, year: int | None = None) -> date | None:
        """The day, or the first of the month; `year` fills in a missing one. None where there is no such day."""
        return _date(self.year or year, self.month, self.day or 1)

    def last_day(self, year: int | None = None) -> date | None:
        """The day, or the last of the month."""
        if self.day is not None:
            return self.first_day(year)
        known = self.year or year
        if known is None:
            return None
        following = date(known + self.month // 12, self.month % 12 + 1, 1)
        return following - timedelta(days=1)


def format_date(day: date) -> str:
    """dd/mm/yyyy, as on every screen."""
    return f"{day:%d/%m/%Y}"


def read_date(text: str) -> date | None:
    """The one complete date that `text` is, all of it."""
    bare = text.strip()
    for found in scan_dates(bare):
        if (found.start, found.end) == (0, len(bare)) and found.year and found.day:
            return found.first_day()
    return None


def scan_dates(text: str) -> Iterator[WrittenDate]:
    """The dates of `text` in order, each read as fully as it can be. Impossible days are left out."""
    places = _places(text)
    if not places:
        return
    taken: list[WrittenDate] = []
    says_month = "tháng" in text.lower()
    for needs_month, word, form in _FORMS:
        if needs_month and not says_month:
            continue
        fresh = []
        for found in at_places(form, text, places):
            start = _with_word(word, text, found.start())
            if start is None:
                continue
            place = bisect_left(taken, found.end(), key=lambda other: other.start)
            if place == 0 or taken[place - 1].end <= start:
                written = _written(found, start)
                fresh += [written] if written else []
        taken = sorted([*taken, *fresh], key=lambda written: written.start)
    yield from taken


def _places(text: str) -> list[int]:
    """The numbers of `text` with which a date may begin: most stand before a noun and are no day and no month."""
    return [
        place
        for place in number_places(text)
        if _GOES_ON.match(text, place) or text[max(0, place - 60) : place].rstrip()[-1:] in ("g", "G")
    ]


def _with_word(word: str, text: str, start: int) -> int | None:
    """Where the date begins whose digits begin at `start`. None where it lacks the word "tháng"."""
    if not word:
        return start
    before = text[max(0, start - 60) : start]
    bare = before.rstrip()
    if len(bare) < len(before) and bare[-len(word) :].lower() == word:
        return start - len(before) + len(bare) - len(word)
    return start if word == "ngày" else None


def _written(found: re.Match[str], start: int) -> WrittenDate | None:
    parts = found.groupdict()
    year, day = parts.get("year"), parts.get("day")
    written = WrittenDate(
        int(year) if year else None, int(parts["month"]), int(day) if day else None, start, found.end()
    )
    return written if written.first_day(2024 if year is None else None) else None


def _date(year: int | None, month: int, day: int) -> date | None:
    if year is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
