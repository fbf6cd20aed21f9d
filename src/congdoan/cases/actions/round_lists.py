"""The list of a gift round: names put on it and taken off, and the ticks of what was handed over."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from congdoan.cases.actions.handing import facts_of_hand_over, handed_to, set_handed, take_back_all
from congdoan.cases.actions.newcomers import enter_all, keep_with
from congdoan.cases.actions.stepping import ROOM, event_of, move, move_all, note, refuse_future
from congdoan.cases.models import (
    AskedAs,
    CaseEvent,
    CaseState,
    HandOver,
    Relation,
    Round,
    RoundState,
    SupportCase,
)
from congdoan.cases.queries import mark_of_relative
from congdoan.cases.rules import Newcomer
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Changed, Refused
from congdoan.foundation.figures import format_vnd
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import fold, nfc
from congdoan.funds import actions as funds
from congdoan.goods.actions import hand_out
from congdoan.journal.actions import append
from congdoan.membership.queries import members_among
from congdoan.organisation.forgetting import refuse_forgotten
from congdoan.organisation.models import Person, Unit


@dataclass(frozen=True, slots=True)
class Tick:
    """A slip whose gift was handed over on a day; `token` makes a tick sent twice one tick."""

    slip: int
    on: date
    token: str = ""


@dataclass(frozen=True, slots=True)
class Ticked:
    """What became of the ticks: slips now handed over, those that were before, and those that could not be."""

    done: tuple[int, ...]
    already: tuple[int, ...]
    unknown: tuple[int, ...]


@transaction.atomic
def put_on_list(
    gift_round: Round,
    unit: Unit,
    people: Iterable[Person | Newcomer],
    *,
    by: Actor,
    relation: str = Relation.SELF,
    relative_names: Sequence[str] = (),
    asked_as: str = AskedAs.OFFICER,
    is_member: bool | None = None,
) -> list[SupportCase]:
    """Put people on the unit's part of the list, each with the next slip number; who stands on it already is left.

    For gifts to children `relative_names` go with the people one by one: the help counts for the parent, each child is
    one gift. Raises Refused beyond the unit's quota, for a child without a name; KnownAlready for a newcomer who may be
    somebody on record.
    """
    locked = refuse_unless_open(gift_round)
    gifts = sum(locked.quotas.filter(unit=unit).values_list("gifts", flat=True))
    if not gifts:
        raise Refused(_("%(unit)s chưa được phân bổ suất nào trong đợt này.") % {"unit": unit.name})
    listed = locked.cases.exclude(state=CaseState.CANCELLED)
    if locked.programme.is_for_children and relation != Relation.CHILD:
        raise Refused(_("Quà này cho con của người lao động: mỗi dòng ghi tên con; tên cha hoặc mẹ."), field="relation")
    told = list(people)
    persons = enter_all(told, unit, by=by)
    refuse_forgotten(person.pk for person in persons)
    new = {person.pk: one for person, one in zip(persons, told, strict=True) if isinstance(one, Newcomer)}
    wanted = _not_listed(listed.filter(relation=relation), persons, relation, relative_names)
    if listed.filter(asked_unit=unit).count() + len(wanted) > gifts:
        said = {"unit": unit.name, "gifts": gifts}
        raise Refused(_("%(unit)s chỉ có %(gifts)d suất; hãy bớt danh sách hoặc xin thêm.") % said)
    members = _members_among([person for person, _name in wanted], locked, is_member)
    made = [
        _case(
            locked, unit, person, name, relation, asked_as, person.pk in members, slip=locked.next_slip + place, by=by
        )
        for place, (person, name) in enumerate(wanted)
    ]
    for case in made:
        if case.person_id in new:
            keep_with(case, new[case.person_id])
    made = SupportCase.objects.bulk_create(made, batch_size=500)
    CaseEvent.objects.bulk_create([event_of(case, "ask", on=case.asked_on, by=by) for case in made], batch_size=1000)
    locked.next_slip += len(made)
    locked.version += bool(made)
    locked.save(update_fields=["next_slip", "version"])
    sentence = _("Thêm %(count)d người vào danh sách đợt “%(name)s”.") % {"count": len(made), "name": locked.name}
    audit.record("cases.round.listed", f"round:{locked.key}", sentence, by=by)
    return made


def _not_listed(
    listed: QuerySet[SupportCase], persons: Sequence[Person], relation: str, relative_names: Sequence[str]
) -> list[tuple[Person, str]]:
    """Each person, with the relative's name, who does not stand on the list with that relative; each once."""
    names = [" ".join(nfc(name).split()) for name in relative_names] if relation != Relation.SELF else []
    names += [""] * (len(persons) - len(names))
    if relation != Relation.SELF and not all(names):
        raise Refused(_("Hãy ghi tên con và tên cha hoặc mẹ trên mỗi dòng."), field="names")
    own = listed.filter(person__in=persons)
    standing = {(case.person_id, fold(case.relative_name.open())) for case in own}
    wanted = {(person.pk, fold(name)): (person, name) for person, name in zip(persons, names, strict=True)}
    return [pair for mark, pair in wanted.items() if mark not in standing]


@transaction.atomic
def take_off_list(case: SupportCase, *, reason: str, by: Actor) -> SupportCase:
    """Take a name off while the list is open. The slip number is not used again."""
    assert case.round is not None
    gift_round = refuse_unless_open(case.round)
    locked = SupportCase.objects.select_for_update(of=("self",)).with_names().get(pk=case.pk)
    if locked.state != CaseState.RECEIVED:
        raise Refused(_("Suất này không còn trong danh sách."))
    gift_round.version += 1
    gift_round.save(update_fields=["version"])
    move(locked, "cancel", on=clock.today(), by=by, note=reason)
    note(locked, "cancelled", _("Hủy hồ sơ hỗ trợ %(key)s."), by=by)
    return locked


@transaction.atomic
def tick(gift_round: Round, ticks: Iterable[Tick], *, by: Actor, unit: Unit | None = None) -> Ticked:
    """Note the gifts handed over, in any order and as often as they are sent: each counts once. With `unit`, only
    slips that unit listed.

    Raises Refused for a round not decided, a day to come or before the decision, or when the money paid out for a
    unit's gifts, or the goods in stock, do not cover what would be handed over. As many statements for hundreds of
    slips as for one.
    """
    rounds = Round.objects.select_for_update(of=("self",)).select_related("unit", "programme")
    locked = rounds.get(pk=gift_round.pk)
    if locked.state != RoundState.DECIDED:
        raise Refused(_("Đợt này chưa quyết định hoặc đã kết thúc."))
    wanted = {one.slip: one for one in ticks}
    rows = locked.cases.select_for_update(of=("self",)).with_names().select_related("decision")
    found = {case.slip_number: case for case in rows.filter(slip_number__in=wanted).order_by("pk")}
    if unit is not None:
        found = {slip: case for slip, case in found.items() if case.asked_unit_id == unit.pk}
    fresh = [case for case in found.values() if case.state == CaseState.APPROVED]
    already = [slip for slip, case in found.items() if case.handed_on is not None]
    _refuse_unpaid(locked, fresh)
    _hand_over(fresh, wanted, by=by)
    _take_goods(locked, fresh, wanted, by=by)
    append([fact for case in fresh for fact in facts_of_hand_over(case, wanted[case.slip_number or 0].on)],
           room=ROOM, by=by)  # fmt: skip
    if fresh:
        said = {"count": len(fresh), "name": locked.name}
        sentence = _("Ghi đã trao %(count)d suất đợt “%(name)s”.") % said
        audit.record("cases.round.handed_over", f"round:{locked.key}", sentence, by=by)
    done = {case.slip_number or 0 for case in fresh}
    unknown = set(wanted) - done - {slip or 0 for slip in already}
    return Ticked(tuple(sorted(done)), tuple(sorted(slip or 0 for slip in already)), tuple(sorted(unknown)))


@transaction.atomic
def untick(gift_round: Round, unit: Unit, *, reason: str, by: Actor, slip: int | None = None) -> list[SupportCase]:
    """Take back a tick set by mistake, or (without `slip`) every one of the unit's part: so that its payment may be
    reversed, and paid anew for those who came.

    Raises Refused for a round not decided or ended, and where nothing is ticked.
    """
    locked = Round.objects.select_for_update(of=("self",)).get(pk=gift_round.pk)
    if locked.state != RoundState.DECIDED:
        raise Refused(_("Đợt này chưa quyết định hoặc đã kết thúc."))
    ticked = list(locked.cases.given().filter(asked_unit=unit, **({} if slip is None else {"slip_number": slip})))
    if slip is not None and not ticked:
        raise Refused(_("Suất số %(slip)d chưa đánh dấu đã trao.") % {"slip": slip}, field="slip")
    said = {"unit": unit.name, "count": len(ticked), "name": locked.name}
    if not ticked:
        raise Refused(_("%(unit)s chưa đánh dấu suất nào đã trao.") % said)
    waiting = take_back_all(ticked, reason=reason, by=by)
    sentence = _("Rút ghi nhận đã trao %(count)d suất của %(unit)s, đợt “%(name)s”.") % said
    audit.record("cases.round.unticked", f"round:{locked.key}", sentence, by=by)
    return waiting


def refuse_unless_open(gift_round: Round, *, version: int | None = None) -> Round:
    """The round, locked. Raises Refused once it was decided, Changed where its list is another since `version`."""
    locked = (
        Round.objects.select_for_update(of=("self",)).select_related("unit", "programme", "fund").get(pk=gift_round.pk)
    )
    if locked.state != RoundState.OPEN:
        raise Refused(_("Danh sách đợt này đã chốt."))
    if version is not None and locked.version != version:
        listed = locked.cases.exclude(state=CaseState.CANCELLED).count()
        theirs = {str(_("Trong danh sách")): str(listed)}
        raise Changed(_("Danh sách đợt “%(name)s” vừa thay đổi.") % {"name": locked.name}, theirs=theirs)
    return locked


def _case(
    gift_round: Round,
    unit: Unit,
    person: Person,
    relative_name: str,
    relation: str,
    asked_as: str,
    is_member: bool,
    *,
    slip: int,
    by: Actor,
) -> SupportCase:
    day = _day_of_need(gift_round)
    programme = gift_round.programme
    return SupportCase(
        programme=programme,
        categories=[programme.categories[0]["code"]] if programme.categories else [],
        unit=gift_round.unit,
        asked_unit=unit,
        for_unit=unit,
        person=person,
        is_member=is_member,
        relation=relation,
        relative_name=relative_name,
        blind_relative=mark_of_relative(relative_name),
        need_on=day,
        asked_on=clock.today(),
        received_on=clock.today(),
        asked_as=asked_as,
        asked_by=by.key,
        asked_by_name=by.name,
        round=gift_round,
        slip_number=slip,
    )


def _day_of_need(gift_round: Round) -> date:
    return min(gift_round.since, clock.today())


def _members_among(people: Sequence[Person], gift_round: Round, is_member: bool | None) -> set[int]:
    """Ids of those who are members on the day, by the member files unless said. At most one query."""
    if is_member is None:
        return members_among(people, _day_of_need(gift_round))
    return {person.pk for person in people} if is_member else set()


def _refuse_unpaid(gift_round: Round, fresh: Sequence[SupportCase]) -> None:
    """No envelope is handed over that no voucher paid for. From the first one on no payment of that unit's gifts is
    reversed: what is in people's hands stays paid.
    """
    if not gift_round.gift_vnd or not fresh:
        return
    units = {case.asked_unit_id: case.asked_unit for case in fresh}
    quotas = list(gift_round.quotas.filter(unit__in=units).order_by("pk"))
    paid = funds.settle([quota.source for quota in quotas])
    handed = Counter(case.asked_unit_id for case in fresh)
    handed.update(gift_round.cases.given().filter(asked_unit__in=units).values_list("asked_unit_id", flat=True))
    for unit_id, unit in units.items():
        paid_vnd = sum(paid[quota.source] for quota in quotas if quota.unit_id == unit_id)
        needed_vnd = handed[unit_id] * gift_round.gift_vnd
        if needed_vnd > paid_vnd:
            said = {"unit": unit.name, "paid": format_vnd(paid_vnd), "needed": format_vnd(needed_vnd)}
            raise Refused(_("Mới chi %(paid)s cho %(unit)s, chưa đủ %(needed)s cho số suất đánh dấu.") % said)


def _hand_over(cases: Sequence[SupportCase], ticks: Mapping[int, Tick], *, by: Actor) -> None:
    """Each slip in its person's hands on the day of its tick. A few statements for any number."""
    days = {case.pk: ticks[case.slip_number or 0].on for case in cases}
    for case in cases:
        _refuse_wrong_day(case, days[case.pk])
    HandOver.objects.bulk_create([_handed(case, ticks[case.slip_number or 0], by=by) for case in cases], batch_size=500)
    for case in cases:
        set_handed(case, days[case.pk])
    move_all(cases, "hand_over", days=days, by=by, changed=["handed_on", "visit_due_on"])


def _refuse_wrong_day(case: SupportCase, on: date) -> None:
    refuse_future(on)
    if case.decision is not None and on < case.decision.on:
        raise Refused(
            _("Ngày trao ở trước ngày quyết định %(day)s.") % {"day": f"{case.decision.on:%d/%m/%Y}"}, field="on"
        )


def _handed(case: SupportCase, one: Tick, *, by: Actor) -> HandOver:
    return HandOver(
        case=case,
        on=one.on,
        amount_vnd=case.approved_vnd or 0,
        goods=case.approved_goods,
        gifts=1,
        client_token=one.token or None,
        by=by.key,
        by_name=by.name,
        at=clock.now(),
    )


def _take_goods(gift_round: Round, cases: Sequence[SupportCase], ticks: Mapping[int, Tick], *, by: Actor) -> None:
    """Each thing of each gift out of the lot it lies in, to the very person; lot by lot in the order of their keys."""
    if not cases:
        return
    for item in gift_round.parcel.select_related("lot").order_by("lot_id"):
        hand_out(item.lot, [handed_to(case, item.each, ticks[case.slip_number or 0].on) for case in cases], by=by)
