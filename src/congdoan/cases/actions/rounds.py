"""Gift rounds: opened, shared out, listed, decided as one paper, handed over slip by slip, closed."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from congdoan.accounts.notices import notify_unit
from congdoan.accounts.persons import accounts_of
from congdoan.accounts.rules import Task
from congdoan.cases import queries
from congdoan.cases.actions.deciding import about_money, write_decision
from congdoan.cases.actions.parcels import pack, refuse_short_stock, refuse_wrong_parcel
from congdoan.cases.actions.proposing import Meeting, refuse_without_authority
from congdoan.cases.actions.round_lists import refuse_unless_open
from congdoan.cases.actions.stepping import hold_people, move_all, refuse_future
from congdoan.cases.models import (
    CaseState,
    Decision,
    Programme,
    Quota,
    Round,
    RoundState,
    SupportCase,
)
from congdoan.cases.rules import Verdict
from congdoan.cases.wording import parcel_in_words
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import NotAllowed, Refused
from congdoan.foundation.figures import format_number, format_vnd
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.funds import actions as funds
from congdoan.funds.models import Fund, Lot
from congdoan.goods.models import GoodsLot
from congdoan.organisation.models import Office, Unit
from congdoan.organisation.queries import subtree

MOST_LETTERS = 200


@transaction.atomic
def open_round(
    unit: Unit,
    *,
    programme: Programme,
    name: str,
    since: date,
    until: date,
    by: Actor,
    gift_vnd: int = 0,
    goods: str = "",
    goods_vnd: int = 0,
    fund: Fund | None = None,
    out_of: Sequence[tuple[GoodsLot, int]] = (),
) -> Round:
    """Open a round of equal gifts, to be handed over from `since` to `until`: an envelope, goods, or both.

    `out_of` says of which lots in the unit's stock each gift takes how many; without `goods` they name it, without
    `goods_vnd` they say what it is worth. Raises Refused for a programme without gifts, a gift that is nothing, money
    or goods that are not the unit's own.
    """
    if not programme.gives_in_rounds:
        raise Refused(_("Chương trình này không tặng quà theo đợt."), field="programme")
    refuse_wrong_parcel(unit, out_of, since)
    tidy_goods = nfc(goods).strip() or parcel_in_words(out_of)
    if len(tidy_goods) > MOST_LETTERS:
        raise Refused(_("Tên các món dài quá; hãy ghi gọn ở ô Hiện vật mỗi suất."), field="goods")
    if gift_vnd < 0 or goods_vnd < 0 or not (gift_vnd or tidy_goods):
        raise Refused(_("Hãy ghi số tiền hoặc hiện vật của một suất."), field="gift_vnd")
    if until < since:
        raise Refused(_("Ngày kết thúc ở trước ngày bắt đầu."), field="until")
    if gift_vnd and (fund is None or fund.unit_id != unit.pk):
        raise Refused(_("Hãy chọn quỹ của %(unit)s.") % {"unit": unit.name}, field="fund")
    made = Round.objects.create(
        unit=unit,
        programme=programme,
        name=nfc(name).strip() or programme.public_name,
        since=since,
        until=until,
        gift_vnd=gift_vnd,
        goods=tidy_goods,
        goods_vnd=goods_vnd or sum(lot.worth_of(each) for lot, each in out_of),
        fund=fund,
        opened_by=by.key,
        opened_by_name=by.name,
        opened_at=clock.now(),
    )
    pack(made, out_of)
    _note(made, "opened", _("Mở đợt tặng quà “%(name)s”."), by)
    return made


@transaction.atomic
def share_out(
    gift_round: Round, gifts: Mapping[Unit, int], *, by: Actor, lots: Mapping[Unit, Lot] | None = None
) -> list[Quota]:
    """Say how many gifts each unit may hand out; 0 takes its quota away. `lots` names a donor's money for a unit.

    Raises Refused for a unit outside the round's own tree, fewer than are already listed there, or when the fund has
    not so much free money.
    """
    locked = refuse_unless_open(gift_round)
    below = set(subtree(locked.unit, on=clock.today()).values_list("pk", flat=True))
    listed = listed_by_unit(locked)
    for unit, count in gifts.items():
        if unit.pk not in below:
            raise Refused(_("%(unit)s không thuộc %(top)s.") % {"unit": unit.name, "top": locked.unit.name})
        if count < listed.get(unit.pk, 0):
            said = {"unit": unit.name, "count": listed[unit.pk]}
            raise Refused(_("%(unit)s đã lập danh sách %(count)d người; hãy bớt tên trước.") % said)
        if count == 0:
            locked.quotas.filter(unit=unit, is_inherited=False).delete()
            continue
        lot = (lots or {}).get(unit)
        locked.quotas.update_or_create(unit=unit, is_inherited=False, defaults={"gifts": count, "lot": lot})
        text = _("%(unit)s được phân bổ %(count)d suất quà; hãy lập danh sách.")
        said_to = text % {"unit": unit.short_name or unit.name, "count": count}
        notify_unit(unit, kind="cases.round", text=said_to, link=f"round:{locked.key}", task=Task.ASK_SUPPORT)
    locked.version += 1
    locked.save(update_fields=["version"])
    _note(locked, "shared_out", _("Phân bổ suất quà đợt “%(name)s”."), by)
    return list(locked.quotas.select_related("unit"))


@transaction.atomic
def decide_round(
    gift_round: Round,
    *,
    on: date,
    signer: Office,
    by: Actor,
    meeting: Meeting | None = None,
    exception: str = "",
    version: int | None = None,
) -> Decision:
    """Decide the whole list as one paper; the money of each unit's gifts is set aside, traced to its lot.

    One gift is judged as a sum of its own: past what the chair approves alone `meeting` says what the committee
    decided. `exception` is on which ground somebody is given what they were given under the programme before.
    `version` is the round as the approver was shown it. Raises Refused for an empty list, a list the approver made,
    a gift past the unit's limit, a double without a ground, too little free money or stock; Changed for another list
    since.
    """
    locked = refuse_unless_open(gift_round, version=version)
    refuse_future(on)
    listed = locked.cases.filter(state=CaseState.RECEIVED)
    hold_people(listed)
    cases = list(listed.select_for_update(of=("self",)).with_names().order_by("pk"))
    if not cases:
        raise Refused(_("Danh sách còn trống."))
    mine = accounts_of(by.key)
    if any(case.asked_by in mine for case in cases):
        raise NotAllowed(_("Người lập danh sách không được duyệt; phải do người khác duyệt."))
    approver = queries.limits(locked.unit, on).approver_of(locked.gift_vnd)
    refuse_without_authority(approver, meeting or Meeting(), queries.majority(locked.unit, on))
    ground = _ground_for_doubles(cases, exception)
    for case in cases:
        case.approved_vnd, case.approved_goods, case.approved_by = locked.gift_vnd, locked.goods, by.key
    decision = write_decision(locked.unit, cases, on=on, signer=signer, by=by, gift_round=locked)
    for case in cases:
        case.decision = decision
    days = dict.fromkeys((case.pk for case in cases), on)
    changed = ["approved_vnd", "approved_goods", "approved_by", "decision"]
    move_all(cases, "approve", days=days, by=by, changed=changed, note=ground)
    _set_aside(locked, decision, on=on, by=by)
    refuse_short_stock(locked, len(cases))
    locked.state = RoundState.DECIDED
    locked.version += 1
    locked.save(update_fields=["state", "version"])
    _note(locked, "decided", _("Quyết định danh sách đợt tặng quà “%(name)s”."), by, meeting=meeting)
    return decision


@transaction.atomic
def close_round(gift_round: Round, *, on: date, by: Actor) -> Round:
    """End the round: gifts nobody came for are called off, what was set aside for them is free again. Their goods never
    left the stock.

    Raises Refused for a day to come, and unless what was paid out is what was handed over, to the đồng.
    """
    locked = Round.objects.select_for_update(of=("self",)).select_related("unit").get(pk=gift_round.pk)
    if locked.state != RoundState.DECIDED:
        raise Refused(_("Chỉ kết thúc được đợt đã quyết định."))
    refuse_future(on)
    left = list(locked.cases.select_for_update(of=("self",)).filter(state=CaseState.APPROVED).order_by("pk"))
    held = funds.lock_of([quota.source for quota in locked.quotas.all()])
    handed_vnd = locked.cases.given().count() * locked.gift_vnd
    paid_vnd = queries.paid_for_round(locked)
    _refuse_unequal(paid_vnd, handed_vnd)
    move_all(left, "cancel", days=dict.fromkeys((case.pk for case in left), on), by=by)
    for reservation in held:
        if queries.open_vnd(reservation):
            funds.release(reservation, reason=_("kết thúc đợt"), by=by)
    funds.settle([quota.source for quota in locked.quotas.order_by("pk")])
    locked.state, locked.closed_on = RoundState.CLOSED, on
    locked.version += 1
    locked.save(update_fields=["state", "closed_on", "version"])
    _note(locked, "closed", _("Kết thúc đợt tặng quà “%(name)s”."), by)
    return locked


def _refuse_unequal(paid_vnd: int, handed_vnd: int) -> None:
    said = {"rest": format_vnd(abs(paid_vnd - handed_vnd))}
    if paid_vnd > handed_vnd:
        text = _(
            "Còn %(rest)s đã chi mà chưa trao. Hãy trao nốt; nếu không trao được thì thu tiền về quỹ: rút đánh dấu của "
            "đơn vị ấy, ghi đảo phiếu chi, chi lại đúng số đã trao rồi đánh dấu lại."
        )
        raise Refused(text % said)
    if paid_vnd < handed_vnd:
        raise Refused(_("Còn %(rest)s đã trao mà chưa chi; hãy lập phiếu chi đúng số ấy và chi rồi kết thúc.") % said)


def listed_by_unit(gift_round: Round) -> dict[int, int]:
    """How many stand on the list, by the id of the unit that listed them. One query."""
    found: dict[int, int] = {}
    for unit in gift_round.cases.exclude(state=CaseState.CANCELLED).values_list("asked_unit_id", flat=True):
        found[unit] = found.get(unit, 0) + 1
    return found


def _set_aside(gift_round: Round, decision: Decision, *, on: date, by: Actor) -> None:
    """A reservation for each unit's listed gifts, in the order of the units."""
    if not gift_round.gift_vnd:
        return
    assert gift_round.fund is not None
    listed = listed_by_unit(gift_round)
    for quota in gift_round.quotas.select_related("unit", "lot").order_by("unit_id", "pk"):
        if count := min(listed.get(quota.unit_id, 0), quota.gifts):
            listed[quota.unit_id] -= count
            funds.reserve(
                gift_round.fund,
                count * gift_round.gift_vnd,
                purpose=gift_round.programme.purpose,
                for_unit=quota.unit,
                source=quota.source,
                on=on,
                by=by,
                lot=quota.lot,
                about=about_money(gift_round.programme, decision),
            )


def _ground_for_doubles(cases: Sequence[SupportCase], exception: str) -> str:
    """The ground, tidy. Refused without one where somebody got it before; gifts of this very round are no doubles."""
    ground, listed = nfc(exception).strip(), {case.key for case in cases}
    doubles = queries.doubles_for(cases)
    for case in cases:
        barred = [row for row in doubles[case.pk] if row.verdict == Verdict.BARRED and row.other.case not in listed]
        if barred and not ground:
            said = {"slip": case.slip_number, "case": barred[0].other.case, "why": barred[0].why}
            words = _("Suất số %(slip)s trùng với hồ sơ %(case)s. %(why)s Hãy bỏ suất này hoặc ghi căn cứ riêng.")
            raise Refused(words % said, field="exception")
    return ground


def _note(gift_round: Round, what: str, sentence: str, by: Actor, *, meeting: Meeting | None = None) -> None:
    said = {"name": gift_round.name}
    details = {"cases": format_number(gift_round.cases.count())}
    if meeting:
        details |= {"minutes": meeting.minutes, "votes": f"{meeting.votes_for}/{meeting.present}"}
    audit.record(f"cases.round.{what}", f"round:{gift_round.key}", sentence % said, by=by, details=details)
