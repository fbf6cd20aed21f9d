"""Finding the person support is asked for, among the members the asker may see by name."""

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.foundation import clock
from congdoan.foundation.text import fold
from congdoan.membership.queries import find_members
from congdoan.organisation.actions import add_person
from congdoan.organisation.models import Person, Unit
from congdoan.organisation.queries import subtree
from congdoan.web.shell.request import UserRequest

SHOWN = 8


def found(request: UserRequest, words: str) -> list[Person]:
    """Members of the unit acted for, and below it, whose names hold the words; none for who may not read names."""
    if len(words.strip()) < 2 or not accounts.may(request.user, Task.READ_NAMES, at=request.unit):
        return []
    return list(find_members(words, subtree(request.unit, on=clock.today()), clock.today())[:SHOWN])


def by_names(unit: Unit, names: list[str]) -> tuple[list[Person], list[str]]:
    """For names as pasted: the members of the unit and below it they mean, in order; and the names that mean nobody,
    or several.
    """
    people, unclear, below = [], [], subtree(unit, on=clock.today())
    for name in names:
        hits = [one for one in find_members(name, below, clock.today()) if fold(one.name) == fold(name)][:2]
        if len(hits) == 1:
            people.append(hits[0])
        else:
            unclear.append(name)
    return people, unclear


def newcomer(request: UserRequest, name: str) -> Person:
    """Somebody who is no member: known here from now on by name alone."""
    return add_person(" ".join(name.split()), by=request.actor)
