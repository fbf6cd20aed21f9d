"""A checked text as plain values."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import StringConstraints

from congdoan.api.figures.shapes import Value
from congdoan.api.shapes import Code, Named, Words


class FindingOut(Schema):
    """A figure of the text. `verdict`: bound, contradicted, unbound or set_aside; `why` what is lacking. `noted`: it
    stands in the reported lane, beside the recorded figure.
    """

    number: int
    quote: str
    start: int | None
    said: Value
    second: Value
    shape: str
    bound: str
    verdict: str
    known: Value
    difference: Value
    why: str
    indicator: str | None
    organisation: Named | None
    period: str | None
    decision: str
    noted: bool


class NarrativeRow(Schema):
    key: str
    title: str
    unit: Named
    created_at: datetime
    created_by: str
    version: int


class NarrativeOut(NarrativeRow):
    """A whole text with what the records say of each figure now."""

    text: str
    findings: list[FindingOut]


class TextIn(Schema):
    """`period` is meant where a sentence names none: 2021, 2021-Q3, 2021-08."""

    unit: Code
    text: Annotated[str, StringConstraints(min_length=1, max_length=400_000)]
    period: Words = ""
    title: Words = ""
