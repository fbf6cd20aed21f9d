"""Whether a sentence may quote a value so: "trên 500", "gần 20 tỷ", "khoảng 300". One rule for reports and narratives.

Pure. A bound is one of `journal.Bound`; what the words allow is said at each, with the sentence that made it necessary.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from congdoan.journal.models import Bound

_DECIMAL = re.compile(r"\d[.,](\d{1,2})(?!\d)\s*(nghìn|ngàn|triệu|tr|tỷ|tỉ)?")
_SCALE = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tr": 10**6, "tỷ": 10**9, "tỉ": 10**9}
NEARLY_FROM = Decimal("0.8")
""" "gần 20 tỷ" is no way to speak of 15 tỷ."""
ABOUT_WITHIN = Decimal("0.1")
FAR_BEYOND = Decimal("1.5")
"""From here on "trên 100" is true and tells too little: 180 would be said as "gần 200"."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """How a quoted value stands to the known one. `difference` is known less said; 0 where rounding explains it.

    `is_rounded`: "38,5 triệu" said of 38.520.000. `is_far`: true, but the records hold much more.
    """

    is_true: bool
    difference: Decimal
    is_rounded: bool = False
    is_far: bool = False


def quoted(said: Decimal, bound: str, known: Decimal, *, step: Decimal = Decimal(1)) -> Quoted:
    """Whether `said`, with its bound, is true of `known`. `step`: what the last digit written stands for."""
    difference = known - said
    match bound:
        case Bound.OVER | Bound.AT_LEAST:
            return Quoted(known >= said, difference, is_far=known > said * FAR_BEYOND)
        case Bound.ORDER:  # "hàng chục tỷ": tens, not hundreds
            return Quoted(said <= known < said * 10, difference)
        case Bound.AT_MOST:
            return Quoted(known <= said, difference)
        case Bound.NEARLY:
            return Quoted(said * NEARLY_FROM <= known <= said, difference)
        case Bound.ABOUT:
            return Quoted(abs(difference) <= said * ABOUT_WITHIN, difference)
        case _:
            return _exactly(said, known, step)


def step_written(quote: str) -> Decimal:
    """What the last digit written stands for: 100000 in "38,5 triệu đồng", 0.1 in "93,3%", 1 in "404 người"."""
    found = _DECIMAL.search(quote.lower())
    if not found:
        return Decimal(1)
    return Decimal(_SCALE.get(found[2] or "", 1)) / Decimal(10 ** len(found[1]))


def _exactly(said: Decimal, known: Decimal, step: Decimal) -> Quoted:
    """Equal, or equal once `known` is rounded to the last digit that was written. Whole things are not rounded."""
    if known == said:
        return Quoted(True, Decimal(0))
    is_broken = known != known.to_integral_value()
    if (step > 1 or is_broken) and abs(known - said) * 2 <= step:
        return Quoted(True, Decimal(0), is_rounded=True)
    return Quoted(False, known - said)
