"""An obligation as plain values, and what its steps are told."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field, StringConstraints

from congdoan.api.shapes import Day, Key, Line, Named, Version


class DutyRow(Schema):
    """One obligation in a list.

    `kind` is how it looks today: unsent, idle, doing, soon, late, returned, dateless, done, done-late or excused.
    `days_late` and `days_left` are working days. `document` is set where the caller may read that paper.
    """

    key: str
    what: str
    bearer: Named
    holder: Named
    given_by: Named
    document: str | None
    symbol: str
    placed_on: date
    due_on: date | None
    due_text: str
    state: str
    kind: str
    days_late: int
    days_left: int | None
    measure: str | None
    is_report: bool
    version: int


class EventOut(Schema):
    kind: str
    on: date
    actor: str
    actor_unit: str
    note: str
    new_due: date | None
    done_on: date | None


class ReminderOut(Schema):
    day: date
    text: str
    sent_by: str


class NilOut(Schema):
    period_start: date
    period_end: date
    said_at: datetime
    is_withdrawn: bool


class Duty(DutyRow):
    """One obligation with its history. `acts` are receipt codes of acts that answer it; `under` the one above it."""

    proof: str
    done_on: date | None
    verified_on: date | None
    extensions: int
    period_start: date | None
    period_end: date | None
    under: str | None
    events: list[EventOut]
    reminders: list[ReminderOut]
    nil_returns: list[NilOut]
    acts: list[str]


class StepIn(Schema):
    version: Version | None = None


class FinishIn(StepIn):
    on: Day
    note: Line = ""


class NilIn(StepIn):
    """`period` as in figures (2024-07); without one, all of what was asked about."""

    period: Annotated[str, StringConstraints(max_length=40)] = ""


class NoteIn(StepIn):
    note: Line = ""


class ReasonIn(StepIn):
    reason: Annotated[str, StringConstraints(min_length=1, max_length=300)]


class ExtendIn(ReasonIn):
    to: Day


class RemindIn(Schema):
    obligations: Annotated[list[Key], Field(min_length=1, max_length=500)]
    text: Annotated[str, StringConstraints(min_length=1, max_length=500)]


class RemindedOut(Schema):
    """Obligations whose bearers were reminded now, and those somebody had reminded today already."""

    sent: list[str]
    already: list[str]
