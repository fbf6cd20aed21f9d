"""Where the claims of a text stand after it was reworded."""

from collections.abc import Sequence

from congdoan.indicators.models import Indicator
from congdoan.narratives.models import Claim, Decision, Narrative
from congdoan.narratives.reading import Found, Pointing
from congdoan.narratives.rules.anchoring import Anchor, found_again, is_same_quote, places_of


def carry_over(narrative: Narrative, found: Sequence[Found], pointing: Pointing) -> None:
    """The claims of a text that was reworded, moved to where they stand in the figures `found` in it now.

    What an officer marked is looked for first, by its own words: there the reader's word counts for nothing.
    """
    claims = list(narrative.claims.standing())
    marked = [row for row in claims if row.is_marked]
    _follow_marks(narrative.text, marked, pointing)
    free = [one for one in found if not any(_overlaps(row, one) for row in marked)]
    _follow([row for row in claims if not row.is_marked], free, narrative)


def _follow(claims: list[Claim], found: list[Found], narrative: Narrative) -> None:
    again = found_again([_anchor(row) for row in claims], [one.anchor for one in found])
    for ordinal, claim in enumerate(claims):
        _settle(claim, found[again[ordinal]] if ordinal in again else None)
    fresh = [one for ordinal, one in enumerate(found) if ordinal not in again.values()]
    first = next_number(narrative)
    Claim.objects.bulk_create(new_claim(narrative, number, one) for number, one in enumerate(fresh, first))


def _follow_marks(text: str, marked: list[Claim], pointing: Pointing) -> None:
    former = [_anchor(row) for row in marked]
    places = sorted({place for one in former for place in places_of(one, text)}, key=lambda place: place.start)
    again = found_again(former, places)
    for ordinal, claim in enumerate(marked):
        here = places[again[ordinal]] if ordinal in again else None
        if here and is_same_quote(claim.quote, here.quote):
            claim.quote, claim.before, claim.after, claim.start = here.quote, here.before, here.after, here.start
            claim.version += 1
            claim.save()
        else:  # other words stand in its place: they say what the grammar of figures makes of them
            _settle(claim, pointing.read(here.start, here.start + len(here.quote)) if here else None)


def _settle(claim: Claim, found: Found | None) -> None:
    if found:
        _move(claim, found)
    elif claim.is_here:
        claim.start = None
        claim.version += 1
    claim.save()


def _move(claim: Claim, found: Found) -> None:
    """The claim where it stands now. Another figure there is for an officer to look at again."""
    if not is_same_quote(claim.quote, found.anchor.quote):
        claim.former_quote = claim.quote
        if claim.decision == Decision.CONFIRMED:
            claim.decision = Decision.PROPOSED
    place(claim, found)
    if claim.decision == Decision.PROPOSED and not claim.is_bound:
        propose(claim, found)
    claim.version += 1


def next_number(narrative: Narrative) -> int:
    """Numbers are never given twice: the journal and former checks name claims by them."""
    last = narrative.claims.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def new_claim(narrative: Narrative, number: int, found: Found) -> Claim:
    """A claim as it was read, not yet saved."""
    claim = Claim(narrative=narrative, number=number)
    place(claim, found)
    propose(claim, found)
    return claim


def place(claim: Claim, found: Found) -> None:
    """Where the claim stands and what it says, as it was read."""
    claim.quote, claim.before, claim.after = found.anchor.quote[:400], found.anchor.before, found.anchor.after
    claim.start = found.anchor.start
    claim.shape, claim.value, claim.second, claim.bound = found.shape, found.value, found.second, found.bound
    claim.unit_read, claim.measure_read = found.unit_read, found.measure_read
    claim.period_read, claim.organisation_read = found.period_read, found.organisation_read


def propose(claim: Claim, found: Found) -> None:
    """What the claim most likely speaks of."""
    claim.indicator = Indicator.objects.filter(code=found.indicator).first() if found.indicator else None
    claim.unit = found.unit
    claim.period_start = found.period.start if found.period else None
    claim.period_end = found.period.end if found.period else None


def _anchor(claim: Claim) -> Anchor:
    return Anchor(claim.quote, claim.before, claim.after, claim.start or 0)


def _overlaps(claim: Claim, found: Found) -> bool:
    return claim.overlaps(found.anchor.start, found.anchor.start + len(found.anchor.quote))
