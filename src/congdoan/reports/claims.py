"""Numbers an officer typed by hand: which no record stands behind, and which the records contradict."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from congdoan.documents import Claim, UnreadableDocument, read_text
from congdoan.indicators.quoting import quoted, step_written
from congdoan.reports.figures import Shown
from congdoan.reports.models import KeptNumber
from congdoan.reports.rules import Words


@dataclass(frozen=True, slots=True)
class Typed:
    """A number typed into the text. `figure` is the report's own figure of the same measure, None where it has none.

    `kept` says why its writer keeps it although the records contradict it.
    """

    text: str
    figure: Shown | None
    is_contradicted: bool
    kept: KeptNumber | None = None


def marked(pieces: Sequence[Words | Shown], figures: dict[str, Shown]) -> list[Words | Shown | Typed]:
    """The pieces of a paragraph with its typed numbers set apart; joined again they are the same sentence.

    A number is contradicted when the reader finds it to count what a figure of the report counts, and the records say
    otherwise. What the reader cannot place stays a number without a source.
    """
    claims = [claim for claim in _claims("".join(piece.text for piece in pieces)) if isinstance(claim.value, Decimal)]
    by_measure = {figure.token.indicator_id: figure for figure in figures.values()}
    found: list[Words | Shown | Typed] = []
    start = 0
    for piece in pieces:
        end = start + len(piece.text)
        if isinstance(piece, Words):
            found.extend(_apart(piece.text, start, claims, by_measure))
        else:
            found.append(piece)
        start = end
    return found


def _apart(text: str, start: int, claims: list[Claim], figures: dict[str, Shown]) -> list[Words | Typed]:
    """The claims that lie wholly in this stretch of words, and the words between them."""
    found: list[Words | Typed] = []
    at = 0
    for claim in claims:
        first, last = claim.span.start - start, claim.span.end - start
        if first < at or last > len(text):
            continue
        if first > at:
            found.append(Words(text[at:first]))
        figure = figures.get(claim.measure)
        found.append(Typed(text[first:last], figure, figure is not None and _contradicts(claim, figure)))
        at = last
    if at < len(text):
        found.append(Words(text[at:]))
    return found


def _contradicts(claim: Claim, figure: Shown) -> bool:
    """Whether the sentence cannot be true of the recorded figure. A figure nobody recorded contradicts nothing."""
    said, known = claim.value, figure.value
    if known is None or figure.state in {"missing", "silent"} or not isinstance(said, Decimal):
        return False
    return not quoted(said, claim.qualifier, known, step=step_written(claim.text)).is_true


@lru_cache(maxsize=2048)
def _claims(text: str) -> tuple[Claim, ...]:
    """Empty where the text is far too long to be read while a screen waits."""
    if not any(letter.isdigit() for letter in text):
        return ()
    try:
        return read_text(text).claims
    except UnreadableDocument:
        return ()
