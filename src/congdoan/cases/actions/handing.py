"""Help in the person's hands: counted in the journal in the same transaction; taken back; visited again."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from congdoan.cases.actions.stepping import add_files, hold, move, note, reason_given, refuse_future
from congdoan.cases.models import Family, FollowUp, HandOver, SupportCase
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_vnd
from congdoan.foundation.models import StoredFile
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.funds import actions as funds
from congdoan.goods import actions as goods
from congdoan.goods.models import GoodsLot
from congdoan.journal.actions import Fact, append, reverse, standing_entries

ROOM = "cases"


@transaction.atomic
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
    """The help was handed over on `on`; people, turns, gifts and houses enter the journal now, money did when it was
    paid. The same `client_token` twice is one hand-over. `out_of` says which goods in stock went with it, how many.

    Raises Refused for money not wholly paid out yet, without any proof, a day to come or before the decision, a house
    not finished.
    """
    if client_token and (known := HandOver.objects.filter(client_token=client_token, case=case).first()):
        return known
    locked = hold(case, "hand_over", version=version)
    if locked.round_id:
        raise Refused(_("Quà theo đợt được đánh dấu đã trao trong trang của đợt."))
    _refuse_wrong_day(locked, on)
    kept = list(files)
    if not kept and not receiver.strip():
        raise Refused(_("Hãy kèm ảnh trao hoặc giấy ký nhận, hoặc ghi người nhận."), field="files")
    _refuse_unfinished(locked)
    amount_vnd = _wholly_paid(locked)
    handed = _saved(
        HandOver(
            case=locked,
            on=on,
            place=nfc(place).strip(),
            amount_vnd=amount_vnd,
            goods=locked.approved_goods,
            receiver=nfc(receiver).strip(),
            client_token=client_token,
            by=by.key,
            by_name=by.name,
            at=clock.now(),
        )
    )
    add_files(locked, kept, "proof", by=by)
    set_handed(locked, on)
    move(locked, "hand_over", on=on, by=by)
    append(facts_of_hand_over(locked, on), room=ROOM, by=by)
    _give_goods(locked, out_of, on=on, by=by)
    note(locked, "handed_over", _("Trao hỗ trợ %(key)s."), by=by)
    return handed


def _wholly_paid(case: SupportCase) -> int:
    """What was decided, all of it paid and its payments settled. Raises Refused where something is still open."""
    amount_vnd = case.approved_vnd or 0
    if amount_vnd and (paid := funds.settle(case.source)) != amount_vnd:
        said = {"paid": format_vnd(paid), "decided": format_vnd(amount_vnd)}
        raise Refused(_("Mới chi %(paid)s trên %(decided)s đã quyết định; chi đủ rồi mới ghi đã trao.") % said)
    return amount_vnd


@transaction.atomic
def take_back(case: SupportCase, *, reason: str, by: Actor, version: int | None = None) -> SupportCase:
    """The hand-over was recorded by mistake: what it counted is reversed, the case waits to be handed over again. Its
    money may be reversed again too.
    """
    locked = hold(case, "take_back", version=version)
    tidy = reason_given(reason)
    locked.hand_overs.filter(undone_at__isnull=True).update(undone_at=clock.now(), undone_by=by.key)
    reverse(standing_entries(locked.source), by=by)
    funds.unsettle(locked.source)
    goods.undo_of(locked.source, reason=_("rút ghi nhận đã trao"), by=by)
    locked.handed_on = locked.visit_due_on = None
    move(locked, "take_back", on=clock.today(), by=by, note=tidy)
    note(locked, "taken_back", _("Rút ghi nhận đã trao của hồ sơ hỗ trợ %(key)s."), by=by)
    return locked


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
    locked.visit_due_on = on + timedelta(days=locked.programme.follow_up_days or 90) if needs_more else None
    move(locked, "follow_up", on=on, by=by)
    note(locked, "followed_up", _("Thăm lại hồ sơ hỗ trợ %(key)s."), by=by)
    return visit


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
        kind = "new" if house.is_new else "repair"
        facts.append(Fact(case.unit, "houses_supported", 1, on, case.source, facet=kind, for_unit=case.for_unit))
        facts.append(Fact(case.unit, "housing_beneficiaries", house.household, on, case.source, for_unit=case.for_unit))
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


def _refuse_unfinished(case: SupportCase) -> None:
    if case.programme.family == Family.HOUSING and (case.house is None or case.house.finished_on is None):
        raise Refused(_("Nhà chưa hoàn thành: hãy ghi mốc hoàn thành trước khi bàn giao."))


def _saved(handed: HandOver) -> HandOver:
    try:
        handed.save()
    except IntegrityError as error:
        raise Refused(_("Hồ sơ này đã được ghi là đã trao.")) from error
    return handed
