"""Dates in running text: a missing year filled in from the paper, and the stated time of carrying out."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from congdoan.documents.outline import Item
from congdoan.documents.reading import Header, Period, Section, Value
from congdoan.documents.source import Source
from congdoan.foundation.figures import WrittenDate, scan_dates
from congdoan.foundation.text import fold

_NO_TIME_OF_DOING = (
    r"(?!,? (?:nộp|gửi|báo cáo|đăng ký|hoàn thành|nhận hồ sơ|thống kê|tính|công tác|tham gia|đóng|làm việc|nghỉ))"
)
_LABEL = re.compile(
    rf"(?:thời gian|thời hạn|thời điểm){_NO_TIME_OF_DOING}(?:,? [^\s:;.,]+){{0,7}}\s*:"
    rf"|thời gian{_NO_TIME_OF_DOING}(?: [^\s:;.,]+){{0,7}}?(?= (?:bắt đầu )?từ (?:ngày |tháng "
    rf"|nay )?\d?| là \d)",  # "… đổi từ 15/8"
    re.IGNORECASE,
)
_PEAK = re.compile(r"cao điểm", re.IGNORECASE)
_WEEKDAY = r"(?:(?:thứ \w+|chủ nhật),?\s*)?"
_MONTH_OF_PEAK = re.compile(r"[^.;\d]{0,20}tháng \d{1,2}\b")
_RANGE_JOINT = re.compile(
    r"\s*(?:\([^()\n]{1,20}\)\s*)?[,;]?\s*(?:kéo dài |và )?(?:cho\s+)?"
    r"(?:đến|tới|-|–|(?:và )?(?:ngày )?(?:kết thúc|bế mạc|tổng kết|bế giảng)(?: vào)?:?"
    r"(?:\s(?:buổi )?(?:sáng|trưa|chiều|tối))?)"
    r"\s*(?:hết\s*)?(?:\d{1,2}\s?(?:giờ|h|g)\s?\d{0,2}(?:\s?phút)?,?\s*)?" + _WEEKDAY + r"(?:ngày\s*)?",
    re.IGNORECASE,
)
_DAYS_OF_MONTH = re.compile(
    r"(?<!\d)(?<!giờ )(?P<first>0?[1-9]|[12]\d|3[01])\s*(?:-|–|,|và|đến|tới)\s*(?:hết\s*)?(?:ngày\s*)?\Z"
)
_CARRIED_OUT = re.compile(
    r"thi đua|thực hiện|tổ chức|diễn ra|triển khai|phát động|tiến hành|có hiệu lực|áp dụng|kéo dài"
)
_DEADLINE = re.compile(r"(?:hoàn thành|gửi|nộp|báo cáo|đăng ký)[^.;]{0,60}(?:trước|chậm nhất|muộn nhất)(?: ngày)? ")
# "Mốc thời kỳ kiểm tra: từ 01/01/2022 đến 31/12/2023": what is looked at, not when.
_OTHER_TIME = re.compile(r"(?:thời kỳ|niên độ|số liệu|mốc thời|giai đoạn(?! \d)|tính)[^.;\n]{0,40}\Z")
_QUARTER = re.compile(r"quý (?P<quarter>iii|ii|iv|i)\b(?:\s*(?:[/-]|,? năm)?\s*(?P<year>20\d\d))?")
# Longer times a label may name, with their first and last month.
_HALF = re.compile(r"(?P<count>\d{1,2}|ba|sáu|chín) tháng (?P<which>đầu|cuối) năm(?:\s*(?:,|năm)?\s*(?P<year>20\d\d))?")
_YEARS = re.compile(
    r"(?:nhiệm kỳ|giai đoạn|các năm|từ năm|\btừ)\s*"
    r"(?P<first>20\d\d)\s*(?:-|–|—|đến(?: hết)?(?: năm)?)\s*(?P<last>20\d\d)"
)
_YEAR = re.compile(r"(?:trong |cả |suốt )*năm (?P<year>20\d\d)(?=\s*[,;.\n(]|\W*\Z)")
_IN_ROUNDS = re.compile(
    r"(?:đợt|giai đoạn|vòng) (?:1|i|một|thứ nhất)\b.*(?:đợt|giai đoạn|vòng) (?:2|ii|hai|thứ hai)\b", re.DOTALL
)
# "Chương trình được thực hiện trong giai đoạn 2023 - 2026".
_FOR_YEARS = re.compile(
    r"(?:chương trình|kế hoạch|thỏa thuận|đề án|quy chế|cuộc vận động|phong trào)\b[^.;\d]{0,50}"
    r"(?:thực hiện|triển khai|có hiệu lực|áp dụng|có giá trị)[^.;\d]{0,24}?(?=(?:giai đoạn|từ năm|các năm)\s20)"
)
# "Đại hội công đoàn cơ sở: từ ngày 18/5 đến ngày 19/5/2023".
_EVENT_FROM = re.compile(
    r"(?:đại hội|hội thi|hội thao|hội diễn|hội nghị|liên hoan|vòng|đợt(?! cao điểm))\b[^.;:\d]{0,60}:"
    r"[^.;:]{0,24}?\btừ (?:ngày )?\d"
)
_AT_AN_HOUR = re.compile(r"(?:vào (?:hồi|lúc)|lúc|hồi)?\s*\d{1,2}\s?(?:giờ|h|g)\b|\bvào ngày\b|\bkhai mạc\b")
_NOT_A_PERIOD = re.compile(r"số liệu|báo cáo|tính từ|nộp|gửi|giai đoạn|nhiệm kỳ|mưa|bão|dịch bùng")


@dataclass(frozen=True)
class Calendar:
    """What the paper says about its own day; years are filled in from it."""

    issued_on: date | None
    year: int | None

    def day(self, written: WrittenDate, *, last: bool = False, near: int | None = None) -> date | None:
        """`written` as a day. A day and month long before the paper's own date belong to the next year."""
        year = near or self.year
        day = written.last_day(year) if last else written.first_day(year)
        if day and written.year is None and near is None and self.issued_on and (self.issued_on - day).days > 150:
            later = (year or day.year) + 1
            return written.last_day(later) if last else written.first_day(later)
        return day


def calendar_of(source: Source, header: Header) -> Calendar:
    """The year of the date line, also where its day is blank; else the latest year named in the paper."""
    if header.date:
        return Calendar(header.date.value, header.date.value.year)
    blank = re.search(r"tháng[\d.… ]*năm\s*((?:19|20)\d\d)", source.flow[:1500])
    if blank:
        return Calendar(None, int(blank.group(1)))
    years = [int(year) for year in re.findall(r"(?<!\d)(20\d\d)(?!\d)", source.flow)]
    return Calendar(None, max(years) if years else None)


def period_of(
    source: Source, header: Header, calendar: Calendar, sections: tuple[Section, ...], items: tuple[Item, ...]
) -> Period:
    """The stated time of carrying out, its peak, or the day of an event. A year in a title is none."""
    places = _labelled(source, sections, items)
    type_code = header.type.value if header.type else ""
    for start, end in places:
        period = _period(source, calendar, start, end, has_label=True)
        if period != Period():
            return period
    for start, end in places:
        first, last = _longer(source, calendar, start, end)
        if first:
            return Period(first, last)
    if type_code in ("BC", "TTr", "NQ"):
        return Period()
    for item in items:
        low = source.low[item.start : item.end]
        if _CARRIED_OUT.search(low) and not _NOT_A_PERIOD.search(low):
            period = _period(source, calendar, item.start, item.end, has_label=False)
            if period.start and period.end:
                return period
    if type_code == "GM":
        return _of_event(source, calendar, items)
    return _of_years(source, calendar, items) or _of_events(source, calendar, items) or Period()


def _of_event(source: Source, calendar: Calendar, items: tuple[Item, ...]) -> Period:
    """An invitation without a label: "… vào hồi 14 giờ 00 ngày 20/3/2025 tại Hội trường"."""
    for item in items:
        if _AT_AN_HOUR.search(source.low, item.start, item.end) and not _DEADLINE.search(
            source.low, item.start, item.end
        ):
            first, last = _single(source, calendar, item.start, item.end)
            if first:
                return Period(first, last)
    return Period()


def _of_years(source: Source, calendar: Calendar, items: tuple[Item, ...]) -> Period | None:
    for item in items:
        years = _FOR_YEARS.search(source.low, item.start, item.end)
        first, last = _longer(source, calendar, years.end(), item.end) if years else (None, None)
        if first:
            return Period(first, last)
    return None


def _of_events(source: Source, calendar: Calendar, items: tuple[Item, ...]) -> Period | None:
    """From the first to the last of a row of events that each have their days."""
    ranges = [
        _range(source, calendar, item.start, item.end)
        for item in items
        if _EVENT_FROM.search(source.low, item.start, item.end)
    ]
    return Period(ranges[0][0], ranges[-1][1]) if ranges and ranges[0][0] and ranges[-1][1] else None


def _labelled(source: Source, sections: tuple[Section, ...], items: tuple[Item, ...]) -> list[tuple[int, int]]:
    """Places that say when: behind "Thời gian:", or under a heading that names the time."""
    places = []
    for found in _LABEL.finditer(source.flow):
        before = source.flow[max(0, found.start() - 12) : found.start()].lower()
        if before.rstrip().endswith(("trong", "sau", "quá")):
            continue
        end = source.flow.find("\n", found.end())
        end = len(source.flow) if end < 0 else end
        if not re.search(r"\d", source.flow[found.end() : end]):
            end = source.flow.find("\n\n", end + 2) if source.flow.find("\n\n", end + 2) > 0 else len(source.flow)
        places.append((found.end(), end))
    timed = {
        section.path for section in sections if section.title and re.search(r"\bthoi gian\b", fold(section.title.value))
    }
    places += [
        (item.start, item.end)
        for item in items
        if item.path in timed and not _DEADLINE.search(source.low, item.start, item.end)
    ]
    return places


def _period(source: Source, calendar: Calendar, start: int, end: int, *, has_label: bool) -> Period:
    text = source.flow[start:end]
    peak = _PEAK.search(text)
    peak_range = _peak(source, calendar, start + peak.end(), end) if peak else (None, None)
    main_end = start + peak.start() if peak else end
    first, last = _range(source, calendar, start, main_end)
    if first and _IN_ROUNDS.search(source.low, start, main_end):
        last = _value(source, calendar, list(scan_dates(text[: main_end - start]))[-1], start, last_day=True)
    if first is None and last is None and has_label:
        first, last = _single(source, calendar, start, main_end)
    return Period(first, last, *peak_range)


def _peak(source: Source, calendar: Calendar, start: int, end: int) -> "Ends":
    """A range, or one month: "cao điểm là tháng 5"."""
    ends = _range(source, calendar, start, end)
    month = _MONTH_OF_PEAK.match(source.low, start, end)
    return ends if ends != (None, None) or not month else _single(source, calendar, start, end)


Ends = tuple[Value[date] | None, Value[date] | None]


def _range(source: Source, calendar: Calendar, start: int, end: int) -> Ends:
    """ "từ ngày A đến (hết) ngày B"; "từ nay đến B" begins on the day of the paper."""
    text = source.flow[start:end]
    written = list(scan_dates(text))
    from_now = re.search(r"từ (?:nay|ngày ký|ngày ban hành)\b[^.;]{0,20}?\b(?:đến|cho đến)\b", text, re.IGNORECASE)
    if from_now and calendar.issued_on:
        today = Value(calendar.issued_on, source.span(start + from_now.start(), start + from_now.end()), 0.9)
        last = next(
            (item for item in written if item.start >= from_now.end() and item.start - from_now.end() < 15), None
        )
        return today, _value(source, calendar, last, start, last_day=True)
    for first, second in pairwise(written):
        if _OTHER_TIME.search(text[: first.start].lower()):
            continue
        joint = text[first.end : second.start]
        months = first.day is second.day is None and joint.strip() in ("và", ",")
        if (months or _RANGE_JOINT.fullmatch(joint)) and not (first.day is None) ^ (second.day is None):
            near = first.year or second.year
            begin = _value(source, calendar, first, start, near=near)
            finish = _value(source, calendar, second, start, near=second.year or near, last_day=True)
            if near and begin and finish and begin.value > finish.value:  # "từ 15/12 đến 15/01/2024"
                begin = _value(source, calendar, first, start, near=near - 1)
            return begin, finish
    for item in written:
        days = _days_of_month(source, calendar, item, start, text)
        if days[0] and re.search(r"\btừ\s+(?:ngày\s+)?\d{1,2}\s*(?:-|–|đến|tới)[^\d]*\Z", text[: item.start].lower()):
            return days
    return None, None


def _days_of_month(source: Source, calendar: Calendar, written: WrittenDate, offset: int, text: str) -> Ends:
    """ "20, 21/10/2023", "từ ngày 01 đến ngày 15/5/2024": two days, the first without its month."""
    days = _DAYS_OF_MONTH.search(text[: written.start])
    last = _value(source, calendar, written, offset, last_day=True)
    if not (days and last and written.day and int(days.group("first")) < written.day):
        return None, None
    begin = last.value.replace(day=int(days.group("first")))
    return Value(begin, source.span(offset + days.start("first"), offset + written.end)), last


def _single(source: Source, calendar: Calendar, start: int, end: int) -> Ends:
    """The day of an event; two days of one month ("20, 21/10/2023"); a whole month; "bắt đầu từ ngày A"."""
    text = source.flow[start:end]
    written = next((item for item in scan_dates(text) if not _OTHER_TIME.search(text[: item.start].lower())), None)
    if written is None:
        return None, None
    before = text[: written.start].lower()
    first = _value(source, calendar, written, start)
    last = _value(source, calendar, written, start, last_day=True)
    days = _days_of_month(source, calendar, written, start, text)
    if days[0]:
        return days
    if re.search(r"\b(?:bắt đầu )?từ(?: ngày)?\s*\Z", before):
        return first, None
    if re.search(r"\b(?:đến|hết|trước)(?: hết)?(?: ngày)?\s*\Z", before):
        return None, last
    return first, last


def _longer(source: Source, calendar: Calendar, start: int, end: int) -> Ends:
    """ "6 tháng cuối năm 2024", "Quý II và quý III", "nhiệm kỳ 2018 - 2023", "trong năm 2022"."""
    low = source.low[start:end]
    half, years, year = _HALF.search(low), _YEARS.search(low), _YEAR.search(low)
    if half and (half.group("year") or calendar.year):
        of_year = int(half.group("year") or calendar.year or 0)
        count = {"ba": 3, "sáu": 6, "chín": 9}.get(half.group("count")) or int(half.group("count"))
        if not 1 <= count < 12:
            return None, None
        months = (1, count) if half.group("which") == "đầu" else (13 - count, 12)
        return _months(source, (of_year, months[0]), (of_year, months[1]), (start + half.start(), start + half.end()))
    quarters = _quarter(source, calendar, start, end)
    if quarters[0]:
        return quarters
    if years and int(years.group("first")) <= int(years.group("last")):
        first, last = int(years.group("first")), int(years.group("last"))
        return _months(source, (first, 1), (last, 12), (start + years.start(), start + years.end()))
    if year:
        of_year = int(year.group("year"))
        return _months(source, (of_year, 1), (of_year, 12), (start + year.start(), start + year.end("year")))
    return None, None


def _months(source: Source, first: tuple[int, int], last: tuple[int, int], place: tuple[int, int]) -> Ends:
    """From the first day of one (year, month) to the last day of another."""
    span = source.span(*place)
    ends = WrittenDate(last[0], last[1], None, 0, 0).last_day()
    return Value(date(first[0], first[1], 1), span, 0.7), Value(ends, span, 0.7) if ends else None


def _quarter(source: Source, calendar: Calendar, start: int, end: int) -> Ends:
    """ "Quý II năm 2024"; "Quý II và quý III" runs from the first to the last."""
    found = list(_QUARTER.finditer(source.low, start, end))
    year = next((int(item.group("year")) for item in reversed(found) if item.group("year")), calendar.year)
    if not found or year is None:
        return None, None
    quarters = [{"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(item.group("quarter")) or 0 for item in (found[0], found[-1])]
    if not all(quarters):
        return None, None
    span = source.span(found[0].start(), found[-1].end())
    last = date(year, 3 * quarters[1], 30 if quarters[1] in (2, 3) else 31)
    return Value(date(year, 3 * quarters[0] - 2, 1), span, 0.7), Value(last, span, 0.7)


def _value(
    source: Source,
    calendar: Calendar,
    written: WrittenDate | None,
    offset: int,
    *,
    near: int | None = None,
    last_day: bool = False,
) -> Value[date] | None:
    if written is None:
        return None
    day = calendar.day(written, last=last_day, near=near)
    if day is None:
        return None
    return Value(day, source.span(offset + written.start, offset + written.end), 1.0 if written.year else 0.85)
