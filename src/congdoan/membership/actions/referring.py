"""A member's way towards the Party, stage by stage. What is counted goes up the line; who it was stays in the unit."""

from datetime import date

from django.db import transaction

from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.membership import rules
from congdoan.membership.actions import checking
from congdoan.membership.facts import restate
from congdoan.membership.models import PartyReferral, ReferralStage, Spell, Stage
from congdoan.organisation.forgetting import refuse_forgotten
from congdoan.organisation.models import Person


@transaction.atomic
def refer(person: Person, *, on: date, by: Actor, note: str = "") -> PartyReferral:
    """Propose a member as outstanding. Raises Refused for somebody no member on the day, or proposed already."""
    spell = _spell_on(person, on)
    if PartyReferral.objects.filter(person=person, closed_on__isnull=True, withdrawn_at__isnull=True).exists():
        raise Refused(_("%(person)s đã có trong danh sách giới thiệu.") % {"person": person.name}, field="person")
    referral = PartyReferral.objects.create(person=person, note=note.strip()[:500], **checking.signed(by))
    referral.stages.create(stage=Stage.PROPOSED, unit=spell.unit, on=on)
    _note(referral, spell, Stage.PROPOSED, by=by)
    return referral


@transaction.atomic
def advance_referral(
    referral: PartyReferral, *, to: str, on: date, by: Actor, decision: Citation | None = None
) -> PartyReferral:
    """The next stage is reached on `on`, counted by the unit the member belongs to that day.

    Raises Refused for a stage skipped or passed, a day before the last stage's or to come, an introduction without
    its resolution.
    """
    referral = _open(referral)
    if to != rules.next_stage(referral.stage):
        raise Refused(
            _("Bước kế tiếp sau “%(now)s” là “%(next)s”.")
            % {"now": Stage(referral.stage).label, "next": _label_of_next(referral.stage)},
            field="to",
        )
    if to == Stage.INTRODUCED and (decision is None or not decision.symbol.strip()):
        raise Refused(_("Hãy ghi số nghị quyết của Ban Chấp hành giới thiệu đoàn viên ưu tú."), field="symbol")
    last = referral.stages.latest("on", "id")
    if on < last.on:
        raise Refused(_("Phải từ ngày %(day)s trở đi.") % {"day": f"{last.on:%d/%m/%Y}"}, field="on")
    spell = _spell_on(referral.person, on)
    referral.stages.create(stage=to, unit=spell.unit, on=on, **(decision.columns() if decision else {}))
    referral.stage = to
    if to == Stage.ADMITTED:
        referral.closed_on = on
    referral.save(update_fields=["stage", "closed_on"])
    restate(referral, by=by)
    _note(referral, spell, Stage(to), by=by)
    return referral


@transaction.atomic
def close_referral(referral: PartyReferral, *, on: date, because: str, by: Actor) -> PartyReferral:
    """It is not gone on with. What was reached stays counted."""
    referral = _open(referral)
    if not because.strip():
        raise Refused(_("Hãy ghi lý do không tiếp tục."), field="because")
    referral.closed_on, referral.closed_because = on, because.strip()[:200]
    referral.save(update_fields=["closed_on", "closed_because"])
    sentence = _("Dừng theo dõi giới thiệu một đoàn viên ưu tú.")
    audit.record("membership.referral.closed", referral.source, sentence, by=by)
    return referral


@transaction.atomic
def step_back(referral: PartyReferral, *, by: Actor) -> PartyReferral:
    """Take back the last stage, entered by mistake; what it counted is reversed. Raises Refused at the first."""
    referral = PartyReferral.objects.select_for_update(of=("self",)).select_related("person").get(pk=referral.pk)
    if referral.stages.count() < 2:
        raise Refused(_("Chưa có bước nào để rút lại."))
    referral.stages.latest("on", "id").delete()
    left: ReferralStage = referral.stages.latest("on", "id")
    referral.stage, referral.closed_on, referral.closed_because = left.stage, None, ""
    referral.save(update_fields=["stage", "closed_on", "closed_because"])
    restate(referral, by=by)
    sentence = _("Rút lại một bước giới thiệu ghi nhầm.")
    audit.record("membership.referral.stepped_back", referral.source, sentence, by=by)
    return referral


def _open(referral: PartyReferral) -> PartyReferral:
    locked = PartyReferral.objects.select_for_update(of=("self",)).select_related("person").get(pk=referral.pk)
    if locked.closed_on or locked.withdrawn_at:
        raise Refused(_("Việc giới thiệu này đã khép lại."))
    return locked


def _spell_on(person: Person, on: date) -> Spell:
    refuse_forgotten([person])
    spell = Spell.objects.filter(person=person, valid__contains=on).select_related("unit").first()
    if spell is None:
        raise Refused(
            _("%(person)s không phải đoàn viên vào ngày %(day)s.") % {"person": person.name, "day": f"{on:%d/%m/%Y}"},
            field="on",
        )
    checking.refuse_wrong_day(spell.unit, on)
    return spell


def _label_of_next(stage: str) -> object:
    following = rules.next_stage(stage)
    return following.label if following else _("không còn bước nào")


def _note(referral: PartyReferral, spell: Spell, stage: Stage, *, by: Actor) -> None:
    """The trail names the unit and the stage, never the person."""
    sentence = _("%(unit)s: một đoàn viên ưu tú, bước %(stage)s.") % {"unit": spell.unit.name, "stage": stage.label}
    audit.record("membership.referral.advanced", referral.source, sentence, by=by)
