"""Whose figure it is: the body that gives, holds or tells it, else the body the paper is about."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from congdoan.documents.issuer import spelled
from congdoan.documents.letters import CAPITALS
from congdoan.documents.lexicon import at_word_start, lexicon, longest_first
from congdoan.documents.reading import Header
from congdoan.documents.source import Source
from congdoan.foundation.figures.places import at_hooks

_CAPITAL = rf"[{CAPITALS}][\w'’&.-]*\w|[{CAPITALS}]"
_LEVELS = r"tỉnh|thành phố|TP\.?|huyện|quận|thị xã|TX\.?|phường|xã|thị trấn"
_BARE_LEVEL = re.compile(rf"(?:{_LEVELS})\Z")
_HAS_PLACE = re.compile(
    rf"(?<!\w)(?:{_LEVELS})\s+[{CAPITALS}]|Việt Nam|(?<!\w)(?:Trường|Bệnh viện|Công ty|Tổng công ty|Tập đoàn)\s"
)
_PROVINCE = re.compile(rf"(?<!\w)(?P<level>tỉnh|thành phố|TP\.?)\s+(?P<name>(?:{_CAPITAL})(?:\s(?:{_CAPITAL})){{0,3}})")
_IN_BRACKETS = re.compile(
    rf"\((?:(?:{_LEVELS})\s[^(),]{{2,30}},\s*)?(?P<name>(?:{_CAPITAL})(?:\s(?:{_CAPITAL})){{1,3}})\)"
)
_DATELINE = re.compile(
    rf"(?m)^\(?(?:Báo\s+)?(?P<name>[{CAPITALS}][\w'’]*(?:\s[{CAPITALS}][\w'’]*){{1,2}})\)?\s?(?:[-–:])\s"
)
_GIVEN_BY = re.compile(r"(?:được|nhận|đón nhận)\b[^;.]{0,80}?(?:của|do)\s+")
_HEADS_AGAIN = "CĐCS|LĐLĐ|UBND|Sở|Công đoàn|Liên đoàn|Ban |Bảo hiểm|BHXH"
_UNION = re.compile(r"Liên đoàn|Công đoàn|Nghiệp đoàn|LĐLĐ|CĐCS", re.IGNORECASE)
_LEAD = 900


@dataclass(frozen=True)
class _Named:
    name: str
    start: int
    end: int
    acts: bool


def body_of_paper(header: Header) -> str | None:
    """The issuer without its committee: the figures of "Ban Thường vụ LĐLĐ tỉnh" are the federation's; of a joint paper
    the union's."""
    if header.issuer is None:
        return None
    bodies = [header.issuer.value, *(body.value for body in header.co_issuers)]
    union = next((body for body in bodies if _UNION.search(body)), bodies[0])
    return re.sub(r"^(?:Ban Thường vụ|Ban Chấp hành|Thường trực|Đoàn Chủ tịch)\s+", "", union)


def body_of_article(source: Source, first_figure: int) -> str | None:
    """The first body that acts in the lead of an article, in the fullest form the lead gives it, with its place. One
    named only behind the first figure is not whose the figures are."""
    named = [body for body in _bodies(source) if body.start < _LEAD]
    if not named or named[0].start > first_figure:
        return None
    first = next((body for body in named if body.acts), None) or next(iter(named), None)
    if first is None:
        return None
    head = first.name.split()[:3]
    forms = [body.name for body in named if body.name.split()[:3] == head or body is first]
    return _completed(source, max(forms, key=lambda name: len(spelled(name))), ())


def bodies_of_paper(header: Header) -> tuple[str, ...]:
    """Those its header names, its own first; short names in the text are read as theirs."""
    own = body_of_paper(header)
    others = [value.value for value in (header.superior, header.issuer, *header.co_issuers) if value]
    return (own, *(name for name in others if name != own)) if own else ()


def body_at(source: Source, place: int, sentence: tuple[int, int], known: tuple[str, ...], measure: str) -> str | None:
    """Of the figure at `place`: the last body of its sentence that acts before it, the giver of an award behind it,
    else the first of `known`, the body the paper is about."""
    bodies = _bodies(source)
    first = bisect_left(bodies, sentence[0], key=lambda body: body.start)
    before = [body for body in bodies[first : bisect_left(bodies, place, key=lambda body: body.start)] if body.acts]
    if measure.startswith("awards"):
        clause = max(sentence[0], place - 60, source.flow.rfind(";", sentence[0], place))
        given = _GIVEN_BY.search(source.flow, clause, sentence[1])
        behind = next((body for body in bodies[first:] if given and body.start == given.end()), None)
        if behind:
            return _completed(source, behind.name, known)
    whole = known[0] if known else None
    return _completed(source, before[-1].name, known) if before else whole


@lru_cache(maxsize=2)
def _bodies(source: Source) -> tuple[_Named, ...]:
    """Names of bodies in running text; headings in capitals and bare heads ("công đoàn") are none."""
    found = []
    for match in at_hooks(_names(), source.flow, (_first_words(), 0)):
        name = _name(match.group("name"), in_office=match.start() < match.start("name"))
        if name in _BARE_HEADS or name.isupper():
            continue
        behind = source.flow[match.end("name") : match.end("name") + 40]
        before = source.flow[max(0, match.start("name") - 30) : match.start("name")].lower()
        acts = bool(_acting().match(behind) and not _PARTNER.search(before)) or bool(_QUOTED.search(before))
        found.append(_Named(name, match.start("name"), match.end("name"), acts))
    return tuple(found)


@lru_cache(maxsize=1024)
def _name(written: str, *, in_office: bool) -> str:
    """Without what only runs on behind it; a paper names the same few bodies again and again."""
    name = _SECOND_BODY.sub("", written)
    if in_office:
        name = _persons().sub("", name)
    return _SMALL_END.sub("", " ".join(name.split()))


_BARE_HEADS = frozenset(
    {
        "Công đoàn",
        "CĐ",
        "LĐLĐ",
        "Liên đoàn Lao động",
        "Liên đoàn",
        "Sở",
        "CĐCS",
        "Công đoàn cơ sở",
        "Công ty",
        "Nghiệp đoàn",
    }
    | {"Tập", "Tập đoàn", "Tổng công ty", "Tổng", "Ngân hàng", "Công", "Hội Liên hiệp"}
)
_SMALL_ENDS = ("ngành", "cơ quan", "khu", "lao động", "trường", "công ty", "tập đoàn", "tổng công ty", "bệnh viện")
_SMALL_END = re.compile(rf"(?:\s(?:và|các|{'|'.join(_SMALL_ENDS)}))+\Z", re.IGNORECASE)
# "Công đoàn ngành và các CĐCS", "LIÊN ĐOÀN …" of a heading that the text ran into.
_SECOND_BODY = re.compile(rf"\s(?:và\s(?:các|{_HEADS_AGAIN})|[{CAPITALS}]{{3,}}\s[{CAPITALS}]{{2,}}).*\Z", re.DOTALL)
_PARTNER = re.compile(
    r"(?:phối hợp(?: với)?|cùng(?: với)?|đề nghị|kiến nghị|giữa|trình|gửi|cho|tìm hiểu|điều lệ|luật|trong|thuộc|tại"
    r"|toàn|về)\s+\Z"
)
_QUOTED = re.compile(r"theo (?:báo cáo |số liệu |thống kê |tổng hợp |thông tin )?(?:của |từ )?\Z")


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    words = lexicon("bodies")["running"]
    heads = "|".join(map(re.escape, longest_first(words["heads"])))
    inside = "|".join(map(re.escape, longest_first(words["inside"])))
    organs = "|".join(map(re.escape, longest_first(words["organs_of"])))
    return re.compile(
        rf"(?<!\w)(?:(?:{organs})\s+)?(?P<name>(?:{heads})(?!\w)"
        rf"(?:[ ]?[-–](?=[ ][{CAPITALS}])|[ ](?:(?i:{inside})(?!\w)|{_CAPITAL}))*)"
    )


@lru_cache(maxsize=1)
def _first_words() -> re.Pattern[str]:
    """Every name, with its office or without, begins with one of these."""
    words = lexicon("bodies")["running"]
    return re.compile(at_word_start(longest_first([name.split()[0] for name in words["heads"] + words["organs_of"]])))


@lru_cache(maxsize=1)
def _persons() -> re.Pattern[str]:
    """A person's name behind an office: "Chủ tịch LĐLĐ huyện Thân Văn Quyết"; places of three words are rarer."""
    surnames = "|".join(lexicon("bodies")["running"]["surnames"])
    return re.compile(rf"\s(?:{surnames})(?:\s[{CAPITALS}][\w'’]*){{2,3}}\Z")


@lru_cache(maxsize=1)
def _acting() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, longest_first(lexicon("bodies")["running"]["giving"])))
    return re.compile(rf"\s*(?:\([^()]{{2,30}}\)\s*)?(?:cho biết|{verbs})(?!\w)")


def _completed(source: Source, name: str, known: tuple[str, ...]) -> str | None:
    """ "LĐLĐ tỉnh" with the province the article names; "LĐLĐ huyện" is the paper's own where that is a district's."""
    if name == "Tổng Liên đoàn":
        return "Tổng Liên đoàn Lao động Việt Nam"
    if _HAS_PLACE.search(name):
        return name
    words = set(spelled(name).lower().split())
    whole = next((body for body in known if words <= set(spelled(body).lower().split())), None)
    if whole:
        return whole
    level = _BARE_LEVEL.search(name)
    if level and level.group() not in ("tỉnh", "thành phố", "TP", "TP."):
        return name
    province = _province(source, level.group() if level else "")
    if province is None or province[1] in name:
        return name
    return f"{name} {province[1]}" if level else f"{name} {province[0]} {province[1]}"


@lru_cache(maxsize=4)
def _province(source: Source, level: str) -> tuple[str, str] | None:
    """(level, name) of the province the text is about: named in its lead or again and again, else in brackets, else in
    the dateline. `level`: what it has to be, where that is known. None where it is named but once in passing."""
    lead = {(found.group("level"), found.group("name")) for found in _PROVINCE.finditer(source.flow, 0, _LEAD)}
    named = Counter((found.group("level"), found.group("name")) for found in _PROVINCE.finditer(source.flow))
    for place, count in named.most_common():
        if (count > 1 or place in lead) and (not level or (place[0] == "tỉnh") == (level == "tỉnh")):
            return ("tỉnh" if place[0] == "tỉnh" else "thành phố"), place[1]
    if level and level != "tỉnh":
        return None
    for pattern in (_IN_BRACKETS, _DATELINE):
        found = pattern.search(source.flow[:_LEAD])
        if found:
            name = found.group("name")
            return "tỉnh", name.title() if name.isupper() else name
    return None
