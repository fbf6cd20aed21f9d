"""Help in the person's hands: counted in the journal in the same transaction; taken back; visited again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import prefetch_related_objects

from congdoan.cases.actions.houses import facts_of_house
from congdoan.cases.actions.stepping import (
    ROOM,
    add_files,
    hold,
    hold_all,
    move,
    move_all,
    note,
    note_all,
    reason_given,
    refuse_future,
)
from congdoan.cases.models import Family, FollowUp, HandOver, Quota, Round, RoundState, SupportCase
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused, naming
from congdoan.foundation.figures import format_vnd
from congdoan.foundation.models import StoredFile
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.funds import actions as funds
from congdoan.goods import actions as goods
from congdoan.goods.models import GoodsLot
from congdoan.journal.actions import Fact, append, reverse, standing_entries
from congdoan.organisation.queries import parameter_at

VISIT_AGAIN = "cases.visit_again_days"


@dataclass(frozen=True, slots=True)
class Handing:
    """One row of a list handed over: the case, who received it where, its proof. The same `client_token` twice is one
    hand-over. `out_of` says which goods in stock went with it, how many.
    """

    case: SupportCase
    receiver: str = ""
    place: str = ""
    files: Sequence[StoredFile] = ()
    client_token: str | None = None
    out_of: Sequence[tuple[GoodsLot, int]] = ()


def hand_over(
    case: SupportCase,
    *,
    on: date,
    by: Actor,
    place: str = "",
    receiver: str = "",
    files: Iterable[StoredFile] = (),
    client_token: str | None = None,
    version: int | None = None,
    out_of: Sequence[tuple[GoodsLot, int]] = (),
) -> HandOver:
    """The help was handed over on `on`. See `hand_over_all`."""
    handing = Handing(case, receiver, place, list(files), client_token, out_of)
    return hand_over_all([handing], on=on, by=by, versions=None if version is None else {case.pk: version})[0]


@transaction.atomic
def hand_over_all(
    handings: Sequence[Handing], *, on: date, by: Actor, versions: Mapping[int, int] | None = None
) -> list[HandOver]:
    """The help was handed over on `on`, each case's in its person's hands; people, turns, gifts and houses enter the
    journal now, money did when it was paid. All or none, in the order of the list.

    Raises Refused, naming the case of a list, for money not wholly paid out yet, without any proof, a day to come or
    before the decision, a house not finished.
    """
    known = _known(handings)
    fresh = {row.case.pk: row for row in handings if row.client_token not in known}
    locked = hold_all([row.case for row in fresh.values()], "hand_over", versions=versions)
    prefetch_related_objects(locked, "decision", "house")
    for case in locked:
        with naming(case.key, among=len(locked)):
            _refuse_unready(case, fresh[case.pk], on)
    _refuse_unpaid(locked)
    made = {case.pk: _handed(case, fresh[case.pk], on=on, by=by) for case in locked}
    _save(made.values())
    for case in locked:
        add_files(case, fresh[case.pk].files, "proof", by=by)
        set_handed(case, on)
    move_all(locked, "hand_over", days=dict.fromkeys(made, on), by=by, changed=["handed_on", "visit_due_on"])
    append([fact for case in locked for fact in facts_of_hand_over(case, on)], room=ROOM, by=by)
    for case in locked:
        _give_goods(case, fresh[case.pk].out_of, on=on, by=by)
    note_all(locked, "handed_over", _("Trao hỗ trợ %(key)s."), by=by)
    return [known.get(row.client_token) or made[row.case.pk] for row in handings]


def _known(handings: Sequence[Handing]) -> dict[str | None, HandOver]:
    """What was handed over by these rows of a form already, by their tokens. At most one query."""
    tokens = {row.client_token: row.case.pk for row in handings if row.client_token}
    found = HandOver.objects.filter(client_token__in=tokens) if tokens else ()
    return {row.client_token: row for row in found if tokens[row.client_token or ""] == row.case_id}


def _handed(case: SupportCase, handing: Handing, *, on: date, by: Actor) -> HandOver:
    return HandOver(
        case=case,
        on=on,
        place=nfc(handing.place).strip(),
        amount_vnd=case.approved_vnd or 0,
        goods=case.approved_goods,
        receiver=nfc(handing.receiver).strip(),
        client_token=handing.client_token,
        by=by.key,
        by_name=by.name,
        at=clock.now(),
    )


def _refuse_unready(case: SupportCase, handing: Handing, on: date) -> None:
    if case.round_id:
        raise Refused(_("Quà theo đợt được đánh dấu đã trao trong trang của đợt."))
    _refuse_wrong_day(case, on)
    if not handing.files and not handing.receiver.strip():
        raise Refused(_("Hãy kèm ảnh trao hoặc giấy ký nhận, hoặc ghi người nhận."), field="files")
    if case.programme.family == Family.HOUSING and (case.house is None or case.house.finished_on is None):
        raise Refused(_("Nhà chưa hoàn thành: hãy ghi mốc hoàn thành trước khi bàn giao."))


def _refuse_unpaid(cases: Sequence[SupportCase]) -> None:
    """What was decided is all paid and its payments settled. Raises Refused where something is still open."""
    owed = {case.source: case for case in cases if case.approved_vnd}
    for source, paid in (funds.settle(list(owed)) if owed else {}).items():
        with naming(owed[source].key, among=len(cases)):
            if paid != owed[source].approved_vnd:
                said = {"paid": format_vnd(paid), "decided": format_vnd(owed[source].approved_vnd or 0)}
                raise Refused(_("Mới chi %(paid)s trên %(decided)s đã quyết định; chi đủ rồi mới ghi đã trao.") % said)


def take_back(case: SupportCase, *, reason: str, by: Actor, version: int | None = None) -> SupportCase:
    """The hand-over was recorded by mistake. See `take_back_all`."""
    return take_back_all([case], reason=reason, by=by, versions=None if version is None else {case.pk: version})[0]


@transaction.atomic
def take_back_all(
    cases: Sequence[SupportCase], *, reason: str, by: Actor, versions: Mapping[int, int] | None = None
) -> list[SupportCase]:
    """What the hand-overs counted is reversed, the cases wait to be handed over again. Their money may be reversed
    again too; that of a unit's gifts once none of them is in anybody's hands.
    """
    _refuse_closed_rounds(cases)
    locked = hold_all(cases, "take_back", versions=versions)
    tidy = reason_given(reason)
    HandOver.objects.filter(case__in=locked, undone_at__isnull=True).update(undone_at=clock.now(), undone_by=by.key)
    reverse(standing_entries(*[case.source for case in locked]), by=by)
    for case in locked:
        case.handed_on = case.visit_due_on = None
    days = dict.fromkeys((case.pk for case in locked), clock.today())
    move_all(locked, "take_back", days=days, by=by, changed=["handed_on", "visit_due_on"], note=tidy)
    _unsettle(locked)
    goods.undo_of([case.source for case in locked], reason=_("rút ghi nhận đã trao"), by=by)
    note_all(locked, "taken_back", _("Rút ghi nhận đã trao của hồ sơ hỗ trợ %(key)s."), by=by)
    return locked


def _refuse_closed_rounds(cases: Sequence[SupportCase]) -> None:
    """A round that ended said that what was paid is what was handed over; held, so that none ends meanwhile."""
    rounds = Round.objects.select_for_update(of=("self",)).filter(pk__in={case.round_id for case in cases})
    for gift_round in rounds.order_by("pk"):
        if gift_round.state == RoundState.CLOSED:
            words = _("Đợt “%(name)s” đã kết thúc ngày %(day)s nên không rút ghi nhận đã trao nữa.")
            said = {"name": gift_round.name, "day": f"{gift_round.closed_on:%d/%m/%Y}"}
            raise Refused(words % said)


def _unsettle(cases: Sequence[SupportCase]) -> None:
    """The money of cases taken back; that of a unit's gifts only where the locked books still say none is in hand."""
    parts = {(case.round_id, case.asked_unit_id) for case in cases if case.round_id}
    quotas = {part: Quota.objects.filter(round=part[0], unit=part[1]) for part in parts}
    sources = {part: [quota.source for quota in rows] for part, rows in quotas.items()}
    free = [case.source for case in cases if not case.round_id]
    funds.lock_of([*free, *(source for rows in sources.values() for source in rows)])
    for (gift_round, unit), rows in sources.items():
        # Slips of a unit that has ended keep its name: they hold the money its heirs took over.
        others = Quota.objects.filter(round=gift_round).exclude(unit=unit).values("unit")
        if not SupportCase.objects.given().filter(round=gift_round).exclude(asked_unit__in=others).exists():
            free += rows
    funds.unsettle(free)


@transaction.atomic
def follow_up(
    case: SupportCase,
    *,
    on: date,
    found: str,
    by: Actor,
    needs_more: bool = False,
    files: Iterable[StoredFile] = (),
    version: int | None = None,
) -> FollowUp:
    """Somebody came by again. Where more is needed the next visit falls due; a further need is a case of its own."""
    locked = hold(case, "follow_up", version=version)
    refuse_future(on)
    if locked.handed_on and on < locked.handed_on:
        raise Refused(_("Ngày thăm lại ở trước ngày trao."), field="on")
    if not found.strip():
        raise Refused(_("Hãy ghi kết quả thăm lại."), field="found")
    visit = FollowUp.objects.create(
        case=locked,
        on=on,
        found=nfc(found).strip(),
        needs_more=needs_more,
        by=by.key,
        by_name=by.name,
        at=clock.now(),
    )
    add_files(locked, files, "visit", by=by)
    locked.visit_due_on = on + timedelta(days=_days_to_next_visit(locked, on)) if needs_more else None
    move(locked, "follow_up", on=on, by=by)
    note(locked, "followed_up", _("Thăm lại hồ sơ hỗ trợ %(key)s."), by=by)
    return visit


def _days_to_next_visit(case: SupportCase, on: date) -> int:
    """As the programme says, else the dated parameter of the day of this visit."""
    return case.programme.follow_up_days or int(parameter_at(VISIT_AGAIN, case.unit, on).value)


def set_handed(case: SupportCase, on: date) -> None:
    days = case.programme.follow_up_days
    case.handed_on = on
    case.visit_due_on = on + timedelta(days=days) if days else None


def facts_of_hand_over(case: SupportCase, on: date) -> list[Fact]:
    """What one hand-over counts: the person, by a key that is the same however often they come; the turn; and the gift
    or the house, which only the case that leads it counts.
    """
    purpose = case.programme.purpose
    person = case.person.journal_key
    whom = ("members_supported", purpose) if case.is_member else ("workers_supported", "")
    facts = [
        Fact(case.unit, whom[0], 1, on, case.source, facet=whom[1], for_unit=case.for_unit, person_key=person),
        Fact(case.unit, "support_turns", 1, on, case.source, facet=purpose, for_unit=case.for_unit),
    ]
    if case.round_id:
        facts.append(Fact(case.unit, "gifts_given", 1, on, case.source, for_unit=case.for_unit))
    house = case.house
    if house is not None and house.lead_id == case.pk:
        facts += facts_of_house(case, house, on)
    return facts


def _give_goods(case: SupportCase, out_of: Sequence[tuple[GoodsLot, int]], *, on: date, by: Actor) -> None:
    """Goods of the unit that decides, or of the one that asked and hands over. Raises Refused for any other unit's."""
    for lot, quantity in out_of:
        if lot.unit_id not in (case.unit_id, case.asked_unit_id):
            raise Refused(
                _("Chỉ xuất hiện vật trong kho của đơn vị giải quyết hoặc đơn vị đề nghị."), field="goods_lot"
            )
        goods.hand_out(lot, [handed_to(case, quantity, on)], by=by)


def handed_to(case: SupportCase, quantity: int, on: date) -> goods.Handed:
    """Goods for the person of the case, by the key the journal knows."""
    key = case.person.journal_key
    assert key is not None  # nobody is forgotten while a case is open
    return goods.Handed(quantity, case.source, case.for_unit, key, on)


def _refuse_wrong_day(case: SupportCase, on: date) -> None:
    refuse_future(on)
    if case.decision is not None and on < case.decision.on:
        raise Refused(
            _("Ngày trao ở trước ngày quyết định %(day)s.") % {"day": f"{case.decision.on:%d/%m/%Y}"}, field="on"
        )


def _save(handed: Iterable[HandOver]) -> None:
    try:
        HandOver.objects.bulk_create(handed)
    except IntegrityError as error:
        raise Refused(_("Hồ sơ này đã được ghi là đã trao.")) from error
