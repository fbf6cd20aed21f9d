"""Figures as plain values. A whole number is a number, a quotient text with all its digits."""

from datetime import date

from ninja import Schema

from congdoan.api.shapes import Named

Value = int | str | None


class Asked(Schema):
    """Units asked for the figure in the period, and how many of them were heard."""

    due: int
    heard: int


class PartOut(Schema):
    """What one unit brings. `state`: counted, zero, missing, silent or not_applicable. Missing is not zero."""

    code: str
    name: str
    is_own: bool
    period: str
    value: Value
    bound: str
    entries: int
    numerator: int | None
    denominator: int | None
    state: str
    completeness: Asked


class GapOut(Schema):
    code: str
    name: str
    due_on: date | None


class ReportedOut(Schema):
    """What a paper said of a unit over a period, with its bound: beside the figure, never in it, never added up."""

    value: int
    bound: str
    organisation: Named
    period: str
    source: str


class FigureOut(Schema):
    """`unit` is the unit of count; `organisation` whose figure it is; `entries` how many records it is made of.

    `hidden`: what stands instead of a value about illness that the caller may not be told; the parts are left out then.
    """

    value: Value
    unit: str
    bound: str
    parts: list[PartOut]
    gaps: list[GapOut]
    entries: int
    organisation: Named
    indicator: Named
    period: str
    structure: date | None
    state: str
    hidden: str | None
    completeness: Asked
    numerator: int | None
    denominator: int | None
    named: int | None
    turns: int | None
    unnamed: int | None
    reported: list[ReportedOut]
    formula: str
    position: int


class StepOut(Schema):
    """One record behind a figure. `act` is its receipt code, where it is an act the caller may open."""

    source: str
    act: str | None
    organisation: Named
    occurred_on: date
    quantity: int
    below: int
    was_corrected: bool


class TrailOut(Schema):
    """`count` and `quantity` are of all records, not of this page."""

    items: list[StepOut]
    next: str | None
    count: int
    quantity: int


class CellOut(Schema):
    indicator: str
    value: Value
    state: str
    hidden: str | None
    completeness: Asked
    target: Value
    percent_of_target: Value
    before: Value


class RowOut(Schema):
    organisation: Named
    is_own: bool
    period: str
    cells: list[CellOut]


class BoardOut(Schema):
    organisation: Named
    period: str
    structure: date | None
    indicators: list[Named]
    rows: list[RowOut]
    total: RowOut
    position: int


class IndicatorOut(Schema):
    code: str
    name: str
    formula: str
    unit: str


class BoardName(Schema):
    code: str
    name: str
    indicators: list[str]
