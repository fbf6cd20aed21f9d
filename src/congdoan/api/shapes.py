"""Values that every part of the API speaks in."""

from datetime import date
from typing import Annotated, Generic, TypeVar

from ninja import Schema
from pydantic import Field, StringConstraints

from congdoan.foundation.periods import FIRST_YEAR, LAST_YEAR
from congdoan.organisation.models import Body

Item = TypeVar("Item")

Key = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z -]{1,40}$")]
"""A public id as people see it; case, blanks and hyphens make no difference."""
Code = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Day = Annotated[date, Field(ge=date(FIRST_YEAR, 1, 1), le=date(LAST_YEAR, 12, 31))]
Words = Annotated[str, StringConstraints(max_length=200)]
Line = Annotated[str, StringConstraints(max_length=300)]
Text = Annotated[str, StringConstraints(max_length=500_000)]
Limit = Annotated[int, Field(ge=1, le=200)]
Version = Annotated[int, Field(ge=1, le=2**31 - 1)]
Quantity = Annotated[int, Field(ge=0, le=10**12)]
Small = Annotated[int, Field(ge=0, le=32_000)]


class Named(Schema):
    """A unit or outside body: its public code and what it is called."""

    code: str
    name: str


class Page(Schema, Generic[Item]):
    """Items in a fixed order. `next` is sent as `after` to go on; null on the last page."""

    items: list[Item]
    next: str | None


def named(body: Body) -> Named:
    return Named(code=body.code, name=body.name)


def named_or_none(body: Body | None) -> Named | None:
    return named(body) if body else None
