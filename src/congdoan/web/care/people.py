"""Finding the person support is asked for, among those the asker may see by name."""

from collections.abc import Collection
from dataclasses import dataclass

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.cases import access, queries
from congdoan.cases.queries import Namesake
from congdoan.cases.rules import Newcomer
from congdoan.foundation import audit, clock
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import fold
from congdoan.membership.queries import find_members, members_of
from congdoan.organisation.models import Person, Unit
from congdoan.organisation.queries import subtree
from congdoan.web.shell.request import UserRequest

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Alike:
    """Who may be meant by a name: those the asker may choose, with the words that tell them apart; how many more are
    on record where the asker reads no names.
    """

    known: list[tuple[Person, str]]
    elsewhere: int
    sole: Person | None = None
    """The one member found, where nobody else may be meant: taken without asking."""


def found(request: UserRequest, words: str) -> list[Person]:
    """Members of the unit acted for, and below it, whose names hold the words; none for who may not read names."""
    if len(words.strip()) < 2 or not accounts.may(request.user, Task.READ_NAMES, at=request.unit):
        return []
    return list(find_members(words, subtree(request.unit, on=clock.today()), clock.today())[:SHOWN])


def alike(request: UserRequest, newcomer: Newcomer, unit: Unit, *, besides: list[Person] | None = None) -> Alike:
    """Members found for the words, then everybody on record under the newcomer's name, birth year or number. Who bears
    both the name and the number may be chosen wherever they belong, without a word of where; that a number is a
    stranger's of another name is not told. Either leaves a line in the trail.
    """
    first = queries.known(besides or [])
    met = {one.person.pk for one in first}
    others = [one for one in queries.namesakes(newcomer, queries.decider(unit)) if one.person.pk not in met]
    seen = {one.person.pk for one in access.in_sight(request.user, others)}
    for one in others:
        if one.is_same_number and one.person.pk not in seen:
            sentence = _("Số căn cước ghi khi đề nghị hỗ trợ là của một người ngoài phạm vi được xem.")
            audit.record("cases.number.met", f"person:{one.person.key}", sentence, by=request.actor)
    return _sorted(first, others, seen, fold(newcomer.name))


def alike_by_name(request: UserRequest, names: Collection[str], unit: Unit) -> dict[str, Alike]:
    """As `alike`, for the names of a list, by the folded name, the members of the unit first. As many queries for
    hundreds as for one.
    """
    members = members_named(names, unit)
    first: dict[str, list[Namesake]] = {}
    for one in queries.known([person for found in members.values() for person in found[:SHOWN]]):
        first.setdefault(one.person.folded, []).append(one)
    met = {one.person.pk for found in first.values() for one in found}
    others = queries.namesakes_by_name(names, queries.decider(unit))
    beside = {name: [one for one in found if one.person.pk not in met] for name, found in others.items()}
    seen = {one.person.pk for one in access.in_sight(request.user, [one for found in beside.values() for one in found])}
    return {name: _sorted(first.get(name, []), beside.get(name, []), seen, name) for name in map(fold, names)}


def _sorted(first: list[Namesake], others: list[Namesake], seen: set[int], folded: str) -> Alike:
    """Members found first, the others as far as they are seen; of a stranger of another name nothing."""
    mine = [one for one in others if one.person.pk in seen]
    hidden = [one for one in others if one.person.pk not in seen and one.person.folded == folded]
    numbered = [
        (one.person, _("Chính người mang số căn cước này, đã có trong sổ")) for one in hidden if one.is_same_number
    ]
    told = [(one.person, in_words(one)) for one in [*first, *mine[:SHOWN]]]
    sole = first[0].person if len(first) == 1 and not mine and not hidden else None
    return Alike([*told, *numbered], len(hidden) - len(numbered) + max(len(mine) - SHOWN, 0), sole)


def in_words(one: Namesake) -> str:
    """A person as a line to choose from: name, year of birth, member or not, unit."""
    born = _("sinh năm %(year)d") % {"year": one.person.birth_year} if one.person.birth_year else ""
    standing = _("là đoàn viên") if one.is_member else _("chưa là đoàn viên")
    return ", ".join(part for part in (one.person.name, born, standing, str(one.unit or "")) if part)


def members_named(names: Collection[str], unit: Unit) -> dict[str, list[Person]]:
    """Members of the unit and below it of exactly those names, by the folded name. Two queries."""
    here = members_of(subtree(unit, on=clock.today()), clock.today())
    wanted = {fold(name) for name in names} - {""}
    found: dict[str, list[Person]] = {}
    for person in Person.objects.filter(folded__in=wanted, pk__in=here.values("pk")).order_by("sort_key", "pk"):
        found.setdefault(person.folded, []).append(person)
    return found
