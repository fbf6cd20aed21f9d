"""A figure as an officer types it: one number, a ratio, a range. Pure."""

import re
from decimal import Decimal

from congdoan.foundation.figures import format_number, read_amount
from congdoan.narratives.models import Shape

_RATIO = re.compile(r"([^/]+)/([^/]+)")
_RANGE = re.compile(r"(.+?)\s*(?:-|–|—|\bđến\b|\btới\b)\s*(.+)")
LARGEST = Decimal(10) ** 18

Numbers = tuple[str, Decimal, Decimal | None]
"""Shape, value, and the lower part of a ratio or the high end of a range."""


def typed_numbers(text: str) -> Numbers | None:
    """`45`, `1.200`, `2 tỷ 350 triệu`, `15/15`, `20.000 - 30.000`; None for anything else, or what no figure can be."""
    bare = " ".join(text.lower().removesuffix("%").split())
    one = _number(bare)
    if one is not None:
        return Shape.NUMBER, one, None
    for shape, pattern in ((Shape.RATIO, _RATIO), (Shape.RANGE, _RANGE)):
        if found := pattern.fullmatch(bare):
            first, second = _number(found[1]), _number(found[2])
            if first is None or second is None:
                return None
            is_possible = second > 0 if shape == Shape.RATIO else first < second
            return (shape, first, second) if is_possible else None
    return None


def told_numbers(shape: str, value: Decimal, second: Decimal | None) -> str:
    """As `typed_numbers` reads it back."""
    first = _written(value)
    if second is None:
        return first
    return f"{first}/{_written(second)}" if shape == Shape.RATIO else f"{first} - {_written(second)}"


def _number(text: str) -> Decimal | None:
    found = read_amount(text)
    is_kept = found is not None and found < LARGEST and found == found.quantize(Decimal("0.0001"))
    return found if is_kept else None


def _written(value: Decimal) -> str:
    plain = value.normalize()
    return format_number(plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain)
