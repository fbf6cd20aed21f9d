"""The lexicon of counting at work: which noun stands behind a number, what stands before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from congdoan.documents.lexicon import lexicon, longest_first
from congdoan.foundation.text import canonical

_QUOTES = '“"«‘'
_UNIT_KINDS = ("person", "household", "organisation", "item", "tonne", "workday", "other")
# "đã qua 8 điểm ở năm huyện", "365 điểm rò rỉ": points on the map, no score.
_PLACES = re.compile(
    r" (?:[“\"«]|(?:ở|tại|tết|cầu|trường|bán|trông|giữ|khám|hiến|tư vấn|sinh hoạt|phát|tiếp"
    r"|rò|sạt|ngập|nghẽn|đen|nóng|dừng"
    r"|chợ"
    r"|xung yếu"
    r"|nguy cơ|vui chơi|dân cư|tập kết|truy cập|phục vụ|hỗ trợ|cấp phát)\b)"
)
_WORK = re.compile(
    r"\s?(?:[,.;)]|$|(?:san|dọn|đào|làm|giúp|lao động|để|dựng|chở|vận chuyển|đổ|xây|sửa|thu hoạch|góp)\b)"
)
_WORD = re.compile(r"\w+")
_WORD_OR_MARK = re.compile(r"\w+|(?<!\w)\W")  # what a noun begins with: "°c" too
_OPENING = re.compile(r"[^\S\t]+[“\"«‘]?")


@dataclass(frozen=True)
class Noun:
    name: str
    unit: str
    end: int
    is_known: bool


def noun_at(low: str, end: int, limit: int) -> Noun | None:
    """The counted noun behind a number: the longest known one, else the next two words."""
    gap = _OPENING.match(low, end)
    if gap is None or gap.end() >= limit:
        return None
    place = gap.end()
    name = _known_at(low, place, limit)
    stop = place + len(name)
    if name == "công" and not _WORK.match(low, stop, limit):
        name = ""  # "200 công tơ"
    if name == "điểm" and _PLACES.match(low, stop, limit):
        return Noun("điểm", "item", stop, is_known=True)
    if name:
        unit = _units()[name]
        if unit and low[place - 1] in _QUOTES:
            closing = re.compile(r"[^”\"»’\n]{0,40}[”\"»’]").match(low, stop)
            stop = closing.end() if closing else stop
        return Noun(name, unit, stop, is_known=True)
    people = _people().match(low, place, limit)
    if people:
        return Noun(people.group(), "person", people.end(), is_known=True)
    unknown = re.compile(r"[a-zà-ỹđ]+(?:\s[a-zà-ỹđ]+)?").match(low, place, limit)
    if unknown is None or low[place - 1] in _QUOTES:
        return None
    first = unknown.group().split()[0]
    words = frozenset(lexicon("counting")["no_claims"]["function_words"])
    if first in words or unknown.group() in words or len(first) < 2:
        return None
    stop = unknown.end()
    if " " in unknown.group() and unknown.group().split()[1] in words:  # "12 quạt trước 15/10"
        stop = place + len(first)
    return Noun(low[place:stop], "item", stop, is_known=False)


@lru_cache(maxsize=1)
def _units() -> dict[str, str]:
    """Every known noun with its unit; "" for what is no claim."""
    table = lexicon("counting")
    units = {canonical(noun): kind for kind in _UNIT_KINDS for noun in table["units"][kind]}
    return units | {
        canonical(noun): "" for noun in table["no_claims"]["nouns"] if canonical(noun) not in units or noun == "điểm"
    }


@lru_cache(maxsize=1)
def counted_first_words() -> frozenset[str]:
    """The first word of every counted noun."""
    return frozenset(re.match(r"\w*", noun).group() for noun, unit in _units().items() if unit)  # type: ignore[union-attr]


@lru_cache(maxsize=1)
def _people() -> re.Pattern[str]:
    return re.compile(rf"(?:{lexicon('counting')['patterns']['people']})(?!\w)")


def counted_in(label: str) -> tuple[str, str]:
    """The first counted noun of a label with the words behind it, and its unit; ("", "") where it names none."""
    for word in _WORD.finditer(label):
        unit = _units().get(_known_at(label, word.start(), len(label)))
        if unit:
            return label[word.start() :], unit
    return "", ""


def last_counted_in(words: str) -> Iterator[tuple[str, str]]:
    """The counted nouns of `words` with their units, the last first."""
    found: list[str] = []
    reached = 0
    for word in _WORD_OR_MARK.finditer(words):
        noun = _known_at(words, word.start(), len(words)) if word.start() >= reached else ""
        if noun:
            found.append(noun)
            reached = word.start() + len(noun)
    return ((noun, _units()[noun]) for noun in reversed(found))


def unit_of(noun: str) -> str:
    """The unit of a noun that is counted, all of it: "người"; "" for "huyện Sông Trà"."""
    return _units().get(noun, "")


def implied_by(head: str) -> str:
    """What a column counts that is headed by the act alone: "Kết nạp mới" counts people."""
    implied: dict[str, list[str]] = lexicon("counting")["implied"]
    return next((unit for unit, acts in implied.items() if any(act in head for act in acts)), "")


def _known_at(text: str, place: int, limit: int) -> str:
    """The longest known noun that begins at `place` and ends with a word, by `limit`; "" for none."""
    first = _WORD_OR_MARK.match(text, place, limit)
    for noun in _by_first_word().get(first.group(), ()) if first else ():
        end = place + len(noun)
        if end <= limit and text.startswith(noun, place) and (end == limit or not _WORD.match(text, end)):
            return noun
    return ""


@lru_cache(maxsize=1)
def _by_first_word() -> dict[str, tuple[str, ...]]:
    """A thousand nouns, the longer before the shorter: a pattern of them all takes long to make and long to try."""
    found: dict[str, tuple[str, ...]] = {}
    for noun in longest_first(list(_units())):
        first = _WORD_OR_MARK.findall(noun)[0]
        found[first] = (*found.get(first, ()), noun)
    return found


def is_numbering(before: str) -> bool:
    """Do these words right before a figure make it a number of something: "ngày", "Điều", "Nghị quyết"?"""
    words, pattern = _numbering()
    return before.rstrip().removesuffix(":").rstrip().endswith(words) and bool(pattern.search(before))


@lru_cache(maxsize=1)
def _numbering() -> tuple[tuple[str, ...], re.Pattern[str]]:
    words = [canonical(word) for word in lexicon("counting")["no_claims"]["before"]]
    return tuple(words), re.compile(rf"(?<!\w)(?<!định )(?<!mừng )(?:{_either(words)})\s*:?\s*\Z")


def ends_qualified(before: str) -> bool:
    """May a word that loosens a figure, or bounds it, end what stands before it? Most figures stand bare."""
    return before.rstrip().endswith(_loosening())


@lru_cache(maxsize=1)
def _loosening() -> tuple[str, ...]:
    words = {canonical(word) for words in lexicon("counting")["qualifiers"].values() for word in words}
    return (*words, "từ")


@lru_cache(maxsize=1)
def qualifiers() -> list[tuple[str, re.Pattern[str]]]:
    """Words before a figure that loosen it; "limits" comes first, as it ends the search."""
    table = lexicon("counting")["qualifiers"]
    names = ("limits", "at_least", "nearly", "about", "over")
    return [(name, re.compile(rf"(?<!\w)(?<!cấp )(?:{_either(table[name])})\s+\Z")) for name in names]


def _either(words: list[str]) -> str:
    return "|".join(map(re.escape, longest_first([canonical(word) for word in words])))
