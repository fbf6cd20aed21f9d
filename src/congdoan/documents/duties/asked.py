"""Who is asked: the body a sentence names before its first verb, or behind "giao", "đề nghị"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from congdoan.documents.lexicon import lexicon, longest_first
from congdoan.documents.reading import Section, Value
from congdoan.documents.source import Source
from congdoan.foundation.text import canonical, fold

_COUNTED = re.compile(
    r"\W*(?:(?:một|hai|ba|bốn|năm|sáu|bảy) là|thứ (?:nhất|hai|ba|tư|năm|sáu))\s*[,:]\s*", re.IGNORECASE
)
# "Hàng quý, UBKT báo cáo …", "Kết thúc đợt kiểm tra, trong 10 ngày Đoàn kiểm tra hoàn thành …": when comes before who.
_EVERY = r"(?:hằng|hàng|mỗi|mỗi một) (?:tháng|quý|năm|tuần|ngày|0?6 tháng|sáu tháng)\b"
_BY_DAY = (
    r"(?:(?:trước|vào|chậm nhất(?: là)?|muộn nhất(?: là)?) )?(?:trước )?(?:ngày [\d/.-]+|thứ (?:hai|ba|tư|năm|sáu|bảy))"
)
_IN_MONTH = r"(?: (?:của )?tháng \d{1,2})?(?: năm \d{4})?"
_WHEN = re.compile(
    rf"\W*(?:(?:(?:(?:theo )?định kỳ|thường kỳ|{_EVERY}|{_BY_DAY}{_IN_MONTH})(?:\s|,|\(|\)|\bvà\b)+)+"
    r"|(?:kết thúc|sau khi|trước khi|ngay sau khi) [^,;.]{3,60},\s*)"
    r"(?:trong (?:vòng |thời hạn )?\d+ ngày(?: làm việc)?,?\s*)?",
    re.IGNORECASE,
)
# "Công đoàn cơ sở định kỳ hằng tháng báo cáo …": what stands between the name and the verb says when, not who.
_WHEN_AFTER = re.compile(
    rf"[\s,(]+(?:(?:theo )?định kỳ|thường kỳ|{_EVERY}|{_BY_DAY}|(?:chậm|muộn) nhất"
    r"|trong (?:vòng|thời hạn|tháng|quý|năm|thời gian)|(?:ngay )?sau khi|kết thúc|khi|nếu)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_COLON = re.compile(r"[^:;.\n]{3,120}?(?P<mark>\s?:)\s+(?=\S)")
# "Các kiến nghị còn lại, Công đoàn ngành đề nghị các đơn vị trả lời …", "nhất trí giao đồng chí … lập danh sách"
_ASKED_LATER = re.compile(
    r"(?:thống nhất|nhất trí|(?:công đoàn|liên đoàn|lđlđ|ban thường vụ|ban chấp hành)[^,;.:]{0,40})\s"
    r"(?P<asks>(?:giao|đề nghị|yêu cầu|phân công)\s)(?:cho )?",
    re.IGNORECASE,
)
_LONGEST_NAME_WORDS = 24
_FARTHEST_NAME = 120
_OFFICES = r"(?:(?:ban thường vụ|ban chấp hành|văn phòng|thường trực|uỷ ban kiểm tra|ủy ban kiểm tra) )?"
_TOWARDS = re.compile(r"\b(?:về|với|cho|đến|tới)\b")  # what follows is no longer who acts


@dataclass(frozen=True)
class Asked:
    """Who is asked, and where the words of the task begin."""

    name: tuple[int, int] | None
    task_start: int


@lru_cache(maxsize=1)
def names() -> re.Pattern[str]:
    names = "|".join(map(re.escape, longest_first(lexicon("duties")["executors"])))
    return re.compile(canonical(rf"(?!tổ chức)(?:{names})\b"))


@lru_cache(maxsize=1)
def verbs() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, longest_first(lexicon("duties")["verbs"])))
    return re.compile(
        r"(?<!ban )(?<!ban chấp hành )(?<!\bđược )(?<!có tên )(?<!(?<!các )cấp )(?<!(?<!nữ )công )(?<!chương )(?<!quá )"
        rf"\b(?:{verbs})\b"
    )


@lru_cache(maxsize=1)
def asking() -> re.Pattern[str]:
    return re.compile(
        rf"\W*(?:{'|'.join(map(re.escape, longest_first(lexicon('duties')['asking'])))})\s+", re.IGNORECASE
    )


def is_executor(title: str) -> bool:
    """A heading that only names a body: "1. Công đoàn ngành"."""
    return bool(names().match(canonical(title.lower()))) and not verbs().search(title) and len(title) < 120


def is_organising(sections: tuple[Section, ...], path: tuple[str, ...]) -> bool:
    words = tuple(lexicon("duties")["organising"])
    above = {section.path: section.title.value for section in sections if section.title}
    return any(
        fold(above[path[:depth]]).startswith(words) for depth in range(1, len(path) + 1) if path[:depth] in above
    )


def asked(source: Source, start: int, end: int) -> Asked:
    """The body named at the head of a sentence, up to its first verb; "Giao X …", "Đề nghị X …"."""
    text = source.flow[start:end]
    counted = _COUNTED.match(text) or _WHEN.match(text)
    head = counted.end() if counted else 0
    lead = asking().match(text, head)
    offset = lead.end() if lead else head + len(text[head:]) - len(text[head:].lstrip(" -–+•"))
    known = names().match(source.low, start + offset)
    later = _ASKED_LATER.match(text, offset) if known else _ASKED_LATER.search(text)
    if known and later and names().match(source.low, start + later.end()):
        return asked(source, start + later.start("asks"), end)
    if not known:
        if later and names().match(source.low, start + later.end()):
            return asked(source, start + later.start("asks"), end)
        return Asked(None, start + (lead.end() if lead else offset))
    colon = _COLON.match(text, offset)
    if colon and not verbs().search(text, offset, colon.start("mark")):
        return Asked((start + offset, start + colon.start("mark")), start + colon.end())
    verb = verbs().search(text, max(offset + 2, known.end() - start))  # "Đoàn kiểm tra" is a name, not what it does
    if verb is None or len(text[offset : verb.start()].split()) > _LONGEST_NAME_WORDS:
        return Asked(None, start + offset)
    name = text[offset : verb.start()].rstrip(" ,:(")
    if re.search(r"[.:]\s|\bđã\b|\bkhông\b|\bđược\s*\Z", name):
        return Asked(None, start + offset)
    after = _WHEN_AFTER.search(name)
    if after:
        name = name[: after.start()]
        return Asked((start + offset, start + offset + len(name)), start + _past_blanks(text, offset + len(name)))
    return Asked((start + offset, start + offset + len(name)), start + verb.start())


def asks_another(source: Source, parts: Sequence[tuple[int, int]], *, than: Sequence[Value[str]]) -> bool:
    """Whether one of the sentences, of which `asked` made nothing, does not go on about those asked so far (`than`).

    It names another union before its first verb, or what it asks for is sent to them: nobody reports to themself.
    False where nobody was asked.
    """
    known = [_short(canonical(name.value.lower())) for name in than]
    for start, end in parts:
        if any(_is_sent_to(name, _short(source.low[start:end])) for name in known):
            return True
        first = start + len(source.low[start:end]) - len(source.low[start:end].lstrip(" -–+•"))
        if verbs().match(source.low, first, end):
            continue
        ends = (verbs().search(source.flow, first, end), _TOWARDS.search(source.low, first + 1, end))
        stop = min([end, start + _FARTHEST_NAME, *(found.start() for found in ends if found)])
        named = {_short(found.group()) for found in _unions().finditer(source.low, start, stop)}
        if known and any(not any(union in name for name in known) for union in named):
            return True
    return False


def _is_sent_to(name: str, words: str) -> bool:
    """ "gửi về Công đoàn ngành (qua Văn phòng)", where Công đoàn ngành Y tế is the name."""
    if re.search(r"[,;]|\b(?:các|và)\b", name):
        return False
    shortest = re.escape(" ".join(name.split()[: 2 if name.startswith("lđlđ") else 3]))
    return bool(re.search(rf"\b(?:báo cáo|gửi|về|cho) (?:về |cho )?{_OFFICES}{shortest}\b", words))


def _short(words: str) -> str:
    return words.replace("công đoàn cơ sở", "cđcs").replace("liên đoàn lao động", "lđlđ")


@lru_cache(maxsize=1)
def _unions() -> re.Pattern[str]:
    unions = "|".join(map(re.escape, longest_first(lexicon("duties")["unions"])))
    return re.compile(canonical(rf"(?<!của )(?<!với )(?<!cho )(?<!về )(?<!theo )(?<!do )\b(?:{unions})\b"))


def _past_blanks(text: str, place: int) -> int:
    return place + len(text[place:]) - len(text[place:].lstrip(" ,(\n\t"))
