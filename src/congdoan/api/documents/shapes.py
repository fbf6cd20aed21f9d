"""A paper as plain values, and what is sent to register one."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field, StringConstraints

from congdoan.api.shapes import Code, Day, Named, Text


class PaperRow(Schema):
    """A paper in a list. `state`: arriving, draft, discarded, issued, registered or recalled."""

    key: str
    symbol: str
    type: str | None
    subject: str
    issued_on: date | None
    issuer: Named | None
    issuer_text: str
    keeper: Named
    state: str
    version: int


class ClauseOut(Schema):
    label: str
    path: str
    heading: str
    text: str


class BaseOut(Schema):
    """A paper named as ground. `document` is its id where it is here and the caller may read it."""

    symbol: str
    dated: date | None
    issuer_text: str
    subject: str
    is_nested: bool
    document: str | None


class RecipientOut(Schema):
    kind: str
    name: str
    purpose: str
    body: Named | None


class DeliveryOut(Schema):
    """Those the caller may see: all for the keeper's readers, else those to the caller's own units."""

    body: Named
    delivered_at: datetime
    opened_at: datetime | None
    acknowledged_at: datetime | None


class FileOut(Schema):
    key: str
    name: str
    content_type: str
    size_bytes: int
    role: str


class Paper(PaperRow):
    """A whole paper."""

    place: str
    text: str
    signer_name: str
    signer_title: str
    signer_authority: str
    archive: str
    period_start: date | None
    period_end: date | None
    replaces: str | None
    recalled_on: date | None
    recall_reason: str
    clauses: list[ClauseOut]
    bases: list[BaseOut]
    recipients: list[RecipientOut]
    deliveries: list[DeliveryOut]
    files: list[FileOut]


class BaseIn(Schema):
    symbol: Annotated[str, StringConstraints(max_length=80)] = ""
    dated: Day | None = None
    issuer_text: Annotated[str, StringConstraints(max_length=250)] = ""
    subject: Annotated[str, StringConstraints(max_length=600)] = ""


class ClauseIn(Schema):
    text: Text = ""
    label: Annotated[str, StringConstraints(max_length=40)] = ""
    heading: Annotated[str, StringConstraints(max_length=400)] = ""
    path: Annotated[str, StringConstraints(max_length=120)] = ""


class ArrivalIn(Schema):
    """A paper from outside to enter in the incoming book. `issuer` is a body's code; else its name in `issuer_text`."""

    unit: Code
    received_on: Day
    subject: Annotated[str, StringConstraints(min_length=1, max_length=600)]
    issuer: Annotated[str, StringConstraints(max_length=60)] = ""
    issuer_text: Annotated[str, StringConstraints(max_length=250)] = ""
    symbol: Annotated[str, StringConstraints(max_length=80)] = ""
    type: Annotated[str, StringConstraints(max_length=6)] = ""
    issued_on: Day | None = None
    place: Annotated[str, StringConstraints(max_length=60)] = ""
    text: Text = ""
    signer_name: Annotated[str, StringConstraints(max_length=120)] = ""
    signer_title: Annotated[str, StringConstraints(max_length=120)] = ""
    signer_authority: Annotated[str, StringConstraints(max_length=200)] = ""
    bases: Annotated[list[BaseIn], Field(max_length=100)] = []
    clauses: Annotated[list[ClauseIn], Field(max_length=500)] = []


class Arrived(Schema):
    """The paper in the book, and its arrival number there."""

    arrival_number: int
    document: Paper


class ReadOut(Schema):
    """What was read, in the schema of the evaluation corpus: `document`, `claims`, `petitions`. Nothing was kept."""

    kind: str
    warnings: list[str]
    document: dict[str, Any]
    claims: list[dict[str, Any]]
    petitions: list[dict[str, Any]]
