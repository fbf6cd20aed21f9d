"""Questions about reports: who owes one and where each stands, what may be picked from below."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from congdoan.obligations.models import Obligation
from congdoan.organisation.models import Unit
from congdoan.reports.figures import Shown, as_sent, plain_text
from congdoan.reports.models import Block, Report, ReportRequest


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one unit's report on a request stands. `report` None means nothing was begun."""

    obligation: Obligation
    report: Report | None

    @property
    def state(self) -> str:
        return self.report.state if self.report else "none"


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many owe a report, how many sent it, how many in time, how many were accepted."""

    due: int
    sent: int
    on_time: int
    accepted: int


def standings(request: ReportRequest) -> list[Standing]:
    """Every unit that owes the report, in Vietnamese order, with what it has sent.

    Two queries; who was due is frozen at issue.
    """
    reports = {row.unit_id: row for row in with_open_remarks(request.reports.select_related("unit"))}
    owed = Obligation.objects.filter(duty=request.duty).select_related("bearer").order_by("bearer__sort_key")
    return [Standing(row, reports.get(row.bearer_id)) for row in owed]


def completeness(rows: list[Standing]) -> Completeness:
    """The four counts of the report desk. A waived duty is not due."""
    due = [row for row in rows if row.obligation.state != "waived"]
    sent = [row for row in due if row.report and row.report.state in {"sent", "accepted", "signed"}]
    return Completeness(
        due=len(due),
        sent=len(sent),
        on_time=sum(_in_time(row) for row in sent),
        accepted=sum(row.state in {"accepted", "signed"} for row in due),
    )


def with_open_remarks(reports: QuerySet[Report]) -> QuerySet[Report]:
    return reports.annotate(open_remarks=Count("remarks", filter=Q(remarks__closed_at__isnull=True)))


def below(report: Report) -> QuerySet[Report]:
    """Reports of lower units on requests this report's unit made for the same period:

    what it is drawn together from.
    """
    return (
        Report.objects.filter(
            request__receiver=report.unit,
            request__period_start__gte=report.request.period_start,
            request__period_end__lte=report.request.period_end,
        )
        .exclude(unit=report.unit)
        .select_related("unit", "request")
        .order_by("unit__sort_key")
    )


def readable_excerpts(report: Report) -> list[tuple[Block, str]]:
    """Each paragraph that may be picked with its words as they were sent, figures and all. One query a report below."""
    texts: dict[int, dict[str, Shown]] = {}
    found = []
    for block in excerpts(report):
        if block.report_id not in texts:
            texts[block.report_id] = as_sent(block.report)
        found.append((block, plain_text(block, texts[block.report_id])))
    return found


def excerpts(report: Report) -> QuerySet[Block]:
    """Paragraphs of accepted lower reports that may be picked, unit by unit."""
    found = Block.objects.filter(
        report__in=below(report).filter(state__in=["accepted", "signed"]), kind="paragraph"
    ).exclude(text="")
    return found.select_related("report__unit").order_by("report__unit__sort_key", "ordinal")


def awaiting(unit: Unit) -> QuerySet[Report]:
    """Reports sent to the unit that nobody has judged yet, the longest waiting first."""
    return (
        Report.objects.filter(request__receiver=unit, state="sent")
        .select_related("unit", "request")
        .order_by("sent_at")
    )


def to_sign(unit: Unit) -> QuerySet[Report]:
    """The unit's own reports that were accepted above and wait for a signature."""
    return Report.objects.filter(unit=unit, state="accepted").select_related("request")


def owed_by(unit: Unit, *, on: date) -> QuerySet[ReportRequest]:
    """Requests laid on the unit by `on` whose report it has not sent yet."""
    return (
        ReportRequest.objects.filter(duty__obligations__bearer_id=unit.pk, duty__obligations__placed_on__lte=on)
        .exclude(reports__in=Report.objects.filter(unit=unit, state__in=["sent", "accepted", "signed"]))
        .distinct()
    )


def _in_time(row: Standing) -> bool:
    """Sent by its due date; a duty without a date cannot be late."""
    sent_at = row.report.sent_at if row.report else None
    return sent_at is not None and (row.obligation.due_on is None or sent_at.date() <= row.obligation.due_on)
