"""Where the claims of a text stand after it was reworded."""

from collections.abc import Sequence

from congdoan.indicators.models import Indicator
from congdoan.narratives.models import Claim, Decision, Narrative
from congdoan.narratives.reading import Found
from congdoan.narratives.rules.anchoring import Anchor, found_again, is_same_quote


def carry_over(narrative: Narrative, found: Sequence[Found]) -> None:
    """The claims of a text that was reworded, moved to where they stand in the figures `found` in it now."""
    claims = list(narrative.claims.all())
    former = [Anchor(row.quote, row.before, row.after, row.start or 0) for row in claims]
    again = found_again(former, [one.anchor for one in found])
    for ordinal, claim in enumerate(claims):
        if ordinal in again:
            _move(claim, found[again[ordinal]])
        elif claim.is_here:
            claim.start = None
            claim.version += 1
        claim.save()
    fresh = [one for ordinal, one in enumerate(found) if ordinal not in again.values()]
    first = max((row.number for row in claims), default=0) + 1
    Claim.objects.bulk_create(new_claim(narrative, number, one) for number, one in enumerate(fresh, first))


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
