"""What people type for days and counts, read strictly: understood exactly, or refused with the likely meaning. Pure."""

import re
from calendar import monthrange
from datetime import date

from django.utils.translation import gettext as _

from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import read_amount

_DAY = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})")
_RUN = re.compile(r"(\d{2})(\d{2})(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEARLESS = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})")
_WHOLE = re.compile(r"\d{1,30}|\d{1,3}(?:[. \u00a0]\d{3}){1,9}", re.ASCII)
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")  # Python reads "१२" as 12; whoever checks it may not


def read_day(text: str, *, today: date) -> date:
    """`30/9/2024`, `30-9-2024`, `30092024` or `2024-09-30` (what a browser's own calendar sends).

    Raises Refused for anything else; where a year is missing or a month is too short it proposes the likely day, never
    takes it.
    """
    bare = text.strip()
    if found := _ISO.fullmatch(bare):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY.fullmatch(bare) or _RUN.fullmatch(bare):
        day, month, year = (int(part) for part in found.groups())
        year += 2000 if year < 100 else 0
    elif found := _YEARLESS.fullmatch(bare):
        day, month, year = int(found[1]), int(found[2]), today.year
        raise Refused(_("Thiếu năm. Có phải %(day)s?") % {"day": f"{day:02}/{month:02}/{year}"})
    else:
        raise Refused(_("Không hiểu ngày “%(text)s”. Hãy viết ngày/tháng/năm, như %(today)s.")
                      % {"text": bare, "today": f"{today:%d/%m/%Y}"})  # fmt: skip
    return _a_day(day, month, year)


def _a_day(day: int, month: int, year: int) -> date:
    if not year:
        raise Refused(_("Không có năm 0."))
    if not 1 <= month <= 12:
        raise Refused(_("Không có tháng %(month)d. Hãy viết ngày trước, tháng sau.") % {"month": month})
    longest = monthrange(year, month)[1]
    if day > longest:
        raise Refused(_("Tháng %(month)d chỉ có %(longest)d ngày. Có phải %(day)s?")
                      % {"month": month, "longest": longest, "day": f"{longest:02}/{month:02}/{year}"})  # fmt: skip
    if day < 1:
        raise Refused(_("Không có ngày 0. Hãy viết ngày từ 1 đến %(longest)d.") % {"longest": longest})
    return date(year, month, day)


def read_count(text: str) -> int:
    """A whole count: `1234567`, `1.234.567` or `1 234 567`. Raises Refused for fractions and anything unclear."""
    bare = text.strip()
    if _WHOLE.fullmatch(bare):
        return int(re.sub(r"\D", "", bare))
    if re.fullmatch(r"\d+[.,]\d+", bare):
        raise Refused(
            _("“%(text)s” có phải số lẻ không? Ở đây chỉ ghi số nguyên; hàng nghìn viết như 1.234.") % {"text": bare}
        )
    raise Refused(_("Không hiểu “%(text)s”. Hãy ghi một số, như 25 hoặc 1.234.") % {"text": bare})


def read_money(text: str) -> int:
    """An amount in whole đồng: `2.000.000`, `2.000.000 đ`, `2 triệu`, `1,5 tỷ`, `hai triệu đồng`.

    Raises Refused for less than one đồng or anything unclear.
    """
    bare = re.sub(r"\s*(?:đồng|vnđ|vnd|đ)$", "", text.strip().lower())
    if _WHOLE.fullmatch(bare):
        return int(re.sub(r"\D", "", bare))
    amount = None if re.fullmatch(r"[\d.,\s]+", bare) or _FOREIGN_DIGIT.search(bare) else read_amount(bare)
    if amount is None or amount != int(amount):
        raise Refused(_("Không hiểu số tiền “%(text)s”. Hãy viết như 2.000.000 hoặc 2 triệu.") % {"text": text.strip()})
    return int(amount)
