"""What is sent to write and issue a paper, and to decide about what it asks."""

from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import Field, StringConstraints

from congdoan.api.documents.shapes import BaseIn, Paper
from congdoan.api.shapes import Code, Day, Key, Line, Named, Text, Version

Short = Annotated[str, StringConstraints(max_length=120)]
Codes = Annotated[list[Code], Field(max_length=200)]


class RecipientIn(Schema):
    """One printed line. `group` is a group's code, `body` a body's; neither: somebody outside this system."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=250)]
    kind: Annotated[str, StringConstraints(pattern="^(addressee|copy)$")] = "copy"
    purpose: Annotated[str, StringConstraints(max_length=60)] = ""
    group: Annotated[str, StringConstraints(max_length=40)] = ""
    body: Annotated[str, StringConstraints(max_length=60)] = ""


class DraftFields(Schema):
    """What a draft says; null leaves a value as it stands. `body`: a paragraph a line, I. 1. a) before an item."""

    type: Annotated[str, StringConstraints(max_length=6)] | None = None
    subject: Annotated[str, StringConstraints(max_length=600)] | None = None
    place: Annotated[str, StringConstraints(max_length=60)] | None = None
    superior_text: Annotated[str, StringConstraints(max_length=250)] | None = None
    body: Text | None = None
    archive: Short | None = None
    signer_name: Short | None = None
    signer_title: Short | None = None
    signer_authority: Annotated[str, StringConstraints(max_length=200)] | None = None
    period_start: Day | None = None
    period_end: Day | None = None
    peak_start: Day | None = None
    peak_end: Day | None = None
    bases: Annotated[list[BaseIn], Field(max_length=40)] | None = None
    recipients: Annotated[list[RecipientIn], Field(max_length=200)] | None = None


class DraftIn(DraftFields):
    """A new draft of `unit`. Of the papers in `based_on` the first gives subject, period and outline where these are
    not sent.
    """

    unit: Code
    based_on: Annotated[list[Key], Field(max_length=20)] = []


class ReviseIn(DraftFields):
    version: Version | None = None


class IssueIn(Schema):
    """`number` is one already printed on the paper, `suffix` puts it beside an earlier one (06b). `completes`:
    obligations of the issuer from above that are done by issuing this very paper.
    """

    on: Day
    number: Annotated[int, Field(ge=1, le=99_999)] | None = None
    suffix: Annotated[str, StringConstraints(pattern="^[a-zđ]{0,2}$")] = ""
    completes: Annotated[list[Key], Field(max_length=100)] = []


class IssuedOut(Schema):
    """The paper with its number, and the obligations laid by it."""

    document: Paper
    obligations: list[str]


class RecallIn(Schema):
    on: Day
    reason: Annotated[str, StringConstraints(min_length=1, max_length=300)]


class RegisterIn(Schema):
    received_on: Day
    version: Version | None = None


class ReceivedOut(Schema):
    """A paper on the desk, read, with what it seems to ask."""

    document: Paper
    warnings: list[str]
    duties: list["DutyOut"]


class DutyOut(Schema):
    """What a paper asks, as far as an officer has decided. `state`: proposed, accepted or rejected. `bearers` are codes
    of groups and bodies; `laid` says on how many it lies.
    """

    key: str
    ordinal: int
    what: str
    bearers_text: str
    groups: list[str]
    bodies: list[Named]
    due_on: date | None
    due_text: str
    proof: str
    measure: str | None
    recurrence: str
    accountable_office: str
    is_report: bool
    state: str
    state_reason: str
    confidence: float | None
    carries: str | None
    laid: int
    version: int


class DutyIn(Schema):
    """A duty as an officer writes it. `carries`: the obligation from above that it passes down."""

    what: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    groups: Codes = []
    bodies: Codes = []
    due_on: Day | None = None
    due_text: Annotated[str, StringConstraints(max_length=200)] = ""
    proof: Annotated[str, StringConstraints(max_length=200)] = ""
    measure: Annotated[str, StringConstraints(max_length=60)] = ""
    recurrence: Annotated[str, StringConstraints(pattern="^(once|monthly|quarterly|half_yearly|yearly)$")] = "once"
    accountable_office: Short = ""
    carries: Key | None = None


class AmendIn(DutyIn):
    version: Version | None = None


class AcceptIn(Schema):
    """`without_date` says plainly that it shall have none."""

    due_on: Day | None = None
    without_date: bool = False
    version: Version | None = None


class DropIn(Schema):
    reason: Line = ""
    version: Version | None = None


class PartsIn(Schema):
    parts: Annotated[list[Annotated[str, StringConstraints(max_length=4000)]], Field(max_length=40)]
    version: Version | None = None
