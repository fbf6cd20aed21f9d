"""What a unit leaves open when it ends, in terms every room above can use.

A room that keeps open business of units offers a module `handover` with three functions:

    open_matters(units: Sequence[Unit], on: date) -> list[Matter]
    hand_over(old: Unit, new: Unit, on: date, by: Actor) -> None
    wind_up(units: Sequence[Unit], on: date, by: Actor) -> None

`hand_over` runs while `old` still stands on `on` and `new` already does; `wind_up` after it, for what simply ends with
the units. The room `reorganisation` calls them: it stands above them all, so no registry is needed.
"""

from dataclasses import dataclass

from django.utils.functional import Promise

from congdoan.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class Matter:
    """Open business of `unit` kept by `room`: how many of what (`description`, such as "nhiệm vụ chưa xong")."""

    room: str
    unit: Unit
    count: int
    description: "str | Promise"
    link: str = ""

    def __str__(self) -> str:
        return f"{self.unit.name}: {self.count} {self.description}"
