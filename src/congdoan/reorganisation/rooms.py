"""The rooms that keep open business of units, asked one after another. A new room is entered here."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from congdoan.accounts import handover as accounts
from congdoan.activities import handover as activities
from congdoan.cases import handover as cases
from congdoan.dues import handover as dues
from congdoan.foundation.actor import Actor
from congdoan.funds import handover as funds
from congdoan.goods import handover as goods
from congdoan.indicators import handover as indicators
from congdoan.intake import handover as intake
from congdoan.membership import handover as membership
from congdoan.narratives import handover as narratives
from congdoan.obligations import handover as obligations
from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Unit
from congdoan.registry import handover as registry
from congdoan.reports import handover as reports


class Room(Protocol):
    """What `organisation.handover` asks of a room's module `handover`."""

    def open_matters(self, units: Sequence[Unit], on: date) -> list[Matter]: ...

    def hand_over(self, old: Unit, new: Unit, on: date, by: Actor) -> None: ...

    def wind_up(self, units: Sequence[Unit], on: date, by: Actor) -> None: ...


ROOMS: dict[str, Room] = {
    "registry": registry,
    "membership": membership,
    "funds": funds,
    "goods": goods,
    "obligations": obligations,
    "activities": activities,
    "dues": dues,
    "intake": intake,
    "cases": cases,
    "indicators": indicators,
    "reports": reports,
    "narratives": narratives,
    "accounts": accounts,
}
"""In the order of the floors, the account's roles last: whoever hands over still holds them meanwhile."""


def open_matters(units: Sequence[Unit], on: date) -> list[Matter]:
    """Everything the units would leave open by ending on `on`, room by room."""
    return [matter for room in ROOMS.values() for matter in room.open_matters(units, on)]
