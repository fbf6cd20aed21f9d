"""Who issues the paper and under whom: from the header, and where that is lost pieced together from the rest.

"CÔNG ĐOÀN VIÊN CHỨC" under "LĐLĐ TỈNH GIA LAI" is "Công đoàn Viên chức tỉnh Gia Lai"; a paper without header whose
number ends in LĐLĐ, dated at Lai Châu, that says "Ban Thường vụ LĐLĐ tỉnh yêu cầu" is "Liên đoàn Lao động tỉnh Lai
Châu".
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from congdoan.documents.layout import Cell, Layout, is_national
from congdoan.documents.lexicon import lexicon, longest_first
from congdoan.documents.reading import Span, Value
from congdoan.documents.source import Source
from congdoan.foundation.text import canonical, fold

_NO_BODY = re.compile(
    r"(so\s*[:\d/.…]|(?:v/v|ve viec|kinh gui|can cu|thuc hien|mat|khan|hoa toc|du thao|tuyet mat|phu luc)\b)"
)
_DATE_LINE = re.compile(r"ngày.*tháng.*năm", re.IGNORECASE)
_LOCAL = re.compile(
    r"(?:cđcs|công đoàn cơ sở|trường|bệnh viện|công ty|tổng công ty|xí nghiệp|nhà máy|trung tâm|điện lực|nghiệp đoàn)\b"
)
_ACRONYM = re.compile(r"[-–]\Z|[BCDĐGHKLMNPQRSTVX&.]{2,}\Z")  # "TH&THCS", "TP.": no syllable, no vowel
_OF_UNIONS = re.compile(r"(?:TỔNG )?(?:LIÊN ĐOÀN|LĐLĐ|CÔNG ĐOÀN|CĐ|NGHIỆP ĐOÀN)\b")
_CENTRAL = re.compile(r"việt nam|trung ương")


@dataclass(frozen=True)
class _Body:
    name: str
    start: int
    end: int
    line: int
    column: int


def issuer_and_superior(
    source: Source, layout: Layout, number: Value[str] | None, place: Value[str] | None
) -> tuple[Value[str] | None, Value[str] | None, tuple[Value[str], ...]]:
    """(issuer, superior, co-issuers). None where neither header nor text names them."""
    bodies = _header_bodies(layout)
    party = next((cell for cell in layout.header if cell.flat == "dang cong san viet nam"), None)
    if not bodies:
        return _from_text(source, layout, number, place), None, ()
    joint = _joint(bodies, layout)
    if joint:
        above = next((body for body in reversed(bodies) if body.line < joint[0].line), None)
        first, *others = [_completed(source, body, None, place) for body in joint]
        return first, Value(cased(above.name), source.span(above.start, above.end)) if above else None, tuple(others)
    above = bodies[-2] if len(bodies) > 1 else None
    superior = Value(cased(above.name), source.span(above.start, above.end)) if above else None
    if superior is None and party:
        superior = Value("Đảng Cộng sản Việt Nam", source.span(party.start, party.end))
    if (
        superior
        and above
        and bodies[-1].name.upper() in ("CÔNG ĐOÀN CƠ SỞ", "CĐCS")
        and not _OF_UNIONS.match(above.name)
    ):
        span = source.span(bodies[-1].start, bodies[-1].end)  # the union of the body above it
        return Value(f"{cased(bodies[-1].name)} {superior.value}", span, 0.8, (superior.span,)), superior, ()
    issuer = _completed(source, bodies[-1], superior, place)
    if superior and above and not _has_place(superior.value) and not _CENTRAL.search(superior.value.lower()):
        superior = _completed(source, above, None, place)
    return issuer, superior, ()


def _header_bodies(layout: Layout) -> list[_Body]:
    """Names of bodies above the title, a name of several lines joined."""
    heads = _heads()
    organs = {canonical(organ) for organ in lexicon("bodies")["organs"]}
    bodies: list[_Body] = []
    for cell in layout.header:
        if layout.title and cell.line >= layout.title.line:
            break
        if not _may_name(cell):
            continue
        low = canonical(cell.text.lower()).strip(" *-–:")
        text = cell.text.strip(" *–:").rstrip("-")
        place = next((place for place in reversed(range(len(bodies))) if bodies[place].column == cell.column), -1)
        open_name = bodies[place].name if bodies else ""
        if bodies and (
            not heads.match(low) or canonical(open_name.lower()) in organs or open_name.endswith(("-", "–", "VÀ"))
        ):
            if cell.line - bodies[place].line <= 2:
                whole = f"{open_name} {text}".replace("  ", " ")
                bodies[place] = _Body(whole, bodies[place].start, cell.end, cell.line, bodies[place].column)
            continue
        if heads.match(low):
            bodies.append(_Body(text, cell.start, cell.start + len(text), cell.line, cell.column))
    return bodies


def _may_name(cell: Cell) -> bool:
    if is_national(cell) or cell.flat == "dang cong san viet nam" or _DATE_LINE.search(cell.text):
        return False
    return cell.is_upper and not _NO_BODY.match(cell.flat)


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{'|'.join(re.escape(canonical(head)) for head in longest_first(lexicon('bodies')['heads']))})\b"
    )


def _joint(bodies: list[_Body], layout: Layout) -> list[_Body]:
    """Bodies of one rank that issue together: on one line ("LIÊN ĐOÀN LAO ĐỘNG - SỞ Y TẾ"), in two columns, or one
    below the other over a title that says so."""
    last = bodies[-1]
    parts = re.split(r"\s?[-–]\s|\sVÀ\s(?=LIÊN ĐOÀN|CÔNG ĐOÀN|SỞ|BAN|HỘI|ĐOÀN|CÔNG AN|BẢO HIỂM)", last.name)
    if len(parts) > 1 and all(_heads().match(canonical(part.strip().lower())) for part in parts):
        return [_Body(part.strip(), last.start, last.end, last.line, last.column) for part in parts]
    beside = [body for body in bodies if abs(body.line - last.line) <= 1 and body.column != last.column]
    if beside and beside[-1] is bodies[-2] and not _is_above(bodies[-2], last):
        return [bodies[-2], last]
    title = layout.title.flat if layout.title else ""
    if len(bodies) > 1 and re.search(r"phoi hop|lien tich|lien nganh", title) and not _is_above(bodies[-2], last):
        return [bodies[-2], last]
    return []


def _is_above(upper: _Body, lower: _Body) -> bool:
    """ "TỔNG LIÊN ĐOÀN …" or "UBND …" over its department, a federation over a federation."""
    first, second = (canonical(body.name.lower()) for body in (upper, lower))
    of_unions = ("liên đoàn", "công đoàn", "lđlđ", "nghiệp đoàn", "cđ")
    if first.startswith(("tổng", "ubnd", "ủy ban nhân dân")):
        return True
    return first.startswith(of_unions) and second.startswith(of_unions)


def _has_place(name: str) -> bool:
    levels = "|".join(map(re.escape, longest_first(lexicon("bodies")["levels"])))
    return bool(re.search(rf"\b(?:{levels})\s+(?!ủy\b|đoàn\b|hội\b)\S", name.lower()))


def _completed(source: Source, body: _Body, superior: Value[str] | None, place: Value[str] | None) -> Value[str]:
    """The name in full, with its place: from the name itself, from the body above, or from where it is dated."""
    name = cased(body.name)
    span = source.span(body.start, body.end)
    low = name.lower()
    if (
        _has_place(name)
        or _LOCAL.search(low)
        or _CENTRAL.search(low)
        or re.search(r"(?:tỉnh|huyện|thành|quận|thị) ủy \S", low)
    ):
        return Value(name, span)
    levels = "|".join(map(re.escape, longest_first(lexicon("bodies")["levels"])))
    from_above = re.search(rf"\b({levels})\s+(.+)$", superior.value, re.IGNORECASE) if superior else None
    if from_above and superior:
        tail = from_above.group(0)
        if re.search(rf"\b(?:{levels})(?: ủy| đoàn)?$", low):
            tail = from_above.group(2)
        elif fold(from_above.group(2)) in fold(name):
            tail = ""
        return Value(f"{name} {tail}".strip(), span, 0.95, (superior.span,))
    return _placed(source, name, span, place)


def _placed(source: Source, name: str, span: Span, place: Value[str] | None) -> Value[str]:
    """`name` with the place of the date line, if the text confirms or the name asks for one."""
    if place is None or _bare_place(place.value) in fold(name):
        return Value(name, span, 0.8)
    levels = "|".join(map(re.escape, longest_first(lexicon("bodies")["levels"])))
    if re.search(rf"\b(?:{levels})$", name.lower()):
        return Value(f"{name} {place.value}", span, 0.85, (place.span,))
    named = re.search(
        rf"\b(tỉnh|thành phố|huyện|quận|thị xã)\s+{re.escape(place.value)}\b", source.plain, re.IGNORECASE
    )
    level = named.group(1).lower() if named else ""
    return Value(" ".join(filter(None, (name, level, place.value))), span, 0.75, (place.span,))


def _bare_place(place: str) -> str:
    """ "Thành phố Huế" → "hue"."""
    return re.sub(r"^(?:thanh pho|tp\.?|tinh|thi xa|huyen)\s+", "", fold(place))


def _from_text(
    source: Source, layout: Layout, number: Value[str] | None, place: Value[str] | None
) -> Value[str] | None:
    """Without header: the symbol's last mark names the kind of body, the text its level, the date line its place."""
    named = _self_named(source, layout)
    if number is None and named is None:
        return None
    kind = _of_number(number) if number else None
    name, span = None, number.span if number else Span(0, 0)
    if named:
        name, span = named
    if kind and (name is None or _is_more_telling(kind, name)):
        level = re.search(r"\b(tỉnh|thành phố|huyện|quận|thị xã)$", name or "")
        name = f"{kind} {level.group(1)}" if level else kind
    if name is None:
        return None
    name = spelled(name)
    if _has_place(name) or _LOCAL.search(name.lower()):
        return Value(name, span, 0.7)
    low = name.lower()
    level = re.search(r"\b(tỉnh|thành phố|huyện|quận|thị xã)$", low)
    if level and place is None:
        elsewhere = re.search(rf"\b{level.group(1)}\s+((?:[A-ZĐ][\w'’]*\s?){{1,4}})", source.plain)
        return Value(f"{name} {elsewhere.group(1).strip()}" if elsewhere else name, span, 0.5)
    if level or low.endswith("ngành") or place is not None:
        completed = _placed(source, name, span, place)
        return Value(completed.value, completed.span, 0.65, completed.also + ((number.span,) if number else ()))
    return Value(name, span, 0.5)


def _of_number(number: Value[str]) -> str | None:
    mark = fold(re.split(r"[/-]", number.value)[-1])
    known = {fold(key): str(name) for key, name in lexicon("bodies")["numbers"].items()}
    return known.get(mark)


def _is_more_telling(kind: str, name: str) -> bool:
    """ "Công đoàn ngành Y tế" of the symbol against "Công đoàn ngành" of the text."""
    return len(kind.split()) > len(spelled(name).split()) or fold(kind) not in fold(spelled(name))


def _self_named(source: Source, layout: Layout) -> tuple[str, Span] | None:
    """The body the text says is acting: "Ban Thường vụ LĐLĐ tỉnh yêu cầu …"."""
    heads = r"(?:LĐLĐ|Liên đoàn Lao động|Công đoàn|CĐ|Nghiệp đoàn)"
    acting = (
        r"(?:yêu cầu|đề nghị|xây dựng|phát động|ban hành|hướng dẫn|thông báo|báo cáo|quyết định|triển khai|tổ chức|"
        r"trân trọng|kính|thống nhất)"
    )
    body = source.plain[source.lines[layout.body.start].start :] if layout.body else ""
    offset = len(source.plain) - len(body)
    found = re.search(
        rf"(?:Ban (?:Thường vụ|Chấp hành)|BTV|BCH)\s+(?P<name>{heads}[^,;.:\n]{{0,60}}?)\s+{acting}\b", body
    )
    if found is None:
        return None
    return found.group("name"), source.span(offset + found.start("name"), offset + found.end("name"))


def spelled(name: str) -> str:
    """Abbreviated heads written out: LĐLĐ tỉnh → Liên đoàn Lao động tỉnh."""
    known = lexicon("bodies")["abbreviations"]
    return " ".join(known.get(word.lower(), word) for word in name.split())


@lru_cache(maxsize=512)
def cased(name: str) -> str:
    """A name printed in capitals as running text writes it, abbreviated heads spelled out."""
    text = re.sub(r"\s+", " ", name).strip()
    rules = lexicon("bodies")["casing"]
    if text.isupper():
        kept = {word.upper(): word for word in rules["keep"]}
        words = [kept.get(word) or (word if _ACRONYM.match(word) else word.title()) for word in text.split()]
        text = " ".join(words)
        for phrase in sorted(rules["phrases"] + rules["small"], key=len):
            text = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", phrase, text, flags=re.IGNORECASE)
    spelled = {key: word for key, word in lexicon("bodies")["abbreviations"].items() if key != "cđcs"}
    return " ".join(spelled.get(word.lower(), word) if word.isupper() else word for word in text.split())
