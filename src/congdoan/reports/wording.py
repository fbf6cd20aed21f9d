"""The words of a form told again for another period: “Kết quả tháng 8/2021” asked in September is “tháng 9/2021”. Pure.

Only words that name the whole old period are changed. What names another period, or none, stays as it was written.
"""

import re
from collections.abc import Callable

from congdoan.foundation.clock import last_day_of_month
from congdoan.foundation.periods import Period

_YEAR = r"(?:(?P<between>\s*[/.-]\s*|\s+năm\s+){year})?"
_NO_MORE = r"(?!\d|\s*[/.-]\s*\d|\s+năm\s+\d)"
_ROMAN = ("I", "II", "III", "IV")
_HALVES = ("đầu", "cuối")


def told_for(text: str, *, old: Period, new: Period) -> str:
    """`text`, which may name `old`, naming `new` in the same manner.

    Both are whole months, quarters, half-years or years of one length; for any other days `text` is answered as it is.
    """
    length = _whole_months(old)
    if length not in _PATTERNS or length != _whole_months(new):
        return text
    pattern, said = _PATTERNS[length]
    return re.sub(pattern(old), lambda found: said(found, new), text, flags=re.IGNORECASE)


def _whole_months(period: Period) -> int:
    """How many months from their first day to their last; 0 where the days are no whole months."""
    if period.start.day != 1 or period.end != last_day_of_month(period.end):
        return 0
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1


def _with_year(found: re.Match[str], said: str, new: Period) -> str:
    between = found["between"]
    return f"{found['word']}{said}{between}{new.start.year}" if between else f"{found['word']}{said}"


def _month(old: Period) -> str:
    return rf"(?P<word>\btháng\s+)(?P<zero>0?){old.start.month}{_YEAR.format(year=old.start.year)}{_NO_MORE}"


def _month_said(found: re.Match[str], new: Period) -> str:
    return _with_year(found, f"{new.start.month:02d}" if found["zero"] else str(new.start.month), new)


def _quarter(old: Period) -> str:
    third = (old.start.month - 1) // 3
    year = _YEAR.format(year=old.start.year)
    return rf"(?P<word>\bquý\s+)(?P<number>{_ROMAN[third]}|{third + 1})\b{year}{_NO_MORE}"


def _quarter_said(found: re.Match[str], new: Period) -> str:
    third = (new.start.month - 1) // 3
    return _with_year(found, str(third + 1) if found["number"].isdigit() else _ROMAN[third], new)


def _half(old: Period) -> str:
    half = _HALVES[old.start.month > 6]
    return rf"(?P<word>\b(?:0?6|sáu)\s+tháng\s+){half}\s+năm(?P<between>\s+{old.start.year})?(?!\s*\d)"


def _half_said(found: re.Match[str], new: Period) -> str:
    year = f" {new.start.year}" if found["between"] else ""
    return f"{found['word']}{_HALVES[new.start.month > 6]} năm{year}"


def _year(old: Period) -> str:
    return rf"(?P<word>\bnăm\s+){old.start.year}\b"


def _year_said(found: re.Match[str], new: Period) -> str:
    return f"{found['word']}{new.start.year}"


_PATTERNS: dict[int, tuple[Callable[[Period], str], Callable[[re.Match[str], Period], str]]] = {
    1: (_month, _month_said),
    3: (_quarter, _quarter_said),
    6: (_half, _half_said),
    12: (_year, _year_said),
}
"""By length in months: the words that may name a period, and how the same words name another."""
