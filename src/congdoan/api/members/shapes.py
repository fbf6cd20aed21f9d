"""Members in numbers, as plain values. No name passes this door."""

from datetime import date

from ninja import Schema

from congdoan.api.shapes import Named


class MembersOut(Schema):
    """How many at and below a unit on a day; `without_names` are known by number only."""

    organisation: Named
    on: date
    members: int
    women: int
    without_names: int


class UnexplainedOut(Schema):
    """A unit whose members changed by other than came and went."""

    organisation: Named
    unexplained: int


class ReconciliationOut(Schema):
    """start + admitted + registered + transferred_in + came_with_units − left − transferred_out − went_with_units
    = end − unexplained. `left` goes by cause.
    """

    organisation: Named
    period: str
    start: int
    admitted: int
    registered: int
    transferred_in: int
    came_with_units: int
    left: dict[str, int]
    transferred_out: int
    went_with_units: int
    end: int
    end_women: int
    end_without_names: int
    unexplained: int
    gaps: list[UnexplainedOut]
