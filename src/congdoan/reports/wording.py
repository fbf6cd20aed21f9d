"""The words of a form told again for another period: “Kết quả tháng 8/2021” asked in September is “tháng 9/2021”. Pure.

The period itself, the one before it and the one after it move together, so that “tháng 8, phương hướng tháng 9” becomes
“tháng 9, phương hướng tháng 10”. What names any other period, or none, stays as it was written.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from congdoan.foundation.clock import last_day_of_month
from congdoan.foundation.periods import Period

_YEAR = r"(?:(?P<between>\s*[/.-]\s*|\s+\(?năm\s+)(?P<year>\d{4}))?"
_NO_MORE = r"(?!\d|\s*[/.-]\s*\d|\s+\(?năm\s+\d)"
_ROMAN = ("I", "II", "III", "IV")
_HALVES = ("đầu", "cuối")
_SAID = {"ba": 3, "sáu": 6, "chín": 9}

_MONTH = rf"(?P<word>\btháng\s+)(?P<number>\d{{1,2}}){_YEAR}{_NO_MORE}"
_QUARTER = rf"(?P<word>\bquý\s+)(?P<number>IV|III|II|I|[1-4])\b{_YEAR}{_NO_MORE}"
_HALF = r"(?P<word>\b(?:0?6|sáu)\s+tháng\s+)(?P<number>đầu|cuối)(?P<between>\s+năm)(?:\s+(?P<year>\d{4}))?(?!\s*\d)"
_WHOLE_YEAR = r"(?P<word>\bnăm\s+)(?P<year>\d{4})\b"
_SO_FAR = (
    r"\b(?P<number>\d{1,2}|ba|sáu|chín)(?P<word>\s+tháng)(?P<part>(?:\s+đầu)?\s+năm)(?:\s+(?P<year>\d{4}))?(?!\s*\d)"
)


def told_for(text: str, *, old: Period, new: Period) -> str:
    """`text`, which may name `old` or its neighbours, naming `new` and its neighbours in the same manner.

    Both are whole months, quarters, half-years or years of one length, or both begin with a year (“8 tháng đầu năm”);
    for any other days `text` is answered as it is.
    """
    length = _whole_months(old)
    if length in _PATTERNS and length == _whole_months(new):
        pattern, said = _PATTERNS[length]
        steps = {_moved(old, length * step): _moved(new, length * step) for step in (-1, 1, 0)}
        return re.sub(pattern, lambda found: said(found, steps), text, flags=re.IGNORECASE)
    if length and _whole_months(new) and (old.start.month, new.start.month) == (1, 1):
        return re.sub(_SO_FAR, lambda found: _so_far_said(found, old, new), text, flags=re.IGNORECASE)
    return text


def _whole_months(period: Period) -> int:
    """How many months from their first day to their last; 0 where the days are no whole months."""
    if period.start.day != 1 or period.end != last_day_of_month(period.end):
        return 0
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1


def _moved(period: Period, months: int) -> Period:
    """A stretch of whole months so many months later."""
    first, last = (_month_on(day, months) for day in (period.start, period.end))
    return Period(first, last.replace(day=monthrange(last.year, last.month)[1]))


def _month_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def _meant(
    found: re.Match[str], steps: dict[Period, Period], names: Callable[[date], object], name: object
) -> Period | None:
    """The period to name instead of the one the words name; None where they name none of those that move."""
    year = found["year"]
    for old in reversed(steps):
        if names(old.start) == name and (year is None or int(year) == old.start.year):
            return steps[old]
    return None


def _with_year(found: re.Match[str], number: str, new: Period) -> str:
    year = f"{found['between']}{new.start.year}" if found["year"] else ""
    return f"{found['word']}{number}{year}"


def _month_said(found: re.Match[str], steps: dict[Period, Period]) -> str:
    new = _meant(found, steps, lambda day: day.month, int(found["number"]))
    if new is None:
        return found[0]
    padded = found["number"].startswith("0")
    return _with_year(found, f"{new.start.month:02d}" if padded else str(new.start.month), new)


def _quarter_said(found: re.Match[str], steps: dict[Period, Period]) -> str:
    said = found["number"]
    third = int(said) - 1 if said.isdigit() else _ROMAN.index(said.upper())
    new = _meant(found, steps, lambda day: (day.month - 1) // 3, third)
    if new is None:
        return found[0]
    third = (new.start.month - 1) // 3
    return _with_year(found, str(third + 1) if said.isdigit() else _ROMAN[third], new)


def _half_said(found: re.Match[str], steps: dict[Period, Period]) -> str:
    new = _meant(found, steps, lambda day: _HALVES[day.month > 6], found["number"].lower())
    if new is None:
        return found[0]
    year = f" {new.start.year}" if found["year"] else ""
    return f"{found['word']}{_HALVES[new.start.month > 6]}{found['between']}{year}"


def _year_said(found: re.Match[str], steps: dict[Period, Period]) -> str:
    new = _meant(found, steps, lambda _day: None, None)
    return f"{found['word']}{new.start.year}" if new else found[0]


def _so_far_said(found: re.Match[str], old: Period, new: Period) -> str:
    """“8 tháng đầu năm 2021” in the next month: “9 tháng đầu năm 2021”."""
    said = found["number"].lower()
    if (_SAID.get(said) or int(said)) != _whole_months(old) or int(found["year"] or old.start.year) != old.start.year:
        return found[0]
    months = _whole_months(new)
    words = {count: word for word, count in _SAID.items()}
    number = words.get(months, str(months)) if said in _SAID else str(months)
    year = f" {new.start.year}" if found["year"] else ""
    return f"{number}{found['word']}{found['part']}{year}"


_PATTERNS: dict[int, tuple[str, Callable[[re.Match[str], dict[Period, Period]], str]]] = {
    1: (_MONTH, _month_said),
    3: (_QUARTER, _quarter_said),
    6: (_HALF, _half_said),
    12: (_WHOLE_YEAR, _year_said),
}
"""By length in months: the words that may name a period, and how the same words name another."""
