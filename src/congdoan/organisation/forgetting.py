"""A person's identity is taken away last: everyone above still needed the name to find what else bears it."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.forgetting import ANONYMOUS, Kept, Obstacle
from congdoan.foundation.text import person_sort_key
from congdoan.organisation.models import Office, Person


def refuse_forgotten(people: Iterable[int]) -> None:
    """Raise Refused where one of the people, by id, was forgotten: nothing is entered about them any more.

    They are read anew and held until the transaction ends: nobody is forgotten while something is entered about them.
    Call it before locking what is theirs; who forgets takes the person first too.
    """
    held = Person.objects.select_for_update(no_key=True).filter(pk__in=list(people)).order_by("pk")
    for forgotten_on in held.values_list("forgotten_on", flat=True):
        if forgotten_on:
            said = {"day": f"{forgotten_on:%d/%m/%Y}"}
            raise Refused(_("Thông tin của người này đã được xóa ngày %(day)s; không ghi thêm được gì.") % said)


def in_the_way(person: Person, on: date) -> list[Obstacle]:
    """Posts the person holds on the day or later: an official in office is named in public."""
    held = Office.objects.filter(person=person, valid__overlap=(on, None)).count()
    return [Obstacle("organisation", held, _("chức vụ đang giữ"))] if held else []


def kept(person: Person, on: date) -> list[Kept]:
    """Nothing of its own. A paper the person signed keeps the signature it was issued with."""
    return []


def forget(person: Person, on: date, by: Actor) -> None:
    """The name, the year of birth and the key to the journal go. The sex stays: the counts of women rest on it."""
    bodies = person.offices.values_list("body__code", flat=True)
    subjects = {f"person:{person.key}", *(f"body:{code}" for code in bodies)}
    audit.unname(subjects, person.name, replacement=ANONYMOUS)
    person.name, person.folded, person.sort_key = ANONYMOUS, "", person_sort_key(ANONYMOUS)
    person.birth_year, person.journal_key, person.forgotten_on = None, None, on
    person.save(update_fields=["name", "folded", "sort_key", "birth_year", "journal_key", "forgotten_on"])
