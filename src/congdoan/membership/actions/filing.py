"""A member's file: read in part, opened with a purpose, corrected; and the card."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.utils import IntegrityError

from congdoan.accounts.disclosures import disclose
from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Changed, Refused
from congdoan.foundation.periods import valid_from
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.sealing import blind
from congdoan.foundation.text import fold, nfc, person_sort_key
from congdoan.membership import facts, rules
from congdoan.membership.actions import checking
from congdoan.membership.actions.enrolling import dialled, sealed_group
from congdoan.membership.models import Admission, Card, DuesBase, Leaving, MemberFile, PartyReferral, Spell, Transfer
from congdoan.organisation.forgetting import refuse_forgotten
from congdoan.organisation.models import Person


@transaction.atomic
def open_group(file: MemberFile, group: str, *, purpose: str, by: Actor) -> dict[str, str]:
    """The sealed fields of one group, by code, after a line saying who opened them and what for.

    Who may is asked before (`access`). Raises Refused without a purpose; KeyLost when the key is gone.
    """
    what = str(rules.GROUPS[group])
    disclose(by, person_key=file.person.key, what=what, purpose=purpose)
    return file.opened(group)


@transaction.atomic
def correct_identity(
    file: MemberFile, *, name: str, sex: str, birth_on: date | None, version: int, by: Actor
) -> MemberFile:
    """Correct who the person is. Where the sex changes, what was counted of them is counted anew, on its own days.

    Raises Changed when somebody saved first; Refused without a name.
    """
    file = _locked(file, version)
    person = file.person
    if not name.strip():
        raise Refused(_("Hãy ghi họ tên."), field="name")
    tidy = " ".join(nfc(name).split())
    sex_changed = person.sex != sex
    person.name, person.folded, person.sort_key = tidy, fold(tidy), person_sort_key(tidy)
    person.sex, person.birth_year = sex, birth_on.year if birth_on else person.birth_year
    person.save(update_fields=["name", "folded", "sort_key", "sex", "birth_year"])
    file.birth_on = birth_on
    _save(file, ["birth_on"])
    if sex_changed:
        _count_anew(person, by)
    audit.record("membership.file.corrected", f"person:{person.key}", _("Sửa nhân thân của một đoàn viên."), by=by)
    return file


@transaction.atomic
def correct_file(file: MemberFile, *, values: Mapping[str, object], version: int, by: Actor) -> MemberFile:
    """Set open fields of the file (`rules.PLAIN`), empty ones too. Raises Changed when somebody saved first."""
    file = _locked(file, version)
    known = {field.code for field in rules.PLAIN} - {"birth_on"}
    changed = [code for code in values if code in known and getattr(file, code) != values[code]]
    for code in changed:
        setattr(file, code, values[code])
    _save(file, changed)
    sentence = _("Sửa hồ sơ của một đoàn viên.")
    audit.record("membership.file.corrected", f"person:{file.person.key}", sentence, by=by, details={"fields": changed})
    return file


@transaction.atomic
def correct_group(
    file: MemberFile, group: str, *, values: Mapping[str, str], purpose: str, version: int, by: Actor
) -> MemberFile:
    """Replace the sealed fields of a group. Who may write them has them open, so a line with the purpose is left.

    Raises Refused for an identity number that is none or somebody else's; Changed when somebody saved first.
    """
    file = _locked(file, version)
    disclose(by, person_key=file.person.key, what=str(rules.GROUPS[group]), purpose=purpose)
    tidy = {field.code: " ".join(nfc(values.get(field.code, "")).split()) for field in rules.sealed_in(group)}
    fields = [group]
    if group == "contact":
        number = tidy.get("citizen_id", "")
        if number and not rules.is_citizen_id(number):
            raise Refused(_("Số căn cước phải có 12 chữ số (hoặc 9 số của chứng minh cũ)."), field="citizen_id")
        tidy["phone"] = dialled(tidy.get("phone", ""))
        file.blind_citizen_id = blind(number)
        fields.append("blind_citizen_id")
    setattr(file, group, sealed_group({code: value for code, value in tidy.items() if value}))
    try:
        with transaction.atomic():
            _save(file, fields)
    except IntegrityError as error:
        raise Refused(_("Số căn cước này đã có trong hồ sơ của người khác."), field="citizen_id") from error
    sentence = _("Sửa phần “%(group)s” trong hồ sơ của một đoàn viên.") % {"group": rules.GROUPS[group]}
    audit.record("membership.file.corrected", f"person:{file.person.key}", sentence, by=by)
    return file


@transaction.atomic
def issue_card(person: Person, *, number: str, on: date, by: Actor) -> Card:
    """Give the member a card. One still in hand must be given back first; a number is never used twice."""
    spell = checking.standing_spell(person)
    tidy = " ".join(nfc(number).split()).upper()
    if not tidy:
        raise Refused(_("Hãy ghi số thẻ."), field="number")
    if Card.objects.filter(number=tidy).exists():
        raise Refused(_("Số thẻ này đã cấp."), field="number")
    if person.cards.filter(returned_on__isnull=True).exists():
        raise Refused(_("Đoàn viên đang giữ một thẻ; hãy ghi thu hồi hoặc mất thẻ cũ trước."), field="number")
    card = Card.objects.create(person=person, number=tidy, unit=spell.unit, issued_on=on)
    audit.record("membership.card.issued", f"person:{person.key}", _("Cấp thẻ cho một đoàn viên."), by=by)
    return card


@transaction.atomic
def return_card(card: Card, *, on: date, because: str, by: Actor) -> Card:
    """The card is given back, lost or spoilt. Raises Refused when it was already, or before it was issued."""
    card = Card.objects.select_for_update().get(pk=card.pk)
    if card.returned_on:
        raise Refused(_("Thẻ này đã thu hồi từ trước."))
    if on < card.issued_on:
        raise Refused(_("Ngày thu hồi không thể trước ngày cấp."), field="on")
    card.returned_on, card.returned_because = on, because.strip()[:120]
    card.save(update_fields=["returned_on", "returned_because"])
    audit.record("membership.card.returned", f"person:{card.person.key}", _("Thu hồi thẻ của một đoàn viên."), by=by)
    return card


@transaction.atomic
def set_dues_base(
    person: Person, *, base_vnd: int | None, since: date, by: Actor, basis: Citation | None = None
) -> DuesBase:
    """What the member's dues are reckoned on from `since`; the base before it ends that day, later ones are replaced.

    None: it cannot be found out. Raises Refused for a negative one.
    """
    refuse_forgotten([person.pk])
    if base_vnd is not None and base_vnd < 0:
        raise Refused(_("Căn cứ đóng đoàn phí không thể âm."), field="base_vnd")
    rows = DuesBase.objects.select_for_update().filter(person=person)
    rows.filter(valid__startswith__gte=since).delete()
    for earlier in rows.filter(valid__contains=since):
        earlier.valid = valid_from(earlier.valid.lower, since)
        earlier.save(update_fields=["valid"])
    made = DuesBase.objects.create(
        person=person, base_vnd=base_vnd, valid=valid_from(since), **(basis.columns() if basis else {})
    )
    sentence = _("Đặt căn cứ đóng đoàn phí của một đoàn viên từ %(day)s.") % {"day": f"{since:%d/%m/%Y}"}
    audit.record("membership.dues_base.set", f"person:{person.key}", sentence, by=by)
    return made


def _locked(file: MemberFile, version: int) -> MemberFile:
    refuse_forgotten([file.person_id])
    locked = MemberFile.objects.select_for_update(of=("self",)).select_related("person").get(pk=file.pk)
    if locked.version != version:
        theirs = {field.code: str(getattr(locked, field.code) or "") for field in rules.PLAIN}
        raise Changed(
            _("Hồ sơ này vừa được người khác sửa; hãy xem bản mới rồi sửa lại."),
            theirs={"name": locked.person.name, **theirs},
        )
    return locked


def _save(file: MemberFile, fields: list[str]) -> None:
    file.version += 1
    file.save(update_fields=[*fields, "version"])


def _count_anew(person: Person, by: Actor) -> None:
    """Every record that counted the person says its counts again, on the days they happened."""
    spells = list(Spell.objects.filter(person=person).select_related("unit", "person"))
    keys = {source.partition(":")[2] for spell in spells for source in (spell.begun_by, spell.ended_by) if source}
    for model in (Admission, Leaving, Transfer):
        for record in model.objects.filter(key__in=keys):
            facts.restate(record, by=by)
    for spell in spells:
        if spell.begun_by.startswith("unit:"):
            facts.move_between_sexes(spell, by=by)
    for referral in PartyReferral.objects.filter(person=person):
        facts.restate(referral, by=by)
