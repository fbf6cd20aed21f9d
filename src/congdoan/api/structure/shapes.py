"""Units as plain values."""

from datetime import date

from ninja import Schema

from congdoan.api.shapes import Named


class UnitRow(Schema):
    """A unit as it is called now. `ended_on`: the first day it no longer stood."""

    code: str
    name: str
    short_name: str
    level: str
    established_on: date
    ended_on: date | None


class NameOut(Schema):
    """What it was called from `since` up to but not including `until`."""

    name: str
    short_name: str
    symbol: str
    since: date | None
    until: date | None


class PlaceOut(Schema):
    """Where it hung in a line; without `parent` it stood at the top."""

    line: str
    parent: Named | None
    since: date | None
    until: date | None


class UnitOut(UnitRow):
    """A unit with its names and places, the line above it today, and how many stand directly under it."""

    symbol: str
    place: str
    above: list[Named]
    children: int
    names: list[NameOut]
    places: list[PlaceOut]


class Branch(Schema):
    """A unit of the tree on a day, named as it was that day. `children` of them stand directly under it."""

    code: str
    name: str
    level: str
    parent: str | None
    children: int


class TreeOut(Schema):
    """`units` from the root down, each after its parent."""

    root: str
    on: date
    units: list[Branch]
