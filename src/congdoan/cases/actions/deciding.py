"""The decision: for one case or a batch, as a numbered paper, with the money set aside in the same transaction."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from django.db import transaction

from congdoan.accounts.models import User
from congdoan.accounts.persons import accounts_of
from congdoan.accounts.rules import Task
from congdoan.cases import queries
from congdoan.cases.actions.houses import pass_on_house, take_up_house
from congdoan.cases.actions.proposing import stand_on
from congdoan.cases.actions.stepping import (
    hold,
    hold_all,
    hold_people,
    move,
    move_all,
    note,
    note_all,
    reason_given,
    refuse_future,
)
from congdoan.cases.actions.telling import tell_asker, tell_askers, tell_unit
from congdoan.cases.models import Decision, Programme, Proposal, Round, SupportCase
from congdoan.cases.wording import decision_fields
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import NotAllowed, Refused
from congdoan.foundation.saying import gettext as _
from congdoan.funds import actions as funds
from congdoan.funds.models import Fund, Lot
from congdoan.organisation.models import Office, Unit
from congdoan.registry import actions as registry


@transaction.atomic
def approve(
    cases: Sequence[SupportCase],
    *,
    on: date,
    signer: Office,
    by: Actor,
    fund: Fund | None = None,
    lot: Lot | None = None,
    versions: Mapping[int, int] | None = None,
) -> Decision:
    """Decide the cases as they were put forward: the paper takes its number, and each sum is set aside in `fund`.

    All or none. `fund` may be None only where no money is given. `versions` are the cases as the approver was shown
    them, by id: Changed where one of them is another since. Raises NotAllowed for one the approver asked for or
    would get; Refused for cases of several units, a ruling or double that changed since it was put forward, and
    whatever registry or funds refuse (past the free balance, against a restriction).
    """
    if not cases:
        raise Refused(_("Chưa chọn hồ sơ nào."))
    hold_people(cases)
    locked = hold_all(cases, "approve", versions=versions)
    refuse_future(on)
    unit = _one_unit(locked)
    _refuse_own_help(locked, by=by)
    _settle(locked, by=by)
    decision = write_decision(unit, locked, on=on, signer=signer, by=by)
    for case in locked:
        case.decision = decision
    _set_aside(locked, decision, fund, lot, on=on, by=by)
    days = dict.fromkeys((case.pk for case in locked), on)
    move_all(locked, "approve", days=days, by=by, changed=[*SETTLED, "decision"])
    note_all(locked, "approved", _("Duyệt hồ sơ hỗ trợ %(key)s."), by=by)
    tell_askers(locked, _("Đề nghị hỗ trợ %(key)s đã được duyệt."))
    if decision.total_vnd:
        tell_unit(unit, locked[0], _("Có quyết định hỗ trợ chờ lập phiếu chi (%(key)s)."), task=Task.KEEP_BOOKS)
    return decision


@transaction.atomic
def cancel(case: SupportCase, *, reason: str, by: Actor, version: int | None = None) -> SupportCase:
    """Call the help off before it is handed over; what was set aside is free again.

    Raises Refused when money was paid out already: it must come back to the fund first.
    """
    locked = hold(case, "cancel", version=version)
    tidy = reason_given(reason)
    if locked.round_id is None:
        free_money(locked.source, reason=_("hủy hồ sơ %(key)s") % {"key": locked.key}, by=by)
    move(locked, "cancel", on=clock.today(), by=by, note=tidy)
    pass_on_house(locked, by=by)
    note(locked, "cancelled", _("Hủy hồ sơ hỗ trợ %(key)s."), by=by)
    tell_asker(locked, _("Đề nghị hỗ trợ %(key)s đã được hủy; mở hồ sơ để xem lý do."))
    return locked


@transaction.atomic
def reopen(case: SupportCase, *, reason: str, by: Actor, version: int | None = None) -> SupportCase:
    """A case refused or called off is looked at again from the start. Its dossier keeps the day it was received.

    Raises Refused for a gift of a round, and for a case that led a house where another is built by now.
    """
    hold_people([case])
    locked = hold(case, "reopen", version=version)
    if locked.round_id:
        raise Refused(_("Suất quà đã hủy không mở lại; hãy thêm người vào danh sách nếu đợt còn mở."))
    take_up_house(locked, by=by)
    locked.decision, locked.approved_vnd, locked.approved_goods, locked.approved_by = None, None, "", ""
    move(locked, "reopen", on=clock.today(), by=by, note=reason_given(reason))
    note(locked, "reopened", _("Mở lại hồ sơ hỗ trợ %(key)s."), by=by)
    tell_unit(locked.unit, locked, _("Hồ sơ hỗ trợ %(key)s được mở lại, chờ xem."), task=Task.EXAMINE_SUPPORT)
    return locked


def write_decision(
    unit: Unit,
    cases: Sequence[SupportCase],
    *,
    on: date,
    signer: Office,
    by: Actor,
    gift_round: Round | None = None,
) -> Decision:
    """The paper drafted and issued, its number taken from the unit's own book."""
    fields = decision_fields(unit, cases, on=on, signer=signer, gift_round=gift_round)
    document = registry.issue(registry.draft(unit, fields=fields, by=by), on=on, by=by)
    return Decision.objects.create(
        unit=unit,
        document=document,
        on=on,
        total_vnd=sum(case.approved_vnd or 0 for case in cases),
        approved_by=by.key,
        approved_by_name=by.name,
        at=clock.now(),
    )


def free_money(source: str, *, reason: str, by: Actor) -> None:
    """Set free what is still set aside under the source. Raises Refused when some of it was paid and not returned."""
    held = funds.lock_of([source])
    if queries.paid_under(source):
        raise Refused(_("Tiền đã chi; hãy thu hồi về quỹ bằng chứng từ trước khi hủy."))
    for reservation in held:
        if queries.open_vnd(reservation):
            funds.release(reservation, reason=reason, by=by)


def refuse_own_asking(cases: Sequence[SupportCase], *, by: Actor) -> None:
    mine = accounts_of(by.key)
    for case in (one for one in cases if one.asked_by in mine):
        said = {"key": case.key}
        raise NotAllowed(_("Người đề nghị không được duyệt hồ sơ %(key)s; phải do người khác duyệt.") % said)


SETTLED = ("approved_vnd", "approved_goods", "approved_by")


def _refuse_own_help(cases: Sequence[SupportCase], *, by: Actor) -> None:
    """Nobody gives themselves money. A gift of a round, which everybody on the list gets alike, is no such help."""
    own = User.objects.filter(key=by.key).values_list("person_id", flat=True).first()
    for case in cases:
        if own is not None and case.person_id == own:
            words = _("Không tự duyệt hỗ trợ cho mình (%(key)s); hãy ủy quyền hoặc chuyển hồ sơ lên cấp trên.")
            raise NotAllowed(words % {"key": case.key})


def _settle(cases: Sequence[SupportCase], *, by: Actor) -> None:
    """What is decided is what was put forward, if it may still stand."""
    rulings, doubles = queries.rulings_for(cases), queries.doubles_for(cases)
    last = {row.case_id: row for row in Proposal.objects.filter(case__in=cases).order_by("pk")}
    refuse_own_asking(cases, by=by)
    for case in cases:
        proposal = last[case.pk]  # the state says that it was put forward
        stand_on(rulings[case.pk], doubles[case.pk], proposal.amount_vnd, proposal.exception.open())
        case.approved_vnd, case.approved_goods = proposal.amount_vnd, proposal.goods
        case.approved_by = by.key


def _set_aside(
    cases: Sequence[SupportCase], decision: Decision, fund: Fund | None, lot: Lot | None, *, on: date, by: Actor
) -> None:
    owed = [case for case in cases if case.approved_vnd]
    if not owed:
        return
    if fund is None:
        raise Refused(_("Hãy chọn quỹ chi."), field="fund")
    if fund.unit_id != owed[0].unit_id:
        raise Refused(_("Chỉ chi từ quỹ của %(unit)s.") % {"unit": owed[0].unit.name}, field="fund")
    for purpose, some in groupby(owed, key=lambda case: case.programme.purpose):
        wanted = [_wanted(case, decision) for case in some]
        funds.reserve_all(fund, wanted, purpose=purpose, on=on, by=by, lot=lot)


def _wanted(case: SupportCase, decision: Decision) -> funds.Wanted:
    about = about_money(case.programme, decision)
    return funds.Wanted(case.approved_vnd or 0, case.for_unit, case.source, case.person.journal_key, about)


def about_money(programme: Programme, decision: Decision) -> str:
    """What the books say of money set aside: the programme's public name and the decision's number."""
    return _("%(what)s, quyết định số %(symbol)s") % {
        "what": programme.public_name,
        "symbol": decision.document.symbol,
    }


def _one_unit(cases: Sequence[SupportCase]) -> Unit:
    if len({case.unit_id for case in cases}) > 1:
        raise Refused(_("Một quyết định chỉ gồm hồ sơ của một đơn vị."))
    return cases[0].unit
