"""Finding a claim again after the text was edited: by its own words and those around it, not by its place.

Pure. Three things may have happened to a claim: it moved, its figure was changed within its sentence, or it is gone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from congdoan.foundation.text import nfc

CONTEXT = 80
NEAREST = 24
"""Letters on either side by which a figure is found again whose own words changed."""
LONGEST = 200
LONG_QUOTE = 12
SOME_CONTEXT = 0.2
ENOUGH = 20
SAME_WORDS = 3.0
SAME_PLACE = 1.1
"""How alike the surroundings (0 to 2) must be for other words to be the same claim with another figure."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words of a claim and those around it; `start` its place when it was seen last."""

    quote: str
    before: str
    after: str
    start: int


def anchor(text: str, start: int, end: int) -> Anchor:
    """The anchor of `text[start:end]`; its context is told in plain blanks."""
    return Anchor(
        text[start:end],
        _plain(text[max(0, start - 2 * CONTEXT) : start])[-CONTEXT:],
        _plain(text[end : end + 2 * CONTEXT])[:CONTEXT],
        start,
    )


def found_again(old: Sequence[Anchor], new: Sequence[Anchor]) -> dict[int, int]:
    """For each claim of the former text its claim in the new one, by their places in the sequences.

    Claims with the same words are matched first, those in the likeliest surroundings before others; then claims whose
    figure changed between words that stayed. What is absent from the answer is gone, what is not named in it is new.
    """
    found: dict[int, int] = {}
    for least in (SAME_WORDS, SAME_PLACE):
        for pair in _pairs(old, new, least, found):
            if pair.old not in found and pair.new not in found.values():
                found[pair.old] = pair.new
    return found


def places_of(former: Anchor, text: str) -> list[Anchor]:
    """Where words that only an officer called a figure may stand in `text`: the words themselves, as far as they are
    many or something around them is the same; else what stands between the words that were around them.

    A lone "12" in other surroundings is nobody's figure.
    """
    same = [
        here
        for found in re.finditer(rf"(?<!\w){_words_of(former.quote)}(?!\w)", text)
        for here in [anchor(text, *found.span())]
        if len(former.quote) >= LONG_QUOTE or _around(here, former) >= SOME_CONTEXT
    ]
    return same or _between(former, text)


def _between(former: Anchor, text: str) -> list[Anchor]:
    before, after = former.before[-NEAREST:], former.after[:NEAREST]
    if min(len(before.strip()), len(after.strip())) < NEAREST // 2:
        return []
    pattern = rf"{_words_of(before)}\s*(\S[^\n]{{0,{LONGEST}}}?)\s*{_words_of(after)}"
    return [anchor(text, *found.span(1)) for found in re.finditer(pattern, text)]


def _words_of(quote: str) -> str:
    return r"\s+".join(map(re.escape, quote.split()))


def _around(one: Anchor, other: Anchor) -> float:
    return _shared(one.before[::-1], other.before[::-1]) + _shared(one.after, other.after)


@dataclass(frozen=True, slots=True)
class _Pair:
    old: int
    new: int
    likeness: float
    moved: int


def _pairs(old: Sequence[Anchor], new: Sequence[Anchor], least: float, found: dict[int, int]) -> list[_Pair]:
    """Pairs not yet found that are alike enough, the likeliest first, of equals the one that moved least."""
    taken = set(found.values())
    pairs = [
        _Pair(first, second, likeness, abs(one.start - other.start))
        for first, one in enumerate(old)
        if first not in found
        for second, other in enumerate(new)
        if second not in taken and (likeness := _likeness(one, other)) >= least
    ]
    return sorted(pairs, key=lambda pair: (-pair.likeness, pair.moved, pair.old, pair.new))


def is_same_quote(one: str, other: str) -> bool:
    """Whether two quotes are the same words, however blanks and accents are composed."""
    return _plain(one) == _plain(other)


def _likeness(one: Anchor, other: Anchor) -> float:
    return _around(one, other) + (SAME_WORDS if is_same_quote(one.quote, other.quote) else 0)


def _shared(one: str, other: str) -> float:
    """How much the two begin alike, 0 to 1. A few letters at the edge of a text prove little against a long context."""
    shorter, longer = sorted((len(one), len(other)))
    if not longer:
        return 1.0
    same = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    return same / max(shorter, min(longer, ENOUGH))


def _plain(text: str) -> str:
    """Composed, in plain blanks; a blank at an edge stays, for it parts the words."""
    edge = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() else ""
    words = " ".join(nfc(text).split())
    return f"{edge}{words}{end}" if words else edge
