"""A narrative as a screen draws it: its text with every figure marked, and one figure opened beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from congdoan.accounts.models import User
from congdoan.indicators.access import may_be_told
from congdoan.indicators.queries import Trail, figure, trail
from congdoan.indicators.values import Figure
from congdoan.narratives.models import Claim
from congdoan.narratives.queries import Finding, period_of
from congdoan.narratives.rules.judging import Verdict

LOOK = {Verdict.BOUND: "bound", Verdict.CONTRADICTED: "clash", Verdict.UNBOUND: "free"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text from its letter `at` on; `finding` where it is a figure."""

    text: str
    at: int
    finding: Finding | None = None

    @property
    def look(self) -> str:
        """How the figure is marked: one set aside is plain words again."""
        if self.finding is None or self.finding.is_set_aside:
            return "plain"
        return LOOK[self.finding.verdict]


@dataclass(frozen=True, slots=True)
class Opened:
    """A figure opened: what it is bound to with its parts, and the first records behind it."""

    finding: Finding
    figure: Figure | None
    trail: Trail | None
    url: str

    @property
    def claim(self) -> Claim:
        return self.finding.claim


@dataclass(frozen=True, slots=True)
class Place:
    """Where words to be marked stand, with the sentence around them; `url` chooses this place among several."""

    start: int
    end: int
    before: str
    quote: str
    after: str
    url: str


@dataclass(frozen=True, slots=True)
class Marking:
    """Words an officer marks as a figure: `words` asks for them, `places` is where they stand. `form` asks what those
    chosen say; it is None while nothing is chosen."""

    words: forms.Form
    places: Sequence[Place]
    chosen: Place | None = None
    form: forms.Form | None = None


def paragraphs(text: str, found: Sequence[Finding]) -> list[list[Piece]]:
    """The text line by line, its figures set apart; joined again it is the same words."""
    lines: list[list[Piece]] = [[]]
    at = 0
    for row in found:
        start = row.claim.start
        if start is None or start < at:
            continue
        _words(lines, text[at:start], at)
        at = start + len(row.claim.quote)
        lines[-1].append(Piece(text[start:at], start, row))
    _words(lines, text[at:], at)
    return [line for line in lines if any(piece.text.strip() for piece in line)]


def opened(finding: Finding, user: User) -> Opened:
    """The trail of the figure a claim is bound to, as far as it is bound and the user may be told of it. About a dozen
    queries.
    """
    claim, period = finding.claim, period_of(finding.claim)
    if not (claim.indicator and claim.unit and period and may_be_told(user, claim.unit, claim.indicator)):
        return Opened(finding, None, None, "")
    found = figure(claim.unit, claim.indicator, period)
    address = reverse("figures:figure", args=[claim.unit.code, claim.indicator.code])
    return Opened(finding, found, trail(found, limit=5), f"{address}?{urlencode({'period': period.code})}")


def _words(lines: list[list[Piece]], text: str, at: int) -> None:
    for place, line in enumerate(text.split("\n")):
        if place:
            lines.append([])
        if line:
            lines[-1].append(Piece(line, at))
        at += len(line) + 1
