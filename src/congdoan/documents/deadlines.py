"""What someone must hand in or finish by a day: dated, recurring or relative."""

import re
from datetime import date

from congdoan.documents.outline import Paragraph
from congdoan.documents.reading import Deadline, Value
from congdoan.documents.source import Source
from congdoan.documents.times import Calendar
from congdoan.foundation.figures import scan_dates

_EVERY = r"(?:hằng|hàng|mỗi)"
_RECURRING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:trước )?(?:ngày )?\d{{1,2}}/\d{{1,2}}(?:(?: và"
        rf"|,) (?:ngày )?\d{{1,2}}/\d{{1,2}}){{0,3}} (?:của )?{_EVERY} năm",
        rf"(?:trước )?(?:ngày )?\d{{1,2}} tháng \d{{1,2}}(?:(?: và"
        rf"|,) (?:ngày )?\d{{1,2}} tháng \d{{1,2}}){{0,3}} (?:của )?{_EVERY} năm",
        rf"{_EVERY} (?:năm|quý|tháng|6 tháng|tuần),? (?:chậm nhất|muộn nhất|trước"
        rf"|vào)(?: là)?(?: vào)?(?: trước)?(?: ngày)?"
        rf" \d{{1,2}}(?:/\d{{1,2}}| tháng \d{{1,2}}|(?: của)? tháng (?:cuối|đầu|sau)(?: quý)?)?(?! ?(?:giờ|h\b|[/\d]))",
        rf"(?:ngày làm việc (?:cuối|đầu) (?:cùng|tiên)? ?|tuần (?:cuối|đầu)(?: cùng| tiên)? "
        rf"|ngày cuối (?:cùng )?)(?:của )?"
        rf"(?:{_EVERY} )?(?:tháng|quý|tuần)(?: {_EVERY} quý)?",
        rf"(?:trước )?(?:\d{{1,2}} giờ(?: \d\d)?(?: phút)?,? )?(?:vào )?ngày \d{{1,2}}(?:/\d{{1,2}})? (?:của )?{_EVERY}"
        rf" (?:tháng|quý|năm|tuần)",
        rf"(?:trước )?(?:vào )?ngày \d{{1,2}} (?:của )?tháng (?:cuối|đầu|sau)(?: của)?(?: {_EVERY})?(?: quý)?(?: sau)?",
        r"(?:trước )?ngày \d{1,2} (?:của )?(?:tháng|quý) (?:tiếp theo|sau|kế tiếp|đó)",
        rf"(?:trước )?\d{{1,2}}(?: giờ|h)(?: ?\d{{2}})?(?: phút)? {_EVERY} ngày",
        rf"(?:trước )?(?:\d{{1,2}}(?: giờ|h)(?: ?\d{{2}})?,? )?(?:(?:chiều|sáng) )?(?:thứ (?:hai|ba|tư|năm|sáu|bảy"
        rf"|\d)|chủ nhật) {_EVERY} tuần",
        rf"(?<=định kỳ )(?:{_EVERY} |mỗi )?(?:\d{{1,4}} tháng|tháng|quý|năm|tuần|sáu tháng|ba tháng)(?:(?:,| và"
        rf"|;)? (?:{_EVERY} )?(?:\d{{1,4}} tháng|tháng|quý|năm|tuần|một năm|01 năm)(?: một lần)?)*(?:/lần| một lần)?",
        rf"{_EVERY} (?:tháng|quý|tuần|ngày|năm)(?:, (?:{_EVERY} )?(?:tháng|quý|năm|6 tháng))*(?=,? (?:có |gửi "
        rf"|tổng hợp |thực hiện |lập |phải )*báo cáo)",
        rf"(?:^|(?<=[-–+•] )){_EVERY} (?:tháng|quý|tuần|ngày|năm|6 tháng)(?=, [^.;,]{{3,60}}(?:báo cáo|gửi|nộp))",
        rf"(?<=báo cáo )(?:kết quả |tình hình )?{_EVERY} (?:tháng|quý|tuần|ngày)\b",
        rf"{_EVERY} (?:tháng|quý|tuần|năm),? vào (?:ngày \d{{1,2}}|thứ \w+)",
        r"(?:mỗi|\d{1,4}|hai|ba|sáu) (?:ngày|tháng|quý|năm|tuần) (?:một|01|1) lần",
        r"(?:\d{1,4} )?(?:ngày|tuần|tháng|quý|năm)/lần|(?:\d{1,4}|một|hai) lần/(?:ngày|tuần|tháng|quý|năm)",
    )
)
_RELATIVE = re.compile(
    r"(?:kết thúc [^.;,\n]{3,50}, )?(?:(?:trong vòng|trong thời hạn|trong|chậm nhất(?: là)?|muộn nhất(?: là)?|không quá"
    r"|sau)\s*\d{1,4}\s*(?:\([^)]*\)\s*)?(?:ngày"
    r"|giờ|tháng|tuần)(?: làm việc)?(?!,? (?:ngày|hôm|thứ \w+|sáng|chiều|tối)\b|\s?\d)"
    r"(?:,? (?:kể từ|sau|từ|tính từ|trước)[^.;,\n]{3,80})?"
    r"|(?:ít nhất|tối thiểu|chậm nhất) \d{1,4} ngày(?: làm việc)? trước (?:khi|ngày|lúc) [^.;,\n]{3,50}"
    r"|(?:trước|sau) (?:ngày |khi |cuộc |buổi )?[^.;,:\d\n]{0,40}?(?:ít nhất |tối thiểu )?\d{1,4} ngày"
    r"(?: làm việc)?\b(?! \d)"
    r"|(?:ngay )?sau khi (?:kết thúc|hoàn thành"
    r"|tổ chức)[^.;,\n]{3,60}|kết thúc (?:đợt|tháng|chiến dịch|chương trình|phong trào"
    r"|cuộc)[^.;,\n]{0,40}?(?= tổ chức|,| báo cáo| các| đề nghị))",
    re.IGNORECASE,
)
# "trước mùng 10 tháng Giêng âm lịch": its day in our calendar is not computed.
_LUNAR = re.compile(
    r"(?:(?:trước|chậm nhất(?: là)?|đến hết) )?(?:ngày )?(?:mùng )?\d{1,2}"
    r"(?: tháng (?:Giêng|Chạp)(?: âm lịch)?(?: năm [A-ZĐ]\w+ [A-ZĐ]\w+)?|(?: tháng |/)\d{1,2} (?:âm lịch|ÂL))",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|hạn cuối|hạn chót|thời hạn|hạn nộp|không quá|không muộn hơn|hạn đăng ký|hạn gửi)"
    r"(?:\s+(?:là|vào|đến|cuối|hết|nộp|gửi|báo cáo|hoàn thành|đăng ký|nhận|cùng|xong"
    r"|cuối giờ(?: làm việc| chiều| hành chính)?|giờ hành chính|cuối ngày|bài|bài dự thi|tác phẩm"
    r"|sản phẩm|hồ sơ|danh sách|:)|\s*:)*"
    r"\s*(?:\d{1,2}\s?(?:giờ|h|g)\s?(?:\d{2})?(?:\s?phút)?,?\s*)?(?:(?:thứ \w+"
    r"|chủ nhật),?\s*)?(?:trong\s+)?(?:ngày\s*)?\(?\Z",
    re.IGNORECASE,
)
_AND_ALSO = re.compile(r"\s*(?:và|,)\s*(?:trước )?(?:ngày )?")  # "báo cáo trước ngày 15/6 và 15/12/2024"
_WITHIN = re.compile(
    r"(?:trong|đến hết|hết|vào|đến|xong|xong trong|vào ngày|đến ngày|đến hết ngày|hết ngày)\s*\Z", re.IGNORECASE
)
_HANDING_IN = re.compile(
    r"gửi|nộp|báo cáo|hoàn thành|\bxong\b|tổng hợp|trình|đăng ký|quyết toán|cung cấp|hoàn tất|giải quyết dứt điểm"
    r"|xác nhận|tham mưu|bổ sung|chi trả|cấp phát|khắc phục|rà soát|kiện toàn|bàn giao|nghiệm thu|ban hành|công bố"
    r"|nhận (?:bài|hồ sơ|tác phẩm|đăng ký)"
)
# "đến 30/9/2023 tham mưu khởi kiện …": the day first, then what is due.
_DUE_FIRST = re.compile(r"(?:\A|[;:,.–-])\s*(?:đến|trong|đến hết)(?: ngày)?\s*\Z", re.IGNORECASE)
# What the rules of each family hold: they are tried only where it stands.
_MAY_RECUR = re.compile(
    r"hằng|hàng|mỗi|định kỳ|lần|làm việc|tháng (?:cuối|đầu|sau|tiếp|kế|đó)|quý (?:tiếp|sau|kế|đó)"
    r"|(?:ngày|tuần) (?:cuối|đầu)"
)
_MAY_BE_RELATIVE = re.compile(
    r"(?:trong vòng|thời hạn|chậm nhất|muộn nhất|không quá|ít nhất|tối thiểu|trước |sau khi|kết thúc"
    r"|(?:trong|sau)\s*\d|sau .{0,40}\d ngày)"
)
_MAY_BE_LUNAR = re.compile(r"giêng|chạp|âm lịch|âl\b")
# What every deadline holds: most sentences hold none of it and need no closer look.
_MAY_SET = re.compile(r"\d|hằng|hàng|mỗi|định kỳ|quý|lần|kết thúc|sau khi|tháng|giêng|chạp")
_QUARTER = re.compile(
    r"(?<=trong )quý (?P<quarter>III|II|IV|I|[1-4])\b(?:\s*(?:[/-]|,? năm)\s*(?P<year>20\d\d))?", re.IGNORECASE
)
_ELIGIBILITY = re.compile(
    r"(?:sinh|thành lập|gia nhập|tham gia|vào làm|tuyển dụng|(?<!đăng )(?<!thư )ký|ban hành|nghỉ hưu|phát sinh"
    r"|có hiệu lực|đã)\s+(?:từ )?\Z|đã [^,;]{0,60}\Z",
    re.IGNORECASE,
)
_WISH = re.compile(r"[\s\-–+•]*(?:kính )?(?:đề nghị|kiến nghị|đề xuất)\b")
# Sets a time also for what is not handed in: "đề xuất nội dung chậm nhất 15 ngày trước ngày mở hội nghị".
_FIRM = re.compile(r"(?:chậm|muộn) nhất\b|(?:ít nhất|tối thiểu) \d{1,4} ngày[^.;]* trước|.* kể từ ")
_OWN_PROMISE = re.compile(r"\b(?:sẽ|cam kết|xin hứa|chịu trách nhiệm)\s")
_LONGEST_SEGMENT = 4_000
_REACH = 300
_STOP = re.compile(r"[;\n]|\.(?=\s+(?:[A-ZĐÂĂÊÔƠƯÀ-Ỹ]|\d{1,3}\s?%)|\s*\Z)|\./\.")


def deadlines_of(
    source: Source, calendar: Calendar, paragraphs: list[Paragraph], type_code: str
) -> tuple[Deadline, ...]:
    """Deadlines in order of text. A request to a higher body (tờ trình, the wishes of a report) sets none, but what
    the body itself promises does: "… sẽ hoàn thành việc sửa nhà trước ngày 31/8/2024"."""
    found: list[Deadline] = []
    for paragraph in paragraphs:
        for start, end in segments(source, paragraph):
            if type_code == "TTr" and not _OWN_PROMISE.search(source.low, start, end):
                continue
            if type_code == "BC" and _WISH.match(source.low, start, end):
                continue
            found += _of_segment(source, calendar, start, end)
    return tuple(found)


def segments(source: Source, paragraph: Paragraph) -> list[tuple[int, int]]:
    """Sentences, and their parts between semicolons; what runs on past all measure is cut between two words."""
    flow = source.flow
    places = []
    start = counted = paragraph.text_start
    open_brackets = 0
    for cut in [*_cuts(source, paragraph), paragraph.end]:
        open_brackets += flow.count("(", counted, cut) - flow.count(")", counted, cut)
        counted = cut
        if cut < paragraph.end and open_brackets > 0 and ")" in flow[cut : cut + 200]:
            continue  # "(dưới 500 lao động: 02 suất; từ 500 trở lên: 05 suất)" is one thing
        while cut - start > _LONGEST_SEGMENT:
            blank = flow.rfind(" ", start + 1, start + _LONGEST_SEGMENT)
            part_end = blank if blank > 0 else start + _LONGEST_SEGMENT
            places.append((start, part_end))
            start = part_end
        if flow[start:cut].strip(" .;/"):
            places.append((start, cut))
        start = cut + 1
    return places


def _cuts(source: Source, paragraph: Paragraph) -> list[int]:
    found = _STOP.finditer(source.flow, paragraph.text_start, paragraph.end)
    return [stop.start() for stop in found if source.flow[stop.start()] != "\n"]


def _of_segment(source: Source, calendar: Calendar, start: int, end: int) -> list[Deadline]:
    if not _MAY_SET.search(source.low, start, end):
        return []
    text = source.flow[start:end]
    what = " ".join(text.split()).strip(" ,.")
    segment = source.span(start, end)
    hands_in = bool(_HANDING_IN.search(source.low, start, end))
    deadlines: list[tuple[int, Deadline]] = []
    taken: list[tuple[int, int]] = []
    for pattern in _worth_trying(source.low[start:end]):
        for found in pattern.finditer(text):
            if any(found.start() < other_end and other_start < found.end() for other_start, other_end in taken):
                continue
            taken.append(found.span())
            if pattern in (_RELATIVE, _LUNAR) and not (hands_in or _FIRM.match(found.group().lower())):
                continue
            rule = " ".join(found.group().split())
            value = Value(rule, source.span(start + found.start(), start + found.end()), 0.8)
            deadlines.append((found.start(), Deadline(what, segment, rule=value)))
    for quarter in _QUARTER.finditer(text):
        day = _end_of_quarter(quarter, calendar)
        if day and _is_ordered(text[: quarter.start()]):
            value_of_day = Value(day, source.span(start + quarter.start(), start + quarter.end()), 0.7)
            deadlines.append((quarter.start(), Deadline(what, segment, date=value_of_day)))
    last_end = set_until = 0
    for written in scan_dates(text):
        since, last_end = last_end, written.end
        if any(written.start < other_end and other_start < written.end for other_start, other_end in taken):
            continue
        before = text[max(0, written.start - _REACH) : written.start]
        by = _BY.search(before) or (set_until and _AND_ALSO.fullmatch(text[set_until : written.start]))
        within = _WITHIN.search(before) if not by else None
        if by and by.re is _BY and _ELIGIBILITY.search(before[: by.start()]):
            continue
        is_due_first = _DUE_FIRST.search(before) and _HANDING_IN.match(text[written.end :].lstrip(" ,").lower())
        if (
            not by
            and not is_due_first
            and not (within and hands_in and _is_ordered(text[max(since, written.start - _REACH) : written.start]))
        ):
            continue
        day = calendar.day(written, last=True)
        if day is None or (calendar.issued_on and day < calendar.issued_on):
            continue
        value_of_day = Value(day, source.span(start + written.start, start + written.end), 0.95 if by else 0.7)
        deadlines.append((written.start, Deadline(what, segment, date=value_of_day)))
        set_until = written.end
    ordered = [deadline for _, deadline in sorted(deadlines, key=lambda item: item[0])]
    rules = [deadline.rule.value.lower() for deadline in ordered if deadline.rule]
    return [deadline for deadline in ordered if not (deadline.rule and _is_part(deadline.rule.value.lower(), rules))]


def _worth_trying(low: str) -> tuple[re.Pattern[str], ...]:
    """The rules without a day that a segment can hold."""
    recurring = _RECURRING if _MAY_RECUR.search(low) else ()
    relative = (_RELATIVE,) if _MAY_BE_RELATIVE.search(low) else ()
    lunar = (_LUNAR,) if _MAY_BE_LUNAR.search(low) else ()
    return (*recurring, *relative, *lunar)


def _is_part(rule: str, rules: list[str]) -> bool:
    """ "hằng tuần" beside "chiều thứ Sáu hằng tuần" says nothing more."""
    return any(rule != other and rule in other for other in rules)


def _end_of_quarter(found: re.Match[str], calendar: Calendar) -> date | None:
    quarter = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(found.group("quarter").lower()) or int(found.group("quarter"))
    year = int(found.group("year")) if found.group("year") else calendar.year
    return date(year, 3 * quarter, 30 if quarter in (2, 3) else 31) if year else None


def _is_ordered(before: str) -> bool:
    """In "hoàn thành trong tháng 12/2021" the act stands right before the date, not in another part of the sentence."""
    near = before[-60:].lower()
    return bool(_HANDING_IN.search(near)) and not re.search(
        r"\btính\b|\btừ ngày\b(?! (?:phát động|ban hành|ký|thông báo))", near
    )
