"""People stop being members, with the cause; and what was entered by mistake is taken back."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import valid_from
from congdoan.foundation.saying import gettext as _
from congdoan.membership.actions import checking
from congdoan.membership.facts import append_facts, restate
from congdoan.membership.models import (
    Admission,
    EndCause,
    Exemption,
    Leaving,
    PartyReferral,
    Spell,
    SpellEnd,
    Transfer,
)
from congdoan.organisation.forgetting import refuse_forgotten
from congdoan.organisation.models import Person, Unit

Withdrawn = TypeVar("Withdrawn", Leaving, Admission)


def end(
    person: Person,
    *,
    cause: str,
    on: date,
    by: Actor,
    decision: Citation | None = None,
    to_place: str = "",
    note: str = "",
) -> Leaving:
    """The person stops being a member where they are one; the last day is the one before `on`. See `end_many`."""
    spell = Spell.objects.filter(person=person, valid__upper_inf=True).select_related("unit").first()
    if spell is None:
        raise Refused(_("%(person)s hiện không phải là đoàn viên.") % {"person": person.name})
    return end_many(spell.unit, [person], cause=cause, on=on, by=by, decision=decision, to_place=to_place, note=note)


@transaction.atomic
def end_many(
    unit: Unit,
    people: Sequence[Person],
    *,
    cause: str,
    on: date,
    by: Actor,
    decision: Citation | None = None,
    to_place: str = "",
    note: str = "",
) -> Leaving:
    """Members of the unit stop being members for one cause; the last day is the one before `on`.

    Raises Refused for somebody who is no member there, joined on `on` or later, or is on the way to another unit; for
    an expulsion without its decision; for a day to come.
    """
    if cause == EndCause.EXPELLED and (decision is None or not decision.symbol.strip()):
        raise Refused(_("Khai trừ phải có quyết định; hãy ghi số quyết định."), field="symbol")
    checking.refuse_wrong_day(unit, on)
    checking.hold(unit)
    checking.refuse_under_way(people)
    spells = _standing(unit, people, on)
    leaving = Leaving.objects.create(
        unit=unit,
        cause=cause,
        on=on,
        to_place=to_place.strip()[:200],
        note=note.strip()[:500],
        **(decision.columns() if decision else {}),
        **checking.signed(by),
    )
    close(spells, on=on, source=leaving.source, end=SpellEnd.LEFT)
    append_facts([leaving], by=by)
    said = {"unit": unit.name, "count": len(spells), "cause": EndCause(cause).label, "day": f"{on:%d/%m/%Y}"}
    sentence = _("%(unit)s: %(count)d đoàn viên thôi sinh hoạt từ %(day)s, lý do: %(cause)s.")
    audit.record("membership.leaving.recorded", leaving.source, sentence % said, by=by)
    return leaving


def _standing(unit: Unit, people: Sequence[Person], on: date) -> list[Spell]:
    """The people's open spells at the unit, locked. Refused where one has none, or began on `on` or later."""
    if not people:
        raise Refused(_("Hãy chọn ít nhất một người."), field="people")
    open_spells = Spell.objects.select_for_update(of=("self",)).select_related("person", "unit")
    spells = list(open_spells.filter(person__in=people, unit=unit, valid__upper_inf=True))
    held = {spell.person_id for spell in spells}
    if missing := [one.name for one in people if one.pk not in held]:
        raise Refused(
            _("Không phải đoàn viên của %(unit)s: %(people)s.")
            % {"unit": unit.name, "people": checking.listed(missing)},
            field="people",
        )
    for spell in spells:
        checking.refuse_before_beginning(spell, on)
    return spells


def close(spells: Sequence[Spell], *, on: date, source: str, end: str) -> None:
    """End open spells before `on`, by the record `source`."""
    for spell in spells:
        spell.valid = valid_from(spell.valid.lower, on)
        spell.ended_by, spell.end = source, end
    Spell.objects.bulk_update(spells, ["valid", "ended_by", "end"], batch_size=1000)


@transaction.atomic
def withdraw_leaving(leaving: Leaving, *, reason: str, by: Actor) -> Leaving:
    """Take back a leaving entered by mistake: its people go on as if it had never been.

    Raises Refused without a reason, when it was taken back before, or one of them has since become a member elsewhere.
    """
    tidy = _reasoned(reason)
    checking.hold(leaving.unit)
    refuse_forgotten(Spell.objects.filter(ended_by=leaving.source).values_list("person", flat=True))
    leaving = Leaving.objects.select_for_update().select_related("unit").get(pk=leaving.pk)
    _refuse_withdrawn(leaving.withdrawn_at is not None)
    if leaving.unit.ended_on is not None:
        raise Refused(_("%(unit)s đã kết thúc hoạt động; việc này không rút lại được.") % {"unit": leaving.unit.name})
    ended = Spell.objects.select_for_update(of=("self",)).select_related("person")
    spells = list(ended.filter(ended_by=leaving.source))
    later = Spell.objects.filter(person__in=[spell.person_id for spell in spells], valid__startswith__gte=leaving.on)
    if again := later.select_related("person").first():
        raise Refused(_("%(person)s sau đó lại là đoàn viên; không rút lại được nữa.") % {"person": again.person.name})
    for spell in spells:
        spell.valid, spell.ended_by, spell.end = valid_from(spell.valid.lower), "", ""
    Spell.objects.bulk_update(spells, ["valid", "ended_by", "end"], batch_size=1000)
    return _withdraw(leaving, tidy, by)


@transaction.atomic
def withdraw_admission(admission: Admission, *, reason: str, by: Actor) -> Admission:
    """Take back an admission entered by mistake: its people were never members by it; their files stay.

    Raises Refused without a reason, when it was taken back before, or something has happened to one of them since.
    """
    tidy = _reasoned(reason)
    admission = Admission.objects.select_for_update().select_related("unit").get(pk=admission.pk)
    _refuse_withdrawn(admission.withdrawn_at is not None)
    checking.hold(admission.unit)
    spells = Spell.objects.filter(begun_by=admission.source)
    refuse_touched(spells)
    spells.delete()
    return _withdraw(admission, tidy, by)


def refuse_touched(spells: QuerySet[Spell]) -> None:
    """Raise Refused where a spell has ended, or its person has since been moved, exempted or referred."""
    people = spells.values("person")
    later = (Transfer, Exemption, PartyReferral)
    touched = any(model.objects.filter(person__in=people, withdrawn_at__isnull=True).exists() for model in later)
    if touched or spells.exclude(end="").exists():
        raise Refused(
            _("Sau đó đã có việc chuyển, miễn, giới thiệu hoặc thôi sinh hoạt của người trong danh sách này.")
        )


def _withdraw(record: Withdrawn, reason: str, by: Actor) -> Withdrawn:
    record.withdrawn_at, record.withdrawn_because = clock.now(), reason
    record.save(update_fields=["withdrawn_at", "withdrawn_because"])
    restate(record, by=by)
    sentence = _("Rút lại một việc đã ghi của %(unit)s.") % {"unit": record.unit.name}
    audit.record("membership.record.withdrawn", record.source, sentence, by=by)
    return record


def _reasoned(reason: str) -> str:
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do rút lại."), field="reason")
    return reason.strip()[:300]


def _refuse_withdrawn(is_withdrawn: bool) -> None:
    if is_withdrawn:
        raise Refused(_("Việc này đã được rút lại trước đó."))
