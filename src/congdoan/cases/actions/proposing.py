"""The council or committee puts a sum forward, on a ruling with its clause; or sends it back, or refuses."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from congdoan.accounts.rules import Task
from congdoan.cases import queries
from congdoan.cases.actions.stepping import hold, hold_people, move, note, reason_given, refuse_future
from congdoan.cases.actions.telling import tell_asker, tell_unit
from congdoan.cases.models import CaseState, Family, Proposal, SupportCase
from congdoan.cases.rules import Answer, Approver, Double, Ruling, Verdict
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_vnd
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the committee decided: the minutes' number and day, who was there, who agreed."""

    minutes: str = ""
    present: int | None = None
    votes_for: int | None = None


@transaction.atomic
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
    """Put the case forward for `amount_vnd` (and, or, `goods`). Keeps the ruling it stood on and the rule's row.

    Raises Refused, naming the clause, where the rules say no or less; where they settle nothing or a double is barred,
    unless `exception` says on which ground; past what the unit may approve at all; without minutes and a majority where
    the committee must decide; without a survey where the programme needs one; without a file for a house.
    """
    hold_people([case])
    locked = hold(case, "propose", version=version)
    refuse_future(on)
    tidy_goods = nfc(goods).strip()
    _refuse_unready(locked, amount_vnd, tidy_goods)
    ruling = queries.ruling_for(locked)
    stand_on(ruling, queries.doubles(locked), amount_vnd, exception)
    approver = queries.limits(locked.unit, on).approver_of(amount_vnd)
    refuse_without_authority(approver, Meeting(minutes, present, votes_for))
    proposal = Proposal.objects.create(
        case=locked,
        amount_vnd=amount_vnd,
        goods=tidy_goods,
        approver=approver.value,
        minutes=nfc(minutes).strip(),
        present=present,
        votes_for=votes_for,
        ruling=queries.as_kept(ruling),
        rule_row=ruling.row,
        exception=nfc(exception).strip(),
        on=on,
        by=by.key,
        by_name=by.name,
        at=clock.now(),
    )
    move(locked, "propose", on=on, by=by)
    note(locked, "proposed", _("Trình duyệt hồ sơ hỗ trợ %(key)s."), by=by)
    tell_unit(locked.unit, locked, _("Hồ sơ hỗ trợ %(key)s chờ duyệt."), task=Task.APPROVE_SUPPORT)
    return proposal


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


def refuse_without_authority(approver: Approver, meeting: Meeting) -> None:
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
        if votes_for * 2 <= present:
            raise Refused(_("Chưa quá nửa số người dự họp đồng ý."), field="votes_for")
