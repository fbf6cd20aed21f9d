"""A report as plain values, and what its steps are told."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import StringConstraints

from congdoan.api.figures.shapes import Value
from congdoan.api.shapes import Code, Key, Named, Version


class ReportRow(Schema):
    """A report in a list. `state`: draft, sent, returned, accepted or signed."""

    key: str
    title: str
    unit: Named
    receiver: Named
    period_start: date
    period_end: date
    cutoff_on: date
    state: str
    sent_at: datetime | None
    accepted_at: datetime | None
    signed_at: datetime | None
    version: int


class BlockOut(Schema):
    """A piece of the narrative: `text` with its figures in place, `source` with their names as `{{name}}`.

    `version` is the block's own: it is sent back when the block is written.
    """

    key: str
    version: int
    kind: str
    label: str
    text: str
    source: str


class ChangeOut(Schema):
    """A record that came under a figure after it was frozen."""

    source: str
    organisation: Named
    measure: str
    quantity: int
    occurred_on: date
    reason: str


class TokenOut(Schema):
    """A figure of the report. `value` is the frozen one once sent, `live` today's, `drift` their difference."""

    name: str
    indicator: str
    period_start: date
    period_end: date
    value: Value
    live: Value
    drift: Value
    is_frozen: bool
    wording: str
    text: str
    changes: list[ChangeOut]


class RemarkOut(Schema):
    key: str
    text: str
    quote: str
    block: str | None
    figure: str | None
    made_at: datetime
    made_by: str
    closed_at: datetime | None
    reply: str


class ReportOut(ReportRow):
    """A whole report. `document` is the numbered paper it became when it was signed."""

    obligation: str | None
    document: str | None
    signer_name: str
    signer_title: str
    journal_position: int | None
    blocks: list[BlockOut]
    figures: list[TokenOut]
    remarks: list[RemarkOut]


class RequestRow(Schema):
    """A report that was asked for."""

    key: str
    title: str
    receiver: Named
    period_start: date
    period_end: date
    cutoff_on: date
    closed_at: datetime | None


class SignerRow(Schema):
    """Who may sign for the unit today, and as what."""

    key: str
    title: str
    signs_as: str


class OpenIn(Schema):
    """`unit` is the caller's own unless told: one whose heir the caller is."""

    request: Key
    unit: Code | None = None


class StepIn(Schema):
    """`version` or If-Match is needed."""

    version: Version | None = None


class ReturnIn(StepIn):
    """A note, or remarks made before: something must say what to mend."""

    note: Annotated[str, StringConstraints(max_length=500)] = ""


class RemarkIn(Schema):
    """Pinned to a phrase of a block, to a figure by its name, or to the whole."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=600)]
    block: Key | None = None
    quote: Annotated[str, StringConstraints(max_length=400)] = ""
    figure: Annotated[str, StringConstraints(max_length=40)] = ""


class WriteIn(Schema):
    """A block's text, figures as `{{name}}`; `version` is the block's."""

    text: Annotated[str, StringConstraints(max_length=20_000)]
    version: Version


class ReplyIn(Schema):
    """How a remark was met, or why nothing was changed."""

    reply: Annotated[str, StringConstraints(min_length=1, max_length=600)]


class SignIn(StepIn):
    """`signer` is one of `/signers`."""

    signer: Key
