"""People, the posts they hold, and the committees of a term."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import valid_from
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import fold, nfc, person_sort_key
from congdoan.organisation import queries
from congdoan.organisation.events import cited
from congdoan.organisation.forgetting import refuse_forgotten
from congdoan.organisation.models import Body, Committee, CommitteeKind, Office, Person, Unit
from congdoan.organisation.rules import roman


@transaction.atomic
def add_person(name: str, *, by: Actor, sex: str = "", birth_year: int | None = None) -> Person:
    """Enter a person's identity. Whether it is someone already known is the caller's question to ask first."""
    tidy = nfc(name)
    person = Person.objects.create(
        name=tidy, folded=fold(tidy), sort_key=person_sort_key(tidy), sex=sex, birth_year=birth_year
    )
    audit.record("organisation.person.added", f"person:{person.key}", _("Thêm người vào danh bạ."), by=by)
    return person


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, before they are entered."""

    name: str
    sex: str = ""
    birth_year: int | None = None


@transaction.atomic
def add_people(people: Sequence[Identity], *, by: Actor) -> list[Person]:
    """As `add_person` for many: one insert and one line of the trail, which says how many."""
    made = Person.objects.bulk_create(
        [
            Person(
                name=nfc(one.name),
                folded=fold(one.name),
                sort_key=person_sort_key(nfc(one.name)),
                sex=one.sex,
                birth_year=one.birth_year,
            )
            for one in people
        ]
    )
    if made:
        sentence = _("Thêm %(count)d người vào danh bạ.") % {"count": len(made)}
        audit.record("organisation.people.added", f"unit:{by.unit_code}", sentence, by=by)
    return made


def remove_people(ids: Sequence[int]) -> None:
    """Take out people entered by mistake; the caller notes why. One statement for any number.

    The database refuses (IntegrityError, at the latest when this returns) while anything points at one of them.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM organisation_person WHERE id = ANY(%s)", [list(ids)])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@transaction.atomic
def appoint(
    person: Person,
    *,
    body: Body,
    title: str,
    since: date,
    by: Actor,
    signs_as: str = "",
    committee: Committee | None = None,
    until: date | None = None,
    is_appointed: bool = False,
    basis: Citation | None = None,
) -> Office:
    """Note that the person holds a post from `since` (up to, not including, `until`) and in which capacity it signs."""
    refuse_forgotten([person.pk])
    office = Office.objects.create(
        person=person,
        body=body,
        title=title,
        signs_as=signs_as,
        committee=committee,
        is_appointed=is_appointed,
        valid=valid_from(since, until),
        **cited(basis),
    )
    audit.record(
        "organisation.office.taken",
        f"body:{body.code}",
        _("%(person)s giữ chức %(title)s.") % {"person": person.name, "title": title},
        by=by,
    )
    return office


@transaction.atomic
def end_office(office: Office, *, on: date, by: Actor) -> Office:
    """The person leaves the post: the last day is the one before `on`.

    Raises Refused when the post was taken later or left already.
    """
    if on <= office.valid.lower:
        raise Refused(
            _("Ngày thôi chức phải sau ngày nhận chức %(day)s.") % {"day": f"{office.valid.lower:%d/%m/%Y}"}, field="on"
        )
    if office.valid.upper and office.valid.upper <= on:
        raise Refused(_("Đã thôi chức từ %(day)s.") % {"day": f"{office.valid.upper:%d/%m/%Y}"}, field="on")
    office.valid = valid_from(office.valid.lower, on)
    office.save(update_fields=["valid"])
    said = {"person": office.person.name, "title": office.title, "day": f"{on:%d/%m/%Y}"}
    audit.record(
        "organisation.office.left",
        f"body:{office.body.code}",
        _("%(person)s thôi chức %(title)s từ %(day)s.") % said,
        by=by,
    )
    return office


@transaction.atomic
def form_committee(
    unit: Unit,
    *,
    kind: str,
    since: date,
    by: Actor,
    until: date | None = None,
    ordinal: int | None = None,
    is_provisional: bool = False,
    basis: Citation | None = None,
) -> Committee:
    """A committee takes up its term on `since`; the one of the same kind before it ends that day.

    Elections come early and mergers cut terms short, so an earlier term that would have run on is closed, not refused.
    Raises Refused when a later term of this kind is already entered, or the unit did not stand on that day.
    """
    if not queries.is_placed(unit, on=since):
        raise Refused(
            _("%(unit)s không hoạt động vào ngày %(day)s.") % {"unit": unit.name, "day": f"{since:%d/%m/%Y}"},
            field="since",
        )
    if until is not None and until <= since:
        raise Refused(_("Ngày hết nhiệm kỳ phải sau ngày bắt đầu."), field="until")
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)  # two who enter the same term are served in turn
    same = unit.committees.select_for_update().filter(kind=kind)
    if same.filter(valid__startswith__gte=since).exists():
        raise Refused(_("Đã có nhiệm kỳ bắt đầu từ ngày này trở đi; hãy chọn ngày sau đó."), field="since")
    for earlier in same.filter(valid__contains=since):
        close_committee(earlier, on=since, by=by)
    committee = Committee.objects.create(
        unit=unit,
        kind=kind,
        ordinal=ordinal,
        valid=valid_from(since, until),
        is_provisional=is_provisional,
        **cited(basis),
    )
    said = {"committee": CommitteeKind(committee.kind).label, "unit": unit.name, "ordinal": roman(ordinal)}
    sentence = _("%(committee)s khóa %(ordinal)s của %(unit)s bắt đầu nhiệm kỳ.") if ordinal else None
    audit.record(
        "organisation.committee.formed",
        f"unit:{unit.code}",
        (sentence or _("%(committee)s của %(unit)s bắt đầu nhiệm kỳ.")) % said,
        by=by,
    )
    return committee


@transaction.atomic
def close_committee(committee: Committee, *, on: date, by: Actor) -> Committee:
    """The term ends before `on`, and with it the offices held by virtue of the committee."""
    committee.valid = valid_from(committee.valid.lower, on)
    committee.save(update_fields=["valid"])
    for office in committee.offices.filter(valid__contains=on):
        if office.valid.lower < on:
            office.valid = valid_from(office.valid.lower, on)
            office.save(update_fields=["valid"])
    audit.record(
        "organisation.committee.closed",
        f"unit:{committee.unit.code}",
        _("%(committee)s của %(unit)s kết thúc nhiệm kỳ từ %(day)s.")
        % {"committee": CommitteeKind(committee.kind).label, "unit": committee.unit.name, "day": f"{on:%d/%m/%Y}"},
        by=by,
    )
    return committee
