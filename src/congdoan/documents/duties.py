"""Who has to do what by when: assignments as the paper puts them, and duties proposed for an officer to confirm.

A duty is never invented: each stands on the words of a clause that asks. What the clause leaves open (who, by when,
what is to be shown) is listed in `missing`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from congdoan.documents.deadlines import segments
from congdoan.documents.lexicon import lexicon, longest_first
from congdoan.documents.outline import Item, Paragraph
from congdoan.documents.reading import Assignment, Deadline, Duty, Header, Missing, Section, Span, Value
from congdoan.documents.source import Source
from congdoan.foundation.text import canonical, fold

_OPEN_DUE = re.compile(
    r"theo (?:đúng )?(?:quy định|thời gian quy định|yêu cầu|đúng thời hạn)|đúng (?:thời gian|thời hạn"
    r"|tiến độ)(?: quy định)?|kịp thời gian",
    re.IGNORECASE,
)
_TARGET = re.compile(r"(?P<share>\d{1,3}(?:,\d+)?)\s?%")
# Items that only say when, where, how: "Hình thức: chuyển khoản …"
_STATING = re.compile(
    r"\W*(?:thời gian|hình thức|địa điểm|kinh phí|đối tượng|thành phần|số lượng|lệ phí|mức|nội dung|hồ sơ|mục đích"
    r"|yêu cầu|nguồn|phương thức|tiêu chuẩn|điều kiện)\b[^.;\n]{0,40}:"
)
# "Đoàn viên bị thương nặng: 5.000.000 đồng/người": a rate, for whoever pays; "quá thời hạn trên …": a consequence.
_RATE = re.compile(r"(?::|mức|bằng)\s[^.;]{0,40}?\d[\d.,]*\s?(?:triệu |nghìn |ngàn )?(?:đồng|đ)\s?/\s?[a-zà-ỹđ]")
_CONSEQUENCE = re.compile(r"\W*(?:quá (?:thời )?hạn|nếu (?:quá|không|đơn vị)|sau thời (?:gian|hạn)|trường hợp quá)\b")
_COUNTED = re.compile(
    r"\W*(?:(?:một|hai|ba|bốn|năm|sáu|bảy) là|thứ (?:nhất|hai|ba|tư|năm|sáu))\s*[,:]\s*", re.IGNORECASE
)
# "Hàng quý, UBKT báo cáo …", "Kết thúc đợt kiểm tra, trong 10 ngày Đoàn kiểm tra hoàn thành …": when comes before who.
_WHEN = re.compile(
    r"\W*(?:(?:hằng|hàng|mỗi) (?:tháng|quý|năm|tuần|ngày)|(?:kết thúc|sau khi|trước khi) [^,;.]{3,60}),\s*"
    r"(?:trong (?:vòng |thời hạn )?\d+ ngày(?: làm việc)?,?\s*)?",
    re.IGNORECASE,
)
_COLON = re.compile(r"[^:;.\n]{3,120}?(?P<mark>\s?:)\s+(?=\S)")
# "Các kiến nghị còn lại, Công đoàn ngành đề nghị các đơn vị trả lời …", "nhất trí giao đồng chí … lập danh sách"
_ASKED_LATER = re.compile(
    r"(?:thống nhất|nhất trí|(?:công đoàn|liên đoàn|lđlđ|ban thường vụ|ban chấp hành)[^,;.:]{0,40})\s"
    r"(?P<asks>(?:giao|đề nghị|yêu cầu|phân công)\s)(?:cho )?",
    re.IGNORECASE,
)
_LONGEST_NAME_WORDS = 24
_GENERIC = re.compile(r"[^,;]{0,40}(?:thực hiện|triển khai)(?: nghiêm túc| quyết định này| kế hoạch này)?(?: và)?\W*\Z")


@dataclass(frozen=True)
class _Asked:
    """Who is asked, and where the words of the task begin."""

    name: tuple[int, int] | None
    task_start: int


def assignments_of(
    source: Source, sections: tuple[Section, ...], items: tuple[Item, ...], *, is_letter: bool
) -> tuple[Assignment, ...]:
    """One for each body under "Tổ chức thực hiện" and the like, and for each one a clause hands a task to."""
    found: list[Assignment] = []
    for section in sections:
        if section.title and _is_organising(sections, section.parent) and _executor(section.title.value):
            under = [item for item in items if item.path[: len(section.path)] == section.path]
            if under:
                found.append(Assignment(section.title, _task(source, under[0].start, under[-1].end)))
    titled = {assignment.assignee.span for assignment in found}
    for item in items:
        owner = next((section for section in sections if section.path == item.path), None)
        if owner and owner.title and owner.title.span in titled:
            continue
        if not (_is_organising(sections, item.path) or _hands_over(source, item) or (is_letter and item.is_labelled)):
            continue
        asked = _asked(source, item.start, item.end)
        if asked.name:
            name = source.flow[slice(*asked.name)]
            found.append(
                Assignment(Value(name, source.span(*asked.name), 0.8), _task(source, asked.task_start, item.end))
            )
    return tuple(found)


def duties_of(
    source: Source,
    header: Header,
    addressees: tuple[Value[str], ...],
    sections: tuple[Section, ...],
    items: tuple[Item, ...],
    deadlines: tuple[Deadline, ...],
) -> tuple[Duty, ...]:
    """Proposed obligations in order of text. Reports and requests upward ask nothing of anyone below."""
    code = header.type.value if header.type else "CV"
    if code in ("BC", "TTr"):
        return ()
    readers = addressees if code in ("CV", "GM") else ()
    duties: list[Duty] = []
    for item in items:
        duties += _of_item(source, item, sections, readers, deadlines)
    return tuple(duties)


def _of_item(
    source: Source,
    item: Item,
    sections: tuple[Section, ...],
    readers: tuple[Value[str], ...],
    deadlines: tuple[Deadline, ...],
) -> Iterator[Duty]:
    """Sentence by sentence; the body a sentence names is asked until another is named."""
    parts = segments(source, Paragraph(item.start, item.end, item.start, None, None))
    if (
        readers
        and item.is_labelled
        and not any(_asked(source, *part).name or _due(source, part, deadlines) for part in parts)
    ):
        yield _duty(source, item, readers, (item.start, item.end), [])
        return
    owner = next((section for section in sections if section.path == item.path), None)
    by_title = owner.title if owner and owner.title and _executor(owner.title.value) else None
    organising = by_title is not None or _is_organising(sections, item.path)
    executors: tuple[Value[str], ...] = (by_title,) if by_title else ()
    states = bool(_STATING.match(source.low, item.start))
    for part in parts:
        if states and not _due(source, part, deadlines):
            continue
        if _RATE.search(source.low, *part) or _CONSEQUENCE.match(source.low, *part):
            continue
        asked, due = _asked(source, *part), _due(source, part, deadlines)
        if asked.name:
            executors = (Value(source.flow[slice(*asked.name)], source.span(*asked.name), 0.8),)
        is_asked = bool(due or (asked.name and (item.path or _asks_readers(source, part[0]))))
        if not (is_asked or organising or (readers and item.is_labelled) or _TARGET.search(source.low, *part)):
            continue
        who = executors or (readers if item.is_labelled or due or _asks_readers(source, part[0]) else ())
        if re.match(r"\W*trên đây là", source.low[slice(*part)]) or not (
            who or is_asked or _TARGET.search(source.low, *part)
        ):
            continue
        for act in _acts(source, asked.task_start if asked.name else part[0], part[1]):
            if due or not _GENERIC.match(source.low[slice(*act)]):
                yield _duty(source, item, who, act, due)


def _due(source: Source, part: tuple[int, int], deadlines: tuple[Deadline, ...]) -> list[Deadline]:
    span = source.span(*part)
    return [deadline for deadline in deadlines if deadline.span == span]


def _asks_readers(source: Source, start: int) -> bool:
    return bool(re.match(r"\W*(?:đề nghị|yêu cầu)", source.low[start : start + 30]))


def _duty(source: Source, item: Item, who: tuple[Value[str], ...], act: tuple[int, int], due: list[Deadline]) -> Duty:
    start, end = act
    low = source.low[start:end]
    own_due = [entry for entry in due if _within(entry, source.span(start, end))] or [
        entry for entry in due if entry.rule and len(due) == 1
    ]
    dated = next((entry.date for entry in own_due if entry.date), None)
    rule = next((entry.rule for entry in own_due if entry.rule), None)
    open_due = _OPEN_DUE.search(low)
    if rule is None and dated is None and open_due:
        rule = Value(open_due.group(), source.span(start + open_due.start(), start + open_due.end()), 0.6)
    proof = _proof(source, start, low)
    target = _TARGET.search(low)
    missing: list[Missing] = []
    if not who:
        missing.append("executor")
    if dated is None and (rule is None or open_due):
        missing.append("due")
    if proof is None:
        missing.append("proof")
    text = re.sub(r"(?:,| và|\s)+\Z", "", re.sub(r"\s+", " ", source.flow[start:end]).strip(" ,.;/-–+•"))
    return Duty(
        span=source.span(start, end),
        act=Value(text, source.span(start, end), 0.8 if who else 0.5),
        executors=who,
        proof=proof,
        due_on=dated,
        due_rule=rule,
        measure="coverage_rate" if target else None,
        target=_share(source, start, target) if target else None,
        missing=tuple(missing),
        clause=item.path,
    )


def _share(source: Source, offset: int, found: re.Match[str]) -> Value[Decimal]:
    share = Decimal(found.group("share").replace(",", "."))
    return Value(share, source.span(offset + found.start("share"), offset + found.end("share")), 0.8)


def _within(deadline: Deadline, span: Span) -> bool:
    place = deadline.date.span if deadline.date else deadline.rule.span if deadline.rule else None
    return place is not None and place.overlaps(span)


def _proof(source: Source, offset: int, low: str) -> Value[str] | None:
    for entry in lexicon("duties")["proof"]:
        for word in entry["words"]:
            place = low.find(word)
            if place >= 0:
                return Value(entry["name"], source.span(offset + place, offset + place + len(word)), 0.7)
    return None


def _acts(source: Source, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a task that are duties of their own: "tổ chức đánh giá | và báo cáo … | , kịp thời đề xuất …"."""
    cuts = [start]
    for cut in _parting().finditer(source.low, start, end):
        place = cut.start("act")
        if place - cuts[-1] >= 18 and not re.search(
            r"\b(?:công tác|việc|chế độ|nội dung|kết quả|tình hình)\W*\Z", source.low[start : cut.start()]
        ):
            cuts.append(place)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


@lru_cache(maxsize=1)
def _parting() -> re.Pattern[str]:
    words = lexicon("duties")
    acts = "|".join(map(re.escape, longest_first(words["parting"])))
    hurry = "|".join(map(re.escape, longest_first(words["hurry"])))
    return re.compile(rf"(?:,|\bvà|;)\s+(?P<act>(?:(?:{hurry})\s+)?(?:{acts})\b)(?! cáo viên)")


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    names = "|".join(map(re.escape, longest_first(lexicon("duties")["executors"])))
    return re.compile(canonical(rf"(?!tổ chức)(?:{names})\b"))


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, longest_first(lexicon("duties")["verbs"])))
    return re.compile(
        r"(?<!ban )(?<!ban chấp hành )(?<!\bđược )(?<!có tên )(?<!(?<!các )cấp )(?<!(?<!nữ )công )(?<!chương )(?<!quá )"
        rf"\b(?:{verbs})\b"
    )


@lru_cache(maxsize=1)
def _asking() -> re.Pattern[str]:
    return re.compile(
        rf"\W*(?:{'|'.join(map(re.escape, longest_first(lexicon('duties')['asking'])))})\s+", re.IGNORECASE
    )


def _executor(title: str) -> bool:
    """A heading that only names a body: "1. Công đoàn ngành"."""
    return bool(_names().match(canonical(title.lower()))) and not _verbs().search(title) and len(title) < 120


def _is_organising(sections: tuple[Section, ...], path: tuple[str, ...]) -> bool:
    words = tuple(lexicon("duties")["organising"])
    above = {section.path: section.title.value for section in sections if section.title}
    return any(
        fold(above[path[:depth]]).startswith(words) for depth in range(1, len(path) + 1) if path[:depth] in above
    )


def _hands_over(source: Source, item: Item) -> bool:
    """ "Giao X …", or the last article of a decision: "X chịu trách nhiệm thi hành"."""
    if _asking().match(source.flow[item.start : item.end]):
        return True
    is_article = bool(item.path) and item.path[-1].startswith("Điều")
    return is_article and bool(
        re.search(r"chịu trách nhiệm|có trách nhiệm|thi hành", source.low[item.start : item.end])
    )


def _asked(source: Source, start: int, end: int) -> _Asked:
    """The body named at the head of a sentence, up to its first verb; "Giao X …", "Đề nghị X …"."""
    text = source.flow[start:end]
    counted = _COUNTED.match(text) or _WHEN.match(text)
    head = counted.end() if counted else 0
    lead = _asking().match(text, head)
    offset = lead.end() if lead else head + len(text[head:]) - len(text[head:].lstrip(" -–+•"))
    known = _names().match(source.low, start + offset)
    later = _ASKED_LATER.match(text, offset) if known else _ASKED_LATER.search(text)
    if known and later and _names().match(source.low, start + later.end()):
        return _asked(source, start + later.start("asks"), end)
    if not known:
        if later and _names().match(source.low, start + later.end()):
            return _asked(source, start + later.start("asks"), end)
        return _Asked(None, start + (lead.end() if lead else offset))
    colon = _COLON.match(text, offset)
    if colon and not _verbs().search(text, offset, colon.start("mark")):
        return _Asked((start + offset, start + colon.start("mark")), start + colon.end())
    verb = _verbs().search(text, max(offset + 2, known.end() - start))  # "Đoàn kiểm tra" is a name, not what it does
    if verb is None or len(text[offset : verb.start()].split()) > _LONGEST_NAME_WORDS:
        return _Asked(None, start + offset)
    name = text[offset : verb.start()].rstrip(" ,:(")
    if re.search(r"[.:]\s|\bđã\b|\bkhông\b|\bđược\s*\Z", name):
        return _Asked(None, start + offset)
    return _Asked((start + offset, start + offset + len(name)), start + verb.start())


def _task(source: Source, start: int, end: int) -> Value[str]:
    text = re.sub(r"\s+", " ", source.flow[start:end]).strip(" ,.;/")
    return Value(text, source.span(start, end), 0.8)
