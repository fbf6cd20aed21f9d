"""The council or committee puts a sum forward, on a ruling with its clause; or sends it back, or refuses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from congdoan.accounts.rules import Task
from congdoan.cases import queries
from congdoan.cases.actions.houses import pass_on_house
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
from congdoan.cases.actions.telling import tell_asker, tell_unit, tell_units
from congdoan.cases.models import CaseState, Family, Proposal, SupportCase
from congdoan.cases.rules import Answer, Approver, Double, Majority, Ruling, Verdict
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused, naming
from congdoan.foundation.figures import format_vnd
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc

HALF = 50


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the committee decided: the minutes' number and day, who was there, who agreed."""

    minutes: str = ""
    present: int | None = None
    votes_for: int | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One row of a list put forward: the case, the sum and the goods, on which ground where the rules ask for one."""

    case: SupportCase
    amount_vnd: int
    goods: str = ""
    exception: str = ""


def propose(
    case: SupportCase,
    *,
    amount_vnd: int,
    on: date,
    by: Actor,
    goods: str = "",
    minutes: str = "",
    present: int | None = None,
    votes_for: int | None = None,
    exception: str = "",
    version: int | None = None,
) -> Proposal:
    """Put the case forward for `amount_vnd` (and, or, `goods`). See `propose_all`."""
    meeting = Meeting(minutes, present, votes_for)
    versions = None if version is None else {case.pk: version}
    suggested = [Suggestion(case, amount_vnd, goods, exception)]
    return propose_all(suggested, on=on, by=by, meeting=meeting, versions=versions)[0]


@transaction.atomic
def propose_all(
    suggested: Sequence[Suggestion],
    *,
    on: date,
    by: Actor,
    meeting: Meeting | None = None,
    versions: Mapping[int, int] | None = None,
) -> list[Proposal]:
    """Put the cases forward as one meeting decided. All or none, in the order of the list. Each keeps the ruling it
    stood on and the rule's row.

    Raises Refused, naming the clause and the case of a list, where the rules say no or less; where they settle nothing
    or a double is barred, unless `exception` says on which ground; past what the unit may approve at all; without
    minutes and a majority where the committee must decide; without a survey where the programme needs one; without a
    file for a house. Changed for a case that is another since `versions`.
    """
    wanted = {row.case.pk: row for row in suggested}
    hold_people([row.case for row in suggested])
    locked = hold_all([row.case for row in suggested], "propose", versions=versions)
    refuse_future(on)
    held = meeting or Meeting()
    rulings, doubles = queries.rulings_for(locked), queries.doubles_for(locked)
    units = {case.unit_id: case.unit for case in locked}
    limits = {pk: queries.limits(unit, on) for pk, unit in units.items()}
    majorities = {pk: queries.majority(unit, on) for pk, unit in units.items()}
    made = {}
    for case in locked:
        row, ruling = wanted[case.pk], rulings[case.pk]
        with naming(case.key, among=len(locked)):
            _refuse_unready(case, row.amount_vnd, nfc(row.goods).strip())
            stand_on(ruling, doubles[case.pk], row.amount_vnd, row.exception)
            approver = limits[case.unit_id].approver_of(row.amount_vnd)
            refuse_without_authority(approver, held, majorities[case.unit_id])
        made[case.pk] = _proposal(case, row, ruling, approver, held, on=on, by=by)
        made[case.pk].ruling |= queries.majority_as_kept(majorities[case.unit_id])
    Proposal.objects.bulk_create(made.values())
    move_all(locked, "propose", days=dict.fromkeys(made, on), by=by)
    note_all(locked, "proposed", _("Trình duyệt hồ sơ hỗ trợ %(key)s."), by=by)
    tell_units(locked, _("Hồ sơ hỗ trợ %(key)s chờ duyệt."), task=Task.APPROVE_SUPPORT)
    return [made[row.case.pk] for row in suggested]


def _proposal(
    case: SupportCase, row: Suggestion, ruling: Ruling, approver: Approver, meeting: Meeting, *, on: date, by: Actor
) -> Proposal:
    return Proposal(
        case=case,
        amount_vnd=row.amount_vnd,
        goods=nfc(row.goods).strip(),
        approver=approver.value,
        minutes=nfc(meeting.minutes).strip(),
        present=meeting.present,
        votes_for=meeting.votes_for,
        ruling=queries.as_kept(ruling),
        rule_row=ruling.row,
        exception=nfc(row.exception).strip(),
        on=on,
        by=by.key,
        by_name=by.name,
        at=clock.now(),
    )


@transaction.atomic
def send_back(case: SupportCase, *, reason: str, by: Actor, version: int | None = None) -> SupportCase:
    """The approver wants more: back to those who examine, with what is missing."""
    locked = hold(case, "send_back", version=version)
    move(locked, "send_back", on=clock.today(), by=by, note=reason_given(reason))
    note(locked, "sent_back", _("Trả lại hồ sơ hỗ trợ %(key)s để bổ sung."), by=by)
    tell_unit(locked.unit, locked, _("Hồ sơ hỗ trợ %(key)s được trả lại để bổ sung."), task=Task.EXAMINE_SUPPORT)
    return locked


@transaction.atomic
def refuse(case: SupportCase, *, reason: str, by: Actor, version: int | None = None) -> SupportCase:
    """No help from this unit, with the reason the asker will read."""
    locked = hold(case, "refuse", version=version)
    move(locked, "refuse", on=clock.today(), by=by, note=reason_given(reason))
    pass_on_house(locked, by=by)
    note(locked, "refused", _("Không duyệt hồ sơ hỗ trợ %(key)s."), by=by)
    tell_asker(locked, _("Đề nghị hỗ trợ %(key)s không được duyệt; mở hồ sơ để xem lý do."))
    return locked


def stand_on(ruling: Ruling, doubles: list[Double], amount_vnd: int, exception: str) -> None:
    """Raise Refused where the rules or a double do not let this sum go forward."""
    has_ground = bool(exception.strip())
    if ruling.answer == Answer.NO and amount_vnd:
        raise Refused(f"{ruling.reason} ({ruling.clause})", field="amount_vnd")
    if queries.exceeds(ruling, amount_vnd):
        said = {"most": format_vnd(ruling.at_most_vnd or 0), "clause": ruling.clause}
        raise Refused(_("Nhiều nhất %(most)s (%(clause)s).") % said, field="amount_vnd")
    if ruling.answer == Answer.UNSETTLED and not has_ground:
        words = _("%(reason)s Bổ sung dữ kiện, hoặc ghi căn cứ riêng.") % {"reason": ruling.reason}
        raise Refused(words, field="exception")
    barred = [double for double in doubles if double.verdict == Verdict.BARRED]
    if barred and not has_ground:
        said = {"case": barred[0].other.case, "unit": barred[0].other.unit_name, "why": barred[0].why}
        words = _("Trùng với hồ sơ %(case)s của %(unit)s. %(why)s Nếu vẫn trình, hãy ghi căn cứ riêng.")
        raise Refused(words % said, field="exception")


def _refuse_unready(case: SupportCase, amount_vnd: int, goods: str) -> None:
    if amount_vnd < 0 or (amount_vnd == 0 and not goods):
        raise Refused(_("Hãy ghi số tiền hoặc hiện vật hỗ trợ."), field="amount_vnd")
    if case.programme.needs_survey and case.state != CaseState.EXAMINED:
        raise Refused(_("Chương trình này cần khảo sát trước khi trình."))
    if case.programme.family == Family.HOUSING and not case.house_id:
        raise Refused(_("Hãy lập hồ sơ nhà trước khi trình."))


def refuse_without_authority(approver: Approver, meeting: Meeting, majority: Majority) -> None:
    """Raise Refused past the unit's limit, or where the committee must decide and `meeting` does not say it did."""
    present, votes_for = meeting.present, meeting.votes_for
    if approver == Approver.ABOVE:
        raise Refused(_("Mức này vượt thẩm quyền của đơn vị; hãy chuyển hồ sơ lên cấp trên."), field="amount_vnd")
    if present is not None and votes_for is not None and not 0 <= votes_for <= present:
        raise Refused(_("Số phiếu đồng ý không thể nhiều hơn số người dự họp."), field="votes_for")
    if approver == Approver.COMMITTEE:
        if not meeting.minutes.strip() or not present or votes_for is None:
            words = _("Mức này do tập thể quyết định: hãy ghi biên bản họp, số người dự và số đồng ý.")
            raise Refused(words, field="minutes")
        if not majority.is_reached(votes_for, present):
            raise Refused(_too_few(majority), field="votes_for")


def _too_few(majority: Majority) -> str:
    if majority.percent == HALF:
        return _("Chưa quá nửa số người dự họp đồng ý.")
    return _("Phải có hơn %(percent)d %% số người dự họp đồng ý.") % {"percent": majority.percent}
