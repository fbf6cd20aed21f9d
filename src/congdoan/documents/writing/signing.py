"""The foot of a paper: who signs, with names on one level, and how much room the list of recipients takes."""

from dataclasses import dataclass
from math import ceil

from congdoan.documents.writing.layout import Layout
from congdoan.documents.writing.metrics import name_lines, width_mm
from congdoan.documents.writing.paper import Paper
from congdoan.documents.writing.safe_text import clean
from congdoan.documents.writing.wording import recipient_lines

RECIPIENTS_SHARE = 0.45
"""The part of the text's width the recipients have; one signature has the rest."""

_MOST_LINES_KEPT = 40
_SIDE = 0.96


@dataclass(frozen=True, slots=True)
class Signing:
    """One signature as printed. `titles` are authority lines and the title, each broken where it reads well;
    `lines_short` says how many lines fewer they take than those of the other signature beside them.
    """

    titles: list[list[str]]
    name: str
    lines_short: int = 0

    @property
    def lines(self) -> int:
        return sum(len(title) for title in self.titles)


def signings(paper: Paper, layout: Layout) -> list[Signing]:
    """The signatures of `paper`, which stand in pairs if there are several."""
    share = 0.5 if len(paper.signatures) > 1 else 1 - RECIPIENTS_SHARE
    face, limit = layout.faces.authority, layout.text_width_mm * share * _SIDE
    plain = [
        Signing(
            [
                name_lines(face.shown(clean(line)), limit, face.size_pt, bold=face.bold)
                for line in (*signature.authority, signature.title)
            ],
            clean(signature.name),
        )
        for signature in paper.signatures
    ]
    pairs = [plain[place : place + 2] for place in range(0, len(plain), 2)]
    return [
        Signing(signing.titles, signing.name, max(other.lines for other in pair) - signing.lines)
        for pair in pairs
        for signing in pair
    ]


def fits_one_page(paper: Paper, layout: Layout) -> bool:
    """Whether signature and recipients can stand together on a page: a very long list has to go on over the next."""
    size, limit = layout.faces.recipients.size_pt, layout.text_width_mm * RECIPIENTS_SHARE * _SIDE
    return sum(ceil(width_mm(line, size) / limit) for line in recipient_lines(paper)) <= _MOST_LINES_KEPT
