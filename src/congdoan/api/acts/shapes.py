"""An act as plain values, and what is sent to record or change one."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from congdoan.api.shapes import Code, Day, Key, Named, Quantity, Small, Text, Version, Words

Counts = Annotated[
    dict[Annotated[str, StringConstraints(min_length=1, max_length=100)], Quantity], Field(max_length=60)
]
"""Whole numbers by measure, or by `measure.facet`; 0 says that there was none."""


class ActRow(Schema):
    """An act in a list; `key` is its receipt code. `state`: recorded or withdrawn."""

    key: str
    kind: str
    title: str
    lead: Named
    happened_on: date
    until: date | None
    place: str
    state: str
    counts: dict[str, int]
    version: int


class AnswerOut(Schema):
    obligation: str
    completes: bool


class ActFileOut(Schema):
    """`can_open`: papers with names are opened only by those who may read names."""

    key: str
    name: str
    role: str
    size_bytes: int
    can_open: bool


class CorrectionOut(Schema):
    """`by` is told to those who may read names."""

    at: datetime
    by: str | None
    reason: str
    before: dict[str, Any]
    after: dict[str, Any]


class ActOut(ActRow):
    """A whole act. `recorded_by` is told to those who may read names."""

    note: str
    partners: list[Named]
    answers: list[AnswerOut]
    files: list[ActFileOut]
    corrections: list[CorrectionOut]
    recorded_at: datetime
    recorded_by: str | None


class AnswerIn(Schema):
    """Which obligation the act answers, and whether it is done by it."""

    obligation: Key
    completes: bool = False


class ConferenceIn(Schema):
    form: Literal["conference"]
    committee: Annotated[str, StringConstraints(max_length=120)] = ""
    ordinal: Small | None = None
    is_enlarged: bool = False
    members_called: Small | None = None
    members_present: Small | None = None
    invitees: Small | None = None


class SittingIn(Schema):
    form: Literal["sitting"]
    theme: Annotated[str, StringConstraints(min_length=1, max_length=250)]
    channel: Annotated[str, StringConstraints(max_length=60)] = ""


class TeamIn(Schema):
    form: Literal["team"]
    name: Annotated[str, StringConstraints(max_length=160)] = ""
    members: Small


class SituationIn(Schema):
    form: Literal["situation"]
    phase: Annotated[str, StringConstraints(max_length=60)] = ""
    jobs: Text = ""
    wages: Text = ""
    mood: Text = ""
    proposals: Text = ""


DetailsIn = Annotated[ConferenceIn | SittingIn | TeamIn | SituationIn, Field(discriminator="form")]
Files = Annotated[list[Annotated[str, StringConstraints(max_length=400)]], Field(max_length=30)]
"""What POST /acts/files answered with, within a day, by the same caller."""


class ActIn(Schema):
    """Something the unit did. The same `client_token` twice is one act: send it again when the line broke."""

    lead: Code
    kind: Code
    happened_on: Day
    until: Day | None = None
    title: Annotated[str, StringConstraints(max_length=250)] = ""
    place: Words = ""
    note: Text = ""
    counts: Counts = {}
    partners: Annotated[list[Code], Field(max_length=100)] = []
    answers: Annotated[list[AnswerIn], Field(max_length=50)] = []
    files: Files = []
    details: DetailsIn | None = None
    client_token: Annotated[str, StringConstraints(min_length=8, max_length=40)] | None = None


class CorrectionIn(Schema):
    """What is left out stays as it stands; `counts`, where sent, are all of them. `version` or If-Match is needed."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    version: Version | None = None
    happened_on: Day | None = None
    until: Day | None = None
    title: Annotated[str, StringConstraints(max_length=250)] | None = None
    place: Words | None = None
    note: Text | None = None
    counts: Counts | None = None
    partners: Annotated[list[Code], Field(max_length=100)] | None = None
    answers: Annotated[list[AnswerIn], Field(max_length=50)] = []
    files: Files = []


class WithdrawalIn(Schema):
    reason: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    version: Version | None = None


class UploadedOut(Schema):
    """`handle` goes into `files` of an act. A photo was redrawn: upright, smaller, without place or device."""

    handle: str
    name: str
    content_type: str
    size_bytes: int


class KindOut(Schema):
    """A kind of act, its short form and the measures it may count."""

    code: str
    name: str
    form: str
    measures: list[str]
