"""A member's way towards the Party, stage by stage. What is counted goes up the line; who it was stays in the unit."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import prefetch_related_objects

from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused, naming
from congdoan.foundation.saying import gettext as _
from congdoan.membership import rules
from congdoan.membership.actions import checking
from congdoan.membership.facts import restate, restate_all
from congdoan.membership.models import PartyReferral, ReferralStage, Spell, Stage
from congdoan.organisation.forgetting import refuse_forgotten
from congdoan.organisation.models import Person


def refer(person: Person, *, on: date, by: Actor, note: str = "") -> PartyReferral:
    """Propose a member as outstanding. See `refer_all`."""
    return refer_all([person], on=on, by=by, note=note)[0]


@transaction.atomic
def refer_all(people: Sequence[Person], *, on: date, by: Actor, note: str = "") -> list[PartyReferral]:
    """Propose members as outstanding, all or none, in the order of the list.

    Raises Refused, naming the one, for somebody no member on the day, or proposed already.
    """
    refuse_forgotten(person.pk for person in people)
    spells = _spells_on(people, on)
    standing = PartyReferral.objects.filter(person__in=people, closed_on__isnull=True, withdrawn_at__isnull=True)
    known = set(standing.values_list("person_id", flat=True))
    for person in people:
        if person.pk in known:
            raise Refused(_("%(person)s đã có trong danh sách giới thiệu.") % {"person": person.name}, field="person")
        known.add(person.pk)
    rows = [PartyReferral(person=person, note=note.strip()[:500], **checking.signed(by)) for person in people]
    made = PartyReferral.objects.bulk_create(rows)
    _reach([(row, spells[row.person_id]) for row in made], Stage.PROPOSED, on=on, by=by)
    return made


def advance_referral(
    referral: PartyReferral, *, to: str, on: date, by: Actor, decision: Citation | None = None
) -> PartyReferral:
    """The next stage is reached on `on`. See `advance_referrals`."""
    return advance_referrals([referral], to=to, on=on, by=by, decision=decision)[0]


@transaction.atomic
def advance_referrals(
    referrals: Sequence[PartyReferral], *, to: str, on: date, by: Actor, decision: Citation | None = None
) -> list[PartyReferral]:
    """All reach the next stage on `on`, by one resolution or none; each is counted by the unit the member belongs to
    that day. All or none, in the order of the list.

    Raises Refused, naming the member of a list, for a stage skipped or passed, a day before the last stage's or to
    come; for an introduction without its resolution.
    """
    opened = _open(referrals)
    last = _last_stages(opened)
    for referral in opened:
        with naming(referral.person.name, among=len(opened)):
            _refuse_step(referral, to, on, decision, last=last[referral.pk])
    spells = _spells_on([referral.person for referral in opened], on)
    _reach([(row, spells[row.person_id]) for row in opened], to, on=on, by=by, decision=decision)
    for referral in opened:
        referral.stage = to
        if to == Stage.ADMITTED:
            referral.closed_on = on
    PartyReferral.objects.bulk_update(opened, ["stage", "closed_on"])
    prefetch_related_objects(opened, "stages__unit")
    restate_all(opened, by=by)
    return opened


@transaction.atomic
def close_referral(referral: PartyReferral, *, on: date, because: str, by: Actor) -> PartyReferral:
    """It is not gone on with. What was reached stays counted."""
    [referral] = _open([referral])
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


def _open(referrals: Sequence[PartyReferral]) -> list[PartyReferral]:
    """The referrals as they stand now, locked in the order of their keys and given back in the order asked for.

    Raises Refused for somebody who was forgotten, and for what is closed.
    """
    refuse_forgotten(row.person_id for row in referrals)
    rows = PartyReferral.objects.select_for_update(of=("self",)).select_related("person").order_by("pk")
    locked = {row.pk: row for row in rows.filter(pk__in=[row.pk for row in referrals])}
    for row in locked.values():
        if row.closed_on or row.withdrawn_at:
            with naming(row.person.name, among=len(locked)):
                raise Refused(_("Việc giới thiệu này đã khép lại."))
    return [locked[pk] for pk in dict.fromkeys(row.pk for row in referrals)]


def _last_stages(referrals: Sequence[PartyReferral]) -> dict[int, ReferralStage]:
    """The stage each reached last, by the referral's id. One query."""
    rows = ReferralStage.objects.filter(referral__in=referrals).order_by("on", "id")
    return {row.referral_id: row for row in rows}


def _refuse_step(referral: PartyReferral, to: str, on: date, decision: Citation | None, *, last: ReferralStage) -> None:
    if to != rules.next_stage(referral.stage):
        raise Refused(
            _("Bước kế tiếp sau “%(now)s” là “%(next)s”.")
            % {"now": Stage(referral.stage).label, "next": _label_of_next(referral.stage)},
            field="to",
        )
    if to == Stage.INTRODUCED and (decision is None or not decision.symbol.strip()):
        raise Refused(_("Hãy ghi số nghị quyết của Ban Chấp hành giới thiệu đoàn viên ưu tú."), field="symbol")
    if on < last.on:
        raise Refused(_("Phải từ ngày %(day)s trở đi.") % {"day": f"{last.on:%d/%m/%Y}"}, field="on")


def _spells_on(people: Sequence[Person], on: date) -> dict[int, Spell]:
    """Where each belongs on the day, by the person's id. Raises Refused for somebody no member that day."""
    rows = Spell.objects.filter(person__in=people, valid__contains=on).select_related("unit")
    spells = {row.person_id: row for row in rows}
    for person in people:
        if person.pk not in spells:
            raise Refused(
                _("%(person)s không phải đoàn viên vào ngày %(day)s.")
                % {"person": person.name, "day": f"{on:%d/%m/%Y}"},
                field="on",
            )
    for unit in {row.unit_id: row.unit for row in spells.values()}.values():
        checking.refuse_wrong_day(unit, on)
    return spells


def _reach(
    reached: Sequence[tuple[PartyReferral, Spell]], stage: str, *, on: date, by: Actor, decision: Citation | None = None
) -> None:
    """Note the stage of each and say so in the trail, which names the unit and the stage, never the person."""
    said = decision.columns() if decision else {}
    ReferralStage.objects.bulk_create(
        [ReferralStage(referral=row, stage=stage, unit=spell.unit, on=on, **said) for row, spell in reached]
    )
    sentence, label = _("%(unit)s: một đoàn viên ưu tú, bước %(stage)s."), Stage(stage).label
    audit.record_all(
        [
            audit.Line("membership.referral.advanced", row.source, sentence % {"unit": spell.unit.name, "stage": label})
            for row, spell in reached
        ],
        by=by,
    )


def _label_of_next(stage: str) -> object:
    following = rules.next_stage(stage)
    return following.label if following else _("không còn bước nào")
