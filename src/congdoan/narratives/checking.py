"""A text checked without being kept: for the command line and for programs that only ask."""

from datetime import date

from congdoan.accounts.models import User
from congdoan.foundation.periods import Period
from congdoan.indicators.models import Indicator
from congdoan.narratives.models import Claim, Narrative
from congdoan.narratives.queries import Finding, judged
from congdoan.narratives.reading import read_claims
from congdoan.organisation.models import Unit


def check(text: str, *, unit: Unit, on: date, reader: User | None, period: Period | None = None) -> list[Finding]:
    """Every figure of the text with what the records say of it to the reader (None: the house itself), in the order
    of the text. Writes nothing.
    """
    found = read_claims(text, unit=unit, on=on, period=period)
    indicators = Indicator.objects.in_bulk({one.indicator for one in found if one.indicator})
    narrative = Narrative(unit=unit, text=text)
    claims = [
        Claim(
            narrative=narrative,
            number=number,
            quote=one.anchor.quote,
            start=one.anchor.start,
            shape=one.shape,
            value=one.value,
            second=one.second,
            bound=one.bound,
            unit_read=one.unit_read,
            measure_read=one.measure_read,
            indicator=indicators.get(one.indicator or ""),
            unit=one.unit,
            period_start=one.period.start if one.period else None,
            period_end=one.period.end if one.period else None,
        )
        for number, one in enumerate(found, 1)
    ]
    return [Finding(*row) for row in judged(claims, reader=reader)]
