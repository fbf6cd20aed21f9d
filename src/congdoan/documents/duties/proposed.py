"""Duties proposed for an officer to confirm.

A duty is never invented: each stands on the words of a clause that asks. What the clause leaves open (who, by when,
what is to be shown) is listed in `missing`.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from congdoan.documents.deadlines import segments
from congdoan.documents.duties.asked import asked, asks_another, is_executor, is_organising
from congdoan.documents.lexicon import lexicon, longest_first
from congdoan.documents.outline import Item, Paragraph
from congdoan.documents.reading import Deadline, Duty, Header, Missing, Section, Span, Value
from congdoan.documents.source import Source

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
_RETURNING = re.compile(r"\W*mỗi (?:năm|quý|tháng|tuần)\b")  # "Mỗi năm tổ chức 01 hội diễn": asked, of nobody named
_GENERIC = re.compile(r"[^,;]{0,40}(?:thực hiện|triển khai)(?: nghiêm túc| quyết định này| kế hoạch này)?(?: và)?\W*\Z")


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
    """Sentence by sentence; the body a sentence names is asked until another is named, or may be: then nobody is."""
    parts = segments(source, Paragraph(item.start, item.end, item.start, None, None))
    if (
        readers
        and item.is_labelled
        and not any(asked(source, *part).name or _due(source, part, deadlines) for part in parts)
        and not asks_another(source, parts, than=readers)
    ):
        yield _duty(source, item, readers, (item.start, item.end), [])
        return
    owner = next((section for section in sections if section.path == item.path), None)
    by_title = owner.title if owner and owner.title and is_executor(owner.title.value) else None
    organising = by_title is not None or is_organising(sections, item.path)
    executors: tuple[Value[str], ...] = (by_title,) if by_title else ()
    states, is_unclear = bool(_STATING.match(source.low, item.start)), False
    for part in parts:
        if states and not _due(source, part, deadlines):
            continue
        if _RATE.search(source.low, *part) or _CONSEQUENCE.match(source.low, *part):
            continue
        named, due = asked(source, *part), _due(source, part, deadlines)
        if named.name:
            executors, is_unclear = (Value(source.flow[slice(*named.name)], source.span(*named.name), 0.8),), False
        elif asks_another(source, [part], than=executors or readers):
            executors, is_unclear = (), True
        is_asked = bool(
            due
            or _RETURNING.match(source.low, part[0])
            or (named.name and (item.path or _asks_readers(source, part[0])))
        )
        if not (is_asked or organising or (readers and item.is_labelled) or _TARGET.search(source.low, *part)):
            continue
        speaks_to_readers = not is_unclear and bool(item.is_labelled or due or _asks_readers(source, part[0]))
        who = executors or (readers if speaks_to_readers else ())
        if re.match(r"\W*trên đây là", source.low[slice(*part)]) or not (
            who or is_unclear or is_asked or _TARGET.search(source.low, *part)
        ):
            continue
        for act in _acts(source, named.task_start if named.name else part[0], part[1]):
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
    text = re.sub(r"(?:,| và|\s)+\Z", "", " ".join(source.flow[start:end].split()).strip(" ,.;/-–+•"))
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
