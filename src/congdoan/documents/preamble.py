"""What stands before the first clause: the papers a paper rests on, and those it is addressed to."""

import re
from datetime import date
from functools import lru_cache
from itertools import takewhile

from congdoan.documents.header import NUMBER
from congdoan.documents.layout import Layout
from congdoan.documents.lexicon import lexicon, longest_first
from congdoan.documents.outline import Paragraph
from congdoan.documents.reading import Base, Span, Value
from congdoan.documents.source import Source
from congdoan.foundation.figures import scan_dates

_NUMBERED = re.compile(r"(?:số\s*:?\s*)?" + NUMBER.pattern)
_CITED = re.compile(r"(?:số\s*:?\s*|(?<=\s))" + NUMBER.pattern)
_ADDRESS = re.compile(r"(?:trân trọng\s+)?kính (?:gửi|mời|trình)\s*:?\s*", re.IGNORECASE)


def bases_of(source: Source, paragraphs: list[Paragraph]) -> tuple[Base, ...]:
    """Papers named as ground, each number once; laws and charters without a number as they are named."""
    opening, paper = _opening(), _paper()
    bases: list[Base] = []
    goes_on = False
    for paragraph in takewhile(lambda paragraph: paragraph.rank is None, paragraphs):
        opened = opening.match(source.flow, paragraph.start, paragraph.end)
        if opened or (goes_on and paper.match(source.flow, paragraph.start, paragraph.end)):
            bases += _of_paragraph(source, opened.end() if opened else paragraph.start, paragraph.end)
            goes_on = source.flow[paragraph.end - 1] in ";,"
    seen: set[str] = set()
    unique = []
    for base in bases:
        key = base.number.value.lower() if base.number else ""
        if not key or key not in seen:
            unique.append(base)
        seen.add(key)
    return tuple(unique)


def _of_paragraph(source: Source, start: int, end: int) -> list[Base]:
    text = source.flow[start:end]
    cited = [found for found in _CITED.finditer(text) if _is_paper_number(found)]
    if not cited:
        return _law(source, start, text)
    bases = []
    for place, found in enumerate(cited):
        stop = cited[place + 1].start() if place + 1 < len(cited) else len(text)
        bases.append(_base(source, start, text, found, stop, is_nested=_is_nested(text, found.start())))
    return bases


def _is_paper_number(found: re.Match[str]) -> bool:
    """ "số 32/KH-LĐLĐ"; a bare "2021-2025" or "24/7" is none: letters must follow the digits."""
    return bool(re.search(r"[A-ZĐa-zđ]{2}", found.group("rest"))) and not re.match(
        r"\d+\s?/\s?(?:người|tháng|năm|ngày)", found.group("digits") + found.group("rest")
    )


def _is_nested(text: str, start: int) -> bool:
    """Cited inside the title of a base: "… về thực hiện Nghị quyết số 42-NQ/TW". A list goes on with ; or "và"."""
    before = text[:start]
    lead = _citing().search(before)
    if lead is None:
        return False
    join = (lead.group("join") or "").lower()
    if before[: lead.start()].rstrip().endswith(";"):
        return False
    if join in (";", ",", "và"):
        return False
    return (bool(join) and lead.start() > 0) or (join == "" and bool(re.search(r"\bvề\b[^;]*\Z", before)))


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    words = "|".join(map(re.escape, longest_first(lexicon("papers")["grounds"]["openings"])))
    return re.compile(rf"[-–+•]?\s*(?:{words})\b\s*", re.IGNORECASE)


def _papers() -> str:
    return "|".join(map(re.escape, longest_first(lexicon("papers")["grounds"]["papers"])))


@lru_cache(maxsize=1)
def _paper() -> re.Pattern[str]:
    return re.compile(rf"(?:{_papers()})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _citing() -> re.Pattern[str]:
    """The kind of paper right before its number, and how the words before lead to it."""
    return re.compile(
        rf"(?P<join>[;,]|\bvà|\bvề(?: việc)?(?: tổ chức| triển khai| tiếp tục)*(?: thực hiện)?"
        rf"|\bthực hiện)?\s*(?:{_papers()})(?:\s+[^;,]{{0,60}}?)?\s*\Z",
        re.IGNORECASE,
    )


def _law(source: Source, start: int, text: str) -> list[Base]:
    """A law or charter without number: "Căn cứ Luật Công đoàn;"."""
    name = re.match(
        r"(?:Bộ luật|Luật|Điều lệ|Nghị quyết Đại hội|Quy chế|Hiến pháp|Pháp lệnh).*?(?=\s+ngày\b|[;./]|,?\s*\Z)", text
    )
    if not name:
        return []
    span = source.span(start, start + len(name.group().rstrip()))
    return [Base(span, subject=Value(name.group().strip(), span, 0.8))]


def _base(source: Source, offset: int, text: str, found: re.Match[str], stop: int, *, is_nested: bool) -> Base:
    def value(start: int, end: int) -> Span:
        return source.span(offset + start, offset + end)

    begin, finish = found.start("digits"), found.end("rest")
    number = Value(re.sub(r"\s", "", text[begin:finish]), value(begin, finish))
    rest_end = min([stop, *(text.find(mark, finish) for mark in ";\n" if text.find(mark, finish) > 0)])
    rest = text[finish:rest_end]
    issued: Value[date] | None = None
    for written in scan_dates(rest[:60]):
        day = written.first_day()
        if day and written.day:
            issued = Value(day, value(finish + written.start, finish + written.end))
            break
    issuer = re.search(
        r"\bcủa\s+(?P<name>.+?)(?=\s+(?:về|ban hành|quy định|hướng dẫn|triển khai|v/v)\b|[,;.]?\s*\Z|,\s|[;.])",
        rest,
        re.DOTALL,
    )
    subject = re.search(
        r"\b(?:về việc|về|v/v)\s+(?P<name>.+?)(?=[;.]?\s*\Z|,\s+(?:Ban|Công đoàn|Liên đoàn|LĐLĐ|Ủy ban|UBND"
        r"|Thường trực)\b|;|\bvà\s*\Z)",
        rest,
        re.DOTALL,
    )
    issuer_value = _named(source, offset + finish, issuer)
    return Base(
        value(begin, finish), number, issued, issuer_value, _named(source, offset + finish, subject), is_nested
    )  # fmt: skip


def _named(source: Source, offset: int, found: re.Match[str] | None) -> Value[str] | None:
    if found is None:
        return None
    name = " ".join(found.group("name").split())
    return Value(name, source.span(offset + found.start("name"), offset + found.end("name")), 0.8) if name else None


def addressees_of(source: Source, layout: Layout) -> tuple[Value[str], ...]:
    """The entries of "Kính gửi" (or "Kính mời"), one for each line of the list."""
    lines = [source.lines[number] for number in range(len(source.lines)) if number < layout.body.stop]
    for place, line in enumerate(lines[:60]):
        found = _ADDRESS.search(line.text)
        if not found or (found.start() > 0 and not line.text[found.start() :].rstrip().endswith(":")):
            continue
        rest = line.text[found.end() :]
        entries = [(rest, line.start + found.end())] if rest.strip() else []
        for follower in lines[place + 1 :]:
            if not follower.text:
                if entries:
                    break
                continue
            if not re.match(r"[-–+•]", follower.text) and (
                not entries or not _continues(entries[-1][0], follower.text)
            ):
                break
            entries.append((follower.text, follower.start))
        return tuple(_address(source, text, start) for text, start in entries)
    return ()


def _continues(above: str, text: str) -> bool:
    return not above.rstrip().endswith((".", ":", ";")) and text[:1].islower()


def _address(source: Source, text: str, start: int) -> Value[str]:
    bare = text.lstrip(" -–+•\t")
    place = start + len(text) - len(bare)
    bare = bare.rstrip(" ;.,")
    return Value(bare, source.span(place, place + len(bare)))
