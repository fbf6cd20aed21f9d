"""Asking for a report: what a report duty wants to be filled in."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import Period
from congdoan.indicators.models import Board
from congdoan.obligations.models import Duty
from congdoan.organisation.models import Unit
from congdoan.reports.models import ReportRequest


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

    When it is due, and for whom, stands on the duty's obligations; who was due is frozen when they are laid.
    Raises Refused when the duty was asked for before, or the cut-off lies before the period begins.
    """
    if ReportRequest.objects.filter(duty=duty).exists():
        raise Refused(_("Nhiệm vụ này đã có yêu cầu báo cáo; hãy sửa yêu cầu đó thay vì lập thêm."))
    if cutoff_on < period.start:
        raise Refused(
            _("Ngày chốt số liệu phải nằm trong hoặc sau kỳ báo cáo (từ %(day)s).")
            % {"day": f"{period.start:%d/%m/%Y}"},
            field="cutoff_on",
        )
    if duty.due_on and cutoff_on > duty.due_on:
        raise Refused(
            _("Ngày chốt số liệu không thể sau hạn gửi %(day)s.") % {"day": f"{duty.due_on:%d/%m/%Y}"},
            field="cutoff_on",
        )
    if not outline:
        raise Refused(_("Đề cương báo cáo cần ít nhất một mục."), field="outline")
    request = ReportRequest.objects.create(
        duty=duty,
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
