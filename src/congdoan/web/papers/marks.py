"""The text of a paper with every value read from it marked, and the way from each mark to its field and back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from congdoan.obligations.models import Duty, DutyState
from congdoan.registry.models import RegisteredDocument
from congdoan.registry.readings import Mark
from congdoan.registry.seeking import place_of_words, standing_marks

_KINDS = {
    "symbol": "basis", "bases": "basis", "type": "basis",
    "issued_on": "when", "period_start": "when", "period_end": "when", "peak_start": "when", "peak_end": "when",
    "issuer": "who", "superior": "who", "signer_name": "who", "signer_title": "who", "signer_authority": "who",
    "addressees": "who", "recipients": "who",
    "place": "quantity", "subject": "what", "archive": "who",
}  # fmt: skip
_DUTY_PARTS = {"who": "who", "when": "when", "rule": "gap", "target": "quantity"}
FORM_FIELDS = {
    "issuer": "issuer_text", "superior": "superior_text", "addressees": "addressees", "recipients": "copies",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line. `href` leads to the field or card it was read into, `id` is where those lead back to."""

    text: str
    kind: str = ""
    id: str = ""
    href: str = ""
    number: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    kind: str
    target: str
    number: str = ""


@dataclass(slots=True)
class MarkedText:
    """The lines of the text, and by form field the marks read into it."""

    lines: list[list[Piece]] = field(default_factory=list)
    by_field: dict[str, list[Mark]] = field(default_factory=dict)


def marked(document: RegisteredDocument, duties: Sequence[Duty]) -> MarkedText:
    """Mark the text of the paper. Where marks overlap the shortest shows, so that a date inside a duty is seen."""
    read = [mark for mark in standing_marks(document.reading, document.text) if mark.end > mark.start]
    by_field: dict[str, list[Mark]] = {}
    stretches = []
    for mark in read:
        part = mark.field.split("/")
        if part[0] == "duties":
            continue
        name = form_field(mark.field)
        by_field.setdefault(name, []).append(mark)
        stretches.append(_Stretch(mark.start, mark.end, _KINDS.get(part[0], "basis"), name))
    text = document.text
    stretches += _of_duties(read, duties, text)
    return MarkedText(_lines(text, [row for row in stretches if row.end <= len(text)]), by_field)


def form_field(name: str) -> str:
    """The form's field that a mark was read into: "recipients/2" → "copies", "bases/1" → "base-0"."""
    head, _, place = name.partition("/")
    return f"base-{int(place) - 1}" if head == "bases" else FORM_FIELDS.get(head, head)


def _of_duties(read: Sequence[Mark], duties: Sequence[Duty], text: str) -> list[_Stretch]:
    """Each duty's sentence, numbered as its card, and within it who, when and how many. One an officer added stands
    where the text says the same words.
    """
    found = []
    by_place = {duty.ordinal: duty for duty in duties}
    for number, duty in enumerate(duties, 1):
        if duty.state == DutyState.REJECTED:
            continue
        if duty.start is not None and duty.end is not None:
            place: tuple[int, int] | None = (duty.start, duty.end)
        else:
            place = place_of_words(duty.what, text)
        if place:
            found.append(_Stretch(*place, "what", f"viec-{duty.key}", str(number)))
    for mark in read:
        part = mark.field.split("/")
        owner = by_place.get(int(part[1])) if part[0] == "duties" else None
        if owner:
            found.append(_Stretch(mark.start, mark.end, _DUTY_PARTS.get(part[2], "what"), f"viec-{owner.key}"))
    return found


def _lines(text: str, stretches: Sequence[_Stretch]) -> list[list[Piece]]:
    edges = sorted({0, len(text), *(edge for row in stretches for edge in (row.start, row.end))})
    seen: set[str] = set()
    lines: list[list[Piece]] = [[]]
    for start, end in pairwise(edges):
        over = [row for row in stretches if row.start <= start and end <= row.end]
        top = min(over, key=lambda row: row.end - row.start) if over else None
        closing = next((row.number for row in over if row.end == end and row.number), "")
        for place, words in enumerate(text[start:end].split("\n")):
            if place:
                lines.append([])
            if words:
                lines[-1].append(_piece(words, top, seen, closing))
    return [line for line in lines if any(piece.text.strip() for piece in line)]


def _piece(words: str, top: _Stretch | None, seen: set[str], number: str) -> Piece:
    if top is None or not words.strip():
        return Piece(words)
    anchor = f"m-{top.target}"
    first = anchor not in seen
    seen.add(anchor)
    target = top.target if top.target.startswith("viec-") else f"f-{top.target}"
    return Piece(words, top.kind, anchor if first else "", f"#{target}", number)
