"""Notices about reports: to those who judge above or write below. They name the report, never its words."""

from congdoan.accounts.notices import notify_unit
from congdoan.accounts.rules import Task
from congdoan.organisation.models import Unit
from congdoan.reports.models import Report


def tell_judge(report: Report, kind: str, words: str) -> None:
    """Those who verify at the receiver."""
    _tell(report, report.request.judge, Task.VERIFY, kind, words)


def tell_writer(report: Report, kind: str, words: str) -> None:
    """Those who write reports at the unit."""
    _tell(report, report.writer, Task.WRITE_REPORT, kind, words)


def _tell(report: Report, unit: Unit, task: Task, kind: str, words: str) -> None:
    said = words % {"unit": report.unit.short_name or report.unit.name, "title": report.request.title}
    notify_unit(unit, kind=f"reports.{kind}", text=said, link=f"report:{report.key}", task=task)
