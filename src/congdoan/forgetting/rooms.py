"""The rooms that keep something about people, asked one after another. A new room is entered here."""

from datetime import date
from typing import Protocol

from congdoan.accounts import forgetting as accounts
from congdoan.cases import forgetting as cases
from congdoan.dues import forgetting as dues
from congdoan.foundation.actor import Actor
from congdoan.foundation.forgetting import Kept, Obstacle
from congdoan.funds import forgetting as funds
from congdoan.goods import forgetting as goods
from congdoan.membership import forgetting as membership
from congdoan.organisation import forgetting as organisation
from congdoan.organisation.models import Person


class Room(Protocol):
    """What `foundation.forgetting` asks of a room's module `forgetting`."""

    def in_the_way(self, person: Person, on: date) -> list[Obstacle]: ...

    def kept(self, person: Person, on: date) -> list[Kept]: ...

    def forget(self, person: Person, on: date, by: Actor) -> None: ...


ROOMS: tuple[Room, ...] = (cases, funds, goods, dues, membership, accounts, organisation)
"""Down the floors: the name goes last, everyone above needs it to find what bears it."""


def in_the_way(person: Person, on: date) -> list[Obstacle]:
    """Everything that keeps the person from being forgotten on the day, room by room."""
    return [obstacle for room in ROOMS for obstacle in room.in_the_way(person, on)]


def kept(person: Person, on: date) -> list[Kept]:
    """What would be kept longer if the person were forgotten on the day."""
    return [each for room in ROOMS for each in room.kept(person, on)]


def sheets_that_go(person: Person) -> tuple[int, list[Kept]]:
    """How many lists of members would be destroyed with the person's line, and those kept that nobody can read."""
    return membership.sheets_that_go(person)


def forget(person: Person, on: date, by: Actor) -> None:
    for room in ROOMS:
        room.forget(person, on, by)
