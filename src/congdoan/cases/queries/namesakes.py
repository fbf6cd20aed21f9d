"""Who is on record already under the name of somebody asked for as new: one person must not be helped as two."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from congdoan.cases.models import CaseState, HouseProject, SupportCase
from congdoan.cases.rules import Newcomer
from congdoan.cases.rules.steps import GIVEN, OPEN
from congdoan.foundation import clock
from congdoan.foundation.sealing import blind
from congdoan.foundation.text import fold
from congdoan.membership.models import MemberFile, Spell
from congdoan.organisation.models import Office, Person, Unit
from congdoan.organisation.queries import subtree


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody on record. `unit` is where they belong, or were last helped; `helped_on` when the last need of theirs
    arose. `is_same_number`: the identity number given is theirs. `house_by`: the unit that leads a house for them,
    being built or handed over: if the two are one person, they have it already.
    """

    person: Person
    unit: Unit | None
    is_member: bool
    helped_on: date | None
    is_same_number: bool = False
    house_by: Unit | None = None


def namesakes(newcomer: Newcomer, near: Unit) -> list[Namesake]:
    """Whom the newcomer may be: of that name (whatever the accents, blanks and case) at `near` or below it, of that
    name and birth year anywhere, with that identity number anywhere. Eight queries.
    """
    same = Person.objects.filter(folded=fold(newcomer.name)) if newcomer.name.strip() else Person.objects.none()
    wanted = Q(pk__in=same.filter(_belongs_to(near)).values("pk"))
    if newcomer.birth_year:
        wanted |= Q(pk__in=same.filter(birth_year=newcomer.birth_year).values("pk"))
    holders = _holders(newcomer.citizen_id)
    found = Person.objects.filter(wanted | Q(pk__in=holders)).order_by("sort_key", "pk")
    return known(list(found), holders)


def namesakes_by_name(names: Iterable[str], near: Unit) -> dict[str, list[Namesake]]:
    """As `namesakes`, for many known by name alone, by the folded name. Seven queries for any number."""
    folded = {fold(name) for name in names} - {""}
    people = Person.objects.filter(_belongs_to(near), folded__in=folded).order_by("sort_key", "pk")
    found: dict[str, list[Namesake]] = {name: [] for name in folded}
    for one in known(list(people)):
        found[one.person.folded].append(one)
    return found


def namesakes_of(cases: Sequence[SupportCase]) -> dict[int, list[Namesake]]:
    """For who decides: the others of a person's name at the deciding unit or below it, where one of the two is no
    member; two members of one name have each a file. By the case's id, six queries for each deciding unit.
    """
    found: dict[int, list[Namesake]] = {case.pk: [] for case in cases}
    for unit in {case.unit_id: case.unit for case in cases}.values():
        own = [case for case in cases if case.unit_id == unit.pk]
        names = {case.person.folded for case in own} - {""}
        others: dict[str, list[Namesake]] = {}
        for one in known(list(Person.objects.filter(_belongs_to(unit), folded__in=names).order_by("pk"))):
            others.setdefault(one.person.folded, []).append(one)
        for case in own:
            alike = [one for one in others.get(case.person.folded, []) if one.person.pk != case.person_id]
            found[case.pk] = [one for one in alike if not (one.is_member and case.is_member)]
    return found


def _belongs_to(unit: Unit) -> Q:
    """Members now or before, people helped or asked for, and officers, of the unit and those below it."""
    below = list(subtree(unit, on=clock.today()).values_list("pk", flat=True))
    cases = SupportCase.objects.filter(Q(unit__in=below) | Q(asked_unit__in=below) | Q(for_unit__in=below))
    return (
        Q(Exists(Spell.objects.filter(person=OuterRef("pk"), unit__in=below)))
        | Q(Exists(cases.filter(person=OuterRef("pk"))))
        | Q(Exists(Office.objects.filter(person=OuterRef("pk"), body__in=below)))
    )


def _holders(citizen_id: str) -> set[int]:
    """Ids of those whose identity number it is, members or helped before."""
    mark = blind(citizen_id)
    if not mark:
        return set()
    rows: QuerySet[MemberFile] = MemberFile.objects.filter(blind_citizen_id=mark)
    helped = SupportCase.objects.filter(blind_citizen_id=mark)
    return {*rows.values_list("person_id", flat=True), *helped.values_list("person_id", flat=True)}


def known(people: Sequence[Person], holders: Iterable[int] = ()) -> list[Namesake]:
    """Each with where they belong and when last helped; `holders` bear the number asked for. Four queries."""
    today, numbered = clock.today(), set(holders)
    spells = Spell.objects.filter(person__in=people).select_related("unit").order_by("valid")
    standing = {spell.person_id: spell for spell in spells}
    cases = SupportCase.objects.filter(person__in=people).select_related("for_unit").order_by("need_on", "pk")
    asked = {case.person_id: case for case in cases}
    helped = {case.person_id: case for case in cases if case.state not in (CaseState.CANCELLED, CaseState.REFUSED)}
    posts = Office.objects.filter(person__in=people, body__unit__isnull=False).select_related("body__unit")
    officers = {post.person_id: post.body.unit for post in posts.order_by("valid")}
    homes = HouseProject.objects.filter(lead__person__in=people, lead__state__in=(*OPEN, *GIVEN))
    houses = {house.lead.person_id: house.lead.unit for house in homes.select_related("lead__unit")}
    found = []
    for person in people:
        spell, case = standing.get(person.pk), asked.get(person.pk)
        unit = spell.unit if spell else case.for_unit if case else officers.get(person.pk)
        is_member = spell is not None and (spell.valid.upper is None or spell.valid.upper > today)
        helped_on = helped[person.pk].need_on if person.pk in helped else None
        found.append(
            Namesake(person, unit, is_member, helped_on, person.pk in numbered, house_by=houses.get(person.pk))
        )
    return found


def home_of(person: Person) -> Unit | None:
    """Where a person belongs, as a member or an officer, or was first asked for: asking again does not move them."""
    spell = Spell.objects.filter(person=person).select_related("unit").order_by("valid").last()
    if spell:
        return spell.unit
    post = Office.objects.filter(person=person, body__unit__isnull=False).select_related("body__unit").order_by("valid")
    if last := post.last():
        return last.body.unit
    first = SupportCase.objects.filter(person=person).select_related("for_unit").order_by("pk").first()
    return first.for_unit if first else None
