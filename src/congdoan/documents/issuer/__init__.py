"""Who issues the paper and under whom: from the header, and where that is lost pieced together from the rest.

"CÔNG ĐOÀN VIÊN CHỨC" under "LĐLĐ TỈNH GIA LAI" is "Công đoàn Viên chức tỉnh Gia Lai"; "CÔNG ĐOÀN" under "TRƯỜNG ĐẠI HỌC
Y" is "Công đoàn Trường Đại học Y"; a paper without header whose number ends in LĐLĐ, dated at Lai Châu, that says "Ban
Thường vụ LĐLĐ tỉnh yêu cầu" is "Liên đoàn Lao động tỉnh Lai Châu".
"""

import re

from congdoan.documents.issuer.bodies import Body, header_bodies, joint_bodies, organ_names
from congdoan.documents.issuer.names import (
    CENTRAL,
    LOCAL,
    as_written,
    cased,
    has_place,
    placed,
    spelled,
    with_more,
    with_place_above,
)
from congdoan.documents.issuer.told import told_by_the_rest
from congdoan.documents.layout import Layout
from congdoan.documents.lexicon import lexicon
from congdoan.documents.reading import Value
from congdoan.documents.source import Source
from congdoan.foundation.text import canonical

__all__ = ["cased", "issuer_and_superior", "spelled"]

_UNION_AND_MORE = re.compile(
    r"(?:ban chấp hành |ban thường vụ |bch |btv )?(?:công đoàn|cđcs|cđ|nghiệp đoàn)(?: cơ sở| cơ quan| bộ phận)*"
    r"(?P<more>(?: \w+){0,2})\Z"
)
_PARTY_OR_STATE = re.compile(r"\b(?:tỉnh|huyện|thành|quận|thị) ủy \S")


def issuer_and_superior(
    source: Source, layout: Layout, number: Value[str] | None, place: Value[str] | None
) -> tuple[Value[str] | None, Value[str] | None, tuple[Value[str], ...]]:
    """(issuer, superior, co-issuers). None where neither header nor text names them."""
    bodies = header_bodies(layout)
    party = next((cell for cell in layout.header if cell.flat == "dang cong san viet nam"), None)
    if not bodies:
        return told_by_the_rest(source, layout, number, place), None, ()
    joint = joint_bodies(bodies, layout)
    if joint:
        above = next((body for body in reversed(bodies) if body.line < joint[0].line), None)
        shared = _plainly(source, joint[-1]) if has_place(cased(joint[-1].name)) else None
        first, *others = [_completed(source, body, shared, place) for body in joint]
        return first, _plainly(source, above) if above else None, tuple(others)
    above = bodies[-2] if len(bodies) > 1 else None
    superior = _plainly(source, above) if above else None
    if superior is None and party:
        superior = Value("Đảng Cộng sản Việt Nam", source.span(party.start, party.end))
    if superior and above and not above.is_union:
        of_employer = _of_employer(source, bodies[-1], superior)
        if of_employer:
            return of_employer, superior, ()
    if superior and above and above.is_union and _is_office(bodies[-1].name):
        span = source.span(bodies[-1].start, bodies[-1].end)
        whole = f"{as_written(source, bodies[-1].name)} {superior.value}"
        return Value(whole, span, 0.85, (superior.span,)), superior, ()
    issuer = _completed(source, bodies[-1], superior, place)
    if superior and above and not has_place(superior.value) and not CENTRAL.search(superior.value.lower()):
        superior = _completed(source, above, None, place)
    return issuer, superior, ()


def _is_office(printed: str) -> bool:
    """An office of the union above it, named without its place."""
    low = canonical(printed.lower())
    offices = [canonical(office) for office in lexicon("bodies")["offices_of_unions"]]
    return (
        low.startswith(tuple(offices))
        and not has_place(printed)
        and not re.search(r"công đoàn|\bcđ\b|lđlđ|\b(?:tỉnh|huyện|thành phố|quận|thị xã)$", low)
    )


def _plainly(source: Source, body: Body) -> Value[str]:
    return Value(as_written(source, body.name), source.span(body.start, body.end))


def _of_employer(source: Source, body: Body, employer: Value[str]) -> Value[str] | None:
    """A union named no further ("CÔNG ĐOÀN CƠ SỞ", "CÔNG ĐOÀN TRƯỜNG") is that of the body above it."""
    name = as_written(source, body.name)
    bare = _UNION_AND_MORE.match(canonical(spelled(name).lower()))
    if bare is None:
        return None
    more = bare.group("more").strip()
    if more and not canonical(employer.value.lower()).startswith(f"{more} "):
        return None
    kept = name.split()[: len(name.split()) - len(more.split())]
    span = source.span(body.start, body.end)
    return Value(" ".join([*kept, employer.value]), span, 0.8, (employer.span,))


def _completed(source: Source, body: Body, superior: Value[str] | None, place: Value[str] | None) -> Value[str]:
    """The name in full, with its place: from the name itself, from the text, from the body above, or from where it is
    dated."""
    name = as_written(source, body.name)
    span = source.span(body.start, body.end)
    low = name.lower()
    if has_place(name) or CENTRAL.search(low) or _PARTY_OR_STATE.search(low):
        return Value(name, span)
    if LOCAL.search(low):
        more = with_more(source, name)
        return Value(more[0], span, 0.9, (more[1],)) if more else Value(name, span)
    from_above = with_place_above(name, span, superior) if superior else None
    if from_above:
        return from_above
    more = with_more(source, name) if len(name.split()) > 2 and canonical(low) not in organ_names() else None
    if more and not re.search(r"\b(?:tỉnh|thành phố|huyện|quận|ngành)$", low):
        return Value(more[0], span, 0.8, (more[1],))
    return placed(source, name, span, place)
