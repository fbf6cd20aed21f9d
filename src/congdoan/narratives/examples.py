"""Texts in which an officer marked figures by hand, as examples to replay: the text, what was read, what stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from congdoan.documents.fieldwise import claim_in_words
from congdoan.journal.models import Bound
from congdoan.narratives.models import Claim, Decision, Narrative, Shape
from congdoan.organisation.models import Unit

_QUALIFIERS = {Bound.OVER, Bound.AT_LEAST, Bound.NEARLY, Bound.ABOUT}


@dataclass(frozen=True, slots=True)
class Example:
    """`gold` is in the schema of the evaluation corpus; `marked` beside it tells each mark: where, what was read there,
    what the officer says."""

    key: str
    text: str
    gold: dict[str, Any]


def examples(units: list[Unit] | None = None) -> Iterator[Example]:
    """Every text with a mark that stands, of all units or of those listed, the oldest first, one at a time."""
    marks = Claim.objects.standing().filter(is_marked=True, start__isnull=False)
    rows = Narrative.objects.filter(pk__in=marks.values("narrative"), discarded_at=None).order_by("pk")
    if units is not None:
        rows = rows.filter(unit__in=units)
    for row in rows.iterator(chunk_size=50):
        claims = list(row.claims.standing().filter(start__isnull=False).order_by("start"))
        yield Example(row.key, row.text, _gold(claims))


def _gold(claims: list[Claim]) -> dict[str, Any]:
    return {
        "kind": "narrative",
        "document": {},
        "claims": [_claim(claim) for claim in claims if claim.decision != Decision.SET_ASIDE],
        "petitions": [],
        "marked": [
            {
                "start": claim.start,
                "end": claim.end,
                "read": _in_words(claim.read_then) if claim.read_then else "",
                "written": _in_words({name: getattr(claim, name) for name in _SAID}),
            }
            for claim in claims
            if claim.is_marked
        ],
    }


_SAID = ("shape", "value", "second", "bound", "unit_read", "measure_read")


def _in_words(row: dict[str, Any]) -> str:
    value = _value(row["shape"], Decimal(row["value"]), row["second"])
    return claim_in_words(value, row["unit_read"], _qualifier(row["bound"]), row["measure_read"])


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "text": claim.quote,
        "start": claim.start,
        "measure": claim.measure_read,
        "value": _value(claim.shape, claim.value, claim.second),
        "unit": claim.unit_read,
        "qualifier": _qualifier(claim.bound),
        "period": claim.period_read or None,
        "unit_of_organisation": claim.organisation_read or None,
    }


def _qualifier(bound: str) -> str:
    """In the corpus's words, which know neither "at most" nor an order of magnitude."""
    return bound if bound in _QUALIFIERS else "exact"


def _value(shape: str, value: Decimal, second: Decimal | str | None) -> Any:
    if second is None:
        return _number(value)
    names = ("numerator", "denominator") if shape == Shape.RATIO else ("min", "max")
    return dict(zip(names, (_number(value), _number(Decimal(second))), strict=True))


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
