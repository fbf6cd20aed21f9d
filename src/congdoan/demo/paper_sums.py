"""Sums that only a paper tells: noted beside the records with their "gần" and "trên", and never mixed in."""

from collections.abc import Iterable
from datetime import date

from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.periods import Period
from congdoan.indicators.queries import indicator_by_code
from congdoan.narratives import actions as narratives
from congdoan.narratives.models import Decision, Narrative
from congdoan.organisation.models import Unit


def note_beside(
    unit: Unit, text: str, title: str, period: Period, sums: Iterable[tuple[int, str]], *, on: date, by: Actor
) -> Narrative:
    """Keep the text and note each of the sums (as it says them, under which indicator) in the reported lane."""
    with clock.set_to(clock.moment(on)):
        kept = narratives.keep(unit, text=text, title=title, period=period, by=by)
        for said, code in sums:
            claim = kept.claims.get(value=said)
            claim = narratives.bind(
                claim, indicator=indicator_by_code(code), unit=unit, period=period, version=claim.version, by=by
            )
            if claim.decision != Decision.CONFIRMED:
                claim = narratives.confirm(claim, version=claim.version, by=by)
            narratives.note(claim, by=by)
    return kept
