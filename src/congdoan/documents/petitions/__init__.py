"""Demands people put to leaders, where a paper tells of such a meeting or lists such demands.

What leaders ask in return is an instruction, and a body's own wish in its report is none either.
"""

from congdoan.documents.outline import Item
from congdoan.documents.petitions.listed import listed
from congdoan.documents.petitions.told import told
from congdoan.documents.petitions.words import meetings
from congdoan.documents.reading import Header, Petition, Section
from congdoan.documents.source import Source

_LEAD = 1500  # letters in which news say what they are about


def petitions_of(
    source: Source, header: Header, sections: tuple[Section, ...], items: tuple[Item, ...], *, is_minutes: bool = False
) -> tuple[Petition, ...]:
    """Each demand once, in order of text."""
    if header.number or header.issuer or sections:
        return tuple(listed(source, header, sections, items, is_minutes=is_minutes))
    if not _is_meeting(source):
        return ()
    found: dict[str, Petition] = {}
    for petition in told(source):
        found.setdefault(petition.text.value.lower(), petition)
    return tuple(found.values())


def _is_meeting(source: Source) -> bool:
    return bool(meetings().search(source.low, 0, _LEAD))
