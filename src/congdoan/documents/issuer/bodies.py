"""The bodies a header names, from top to bottom, and which of them issue together."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from congdoan.documents.issuer.names import cased, has_place
from congdoan.documents.layout import Cell, Layout, is_national
from congdoan.documents.lexicon import lexicon, longest_first
from congdoan.foundation.text import canonical

_NO_BODY = re.compile(
    r"(so\s*[:\d/.…]|(?:v/v|ve viec|kinh gui|can cu|thuc hien|mat(?! tran)|khan|hoa toc|du thao|tuyet mat|phu luc)\b)"
)
_DATE_LINE = re.compile(r"ngày.*tháng.*năm|ngày \d{1,2}[/.-]\d", re.IGNORECASE)
OF_UNIONS = re.compile(r"(?:TỔNG )?(?:LIÊN ĐOÀN|LĐLĐ|CÔNG ĐOÀN|CĐ|NGHIỆP ĐOÀN)\b")
_LONGEST_NAME = 90
_UNION_WITHIN = re.compile(
    r"(?<=[\w)] )(?<!TỔNG )(?<!VÀ )(?<!CỦA )(?:LIÊN ĐOÀN LAO ĐỘNG|LĐLĐ|CÔNG ĐOÀN|CĐCS|NGHIỆP ĐOÀN)\b"
)


@dataclass(frozen=True)
class Body:
    name: str
    start: int
    end: int
    line: int
    column: int

    @property
    def is_union(self) -> bool:
        return bool(OF_UNIONS.match(re.sub(rf"^(?:{_organs()})\s+", "", self.name.upper())))


def header_bodies(layout: Layout) -> list[Body]:
    """Names of bodies above the title, a name of several lines joined; those in capitals, or where none is so printed
    ("Liên đoàn Lao động tỉnh …" of a quick hand) the others."""
    cells = [cell for cell in layout.header if not (layout.title and cell.line >= layout.title.line)]
    upper = [part for cell in cells if _may_name(cell) and cell.is_upper for part in _parted(cell)]
    return _bodies(upper) or _bodies(_quickly_typed(cells))


def _parted(cell: Cell) -> list[Cell]:
    """ "LIÊN ĐOÀN LAO ĐỘNG TỈNH CÀ MAU CÔNG ĐOÀN GIÁO DỤC TỈNH" on one line: two bodies, the first named to its end."""
    for head in _UNION_WITHIN.finditer(cell.text):
        first = cell.text[: head.start()].rstrip()
        if has_place(cased(first)) or first.endswith(("VIỆT NAM", "TRUNG ƯƠNG")) or _employers().match(first.lower()):
            middle = cell.start + head.start()
            return [
                replace(cell, text=first, end=cell.start + len(first)),
                replace(cell, text=cell.text[head.start() :], start=middle),
            ]
    return [cell]


def _bodies(cells: list[Cell]) -> list[Body]:
    organs = organ_names()
    bodies: list[Body] = []
    for number, cell in enumerate(cells):
        low = canonical(cell.text.lower()).strip(" *-–:")
        text = cell.text.strip(" *–:").rstrip("-")
        place = next((place for place in reversed(range(len(bodies))) if bodies[place].column == cell.column), -1)
        open_name = bodies[place].name if bodies else ""
        is_open = canonical(open_name.lower()) in organs or open_name.endswith(("-", "–", "VÀ", ","))
        if bodies and (not _opens(low, bodies[place], cells[number + 1 :]) or is_open):
            if cell.line - bodies[place].line <= 2:
                whole = f"{open_name} {text}".replace("  ", " ")
                bodies[place] = Body(whole, bodies[place].start, cell.end, cell.line, bodies[place].column)
            continue
        if heads().match(low) or _employers().match(low):
            bodies.append(Body(text, cell.start, cell.start + len(text), cell.line, cell.column))
    return bodies


def _opens(low: str, above: Body, below: list[Cell]) -> bool:
    """Does a line name a body of its own? An employer's name goes on with its union's ("CÔNG ĐOÀN" / "CÔNG TY …"), but
    stands by itself below another body, or above the union's own line."""
    if heads().match(low):
        return True
    if not _employers().match(low):
        return False
    return not above.is_union or (
        has_place(cased(above.name)) and any(OF_UNIONS.match(cell.text.strip(" *–-:").upper()) for cell in below[:2])
    )


def _may_name(cell: Cell) -> bool:
    if is_national(cell) or cell.flat == "dang cong san viet nam" or _DATE_LINE.search(cell.text):
        return False
    return not _NO_BODY.match(cell.flat)


def _quickly_typed(cells: list[Cell]) -> list[Cell]:
    """Lines in small letters that are nothing but a body's name, above the number or the title."""
    kept = []
    for cell in cells:
        low = canonical(cell.text.lower())
        if _NO_BODY.match(cell.flat) and not cell.flat.startswith(("hoa toc", "khan", "du thao")):
            break
        is_name = cell.text[:1].isupper() and len(cell.text) < _LONGEST_NAME and cell.text[-1] not in ".;:,!?"
        if _may_name(cell) and is_name and (heads().match(low) or _employers().match(low)):
            kept.append(cell)
    return kept


@lru_cache(maxsize=1)
def heads() -> re.Pattern[str]:
    return _beginning("heads")


@lru_cache(maxsize=1)
def _employers() -> re.Pattern[str]:
    return _beginning("employers")


def _beginning(key: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:{'|'.join(re.escape(canonical(head)) for head in longest_first(lexicon('bodies')[key]))})\b"
    )


@lru_cache(maxsize=1)
def organ_names() -> frozenset[str]:
    """In small letters: "ban chấp hành" …"""
    return frozenset(canonical(organ) for organ in lexicon("bodies")["organs"])


@lru_cache(maxsize=1)
def _organs() -> str:
    return "|".join(re.escape(organ.upper()) for organ in longest_first(lexicon("bodies")["organs"]))


def joint_bodies(bodies: list[Body], layout: Layout) -> list[Body]:
    """Bodies of one rank that issue together: on one line ("LIÊN ĐOÀN LAO ĐỘNG - SỞ Y TẾ"), in two columns, or one
    below the other over a title that says so."""
    last = bodies[-1]
    parts = re.split(r"\s?[-–]\s|\sVÀ\s(?=LIÊN ĐOÀN|CÔNG ĐOÀN|SỞ|BAN|HỘI|ĐOÀN|CÔNG AN|BẢO HIỂM)", last.name)
    if len(parts) > 1 and all(heads().match(canonical(part.strip().lower())) for part in parts):
        return [Body(part.strip(), last.start, last.end, last.line, last.column) for part in parts]
    beside = [body for body in bodies if abs(body.line - last.line) <= 1 and body.column != last.column]
    if beside and beside[-1] is bodies[-2] and not _is_above(bodies[-2], last):
        return [bodies[-2], last]
    title = layout.title.flat if layout.title else ""
    if len(bodies) > 1 and re.search(r"phoi hop|lien tich|lien nganh", title) and not _is_above(bodies[-2], last):
        return [bodies[-2], last]
    return []


def _is_above(upper: Body, lower: Body) -> bool:
    """ "TỔNG LIÊN ĐOÀN …" or "UBND …" over its department, a federation over a federation."""
    first, second = (canonical(body.name.lower()) for body in (upper, lower))
    of_unions = ("liên đoàn", "công đoàn", "lđlđ", "nghiệp đoàn", "cđ")
    if first.startswith(("tổng liên", "tổng lđlđ", "ubnd", "ủy ban nhân dân")):
        return True
    return first.startswith(of_unions) and second.startswith(of_unions)
