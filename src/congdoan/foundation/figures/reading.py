"""Numbers and money as people write them: "1.929", "38.5 triệu", "2 tỷ 350 triệu", "mười lăm triệu", "2 tỷ rưỡi".

A dot or a blank before exactly three digits parts thousands; before any other count of digits a dot is a decimal point.
A comma is the decimal mark, except where commas part several groups of three, or where a figure that counts whole
things ("2,615 đoàn viên") has exactly three digits after it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

_NUMERAL = re.compile(
    r"""(?P<dots>\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d.]\d|\d))
      | (?P<commas>\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?(?!\d))
      | (?P<spaces>(?<!\d[ \u00a0])[1-9]\d{0,2}(?:[ \u00a0]\d{3})+(?![ \u00a0]?\d|[.,]\d))
      | (?P<decimal>\d+[.,]\d+(?![\d]|[.,]\d))
      | (?P<whole>\d+)""",
    re.VERBOSE,
)
_ONES = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_LEADING = frozenset(_ONES) - {"mốt", "lăm", "nhăm", "tư"}
_BILLION = 10**9
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tr": 10**6, "tỷ": _BILLION, "tỉ": _BILLION}
_SMALL_SCALES = {"trăm": 100, "chục": 10}
_SPOKEN = re.compile(r"(?P<head>\d{1,4})(?P<scale>tr|triệu|tỷ|tỉ)(?P<tail>\d{1,3})(?!\d)")  # 15tr5, 2tỷ3
_HALVES = frozenset({"rưỡi", "rưởi"})
_NO_SCALE = re.compile(r"[^\S\n]*\n?[^\S\n]*(?:lệ|số|giá|trọng|suất)\b")  # "76,4 | Tỷ lệ CĐCS …": no thousand million
_NEXT_WORD = re.compile(r"[^\S\n\t]*\n?[^\S\n\t]*([^\W\d_]+)")  # no tab: "5 | Triệu Thị Lan" are two cells
_JOINT = re.compile(r"[^\S\n]*\n?[^\S\n]*")


@dataclass(frozen=True)
class Quantity:
    """A figure found in a text and where it stands. `scaled`: a word such as "triệu" multiplies it."""

    value: Decimal
    start: int
    end: int
    scaled: bool
    in_words: bool


@dataclass(frozen=True)
class _Part:
    value: Decimal
    end: int
    in_words: bool = False
    is_single_digit: bool = False


def read_number(text: str, *, whole: bool = False) -> Decimal | None:
    """The numeral that `text` is, all of it; `whole` when it counts things that have no fractions."""
    found = _NUMERAL.fullmatch(text.strip())
    return _numeral(found, whole=whole) if found else None


def read_amount(text: str) -> Decimal | None:
    """The figure that `text` is, in digits or words, with or without đồng: "2 tỷ 350 triệu đồng" → 2350000000."""
    bare = re.sub(r"\s*(?:đồng|đ|vnđ|vnd)\s*\Z", "", text.strip().lower())
    found = scan_quantity(bare, 0)
    return found.value if found and found.end == len(bare) else None


def scan_quantity(text: str, start: int) -> Quantity | None:
    """The longest figure of `text` (lower case, NFC) that begins exactly at `start`.

    Parts follow one another by falling scale (2 tỷ | 350 triệu). In words, "tỷ" multiplies all that stands before it
    (hai nghìn | năm trăm tỷ).
    """
    spoken = _SPOKEN.match(text, start)
    if spoken:
        tail = Decimal(spoken.group("tail")) / 10 ** len(spoken.group("tail"))
        value = (Decimal(spoken.group("head")) + tail) * _SCALES[spoken.group("scale")]
        return Quantity(value, start, spoken.end(), scaled=True, in_words=False)
    total = Decimal(0)
    ceiling = 0
    end, scaled, in_words = start, False, False
    while (group := _group(text, end, first=not ceiling)) is not None:
        scale = _scale(text, group.end)
        factor = int(scale.value)
        if not ceiling:
            in_words = group.in_words
        elif group.in_words != in_words:
            break
        elif in_words and factor == _BILLION and total < _BILLION and not group.is_single_digit:
            total, ceiling, end = (total + group.value) * _BILLION, _BILLION, scale.end
            continue
        elif group.value * factor >= ceiling or (factor == 1 and (not in_words or group.is_single_digit)):
            break
        total += group.value * factor
        end, scaled = scale.end, scaled or factor > 1
        half = _next_word(text, end)
        if factor > 1 and half and half.group(1) in _HALVES:
            total, end = total + Decimal(factor) / 2, half.end()
            factor = 1
        ceiling = min(factor, _BILLION)
        if factor == 1:
            break
    return Quantity(total, start, end, scaled, in_words) if end > start else None


def _numeral(found: re.Match[str], *, whole: bool) -> Decimal:
    kind, digits = str(found.lastgroup), found.group()
    if kind == "dots":
        return Decimal(digits.replace(".", "").replace(",", "."))
    if kind == "commas":
        return Decimal(digits.replace(",", ""))
    if kind == "spaces":
        return Decimal(re.sub(r"\s", "", digits))
    if kind == "whole":
        return Decimal(digits)
    before, after = re.split("[.,]", digits)
    if whole and "," in digits and len(after) == 3 and len(before) <= 3 and before != "0":
        return Decimal(before + after)
    return Decimal(f"{before}.{after}")


def _group(text: str, start: int, *, first: bool) -> _Part | None:
    """What a scale multiplies: a numeral, or a number below a thousand in words."""
    if not first:
        joint = _JOINT.match(text, start)
        start = joint.end() if joint else start
    found = _NUMERAL.match(text, start)
    if found is None:
        return _worded_group(text, start)
    ahead = _next_word(text, found.end())
    is_scaled = bool(ahead and ahead.group(1) in _SCALES) or text[found.end() : found.end() + 2].strip()[:1] == "%"
    return _Part(_numeral(found, whole=not is_scaled), found.end())


def _scale(text: str, start: int) -> _Part:
    """The words that multiply: triệu; nghìn tỷ; chục, trăm before them. 1 where there is none."""
    factor, end = 1, start
    while (word := _next_word(text, end)) is not None:
        small = _SMALL_SCALES.get(word.group(1), 0) if factor == 1 else 0
        great = _SCALES.get(word.group(1), 0)
        if not small and (not great or factor >= _BILLION or (great <= factor and great != _BILLION)):
            break
        if great == _BILLION and _NO_SCALE.match(text, word.end()):
            break
        factor *= small or great
        end = word.end()
    return _Part(Decimal(factor), end)


def _worded_group(text: str, start: int) -> _Part | None:
    """[d trăm] [linh d | mười [d] | d mươi [d]], or a single digit."""
    words = _words(text, start, 5)
    if not words or (words[0][0] not in _LEADING and words[0][0] not in ("mười", "linh", "lẻ")):
        return None
    names = [name for name, _ in words] + [""] * 5
    value, used = 0, 0
    if names[0] in _LEADING and names[1] == "trăm":
        value, used = _ONES[names[0]] * 100, 2
        if names[2] in _HALVES:
            return _Part(Decimal(value + 50), words[2][1], in_words=True)
    if names[used] in ("linh", "lẻ") and names[used + 1] in _ONES:
        value, used = value + _ONES[names[used + 1]], used + 2
    elif names[used] == "mười" or (names[used] in _LEADING and names[used + 1] == "mươi"):
        value += 10 if names[used] == "mười" else _ONES[names[used]] * 10
        used += 1 if names[used] == "mười" else 2
        if names[used] in _ONES and names[used] != "không" and names[used + 1] not in ("mươi", "trăm"):
            value, used = value + _ONES[names[used]], used + 1
    elif used == 0 and names[0] in _LEADING:
        return _Part(Decimal(_ONES[names[0]]), words[0][1], in_words=True, is_single_digit=True)
    return _Part(Decimal(value), words[used - 1][1], in_words=True) if used else None


def _words(text: str, start: int, count: int) -> list[tuple[str, int]]:
    """The next `count` words from exactly `start` on, each with its end."""
    words: list[tuple[str, int]] = []
    found = re.compile(r"[^\W\d_]+").match(text, start)
    while found is not None and len(words) < count:
        words.append((found.group(found.lastindex or 0), found.end()))
        found = _next_word(text, found.end())
    return words


def _next_word(text: str, start: int) -> re.Match[str] | None:
    return _NEXT_WORD.match(text, start)
