"""Cases as plain values. No name and no need passes this door: initials, a public name, the step, the sum."""

from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import StringConstraints

from congdoan.api.shapes import Code, Day, Key, Named, Quantity, Words


class CaseOut(Schema):
    """`amount_vnd` null: not decided. `days_to_help`: from the need to the hand-over, null until then."""

    key: str
    who: str
    programme: str
    unit: Named
    for_unit: Named
    state: str
    asked_on: date
    handed_on: date | None
    amount_vnd: int | None
    paid_vnd: int | None
    decision: str | None
    days_to_help: int | None
    visit_due_on: date | None
    version: int


class CaseIn(Schema):
    """Help asked for a member. `unit` asks; who decides follows from it. `person`: the member's public key.

    What is told here is sealed at once, and read by nobody through this door.
    """

    unit: Code
    programme: Code
    person: Key
    need_on: Day
    category: Words = ""
    story: Annotated[str, StringConstraints(max_length=4000)] = ""
    asked_vnd: Quantity | None = None
    client_token: Annotated[str, StringConstraints(min_length=8, max_length=40)] | None = None
