"""Sending a report up, and what the level above does with it.

What is sent is frozen: the floor does not move under its reader.
"""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Changed, Refused
from congdoan.foundation.saying import gettext as _
from congdoan.obligations import actions as obligations
from congdoan.reports.actions.asking import refuse_closed_request
from congdoan.reports.actions.telling import tell_judge, tell_writer
from congdoan.reports.actions.writing import being_written
from congdoan.reports.figures import freeze_tokens
from congdoan.reports.models import Block, Remark, Report, ReportEvent, Token
from congdoan.reports.rules import WHY_NOT, next_state

JUDGED = ("sent", "accepted")
"""While the report stands so, its reader may pin remarks to it."""


@transaction.atomic
def send(report: Report, *, version: int, by: Actor) -> Report:
    """Send the report up: its figures are frozen as they stand and its obligation counts as done today. A report of the
    unit's own goes to nobody: frozen, it waits for the signature.

    Raises Refused while a remark is unanswered or a paragraph under a heading is empty, or, of one that goes up, once
    the request is closed; Changed when somebody saved first.
    """
    report = locked(report, version)
    state = next_state(report.state, "conclude" if report.is_own else "send")
    if not report.is_own:
        refuse_closed_request(report.request)
    unanswered = report.remarks.filter(closed_at__isnull=True).count()
    if unanswered:
        raise Refused(
            _("Còn %(count)d nhận xét chưa trả lời; hãy sửa hoặc trả lời từng nhận xét rồi gửi lại.")
            % {"count": unanswered}
        )
    if report.blocks.filter(kind="paragraph", text="").exists():
        raise Refused(
            _("Còn mục chưa viết. Nếu không có gì, hãy ghi “Không phát sinh” để người đọc biết không phải bỏ quên.")
        )
    report.journal_position = freeze_tokens(report)
    report.sent_at = clock.now()
    if report.is_own:
        report.accepted_at = report.sent_at
        step(report, state, "concluded", by=by)
        return report
    step(report, state, "sent", by=by)
    tell_judge(report, "sent", _("%(unit)s gửi báo cáo “%(title)s”."))
    if report.obligation:
        obligations.finish(report.obligation, on=clock.today(), by=by)
    return report


@transaction.atomic
def take_back(report: Report, *, version: int, by: Actor) -> Report:
    """Withdraw a report before anyone above has judged it, or one of the unit's own before it is signed. Its obligation
    is open again.
    """
    report = locked(report, version)
    state = next_state(report.state, "resume" if report.is_own else "take_back")
    thaw(report)
    step(report, state, "taken_back", by=by)
    if report.obligation:
        obligations.reopen(report.obligation, reason=_("Đơn vị rút lại báo cáo để sửa."), by=by)
    return report


@transaction.atomic
def remark(
    report: Report, *, text: str, by: Actor, block: Block | None = None, quote: str = "", token: Token | None = None
) -> Remark:
    """Pin a remark to a phrase of a block, to a figure, or to the report as a whole.

    Raises Refused when the phrase does not stand in the block: a remark must point at something the writer can see; and
    when the report is not before its reader.
    """
    state = _held(report.pk).state
    if state not in JUDGED:
        raise Refused(_("Chưa ghi nhận xét được: %(why)s.") % {"why": WHY_NOT[state]})
    if not text.strip():
        raise Refused(_("Hãy viết nội dung nhận xét."), field="text")
    if quote and (block is None or quote not in block.text):
        raise Refused(
            _("Cụm từ “%(quote)s” không có trong đoạn này; hãy chép đúng như trong báo cáo.") % {"quote": quote},
            field="quote",
        )
    made = Remark.objects.create(
        report=report,
        block=block,
        quote=quote,
        token=token,
        text=text.strip(),
        made_at=clock.now(),
        made_by=by.key,
        made_by_name=by.name,
    )
    audit.record("reports.remark.made", f"report:{report.key}", _("Nhận xét về báo cáo."), by=by)
    return made


@transaction.atomic
def withdraw_remark(made: Remark, *, by: Actor) -> None:
    """Take back a remark before its report is returned. Raises Refused once the unit has been shown it."""
    report = _held(made.report_id)
    if report.state != "sent" or made.closed_at is not None:
        raise Refused(_("Nhận xét này đã gửi cho đơn vị nên không bỏ được."))
    made.delete()
    audit.record("reports.remark.withdrawn", f"report:{report.key}", _("Bỏ một nhận xét về báo cáo."), by=by)


@transaction.atomic
def close_remark(made: Remark, *, reply: str, by: Actor) -> Remark:
    """The writer met the remark:

    says how. An empty reply is refused; a change alone does not tell the reader where to look. So is a second one, and
    one while the report is not in its writer's hands.
    """
    if not reply.strip():
        raise Refused(_("Hãy viết ngắn gọn đã sửa thế nào, hoặc vì sao giữ nguyên."), field="reply")
    being_written(made.report_id)
    made = Remark.objects.select_related("report").get(pk=made.pk)
    if made.closed_at is not None:
        raise Refused(_("Nhận xét này đã được trả lời; hãy tải lại trang."))
    made.reply, made.closed_at = reply.strip(), clock.now()
    made.save(update_fields=["reply", "closed_at"])
    audit.record("reports.remark.closed", f"report:{made.report.key}", _("Trả lời một nhận xét."), by=by)
    return made


@transaction.atomic
def send_back(report: Report, *, version: int, by: Actor, note: str = "") -> Report:
    """Return the report with its remarks;

    the obligation is open again. Raises Refused when nothing says what to mend.
    """
    report = locked(report, version)
    state = next_state(report.state, "send_back" if report.state == "sent" else "reopen")
    if not note.strip() and not report.remarks.filter(closed_at__isnull=True).exists():
        raise Refused(_("Hãy gắn ít nhất một nhận xét hoặc ghi lý do trả lại, để đơn vị biết sửa gì."), field="note")
    thaw(report)
    step(report, state, "returned", note=note, by=by)
    tell_writer(report, "returned", _("Báo cáo “%(title)s” được trả lại để sửa."))
    if report.obligation:
        obligations.send_back(report.obligation, reason=note or _("Báo cáo được trả lại kèm nhận xét."), by=by)
    return report


@transaction.atomic
def accept(report: Report, *, version: int, by: Actor) -> Report:
    """Accept the report as sent.

    Raises Refused while remarks are open: returning says so plainly, accepting over them hides it.
    """
    report = locked(report, version)
    state = next_state(report.state, "accept")
    if report.remarks.filter(closed_at__isnull=True).exists():
        raise Refused(_("Còn nhận xét chưa khép; hãy trả lại báo cáo, hoặc bỏ nhận xét trước khi chấp nhận."))
    report.accepted_at = clock.now()
    step(report, state, "accepted", by=by)
    tell_writer(report, "accepted", _("Báo cáo “%(title)s” được chấp nhận, chờ ký."))
    if report.obligation:
        obligations.verify(report.obligation, by=by)
    return report


class Accepted(NamedTuple):
    """What a bulk acceptance did: the reports accepted, and those refused, each with the reason."""

    accepted: list[Report]
    refused: list[tuple[Report, Refused]]


def accept_many(reports: Sequence[tuple[Report, int]], *, by: Actor) -> Accepted:
    """Accept each report at the version its reader saw. One that is refused stays as it was and stops no other."""
    done = Accepted([], [])
    for report, version in reports:
        try:
            done.accepted.append(accept(report, version=version, by=by))
        except Refused as reason:
            done.refused.append((report, reason))
    return done


def locked(report: Report, version: int) -> Report:
    """The report with its row locked. Raises Changed when it is no longer the version the reader saw."""
    # More joins cost more to plan than the few rows cost to fetch where they are needed.
    rows = Report.objects.select_for_update(of=("self",)).select_related("request", "unit", "obligation")
    found = rows.get(pk=report.pk)
    if found.version != version:
        raise Changed(
            _("Báo cáo vừa được người khác xử lý; hãy xem lại bản mới nhất."),
            theirs={"state": found.get_state_display()},
        )
    return found


def _held(report_id: int) -> Report:
    return Report.objects.select_for_update().get(pk=report_id)


def step(report: Report, state: str, kind: str, *, by: Actor, note: str = "") -> None:
    """Move the report to `state`, note the step in its history and in the audit trail."""
    report.state, report.version = state, report.version + 1
    report.save()
    ReportEvent.objects.create(
        report=report, kind=kind, at=clock.now(), actor_key=by.key, actor_name=by.name, note=note
    )
    sentences = {
        "sent": _("Gửi báo cáo “%(title)s”."),
        "concluded": _("Chốt báo cáo “%(title)s”."),
        "taken_back": _("Rút lại báo cáo “%(title)s”."),
        "returned": _("Trả lại báo cáo “%(title)s”."),
        "accepted": _("Chấp nhận báo cáo “%(title)s”."),
        "signed": _("Ký báo cáo “%(title)s”."),
    }
    audit.record(
        f"reports.report.{kind}", f"report:{report.key}", sentences[kind] % {"title": report.request.title}, by=by
    )


def thaw(report: Report) -> None:
    """Figures live again while the report is being mended."""
    report.tokens.update(frozen=None)
    report.journal_position = None
