"""From what is told about people to persons with files: those known already are recognised, none is entered twice."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.sealing import Sealed, blind
from congdoan.foundation.text import fold, nfc
from congdoan.membership import rules
from congdoan.membership.actions.checking import listed
from congdoan.membership.models import MemberFile, Spell
from congdoan.membership.particulars import Particulars
from congdoan.organisation.actions import Identity, add_people
from congdoan.organisation.models import Person, Unit


@dataclass(frozen=True, slots=True)
class _Told:
    particulars: Particulars
    blind: str
    private: dict[str, dict[str, str]]


def enrol(people: Sequence[Person | Particulars], *, unit: Unit, although_alike: bool, by: Actor) -> list[Person]:
    """A person with a member file for each, in the order given.

    Somebody whose identity number is known is that person. Raises Refused for a number that is none, twice the same
    number, or (unless `although_alike`) a name and birth date that the unit has already.
    """
    told = [_Told(one, *_private(one)) for one in people if isinstance(one, Particulars)]
    _refuse_unreadable(told)
    known = _known_by_number(told)
    fresh = [one for one in told if one.blind not in known]
    if not although_alike:
        _refuse_alike([one.particulars for one in fresh], unit)
    made = add_people([_identity(one.particulars) for one in fresh], by=by)
    new = {id(one.particulars): person for one, person in zip(fresh, made, strict=True)}
    MemberFile.objects.bulk_create([_file(one, new[id(one.particulars)]) for one in fresh])
    known_of = {id(one.particulars): known[one.blind] for one in told if one.blind in known}
    found = [one if isinstance(one, Person) else new.get(id(one)) or known_of[id(one)] for one in people]
    _give_files(found)
    return found


def _private(one: Particulars) -> tuple[str, dict[str, dict[str, str]]]:
    values = {code: " ".join(nfc(value).split()) for code, value in one.private.items()}
    if "phone" in values:
        values["phone"] = dialled(values["phone"])
    return blind(values.get("citizen_id", "")), rules.grouped(values)


def dialled(phone: str) -> str:
    """The number as it is dialled; nothing where the words say that there is none. Raises Refused for other words."""
    if rules.says_nothing(phone):
        return ""
    number = rules.phone_of(phone)
    if number is None:
        words = _("Số điện thoại “%(phone)s” không phải là số; hãy ghi số, hoặc để trống nếu chưa có.")
        raise Refused(words % {"phone": phone[:60]}, field="phone")
    return number


def sealed_group(values: dict[str, str]) -> Sealed:
    """A group's values, sealed; nothing for none."""
    return Sealed.of(json.dumps(values, ensure_ascii=False, sort_keys=True)) if values else Sealed("")


def _refuse_unreadable(told: Sequence[_Told]) -> None:
    for one in told:
        number = one.private["contact"].get("citizen_id", "")
        if number and not rules.is_citizen_id(number):
            raise Refused(
                _("Số căn cước của %(person)s phải có 12 chữ số (hoặc 9 số của chứng minh cũ).")
                % {"person": one.particulars.name},
                field="citizen_id",
            )
        if not one.particulars.name.strip():
            raise Refused(_("Hãy ghi họ tên."), field="name")
    numbers = [one.blind for one in told if one.blind]
    if len(numbers) != len(set(numbers)):
        raise Refused(_("Có hai người cùng một số căn cước; hãy kiểm tra lại."), field="citizen_id")


def _known_by_number(told: Sequence[_Told]) -> dict[str, Person]:
    numbers = [one.blind for one in told if one.blind]
    files = MemberFile.objects.filter(blind_citizen_id__in=numbers).select_related("person") if numbers else []
    return {file.blind_citizen_id: file.person for file in files}


def _refuse_alike(people: Sequence[Particulars], unit: Unit) -> None:
    names = {fold(one.name) for one in people}
    here = Spell.objects.filter(unit=unit, person__folded__in=names).select_related("person__member_file")
    held = {(spell.person.folded, spell.person.member_file.birth_on) for spell in here}
    alike = [one.name for one in people if one.birth_on and (fold(one.name), one.birth_on) in held]
    if alike:
        raise Refused(
            _("%(unit)s đã có đoàn viên cùng họ tên và ngày sinh: %(people)s. Nếu là người khác, hãy ghi số căn cước.")
            % {"unit": unit.name, "people": listed(alike)},
            field="name",
        )


def _identity(one: Particulars) -> Identity:
    return Identity(" ".join(nfc(one.name).split()), one.sex, one.birth_on.year if one.birth_on else one.birth_year)


def _file(one: _Told, person: Person) -> MemberFile:
    told = one.particulars
    return MemberFile(
        person=person,
        other_name=told.other_name,
        birth_on=told.birth_on,
        job_title=told.job_title,
        workplace=told.workplace,
        qualification=told.qualification,
        contract=told.contract,
        hired_on=told.hired_on,
        joined_on=told.joined_on,
        joined_by=told.joined_by,
        blind_citizen_id=one.blind,
        **{group: sealed_group(values) for group, values in one.private.items()},
    )


def _give_files(people: Sequence[Person]) -> None:
    """Persons known for another reason (an office, an act) get a file when they become members."""
    ids = {person.pk for person in people}
    having = set(MemberFile.objects.filter(person__in=ids).values_list("person_id", flat=True))
    MemberFile.objects.bulk_create([MemberFile(person_id=person) for person in sorted(ids - having)])
