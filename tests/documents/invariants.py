"""What holds of every reading, whatever was read: shared by the tests and by the fuzzer (tests/fuzz)."""

import dataclasses
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from congdoan.documents import Claim, Range, Ratio, Reading, Span, to_json
from congdoan.documents.source import Source, source_of
from congdoan.foundation.figures import read_date, scan_quantity

_FACTORS = (1, 10**3, 10**6, 10**9)  # a table's head may say that its cells are thousands, millions …


def check(reading: Reading) -> None:
    """Every span stands in the text, nothing overlaps, and every value can be read again where it is said to stand."""
    text, source = reading.text, source_of(reading.text)
    for span in spans_in(reading):
        assert 0 <= span.start <= span.end <= len(text), span
    places = [claim.span for claim in reading.claims]
    assert all(before.end <= after.start for before, after in pairwise(places)), "claims overlap"
    for claim in reading.claims:
        assert claim.span.of(text) == claim.text
        assert claim.text.strip(), claim
        assert is_derivable(claim, source), claim
    number, day = reading.header.number, reading.header.date
    if number:
        assert _bare(source_of(number.span.of(text)).plain) == _bare(number.value)
    if day:
        assert read_date(" ".join(source_of(day.span.of(text)).plain.split())) == day.value
    assert set(to_json(reading)) >= {"kind", "document", "claims", "petitions"}
    assert hash(reading) == hash(dataclasses.replace(reading))


def _bare(number: str) -> str:
    """Without blanks and without a second mark on one letter, which belongs to the letter's stretch of text."""
    return "".join(letter for letter in number if not letter.isspace() and not unicodedata.combining(letter))


def spans_in(thing: object) -> Iterator[Span]:
    if isinstance(thing, Span):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from spans_in(part)
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from spans_in(getattr(thing, field.name))


def is_derivable(claim: Claim, source: Source) -> bool:
    """Does the stretch of the claim hold its figure or figures?"""
    first, last = (bisect_left(source._starts, place) for place in (claim.span.start, claim.span.end))
    found = {quantity.value for place in range(first, last) if (quantity := scan_quantity(source.low, place))}
    match claim.value:
        case Ratio(numerator, denominator):
            wanted = [numerator, denominator]
        case Range(low, high):
            wanted = [low, high]
        case Decimal() as value:
            wanted = [value]
    return all(any(value == part * factor for part in found for factor in _FACTORS) for value in wanted)
