"""A target as plain values, and what is sent to give one."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from ninja import Schema
from pydantic import Field, StringConstraints

from congdoan.api.figures.shapes import Value
from congdoan.api.shapes import Code, Day, Named

Amount = Annotated[Decimal, Field(ge=0, le=10**15, decimal_places=2)]


class TargetOut(Schema):
    """A version of a target. `registered`: what the receiver said it will reach. `percent`: how far it is met."""

    key: str
    indicator: Named
    giver: Named
    receiver: Named
    period_start: date
    period_end: date
    value: Value
    registered: Value
    reached: Value
    percent: Value
    basis: str
    version: int
    is_current: bool
    given_on: date


class BasisIn(Schema):
    """The paper behind it, as it is cited."""

    symbol: Annotated[str, StringConstraints(max_length=80)] = ""
    dated: Day | None = None
    issuer: Annotated[str, StringConstraints(max_length=250)] = ""


class ValueIn(Schema):
    value: Amount
    basis: BasisIn | None = None


class TargetIn(ValueIn):
    """`giver` gives it to `receiver` for a period as in figures (2021, 2021-Q3, 2021-08)."""

    giver: Code
    receiver: Code
    indicator: Code
    period: Annotated[str, StringConstraints(min_length=1, max_length=40)]


class RegisteredIn(Schema):
    value: Amount


class SharesIn(Schema):
    """By unit code, its share."""

    shares: Annotated[dict[Code, Amount], Field(min_length=1, max_length=500)]
    basis: BasisIn | None = None


class SharesOut(Schema):
    """How a target was passed down. `left_over`: what no unit was given; below zero where they were given more."""

    target: TargetOut
    shares: list[TargetOut]
    left_over: Value
