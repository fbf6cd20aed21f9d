"""Names of bodies as running text writes them: capitals undone, abbreviations spelled out, the place put behind."""

import re
from functools import lru_cache

from congdoan.documents.letters import CAPITALS
from congdoan.documents.lexicon import lexicon, longest_first
from congdoan.documents.reading import Span, Value
from congdoan.documents.source import Source
from congdoan.foundation.text import canonical, fold

LOCAL = re.compile(
    r"(?:cđcs|công đoàn cơ sở|trường|bệnh viện|công ty|tổng công ty|xí nghiệp|nhà máy|trung tâm|điện lực|nghiệp đoàn)\b"
)
CENTRAL = re.compile(r"việt nam|trung ương")
_ACRONYM = re.compile(r"[-–]\Z|[BCDĐGHKLMNPQRSTVX&.]{2,}\Z")  # "TH&THCS", "TP.": no syllable, no vowel
_IN_OFFICE = re.compile(r"(?:chủ tịch|giám đốc|bí thư|trưởng ban|đồng chí|đ/c|ông|bà)(?: thường trực)?\s\Z")
_MORE_WORDS = re.compile(rf"(?:[ ](?:[{CAPITALS}][\w'’&.]*|\d{{1,3}}(?![\w/.,])))+")
_LONGEST_MORE = 60  # letters


def spelled(name: str) -> str:
    """Abbreviated heads written out: LĐLĐ tỉnh → Liên đoàn Lao động tỉnh."""
    known = lexicon("bodies")["abbreviations"]
    return " ".join(known.get(word.lower(), word) for word in name.split())


@lru_cache(maxsize=512)
def cased(name: str) -> str:
    """A name printed in capitals as running text writes it, abbreviated heads spelled out."""
    text = " ".join(name.split())
    rules = lexicon("bodies")["casing"]
    if text.isupper():
        kept = {word.upper(): word for word in rules["keep"]}
        words = [kept.get(word) or (word if _ACRONYM.match(word) else word.title()) for word in text.split()]
        text = " ".join(words)
        for phrase in sorted(rules["phrases"] + rules["small"], key=len):
            text = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", phrase, text, flags=re.IGNORECASE)
    spelled = {key: word for key, word in lexicon("bodies")["abbreviations"].items() if key != "cđcs"}
    return " ".join(spelled.get(word.lower(), word) if word.isupper() else word for word in text.split())


def as_written(source: Source, printed: str) -> str:
    """`cased`, in the small letters the paper itself uses where its text names the body: "Hóa chất", not "Hóa Chất"."""
    name = cased(printed)
    low = canonical(name.lower())
    place = source.low.find(low) if printed.isupper() else -1
    while place >= 0:
        found = source.flow[place : place + len(low)]
        if not found.isupper() and found[:1].isupper() and len(found) == len(name):
            return found
        place = source.low.find(low, place + 1)
    return name


def with_more(source: Source, name: str) -> tuple[str, Span] | None:
    """`name` with the words that follow it wherever the text goes on: the header says "CÔNG ĐOÀN TỔNG CÔNG TY CẤP
    NƯỚC", the paper itself "… CẤP NƯỚC ĐÔNG HẢI". None where the text does not, or in several ways."""
    low = canonical(name.lower())
    found: dict[str, tuple[str, Span]] = {}
    place = source.low.find(low)
    while place >= 0:
        end = place + len(low)
        more = _MORE_WORDS.match(source.flow, end, end + _LONGEST_MORE)
        in_office = _IN_OFFICE.search(source.low, max(0, place - 30), place)
        stands_alone = not source.low[place - 1 : place].isalnum()
        if more and more.group().isupper() and "\n" in source.plain[end : more.end()]:
            more = None  # capitals on the next line are a title
        if more and stands_alone and not in_office and source.flow[end : end + 60].partition("\n")[0].strip():
            words = more.group().strip()
            if not (source.flow[place:end].isupper() ^ words.isupper()) or len(words.split()) < 5:
                found.setdefault(
                    fold(words), (cased(words) if words.isupper() else words, source.span(place, more.end()))
                )
        place = source.low.find(low, place + 1)
    if len(found) != 1:
        return None
    words, span = next(iter(found.values()))
    return f"{name} {words}", span


@lru_cache(maxsize=1)
def levels() -> str:
    """Alternatives of a pattern: tỉnh, thành phố …"""
    return "|".join(map(re.escape, longest_first(lexicon("bodies")["levels"])))


def has_place(name: str) -> bool:
    return bool(re.search(rf"\b(?:{levels()})\s+(?!ủy\b|đoàn\b|hội\b)\S", name.lower()))


def with_place_above(name: str, span: Span, superior: Value[str]) -> Value[str] | None:
    """`name` with the place the body above bears; None where that has none."""
    from_above = re.search(rf"\b({levels()})\s+(.+)$", superior.value, re.IGNORECASE)
    if from_above is None:
        return None
    tail = from_above.group(0)
    if re.search(rf"\b(?:{levels()})(?: ủy| đoàn)?$", name.lower()):
        tail = from_above.group(2)
    elif fold(from_above.group(2)) in fold(name):
        tail = ""
    return Value(f"{name} {tail}".strip(), span, 0.95, (superior.span,))


def placed(source: Source, name: str, span: Span, place: Value[str] | None) -> Value[str]:
    """`name` with the place of the date line, if the text confirms or the name asks for one."""
    if place is None or _bare_place(place.value) in fold(name):
        return Value(name, span, 0.8)
    if re.search(rf"\b(?:{levels()})$", name.lower()):
        return Value(f"{name} {place.value}", span, 0.85, (place.span,))
    named = re.search(
        rf"\b(tỉnh|thành phố|huyện|quận|thị xã)\s+{re.escape(place.value)}\b", source.plain, re.IGNORECASE
    )
    level = named.group(1).lower() if named else ""
    return Value(" ".join(filter(None, (name, level, place.value))), span, 0.75, (place.span,))


def _bare_place(place: str) -> str:
    """ "Thành phố Huế" → "hue"."""
    return re.sub(r"^(?:thanh pho|tp\.?|tinh|thi xa|huyen)\s+", "", fold(place))
