"""What a list is about: the line or heading its entries stand under.

"2. Hỗ trợ cho các đối tượng sau:" over "Đoàn viên là F0: 14 người": those fourteen are helped.
"""

from congdoan.documents.outline import Item
from congdoan.documents.reading import Section
from congdoan.documents.source import Source

_BULLETS = "-–+•*"
_LONGEST_LEAD = 240


def leads_of(
    source: Source, stretches: list[tuple[int, int]], sections: tuple[Section, ...], items: tuple[Item, ...]
) -> dict[int, str]:
    """By the start of a stretch: in small letters the line that leads its list, else its innermost heading; "" for
    none."""
    titles = {section.path: section.title.value.lower() for section in sections if section.title}
    known = {item.start: item for item in items}
    found: dict[int, str] = {}
    lead = mark_of_lead = ""
    for start, end in stretches:
        text = source.low[start:end].strip()
        item = known.get(start)
        mark = text[:1] if text[:1] in _BULLETS else "1" if item and item.is_labelled else ""
        if not mark or mark == mark_of_lead:  # the list is over, or its next heading begins
            lead = mark_of_lead = ""
        heading = _heading(titles, item.path if item else ())
        found[start] = lead if heading in lead else f"{heading} {lead}".strip()
        if text.endswith(":"):
            lead, mark_of_lead = text[-_LONGEST_LEAD:], mark
    return found


def _heading(titles: dict[tuple[str, ...], str], path: tuple[str, ...]) -> str:
    return next((titles[path[:depth]] for depth in range(len(path), 0, -1) if path[:depth] in titles), "")
