"""Who is a member where, and whom a search means."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from congdoan.foundation.sealing import blind
from congdoan.foundation.text import fold
from congdoan.membership import rules
from congdoan.membership.models import Card, MemberFile, Spell
from congdoan.organisation.models import Person, Unit

Scope = Unit | QuerySet[Unit] | Iterable[int]
"""One unit alone, or many by a query or their ids. For a whole branch: `organisation.queries.subtree(unit, on=…)`."""


def members_of(scope: Scope, on: date) -> QuerySet[Person]:
    """The people who are members of the units on the day, in the order of Vietnamese names."""
    standing = Spell.objects.filter(_within(scope), person=OuterRef("pk"), valid__contains=on)
    return Person.objects.filter(Exists(standing)).order_by("sort_key", "pk")


def member_on(person: Person, on: date) -> Spell | None:
    """The person's spell that covers the day, with its unit; None for somebody who is no member then."""
    return Spell.objects.filter(person=person, valid__contains=on).select_related("unit").first()


def members_among(people: Iterable[Person], on: date) -> set[int]:
    """Ids of those among the people who are members somewhere on the day. One query for any number."""
    rows = Spell.objects.filter(person__in=list(people), valid__contains=on)
    return set(rows.values_list("person_id", flat=True))


def find_members(words: str, scope: Scope, on: date) -> QuerySet[Person]:
    """Members of the units on the day in whose name every word begins a word, without accents.

    A whole identity number finds its holder, a card's number its card's: neither is found by a part.
    """
    return match(words).filter(pk__in=members_of(scope, on).values("pk"))


def match(words: str) -> QuerySet[Person]:
    """People whose name, whole identity number or whole card number the words are; everybody for none."""
    bare, found = words.strip(), Person.objects.order_by("sort_key", "pk")
    if rules.is_citizen_id(bare):
        files = MemberFile.objects.filter(blind_citizen_id=blind(bare))
        return found.filter(pk__in=files.values("person"))
    if any(mark.isdecimal() for mark in bare):
        cards = Card.objects.filter(number__iexact=bare, returned_on__isnull=True)
        return found.filter(pk__in=cards.values("person"))
    for word in fold(bare).split():
        found = found.filter(Q(folded__startswith=word) | Q(folded__contains=f" {word}"))
    return found


def holder_of_citizen_id(number: str) -> Person | None:
    """Whose file has this identity number; None where nobody's has."""
    file = (
        MemberFile.objects.filter(blind_citizen_id=blind(number)).select_related("person").first() if number else None
    )
    return file.person if file else None


def _within(scope: Scope) -> Q:
    if isinstance(scope, Unit):
        return Q(unit=scope)
    return Q(unit__in=scope.values("pk") if isinstance(scope, QuerySet) else list(scope))
