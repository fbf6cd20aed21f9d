"""What a reorganisation is told and what it answers, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from congdoan.organisation.handover import Matter
from congdoan.organisation.models import Level, Unit, UnitEvent


@dataclass(frozen=True, slots=True)
class Heirs:
    """Who takes over what a unit leaves open: one unit for everything, or another for the matters of some rooms."""

    general: Unit | None = None
    of_room: Mapping[str, Unit] = field(default_factory=dict)

    def for_room(self, room: str) -> Unit | None:
        return self.of_room.get(room, self.general)


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to be founded by a split, beside the unit it comes from and on its level unless told."""

    code: str
    name: str
    short_name: str = ""
    symbol: str = ""
    place: str = ""
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What comes out of a split: a unit, standing or to be founded, the children it takes and the matters it inherits.

    `inherits` names rooms whose matters go here; `inherits_rest` takes those of every room nobody named.
    """

    unit: Unit | NewUnit
    children: tuple[Unit, ...] = ()
    inherits: tuple[str, ...] = ()
    inherits_rest: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A unit and where it hung before and hangs after; `new_parent` None means it ended."""

    unit: Unit
    old_parent: Unit | None
    new_parent: Unit | None
    has_ended: bool = False


@dataclass(frozen=True, slots=True)
class Handed:
    """A matter and who has it now."""

    matter: Matter
    heir: Unit


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reorganisation did. `event` is None only while it is still being done."""

    event: UnitEvent | None = None
    moves: tuple[Move, ...] = ()
    handed: tuple[Handed, ...] = ()
    founded: tuple[Unit, ...] = ()
