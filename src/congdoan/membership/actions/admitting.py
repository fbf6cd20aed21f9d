"""People become members of a unit: one or many, by one decision, on one day."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.utils import IntegrityError

from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import StoredFile
from congdoan.foundation.periods import valid_from
from congdoan.foundation.saying import gettext as _
from congdoan.journal.queries import own_stocks
from congdoan.membership import rules
from congdoan.membership.actions import checking, filing
from congdoan.membership.actions.enrolling import enrol
from congdoan.membership.facts import STOCK, append_facts
from congdoan.membership.models import Admission, AdmissionKind, Spell, SpellEnd
from congdoan.membership.particulars import Particulars
from congdoan.organisation.forgetting import refuse_forgotten
from congdoan.organisation.models import Person, Unit


@transaction.atomic
def admit(
    unit: Unit,
    people: Sequence[Person | Particulars],
    *,
    on: date,
    decision: Citation | None,
    by: Actor,
    kind: str = AdmissionKind.ADMITTED,
    from_place: str = "",
    although_alike: bool = False,
    note: str = "",
    paper: StoredFile | None = None,
) -> Admission:
    """The people are members of the unit from `on`, by one decision; new ones get a file, known ones are recognised.

    A former member is admitted again (`READMITTED`) only in the name of a unit above (Charter XII, Article 3).
    `REGISTERED` enters who was a member before the record began: that is no admission, and people the unit had
    counted without names are not counted twice. Raises Refused without people, without a decision to admit by, for a
    day to come, and where one of them is a member already, here or elsewhere.
    """
    _refuse_incomplete(people, kind, decision)
    checking.refuse_wrong_day(unit, on)
    checking.hold(unit)
    persons = enrol(people, unit=unit, although_alike=although_alike, by=by)
    refuse_forgotten(person.pk for person in persons)
    _refuse_members(persons, on)
    _refuse_former(persons, unit, kind, on=on, by=by)
    admission = Admission(
        unit=unit,
        kind=kind,
        on=on,
        from_place=from_place.strip()[:200],
        note=note.strip()[:500],
        paper=paper,
        **(decision.columns() if decision else {}),
        **checking.signed(by),
    )
    if kind == AdmissionKind.REGISTERED:
        name_counted(admission, _by_sex(persons))
    admission.save()
    _begin(admission, persons)
    for one, person in zip(people, persons, strict=True):
        if isinstance(one, Particulars) and one.card_number:
            filing.issue_card(person, number=one.card_number, on=on, by=by)
    append_facts([admission], by=by)
    note_admission(admission, len(persons), by=by)
    return admission


def note_admission(admission: Admission, count: int, *, by: Actor) -> None:
    """One line of the trail for all of them; it names the unit and nobody."""
    kind = AdmissionKind(admission.kind).label
    said = {"count": count, "unit": admission.unit.name, "kind": kind, "day": f"{admission.on:%d/%m/%Y}"}
    sentence = _("%(unit)s: %(kind)s %(count)d đoàn viên từ %(day)s.")
    audit.record("membership.admission.recorded", admission.source, sentence % said, by=by)


def counted_without_names(unit: Unit, on: date) -> rules.Counted:
    """How many members the unit has on the day of whom it knows no name. One query."""
    rows = own_stocks([unit.pk], [STOCK], on)
    found = {row.facet: row.quantity for row in rows}
    return rules.Counted(found.get("counted_women", 0), found.get("counted", 0))


def name_counted(admission: Admission, named: rules.Counted) -> None:
    """Set how many of those named had been counted without names. Does not save; hold the unit first."""
    naming = rules.name_the_counted(named, counted_without_names(admission.unit, admission.on))
    admission.named_of_counted = naming.counted.total
    admission.named_of_counted_women = naming.counted.women


def _refuse_incomplete(people: Sequence[Person | Particulars], kind: str, decision: Citation | None) -> None:
    if not people:
        raise Refused(_("Hãy chọn ít nhất một người."), field="people")
    if kind in (AdmissionKind.ADMITTED, AdmissionKind.READMITTED) and (decision is None or not decision.symbol.strip()):
        raise Refused(_("Hãy ghi số quyết định kết nạp."), field="symbol")


def _begin(admission: Admission, persons: Sequence[Person]) -> None:
    try:
        with transaction.atomic():
            Spell.objects.bulk_create(
                [
                    Spell(
                        person=person,
                        unit=admission.unit,
                        valid=valid_from(admission.on),
                        begun_by=admission.source,
                    )
                    for person in persons
                ]
            )
    except IntegrityError as error:  # somebody was made a member elsewhere in the same moment, or stands here twice
        raise Refused(_("Có người vừa được ghi là đoàn viên ở nơi khác; hãy tải lại và kiểm tra.")) from error


def _refuse_members(persons: Sequence[Person], on: date) -> None:
    """Members on `on` or later. Where they are is not told: the asker may not be allowed to know."""
    rows = Spell.objects.filter(person__in=persons, valid__overlap=valid_from(on)).select_related("person")
    names = sorted({row.person.name for row in rows})
    if names:
        raise Refused(
            _("Đang hoặc đã là đoàn viên từ ngày này: %(people)s. Ở đơn vị khác thì cần chuyển sinh hoạt.")
            % {"people": checking.listed(names)},
            field="people",
        )
    if len({person.pk for person in persons}) < len(persons):
        raise Refused(_("Có người được ghi hai lần trong danh sách."), field="people")


def _refuse_former(persons: Sequence[Person], unit: Unit, kind: str, *, on: date, by: Actor) -> None:
    if kind not in (AdmissionKind.ADMITTED, AdmissionKind.READMITTED):
        return
    former = Spell.objects.filter(person__in=persons, end=SpellEnd.LEFT).select_related("person")
    names = sorted({row.person.name for row in former})
    if names and kind == AdmissionKind.ADMITTED:
        raise Refused(
            _("%(people)s đã từng là đoàn viên: phải kết nạp lại, do công đoàn cấp trên xét (Điều lệ XII, Điều 3).")
            % {"people": checking.listed(names)},
            field="kind",
        )
    if kind == AdmissionKind.READMITTED and not checking.acts_from_above(by, unit, on=on):
        raise Refused(
            _("Kết nạp lại do công đoàn cấp trên của %(unit)s quyết định và ghi nhận.") % {"unit": unit.name},
            field="kind",
        )


def _by_sex(persons: Sequence[Person]) -> rules.Counted:
    women = sum(person.sex == "f" for person in persons)
    return rules.Counted(women, len(persons) - women)
