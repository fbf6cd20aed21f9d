"""Members by the hundred, invented: the same ones every time, named by going round lists of parts of names."""

from collections.abc import Iterator
from datetime import date

from congdoan.demo.world import DATA
from congdoan.foundation.reference import read_toml
from congdoan.membership.particulars import Particulars
from congdoan.organisation.models import Person

WOMEN_IN_TEN = 6
JOBS = ("Điều dưỡng", "Bác sĩ", "Kỹ thuật viên", "Nhân viên", "Giáo viên", "Công nhân", "Kế toán")


class Crowd:
    """People in a fixed order; each is drawn once. `start` keeps two provinces' people apart."""

    def __init__(self, start: int = 0) -> None:
        self._parts: dict[str, list[str]] = read_toml(DATA / "people.toml")
        self._place = start

    def draw(self, count: int, *, joined_on: date) -> list[Particulars]:
        """The next `count` people, six women in ten."""
        return [self._one(place, joined_on) for place in self._places(count)]

    def _places(self, count: int) -> Iterator[int]:
        first, self._place = self._place, self._place + count
        return iter(range(first, first + count))

    def _one(self, place: int, joined_on: date) -> Particulars:
        is_woman = place * 7 % 10 < WOMEN_IN_TEN
        kind = "women" if is_woman else "men"
        birth_year = 1964 + place * 13 % 36
        return Particulars(
            name=" ".join(self._part(name, place) for name in ("surnames", f"middle_{kind}", f"given_{kind}")),
            sex="f" if is_woman else "m",
            birth_on=date(birth_year, 1 + place * 5 % 12, 1 + place * 11 % 28),
            job_title=JOBS[place % len(JOBS)],
            joined_on=joined_on,
        )

    def _part(self, name: str, place: int) -> str:
        """Lists whose lengths share no divisor meet in all their combinations before one comes again."""
        parts = self._parts[name]
        return parts[place % len(parts)]


def child_of(parent: Person, place: int) -> str:
    """A child's name: the parent's surname and a given name, by turns a girl's and a boy's."""
    parts: dict[str, list[str]] = read_toml(DATA / "people.toml")
    given = parts["given_women" if place % 2 else "given_men"]
    return f"{parent.name.split()[0]} {given[place % len(given)]}"
