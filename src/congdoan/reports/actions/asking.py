"""Asking for a report: what a report duty wants to be filled in."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from django.db import transaction
from django.utils import timezone

from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import Period
from congdoan.foundation.saying import gettext as _
from congdoan.indicators.models import Board
from congdoan.obligations.models import Duty
from congdoan.obligations.rules import due_in, period_containing
from congdoan.organisation.models import Unit
from congdoan.reports.models import ReportRequest, Token


class Heading(TypedDict):
    """A heading of the outline: its label as printed, its words, what to write under it, the figures to prefill."""

    label: str
    title: str
    prompt: str
    indicators: list[str]


def heading(label: str, title: str, *, prompt: str = "", indicators: Sequence[str] = ()) -> Heading:
    return Heading(label=label, title=title, prompt=prompt, indicators=list(indicators))


@transaction.atomic
def ask_for_report(
    duty: Duty,
    *,
    title: str,
    receiver: Unit,
    period: Period,
    cutoff_on: date,
    outline: Sequence[Heading],
    by: Actor,
    board: Board | None = None,
) -> ReportRequest:
    """Say what the report duty `duty` wants: the period, the last day whose facts count, the outline and the figures.

    When it is due, and for whom, stands on the duty's obligations; who was due is frozen when they are laid. Of a
    recurring duty it is the form of the occurrence `period` touches, else the first; `ask_again` makes the next ones.
    Raises Refused when the duty was asked for before, or the cut-off lies before the period begins.
    """
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    if ReportRequest.objects.filter(duty=duty).exists():
        raise Refused(_("Nhiệm vụ này đã có yêu cầu báo cáo; hãy sửa yêu cầu đó thay vì lập thêm."))
    occurrence = _occurrence(duty, period)
    _refuse_cutoff(cutoff_on, start=period.start, due_on=_due(duty, occurrence))
    if not outline:
        raise Refused(_("Đề cương báo cáo cần ít nhất một mục."), field="outline")
    request = ReportRequest.objects.create(
        duty=duty,
        occurrence=occurrence,
        title=title,
        receiver=receiver,
        period_start=period.start,
        period_end=period.end,
        cutoff_on=cutoff_on,
        board=board,
        outline=list(outline),
    )
    if not duty.is_report:
        duty.is_report = True
        duty.save(update_fields=["is_report"])
    audit.record(
        "reports.request.made", f"request:{request.key}", _("Yêu cầu báo cáo “%(title)s”.") % {"title": title}, by=by
    )
    return request


@transaction.atomic
def move_cutoff(request: ReportRequest, *, cutoff_on: date, by: Actor) -> int:
    """Change the last day whose facts count. Answers how many drafts now read their figures up to the new day.

    Reports already sent keep the figures they were sent with. Raises Refused for a day before the period or after the
    due day, and once the request is closed.
    """
    request = ReportRequest.objects.select_for_update(of=("self",)).select_related("duty").get(pk=request.pk)
    refuse_closed_request(request)
    _refuse_cutoff(cutoff_on, start=request.period_start, due_on=_due(request.duty, request.occurrence))
    before, request.cutoff_on = min(request.period_end, request.cutoff_on), cutoff_on
    request.save(update_fields=["cutoff_on"])
    live = Token.objects.filter(report__request=request, frozen__isnull=True, report__state__in=["draft", "returned"])
    moved = live.filter(period_start=request.period_start, period_end=before)
    drafts = moved.values("report").distinct().count()
    moved.update(period_end=min(request.period_end, cutoff_on))
    said = _("Đổi ngày chốt số liệu của báo cáo “%(title)s” sang %(day)s.")
    audit.record(
        "reports.request.cutoff_moved",
        f"request:{request.key}",
        said % {"title": request.title, "day": f"{cutoff_on:%d/%m/%Y}"},
        by=by,
        details={"before": before.isoformat(), "after": cutoff_on.isoformat()},
    )
    return drafts


@transaction.atomic
def close_request(request: ReportRequest, *, by: Actor) -> ReportRequest:
    """From now on nothing more is sent up; what was sent is still judged and signed. Closing twice changes nothing."""
    request = ReportRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.closed_at is None:
        request.closed_at = clock.now()
        request.save(update_fields=["closed_at"])
        said = _("Đóng yêu cầu báo cáo “%(title)s”.") % {"title": request.title}
        audit.record("reports.request.closed", f"request:{request.key}", said, by=by)
    return request


@transaction.atomic
def reopen_request(request: ReportRequest, *, by: Actor) -> ReportRequest:
    """Let reports be sent again. Opening what is open changes nothing."""
    request = ReportRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.closed_at is not None:
        request.closed_at = None
        request.save(update_fields=["closed_at"])
        said = _("Mở lại yêu cầu báo cáo “%(title)s”.") % {"title": request.title}
        audit.record("reports.request.reopened", f"request:{request.key}", said, by=by)
    return request


def refuse_closed_request(request: ReportRequest) -> None:
    """Raises Refused once the request is closed, naming who can open it again."""
    if request.closed_at is not None:
        raise Refused(
            _("Yêu cầu báo cáo này đã đóng ngày %(day)s; hãy đề nghị %(unit)s mở lại.")
            % {"day": f"{timezone.localdate(request.closed_at):%d/%m/%Y}", "unit": request.judge.name}
        )


def _occurrence(duty: Duty, period: Period) -> date | None:
    laid = duty.obligations.exclude(period_start=None).order_by("period_start")
    touched = laid.filter(period_start__lte=period.end, period_end__gte=period.start)
    starts = touched.values_list("period_start", flat=True).first(), laid.values_list("period_start", flat=True).first()
    return starts[0] or starts[1]


def _due(duty: Duty, occurrence: date | None) -> date | None:
    """When the occurrence is due: the duty's own day is that of its first."""
    first = duty.obligations.order_by("period_start").values_list("period_start", flat=True).first()
    now, then = (period_containing(duty.recurrence, day) if day else None for day in (occurrence, first))
    return due_in(now, first=then, first_due=duty.due_on) if now and then else duty.due_on


def _refuse_cutoff(cutoff_on: date, *, start: date, due_on: date | None) -> None:
    if cutoff_on < start:
        raise Refused(
            _("Ngày chốt số liệu phải nằm trong hoặc sau kỳ báo cáo (từ %(day)s).") % {"day": f"{start:%d/%m/%Y}"},
            field="cutoff_on",
        )
    if due_on and cutoff_on > due_on:
        raise Refused(
            _("Ngày chốt số liệu không thể sau hạn gửi %(day)s.") % {"day": f"{due_on:%d/%m/%Y}"},
            field="cutoff_on",
        )
