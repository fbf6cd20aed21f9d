"""Demands people put to leaders, where a paper tells of such a meeting or lists such demands.

What leaders ask in return is an instruction, and a body's own wish in its report is none either.
"""

from congdoan.documents.outline import Item
from congdoan.documents.petitions.exchange import exchanged
from congdoan.documents.petitions.listed import listed
from congdoan.documents.petitions.told import told
from congdoan.documents.petitions.words import meetings
from congdoan.documents.reading import Header, Petition, Section
from congdoan.documents.source import Source
from congdoan.foundation.text import canonical

_LEAD = 1500  # letters in which news say what they are about


def petitions_of(
    source: Source, header: Header, sections: tuple[Section, ...], items: tuple[Item, ...], *, is_minutes: bool = False
) -> tuple[Petition, ...]:
    """Each demand once, in order of text."""
    is_formal = bool(header.number or header.issuer or sections)
    if is_formal:
        found = list(listed(source, header, sections, items, is_minutes=is_minutes))
    else:
        found = list(told(source)) if _is_meeting(source) else []
    subject = canonical(header.subject.value.lower()) if header.subject else ""
    is_meeting = not is_formal or (not is_minutes and bool(meetings().search(subject)))
    for petition in exchanged(source, is_meeting=is_meeting):
        if not any(petition.text.span.overlaps(other.text.span) for other in found):
            found.append(petition)
    once = {petition.text.value.lower(): petition for petition in reversed(found)}
    return tuple(sorted(once.values(), key=_place))


def _place(petition: Petition) -> int:
    return petition.text.span.start


def _is_meeting(source: Source) -> bool:
    return bool(meetings().search(source.low, 0, _LEAD))
