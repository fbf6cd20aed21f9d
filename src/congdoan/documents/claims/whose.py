"""When a figure holds and whose it is, as far as the paper says."""

import re
from dataclasses import dataclass

from congdoan.documents.reading import Header
from congdoan.documents.source import Source

_TERM = re.compile(r"(?:nhiệm kỳ|giai đoạn|năm học)\s*((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)")
_MONTHS = re.compile(r"(\d{1,2})\s*tháng (đầu|cuối) năm(?:\s*((?:19|20)\d\d))?")
_QUARTER = re.compile(r"quý\s*(i{1,3}|iv|[1-4])(?:\s*[/,]?\s*(?:năm\s*)?((?:19|20)\d\d))")
_MONTH = re.compile(r"(?<!\d )(?<!\d)tháng\s*(1[0-2]|0?[1-9])(?:\s*[/-]\s*|\s*,?\s*năm\s*)((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?:năm|tết[^.;]{0,30}?|/|-)\s*((?:19|20)\d\d)(?!\d)")
_COMPARED = re.compile(r"(?:so với|tăng hơn|kỷ niệm)[^,;.]{0,40}?(?:19|20)\d\d")
_UNION = re.compile(
    r"(?:Liên đoàn Lao động|LĐLĐ|Công đoàn(?! các cấp| cơ sở)|Nghiệp đoàn)\s[^,;.:()\n“\"]{2,60}?"
    r"(?=\s(?:tổ chức|phối hợp|đã|trao|tặng|hỗ trợ|có|phát|triển khai|tiếp|thăm|tập|vừa|cho|hiện|quản|tiếp sức)\b"
    r"|[,;.:()\n“\"])"
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True)
class Frame:
    """What the whole paper is about: its default period and body."""

    period: str | None
    organisation: str | None


def frame_of(source: Source, header: Header) -> Frame:
    """From title and first lines; the year of the date line at the last."""
    subject = header.subject.value.lower() if header.subject else ""
    opening = subject or source.low[:1500]
    year = header.date.value.year if header.date else None
    period = period_in(opening, year, last=not subject) or (str(year) if year else None)
    if header.issuer:
        return Frame(period, header.issuer.value)
    named = _UNION.search(source.plain)
    return Frame(period, re.sub(r"\s+", " ", named.group()).strip() if named else None)


def period_in(low: str, year: int | None, *, last: bool = True) -> str | None:
    """The last (or first) period named in `low`, in the form of the corpus: 2024, 2023-2028, 2023-01/2023-06."""
    low = _COMPARED.sub("", low)
    chosen = -1 if last else 0
    months = list(_MONTHS.finditer(low))
    if months:
        count, half, named = int(months[chosen].group(1)), months[chosen].group(2), months[chosen].group(3)
        known = int(named) if named else year or _last_year(low)
        if known and 1 <= count <= 12:
            begin, finish = (1, count) if half == "đầu" else (13 - count, 12)
            return f"{known}-{begin:02d}/{known}-{finish:02d}"
    quarters = list(_QUARTER.finditer(low))
    if quarters:
        quarter = _QUARTERS[quarters[-1].group(1)]
        return f"{quarters[-1].group(2)}-{3 * quarter - 2:02d}/{quarters[-1].group(2)}-{3 * quarter:02d}"
    of_month = list(_MONTH.finditer(low))
    if of_month:
        return f"{of_month[chosen].group(2)}-{int(of_month[chosen].group(1)):02d}"
    terms = list(_TERM.finditer(low))
    found = _last_year(_TERM.sub("", low), chosen)
    if terms and (found is None or ("năm học" in terms[-1].group() and str(found) in terms[-1].group())):
        return f"{terms[-1].group(1)}-{terms[-1].group(2)}"
    return str(found) if found else None


def _last_year(low: str, place: int = -1) -> int | None:
    years = [int(found.group(1)) for found in _YEAR.finditer(low) if 1990 <= int(found.group(1)) <= 2100]
    return years[place] if years else None
