"""Figures in running text with what they count: number, qualifier, noun, unit."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from congdoan.documents.claims.barred import is_barred
from congdoan.documents.claims.nouns import Noun, counted_first_words, ends_qualified, is_numbering, noun_at, qualifiers
from congdoan.documents.lexicon import at_word_start, lexicon
from congdoan.documents.reading import Qualifier, Range, Ratio
from congdoan.documents.source import Source
from congdoan.foundation.figures import Quantity, scan_quantity
from congdoan.foundation.figures.places import digit_places
from congdoan.foundation.text import canonical

_NUMBER_START = re.compile(r"\d(?<![\w.,]\d)(?:(?<=[^\d]/\d)|(?<!/\d))")
_NUMBER_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "bẩy", "tám", "chín", "mười")
_WORD_START = re.compile(rf"(?:{at_word_start(_NUMBER_WORDS)})(?=\s+[“\"«‘]?\w)")
_DAY_OR_MONTH = re.compile(r"(?<=ngày )[0-3]?\d(?=\s)|(?<=tháng )[01]?\d(?=\s)")
_NEXT_WORD = re.compile(r"\w+\s+[“\"«‘]?(\w+)")
_MONEY = re.compile(r"\s?(?:đồng(?!\s+(?:chí|bào|hồ|đội|nghiệp|phục|đều|thời))|vnđ|vnd|đ(?!\s?/\s?c\b))(?!\w)")
_PER = re.compile(r"\s?/\s?(?:[a-zà-ỹđ]+(?:\s(?:hợp|gia đình|đình|việc|đoàn viên|công))?)(?:\s?/\s?[a-zà-ỹđ]+)?")
_PERCENT = re.compile(r"\s?%")
_BAR = re.compile(r"\s?/\s?(?=\d)")
_SCALED = re.compile(r"(triệu|tỷ|tỉ|tr)\d*\W*\Z")
_THOUSAND = re.compile(r"(nghìn|ngàn)\W*\Z")
_PART_OF_A_NAME = re.compile(r"[a-zđ]\d*[^\S\n]?-[^\S\n]?\Z|[a-zđ]\d*[.]\Z|[a-z]\Z")
_RANGE = re.compile(r"\s?(?:đồng|%)?\s*(?:-|–|—|đến|tới)\s*")

_THRESHOLD = re.compile(r"(?P<between>[^\d,;.\n]{0,30}?)\btrở (?:lên|xuống)")
# "96,5% công đoàn cơ sở hoàn thành tốt nhiệm vụ trở lên": the grade is meant, not the figure.
_GRADE = re.compile(
    r"nhiệm vụ|\b(?:tốt|khá|giỏi|xuất sắc|trung bình|đại học|cao đẳng|trung cấp|cấp|loại|bậc|hạng|đạt)\b"
)
_HOUSE_GIVEN = re.compile(r"\s*(?:[“\",;.(]|mái ấm|tình|nhân ái|đại đoàn kết|mới|cho |với |\Z)")

_HOUSES_LISTED = re.compile(r"(?:\d (?:căn |ngôi )?nhà\b[^.;\d]*|khảo sát |kiểm tra )\Z")
# "khởi kiện một vụ": one is a figure where cases are counted.
_CASES = frozenset({"vụ", "cuộc", "vụ việc", "vụ tai nạn", "vụ tai nạn lao động", "cuộc đình công"})
# "hiến máu thu về 612 đơn vị": of blood; bodies take part, send or come.
_BLOOD_BEFORE = re.compile(r"\bmáu\b[^.;\d]{0,60}(?:được|về|nhận|hiến|thu|là|đạt)\s(?:hơn |trên |gần |khoảng )?\Z")
_BLOOD_GIVEN = re.compile(r"\bhiến(?: được| tặng)?(?: hơn| trên| gần| khoảng)?\s\Z")
_OF_BODIES = re.compile(r"\s*(?:tham gia|cử|đăng ký|trực thuộc|có|phối hợp|tổ chức|hưởng ứng|trong|thuộc)\b")
# "doanh nghiệp có trên 1.000 lao động", "ít nhất 3 người đối với nơi …", "phải trên 50%": a rule tells for whom it
# holds.
_SIZED = re.compile(
    r"(?:(?:\d|\bcác|\bmỗi|\bnhững|\bmọi|\bmột số|\bnhiều)"
    r" (?:doanh nghiệp|đơn vị|công ty|cơ sở|cđcs|công đoàn cơ sở|trường)"
    r"|\bnơi|\bkhi|\bnếu) (?:có|sử dụng)(?: từ)?\s\Z"
)
_SIZES = ("trên", "dưới", "hơn", "ít nhất", "từ", "không dưới", "tối thiểu")
_FROM_SIZE = re.compile(r"(?:doanh nghiệp|đơn vị|công ty|cơ sở|nơi) (?:có|sử dụng) từ\s\Z")
_NORM_BEFORE = re.compile(r"\bphải(?: có| đạt| được| bảo đảm| đảm bảo| chiếm| bằng| dành)*\s\Z")
_NORM_BEHIND = re.compile(r"[^.;\d]{0,20}\b(?:đối với (?:nơi|doanh nghiệp|đơn vị|cơ sở|cđcs)|khi có|nếu (?:có|là))\b")
_CASE_BEFORE = re.compile(r"(?:xảy ra|khởi kiện|phát sinh|để xảy ra|có|phát hiện)\s\Z")

# "Biên bản được lập thành 03 bản", "Hồ sơ gồm 02 bản".
_IN_COPIES = re.compile(r"(?:lập thành|hồ sơ(?: gồm| lập| gửi)?|nộp|sao thành)\s+\Z")
_BY_PHONE = re.compile(r"(?:qua|bằng) (?:điện thoại|hotline)\s\Z")  # "tư vấn qua điện thoại 310 lượt"
# "mỗi suất 700 nghìn", "trị giá 350 ngàn, gồm": money, its unit left out.
# "mỗi phần trị giá từ 150.000 đồng trở lên": what was given, no rule.
_EACH_WORTH = re.compile(r"(?:trị giá|giá trị|mỗi (?:suất|phần|túi|hộ|nhà|người))(?: quà)?(?: là)? từ\s\Z")
_WORTH = re.compile(
    r"(?:suất|phần|mỗi \w+|trị giá|mức|mệnh giá|hỗ trợ|thưởng|tiền|trọ|biếu|lương|công|giá|là|từ|đến|được|góp|còn|mất"
    r"|tốn|thêm|đồng phí|phí)(?: là| cho| thêm| được| và| chỉ| còn)*\s(?:hơn |trên |gần |khoảng |chừng |tầm )?\Z"
)
_CLOSED = re.compile(r"\s*(?:[.;,):]|\Z|\n|(?:tiền mặt|một tháng|mỗi|hằng|một người|một ngày|vào|để|nữa|thôi)\b)(?!\d)")
_MANY = 20
_LEAST_SUM = 1000
# "người nhiều nhất 10 triệu đồng, ít nhất 2 triệu đồng": the other end of what was given, no least amount.
_OTHER_END = re.compile(r"(?:nhiều|cao|lớn) nhất\b[^.;]{0,50}\Z")

# "được hưởng 60% mức bình quân tiền lương": what the law lays down.
_OF_ONES_PAY = re.compile(r"\s?%\s(?:mức |của )*(?:bình quân|tiền lương|lương|mức đóng|mức trợ cấp)")
_RIGHT_TO = re.compile(r"(?:hưởng|bằng|tính|trả|đóng|mức)\s\Z")

Kind = Literal["money", "percent", "count"]


@dataclass(frozen=True)
class Figure:
    """A figure by its place in the plain text, from qualifier to counted noun; or behind a `label` that names it."""

    start: int
    end: int
    number_start: int
    value: Decimal | Ratio | Range
    unit: str
    noun: str
    qualifier: Qualifier
    per: str = ""
    label: str = ""
    lead: str = ""  # words of the label before what it counts: "thành lập" of "Thành lập công đoàn cơ sở"
    period: str = ""  # of the column of a table
    is_certain: bool = True

    @property
    def kind(self) -> Kind:
        return {"VND": "money", "percent": "percent"}.get(self.unit, "count")  # type: ignore[return-value]


def figures_of(source: Source, start: int, end: int) -> Iterator[Figure]:
    """Every claim-like figure of plain[start:end], left to right, none overlapping."""
    low = source.low
    place = start
    starts = _starts(source)
    for candidate in starts[bisect_left(starts, start) : bisect_left(starts, end)]:
        if candidate < place:
            continue
        if low[candidate].isdigit():
            if is_barred(source, candidate, is_ratio=True):  # a date, a clock time: no need to look closer
                continue
        elif not _counts(low, candidate):
            continue
        figure = _figure(source, candidate, end)
        if figure is None or is_barred(source, figure.number_start, is_ratio=isinstance(figure.value, Ratio)):
            quantity = scan_quantity(low, candidate)
            day = _DAY_OR_MONTH.match(low, candidate)  # "tháng 12 150 đoàn viên": the figure may stand right behind it
            place = day.end() if day else quantity.end if quantity and low[candidate].isdigit() else candidate + 1
            continue
        yield figure
        place = figure.end


def may_hold_figures(source: Source, start: int, end: int) -> bool:
    """Does a digit or the word of a number stand in plain[start:end]? Half of the lines of a paper hold none."""
    known = (digit_places(source.low), _starts(source))
    return any(bisect_left(places, start) < bisect_left(places, end) for places in known)


@lru_cache(maxsize=2)
def _starts(source: Source) -> list[int]:
    """Where a figure may begin, in the whole text."""
    return sorted({found.start() for pattern in (_NUMBER_START, _WORD_START) for found in pattern.finditer(source.low)})


def figure_pointed_at(source: Source, start: int, end: int, limit: int) -> Figure | None:
    """The first figure of plain[start:end], which somebody says is one; None where there is no number at all.

    Unlike `figures_of` it takes what only looks like a date, a rule or a label. What it counts is read up to `limit`.
    """
    low = source.low
    numbers = (scan_quantity(low, place) for place in range(start, end) if _opens(low, place))
    quantity = next((found for found in numbers if found), None)
    if quantity is None:
        return None
    found = _ratio(low, quantity, limit) or _range(low, quantity, limit)
    found = found or _single(low, quantity, quantity.value, limit)
    bare = Figure(quantity.start, quantity.end, quantity.start, quantity.value, "item", "", "exact", is_certain=False)
    figure = found or bare
    return _qualified(source, figure) or figure


def _opens(low: str, place: int) -> bool:
    """May a number begin here: no digit or letter stands before it?"""
    before = low[place - 1] if place else " "
    return low[place].isalnum() and not before.isalnum()


def _counts(low: str, place: int) -> bool:
    """May the number word at `place` count something: is the word behind it a number, or a counted noun?"""
    behind = _NEXT_WORD.match(low, place)
    return behind is not None and behind.group(1) in _first_words()


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    numbers = {
        "không",
        "một",
        "mốt",
        "hai",
        "ba",
        "bốn",
        "tư",
        "năm",
        "lăm",
        "nhăm",
        "sáu",
        "bảy",
        "bẩy",
        "tám",
        "chín",
    }
    scales = {"mười", "mươi", "trăm", "chục", "nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ", "linh", "lẻ", "rưỡi", "rưởi"}
    return frozenset(numbers | scales | counted_first_words())


def _figure(source: Source, start: int, limit: int) -> Figure | None:
    low = source.low
    quantity = scan_quantity(low, start)
    if quantity is None or quantity.end > limit:
        return None
    if _numbers_something(low, quantity):
        return None
    ratio = _ratio(low, quantity, limit)
    if ratio:
        return _qualified(source, ratio)
    found = _range(low, quantity, limit) or _single(low, quantity, quantity.value, limit)
    return _qualified(source, found) if found else None


def _single(low: str, quantity: Quantity, value: Decimal | Range, limit: int) -> Figure | None:
    """Percent, money, or a counted noun behind the number."""
    start, end = quantity.start, quantity.end
    percent = _PERCENT.match(low, end)
    if percent and not quantity.in_words:
        noun = noun_at(low, percent.end(), limit)
        stop = noun.end if noun and noun.is_known else percent.end()
        return Figure(start, stop, start, value, "percent", noun.name if noun else "", "exact")
    money = _MONEY.match(low, end)
    if money and not value:
        return None  # "gian hàng 0 đồng"
    if money:
        return _money(low, quantity, value, money.end(), limit)
    noun = noun_at(low, end, limit)
    if (
        noun
        and noun.is_known
        and (not quantity.scaled or noun.unit != "item" or noun.name not in ("bộ", "đợt", "phần"))
    ):
        if quantity.in_words and not _firm(noun, quantity, low):
            return None
        if noun.name == "đơn vị" and _is_blood(low, start, noun.end):
            noun = replace(noun, unit="item")
        return _counted(start, value, noun) if noun.unit else None
    scale = _SCALED.search(low[start:end])
    if scale and not quantity.in_words:
        return _money(low, quantity, value, end, limit)
    thousand = _THOUSAND.search(low[start:end])
    if thousand and (
        low[end : end + 1] == "/" or (_CLOSED.match(low, end) and _WORTH.search(low[max(0, start - 40) : start]))
    ):
        return _money(low, quantity, value, end, limit)
    if noun and not quantity.in_words and not quantity.scaled:
        return Figure(start, noun.end, start, value, "item", noun.name, "exact", is_certain=False)
    return None


def _is_blood(low: str, start: int, end: int) -> bool:
    before = low[max(0, start - 90) : start]
    is_given = _BLOOD_BEFORE.search(before) or _BLOOD_GIVEN.search(before)
    return bool(is_given) and not _OF_BODIES.match(low, end)


def _counted(start: int, value: Decimal | Range, noun: Noun) -> Figure:
    """ "2 tạ gạo" is a fifth of a tonne."""
    weights: dict[str, float] = lexicon("counting")["weights"]
    weight = Decimal(str(weights.get(noun.name.split()[0], 1)))
    if noun.unit == "tonne":
        value = Range(value.low * weight, value.high * weight) if isinstance(value, Range) else value * weight
    return Figure(start, noun.end, start, value, noun.unit, noun.name, "exact")


def _money(low: str, quantity: Quantity, value: Decimal | Range, end: int, limit: int) -> Figure:
    per = _PER.match(low, end, limit)
    stop = per.end() if per else end
    return Figure(
        quantity.start, stop, quantity.start, value, "VND", "đồng", "exact", per.group().strip(" /") if per else ""
    )


def _ratio(low: str, quantity: Quantity, limit: int) -> Figure | None:
    """15/15 chỉ tiêu; 29/31 CĐCS. A date unless a counted noun stands behind it."""
    bar = _BAR.match(low, quantity.end)
    if bar is None or quantity.scaled or quantity.in_words:
        return None
    below = scan_quantity(low, bar.end())
    if below is None or below.scaled or below.end > limit or low[below.end : below.end + 1] == "/":
        return None
    noun = noun_at(low, below.end, limit)
    if noun is None or not noun.is_known or not noun.unit:
        return None
    ratio = Ratio(quantity.value, below.value)
    # "đã tuyển được 318/450 chỉ tiêu": a quota of people
    recruits = noun.name == "chỉ tiêu" and re.search(r"tuyển[^,;.]{0,20}\Z", low[: quantity.start])
    return Figure(
        quantity.start, noun.end, quantity.start, ratio, "person" if recruits else noun.unit, noun.name, "exact"
    )


def _range(low: str, quantity: Quantity, limit: int) -> Figure | None:
    """20.000 - 30.000 đồng; 700 nghìn đến 1 triệu đồng; 20% đến 50%."""
    joint = _RANGE.match(low, quantity.end)
    if joint is None or joint.end() >= limit or quantity.in_words:
        return None
    upper = scan_quantity(low, joint.end()) if low[joint.end()].isdigit() else None
    if upper is None or upper.end > limit:
        return None
    low_value = quantity.value
    if upper.scaled and not quantity.scaled and "đồng" not in joint.group():
        numeral = re.match(r"[\d.,]*\d", low[upper.start : upper.end])
        bare = scan_quantity(numeral.group(), 0) if numeral else None
        low_value *= upper.value / bare.value if bare and bare.value else 1
    if low_value >= upper.value:
        return None
    found = _single(low, replace(upper, scaled=upper.scaled), Range(low_value, upper.value), limit)
    return replace(found, start=quantity.start, number_start=quantity.start) if found and found.is_certain else None


def _numbers_something(low: str, quantity: Quantity) -> bool:
    before = low[max(0, quantity.start - 24) : quantity.start]
    if quantity.in_words:
        if low.startswith("năm", quantity.start) and re.search(r"(?:\d|\b(?:hai|ba|bốn|mười|mấy|vài))\s\Z", before):
            return True  # "hai năm huyện tổ chức"
        if quantity.value < _MANY and re.search(r"trong\s+\Z", before):
            return True  # "trong ba phân xưởng", not "gói trong hai trăm chiếc bánh"
        return bool(
            re.search(
                r"(?:thứ|lần|một|cả|giữa|mỗi|hằng|hàng|cuối|đầu|sang|nhiều|các|những|vài|mấy|năm|số|tại|từ)\s+\Z",
                before,
            )
        )
    has_gap = before[-1:].isspace()
    if (not has_gap or before[-2:-1] == "-") and _PART_OF_A_NAME.search(before):
        return True
    if _OF_ONES_PAY.match(low, quantity.end) and _RIGHT_TO.search(before):
        return True
    is_share = _PERCENT.match(low, quantity.end) is not None
    if is_share and quantity.value in (1, 2) and _is_rate_of_law(low, quantity, before):
        return True
    if _IN_COPIES.search(before) and re.match(r"\s(?:bản|bộ|tờ)\b", low[quantity.end : quantity.end + 6]):
        return True
    is_sum = quantity.value >= _LEAST_SUM and _MONEY.match(low, quantity.end)  # "bữa ăn giữa ca 62.000 đồng"
    if quantity.scaled or is_share or is_sum or (has_gap and before.rstrip().endswith("cùng kỳ")):
        return False
    by_phone = _BY_PHONE.search(before) and noun_at(low, quantity.end, quantity.end + 24)
    return is_numbering(before) and not (by_phone and by_phone.is_known)


def _is_rate_of_law(low: str, quantity: Quantity, before: str) -> bool:
    """ "thu 2% kinh phí, 1% đoàn phí": what the law lays down, not a result."""
    return bool(
        re.search(r"(?:kinh phí(?: công đoàn)?|đoàn phí|(?:mức đóng|đóng|trích)(?: \w+){0,3} bằng)\s+\Z", before)
        or re.match(
            r"\s?%\s(?:kinh phí|kpcđ|đoàn phí|phí công đoàn|quỹ (?:tiền )?lương)", low[quantity.end : quantity.end + 24]
        )
    )


def _firm(noun: Noun, quantity: Quantity, low: str) -> bool:
    """Words that are figures: more than one, before a noun that is surely counted."""
    if quantity.value <= 1:
        return noun.name in _CASES and bool(_CASE_BEFORE.search(low, max(0, quantity.start - 24), quantity.start))
    if noun.name == "nhà":  # "bàn giao hai nhà “Mái ấm Công đoàn”", "có 4 nhà dột, hai nhà …", not "hai nhà bên đường"
        return bool(
            _HOUSE_GIVEN.match(low, noun.end) or _HOUSES_LISTED.search(low, max(0, quantity.start - 60), quantity.start)
        )
    many_words = " " in low[quantity.start : quantity.end].strip()
    firm = {canonical(name) for name in lexicon("counting")["in_words"]["firm_nouns"]}
    return bool(noun.unit) and (many_words or noun.name in firm or noun.name.split()[0] in firm)


def _is_norm(low: str, figure: Figure, start: int, qualifier: str) -> bool:
    """Does the qualified figure lay down what must be, or for whom a rule holds?"""
    before = low[max(0, start - 40) : start]
    if _NORM_BEFORE.search(before):
        return True
    if qualifier.strip() in _SIZES and _SIZED.search(before):
        return True
    return qualifier.strip() in ("ít nhất", "tối thiểu") and bool(_NORM_BEHIND.match(low, figure.end))


def _qualified(source: Source, figure: Figure) -> Figure | None:
    """With its qualifier; None for a limit or threshold of a rule ("từ 25 lao động trở lên", "không quá 20%")."""
    low = source.low
    before = low[max(0, figure.start - 30) : figure.start]
    threshold = _THRESHOLD.match(behind) if "trở " in (behind := low[figure.end : figure.end + 60]) else None
    if threshold and not _GRADE.search(threshold.group("between")):
        if figure.unit != "VND" or not _EACH_WORTH.search(before):
            return None
        start = low.rfind("từ ", 0, figure.start)
        return replace(figure, start=start, end=figure.end + threshold.end(), qualifier="at_least")
    if _FROM_SIZE.search(before):
        return None
    if not before[-1:].isspace() or not ends_qualified(before):
        return figure
    if re.search(r"(?<!\w)từ\s+\Z", before) and re.match(
        r"\s*(?:đến|tới) (?:dưới|dưới)", low[figure.end : figure.end + 14]
    ):
        return None
    for name, pattern in qualifiers():
        found = pattern.search(before)
        if found and name == "at_least" and _OTHER_END.search(low, max(0, figure.start - 80), figure.start):
            return figure
        if found:
            if name == "limits" or _is_norm(low, figure, figure.start - (len(before) - found.start()), found.group()):
                return None
            if figure.unit == "percent" and found.group().strip() == "vượt":
                return figure  # "vượt 8% kế hoạch": by how much
            return replace(figure, start=figure.start - (len(before) - found.start()), qualifier=name)  # type: ignore[arg-type]
    return figure
