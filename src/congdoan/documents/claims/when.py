"""When a figure holds, in the form of the corpus: 2024, 2024-07, 2023-2028, 2023-01/2023-06.

A sentence names its time before its figures; where it does not, the sentence that opened the paragraph, the heading
above, and last the paper as a whole tell it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from congdoan.documents.source import Source
from congdoan.foundation.figures.places import at_hooks

_YEAR = r"((?:19|20)\d\d)(?!\d)"
# Each form by its kind; where it begins with a digit, the words it is found by, and how far behind its beginning.
_FORMS: tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None, int], ...] = (
    ("term", re.compile(rf"(?:nhiệm kỳ|giai đoạn|năm học|niên khóa)\s*{_YEAR}\s*[-–—]\s*{_YEAR}"), None, 0),
    (
        "term",
        re.compile(rf"(?:các|hai|ba|bốn|\d) năm {_YEAR}\s*(?:[-–—]|đến(?: năm)?)\s*{_YEAR}"),
        re.compile(rf" năm {_YEAR}\s*[-–—đ]"),
        4,
    ),
    (
        "months",
        re.compile(rf"(\d{{1,2}}|ba|sáu|chín) tháng (?:(đầu|cuối) )?năm(?: học)?(?:,?\s*(?:năm\s*)?{_YEAR})?"),
        re.compile(r" tháng (?:đầu |cuối )?năm"),
        4,
    ),
    ("months", re.compile(r"(\d{1,2}|ba|sáu|chín) tháng qua"), re.compile(" tháng qua"), 4),
    ("half", re.compile(rf"nửa (đầu|cuối|sau) (?:của )?năm(?: nay|(?:,?\s*(?:năm\s*)?{_YEAR})?)"), None, 0),
    ("quarter", re.compile(rf"quý\s*(i{{1,3}}|iv|[1-4])\b(?:\s*[/,-]?\s*(?:năm\s*)?{_YEAR})?"), None, 0),
    (
        "day",
        re.compile(rf"\d{{1,2}}(?:\s?[/.-]\s?| tháng )(\d{{1,2}})(?:\s?[/.-]\s?|,? năm ){_YEAR}"),
        re.compile(rf"\d(?=(?:\s?[/.-]\s?| tháng )\d{{1,2}}(?:\s?[/.-]\s?|,? năm ){_YEAR})"),
        1,
    ),
    (
        "month",
        re.compile(rf"(?<!\d )(?<!\d\d )tháng\s*(\d{{1,2}})(?:\s*(?:[/-]|,? năm)\s*{_YEAR})?(?![/-]?\d)"),
        re.compile(r"tháng\s*\d"),
        0,
    ),
    ("past", re.compile(r"(\d{1,2}) năm (?:qua|gần đây|trở lại đây)"), re.compile(r" năm (?:qua|gần|trở)"), 2),
    ("last", re.compile(r"(?<!\w)năm ngoái"), re.compile("năm ngoái"), 0),
    ("year", re.compile(rf"(?:năm|tết[^.;,]{{0,30}}?|xuân[^.;,]{{0,20}}?)\s{_YEAR}"), None, 0),
)
# "so với năm 2021", "kỷ niệm …", "đến năm 2030", "Nghị quyết số … ngày …": times the figures do not belong to.
_FOREIGN = re.compile(
    r"(?:so với|tăng hơn|kỷ niệm|hướng tới|phương hướng|nhiệm vụ|kế hoạch|chỉ tiêu|mục tiêu|trước|chậm nhất|từ sau"
    r"|(?<!tính )(?<!\w)đến(?: hết)?)\s[^,;.]{0,24}\Z"
    r"|(?:\bsố|nghị quyết|quyết định|công văn|chỉ thị|thông báo)[^,;.]{0,40}ngày\s\Z"
)
_HISTORY = re.compile(r"(?:thành lập|ra đời|sinh|vào nghề|từ|có mặt)(?: từ| vào| ngày)*\s\Z")
_NOW = re.compile(r"đến nay|\bnay (?:đã )?(?:có|còn|là|lên|tăng)|hiện nay|hiện có|hiện đã|hiện toàn|\bhiện\b")
_REVIEW = re.compile(
    r"(?:tổng kết|sơ kết|đánh giá|điểm lại|nhìn lại|kết quả|kiểm điểm|(?<!theo )báo cáo)[^.;\n]{0,70}?\Z"
)
_OPENING = re.compile(r"(?:^|[.!?…:]\s+|[-–]\s|\n)\W*(?:trong|riêng|từ đầu|cũng trong|sau)?\s*\Z")
_UP_TO = re.compile(r"(?:^|[^\w]|tính |tính từ đầu năm )đến(?: hết| cuối)?(?: ngày)?\s\Z")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WORDS = {"ba": 3, "sáu": 6, "chín": 9}
# No anniversary: "(27/2/1955 - 27/2/2024)".
_FULL_DATE = re.compile(
    r"(?<![\d(])(?<!- )(?<!– )\d{1,2}[/.-]\d{1,2}[/.-](20\d\d)(?!\d)"
)  # no anniversary "(27/2/1955 - …)"
_LEAD = 1500


@dataclass(frozen=True)
class Anchor:
    """A time named in the text. `year` is None where it is left to be understood; `is_history`: how it once began."""

    kind: str
    start: int
    end: int
    numbers: tuple[int, ...]
    year: int | None
    is_history: bool = False

    def period(self, year: int | None, whole: str | None = None) -> str | None:
        """`year` fills in a missing one; a day of the `whole` paper's own year stands for that whole."""
        known = self.year or year
        if known is None:
            return None
        match self.kind:
            case "term":
                return f"{known}-{self.numbers[0]}"
            case "months":
                count, is_first = self.numbers
                begin, finish = (1, count) if is_first else (13 - count, 12)
                return f"{known}-{begin:02d}/{known}-{finish:02d}" if 1 <= count < 12 else str(known)
            case "quarter":
                last = 3 * self.numbers[0]
                return f"{known}-{last - 2:02d}/{known}-{last:02d}"
            case "up to month" if whole:
                return whole
            case "month" | "up to month":
                return f"{known}-{self.numbers[0]:02d}" if 1 <= self.numbers[0] <= 12 else str(known)
            case "past":
                return f"{known - self.numbers[0]}-{known}"
            case "last":
                return str(known - 1)
            case "day" if whole and _holds(whole, f"{known}-{self.numbers[0]:02d}"):
                return whole
        return str(known)


def _holds(whole: str, month: str) -> bool:
    """Does a period, a year or a term or a range of months, hold this month?"""
    first, _, last = whole.partition("/")
    if last:
        return first <= month <= last
    return whole[:7] == month or (re.fullmatch(r"\d{4}(?:-\d{4})?", whole) is not None and whole[:4] == month[:4])


def anchors_in(low: str) -> list[Anchor]:
    """Times named in `low` that its figures can belong to, in order; the fuller form wins."""
    found: list[Anchor] = []
    for kind, form, hook, reach in _FORMS:
        for match in at_hooks(form, low, (hook, reach)) if hook else form.finditer(low):
            place = bisect_left(found, match.end(), key=lambda anchor: anchor.start)
            if place and found[place - 1].end > match.start():
                continue
            before = low[max(0, match.start() - 60) : match.start()]
            if not _is_foreign(before) or _is_as_of(kind, before):
                found.insert(place, _anchor(kind, match, before))
    return found


def _is_foreign(before: str) -> bool:
    """Only the words behind the last comma or stop can tell."""
    return bool(_FOREIGN.search(before, max(before.rfind(mark) for mark in ",;.") + 1))


def _is_as_of(kind: str, before: str) -> bool:
    """ "đến 31/5/2024, … quản lý 87 công đoàn cơ sở" counts up to a day; "đến năm 2030" is a target."""
    return kind in ("day", "month") and bool(_UP_TO.search(before))


def _anchor(kind: str, match: re.Match[str], before: str) -> Anchor:
    groups = [group for group in match.groups() if group]
    years = [int(group) for group in groups if re.fullmatch(r"(?:19|20)\d\d", group)]
    if kind == "month" and _UP_TO.search(before) and not years:
        kind = "up to month"
    is_history = bool(_HISTORY.search(before)) and kind in ("year", "day")
    match kind:
        case "term":
            return Anchor(kind, match.start(), match.end(), (years[1],), years[0])
        case "months":
            count = _WORDS.get(groups[0]) or int(groups[0])
            return Anchor(
                kind, match.start(), match.end(), (count, int("cuối" not in groups)), years[0] if years else None
            )
        case "half":
            ends = (6, int(groups[0] == "đầu"))
            return Anchor("months", match.start(), match.end(), ends, years[0] if years else None)
        case "quarter":
            return Anchor(kind, match.start(), match.end(), (_QUARTERS[groups[0]],), years[0] if years else None)
        case "month" | "past" | "up to month" | "day":
            return Anchor(kind, match.start(), match.end(), (int(groups[0]),), years[0] if years else None, is_history)
    return Anchor(kind, match.start(), match.end(), (), years[0] if years else None, is_history)


@lru_cache(maxsize=2)
def _anchors(source: Source) -> tuple[Anchor, ...]:
    return tuple(anchors_in(source.low))


def period_of_paper(subject: str, type_code: str, year: int | None, month: int | None) -> str | None:
    """Of an official paper: a report is about the time its title names; any other paper stands in its own year, a
    letter without a year in its title in the month it was written."""
    anchors = [anchor for anchor in anchors_in(subject) if not anchor.is_history]
    if type_code == "BC" or re.match(r"(?:kết quả|tổng kết|sơ kết|tình hình)\b", subject):
        return anchors[0].period(year or _latest(anchors)) if anchors else str(year) if year else None
    school = next((anchor for anchor in anchors if subject[anchor.start :].startswith("năm học")), None)
    if school:
        return school.period(year)
    named = [anchor.year for anchor in anchors if anchor.year and anchor.kind != "term"]
    if named:
        return str(min(named[-1], year or named[-1]))
    return f"{year}-{month:02d}" if type_code == "CV" and year and month else str(year) if year else None


def _latest(anchors: list[Anchor]) -> int | None:
    return max((anchor.year for anchor in anchors if anchor.year), default=None)


def period_of_article(source: Source) -> tuple[str | None, int | None]:
    """(what the article is about, the year it was written in): the time a meeting looks back on, else the first time
    it names, else the day the page was put out."""
    published = next((int(found.group(1)) for found in _FULL_DATE.finditer(source.low)), None)
    anchors = [anchor for anchor in _anchors(source) if not anchor.is_history]
    year = published or next((anchor.year for anchor in anchors if anchor.year and anchor.kind != "term"), None)
    lead = [anchor for anchor in anchors if anchor.start < _LEAD]
    for anchor in lead:
        if _REVIEW.search(source.low[max(0, anchor.start - 90) : anchor.start]) and anchor.period(year):
            return anchor.period(year), year
    opening = next((anchor for anchor in lead if anchor.kind != "day"), None)
    if opening and opening.kind == "month" and _opens(source, opening, 0):
        return opening.period(year), year
    first = next((anchor for anchor in lead if anchor.kind in ("year", "day")), None)
    if first and first.kind == "year":
        return first.period(year), year
    if year:
        return str(year), year
    return next((anchor.period(None) for anchor in lead if anchor.kind == "term" and anchor.start < 300), None), None


def period_at(
    source: Source, place: int, end: int, sentence: tuple[int, int], stretch: int, whole: str | None, year: int | None
) -> str | None:
    """Of the figure [place, end) in its sentence; `stretch`: where its paragraph begins, `whole`: the paper's time."""
    anchors = _anchors(source)
    last = bisect_left(anchors, place, key=lambda anchor: anchor.start)
    for anchor in reversed(anchors[:last]):
        if anchor.start < stretch:
            break
        own = anchor.start >= sentence[0]
        if not own and (anchor.is_history or not _opens(source, anchor, stretch)):
            continue
        if anchor.is_history and _NOW.search(source.low, anchor.end, place):
            break
        return anchor.period(year, whole) or whole
    behind = next(iter(anchors[last : last + 1]), None)
    if behind and behind.kind in ("year", "month") and behind.end <= sentence[1] and behind.start - end < 60:
        between = source.low[end : behind.start]
        if not re.search(r"[;\d]", between) and not behind.is_history:
            return behind.period(year, whole) or whole
    return whole


def _opens(source: Source, anchor: Anchor, stretch: int) -> bool:
    """Does the time stand at the head of a sentence of its paragraph: "Năm 2022, …", "Trong tháng 7, …"?"""
    before = source.low[max(stretch, anchor.start - 24) : anchor.start]
    return bool(_OPENING.search(before)) and anchor.kind not in ("day", "past")


def periods_of_headings(titles: Iterator[tuple[tuple[str, ...], str]], year: int | None) -> dict[tuple[str, ...], str]:
    """Paths of headings that name a time: "I. ĐÁNH GIÁ GIAI ĐOẠN 2020 - 2022", "NHIỆM VỤ 6 THÁNG CUỐI NĂM"."""
    found: dict[tuple[str, ...], str] = {}
    for path, title in titles:
        low = re.sub(r"^(?:phương hướng, |phương hướng|nhiệm vụ trọng tâm|nhiệm vụ|kế hoạch)\s*", "", title.lower())
        for anchor in anchors_in(low)[:1]:
            period = anchor.period(year)
            if period:
                found[path] = period
    return found
