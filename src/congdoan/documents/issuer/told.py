"""Who issues a paper whose header is lost: pieced together from its number, its text, its signature and its place."""

import re

from congdoan.documents.issuer.names import LOCAL, cased, has_place, placed, spelled
from congdoan.documents.layout import Layout, is_authority
from congdoan.documents.lexicon import lexicon
from congdoan.documents.reading import Span, Value
from congdoan.documents.source import Source
from congdoan.foundation.text import canonical, fold

_HEADS = r"(?:LĐLĐ|Liên đoàn Lao động|Công đoàn|CĐ|Nghiệp đoàn)"
_ACTING = (
    r"(?:yêu cầu|đề nghị|xây dựng|phát động|ban hành|hướng dẫn|thông báo|báo cáo|quyết định|triển khai|tổ chức|"
    r"trân trọng|kính|thống nhất)"
)
_OF_AN_ORGAN = re.compile(
    rf"(?:Ban (?:Thường vụ|Chấp hành)|BTV|BCH)\s+(?P<name>{_HEADS}[^,;.:\n]{{0,60}}?)\s+{_ACTING}\b"
)
_OWN_WORDS = re.compile(rf"(?:^|[,;.]\s|\n)(?P<name>{_HEADS}[^,;.:\n]{{3,60}}?)\s+{_ACTING}\b")
_SIGNED = re.compile(
    r"(?:TM|T/M)\s?\.?\s*(?:BAN (?:THƯỜNG VỤ|CHẤP HÀNH)|BTV|BCH)\s+(?P<name>(?:LIÊN ĐOÀN|LĐLĐ|CÔNG ĐOÀN|CĐ"
    r"|NGHIỆP ĐOÀN).+)"
)
_LEVEL = re.compile(r"\b(tỉnh|thành phố|huyện|quận|thị xã)$")


def told_by_the_rest(
    source: Source, layout: Layout, number: Value[str] | None, place: Value[str] | None
) -> Value[str] | None:
    """The symbol's last mark names the kind of body, the text its level, the date line its place."""
    named = _self_named(source, layout)
    if number is None and named is None:
        return None
    kind = _of_number(number) if number else None
    name, span = None, number.span if number else Span(0, 0)
    if named:
        name, span = named
    if kind and name is None:
        name = _at_its_level(source, layout, kind)
    elif kind and (name is None or _is_more_telling(kind, name)):
        level = _LEVEL.search(name or "")
        name = f"{kind} {level.group(1)}" if level else kind
    if name is None:
        return None
    name = spelled(name)
    if has_place(name) or LOCAL.search(name.lower()):
        return Value(name, span, 0.7)
    level = _LEVEL.search(name.lower())
    if level and place is None:
        elsewhere = re.search(rf"\b{level.group(1)}\s+((?:[A-ZĐ][\w'’]*\s?){{1,4}})", source.plain)
        return Value(f"{name} {elsewhere.group(1).strip()}" if elsewhere else name, span, 0.5)
    if level or name.lower().endswith("ngành") or place is not None:
        completed = placed(source, name, span, place)
        return Value(completed.value, completed.span, 0.65, completed.also + ((number.span,) if number else ()))
    return Value(name, span, 0.5)


def _at_its_level(source: Source, layout: Layout, kind: str) -> str:
    """ "Liên đoàn Lao động" that the text only names as "LĐLĐ tỉnh" is of a province."""
    start = source.lines[layout.body.start].start if layout.body else len(source.plain)
    short = {str(name): key for key, name in lexicon("bodies")["abbreviations"].items()}.get(kind, kind)
    level = re.compile(
        rf"(?:{re.escape(canonical(kind.lower()))}|{re.escape(short.lower())}) "
        r"(tỉnh|thành phố|huyện|quận|thị xã)(?=[\s,.;:])"
    ).search(source.low, start)
    return f"{kind} {level.group(1)}" if level else kind


def _of_number(number: Value[str]) -> str | None:
    """By the last mark that is known: "391/LĐLĐ-CSPL" ends in the office that drew it up."""
    marks = [fold(mark) for mark in re.split(r"[/-]", number.value)[1:]]
    known = {fold(key): str(name) for key, name in lexicon("bodies")["numbers"].items()}
    return next((known[mark] for mark in reversed(marks) if mark in known), None)


def _is_more_telling(kind: str, name: str) -> bool:
    """ "Công đoàn ngành Y tế" of the symbol against "Công đoàn ngành" of the text."""
    return len(kind.split()) > len(spelled(name).split()) or fold(kind) not in fold(spelled(name))


def _self_named(source: Source, layout: Layout) -> tuple[str, Span] | None:
    """The body the text says is acting: "Ban Thường vụ LĐLĐ tỉnh yêu cầu …"; else that in whose name it is signed."""
    start = source.lines[layout.body.start].start if layout.body else len(source.plain)
    found = _OF_AN_ORGAN.search(source.plain, start)
    if found:
        return found.group("name"), source.span(*found.span("name"))
    for cell in layout.tail:
        signed = _SIGNED.match(cell.text) if is_authority(cell.text) else None
        if signed:
            span = source.span(cell.start + signed.start("name"), cell.end)
            return cased(signed.group("name")), span
    own = _OWN_WORDS.search(source.plain, start)
    return (own.group("name"), source.span(*own.span("name"))) if own else None
