"""Questions about reports: who owes one and where each stands, what may be picked from below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from congdoan.obligations.models import Obligation
from congdoan.obligations.rules import OPEN
from congdoan.organisation.models import Unit
from congdoan.organisation.queries import parent
from congdoan.reports.figures import all_as_sent, plain_text
from congdoan.reports.models import Block, Report, ReportRequest
from congdoan.reports.occurrences import answers, with_first
from congdoan.reports.rules import is_editable


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one unit's report on a request stands. `report` None means nothing was begun."""

    obligation: Obligation
    report: Report | None

    @property
    def state(self) -> str:
        return self.report.state if self.report else "none"

    @property
    def is_due(self) -> bool:
        """Waived it is not; nor where it was answered in plain steps before there was a form."""
        return self.obligation.state != "waived" and not self.is_answered_plainly

    @property
    def is_answered_plainly(self) -> bool:
        return self.report is None and self.obligation.state in {"done", "verified"}


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
    return standings_of([request])[request.pk]


def standings_of(requests: Sequence[ReportRequest]) -> dict[int, list[Standing]]:
    """The standings of each request by its id. Two queries for any number."""
    found = Report.objects.filter(request__in=requests).select_related("unit", "heir")
    reports = {(row.request_id, row.unit_id): row for row in with_open_remarks(found)}
    laid = Obligation.objects.filter(duty__in={row.duty_id for row in requests}).select_related("bearer", "heir")
    of_duty: dict[int, list[Obligation]] = {}
    for obligation in with_first(laid).order_by("bearer__sort_key"):
        of_duty.setdefault(obligation.duty_id, []).append(obligation)
    return {
        row.pk: [
            Standing(one, reports.get((row.pk, one.bearer_id)))
            for one in of_duty.get(row.duty_id, [])
            if answers(row, one)
        ]
        for row in requests
    }


def completeness(rows: list[Standing]) -> Completeness:
    """The four counts of the report desk."""
    due = [row for row in rows if row.is_due]
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
            _received_by(report.unit),
            request__period_start__gte=report.request.period_start,
            request__period_end__lte=report.request.period_end,
        )
        .exclude(unit=report.unit)
        .select_related("unit", "request")
        .order_by("unit__sort_key")
    )


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A paragraph below that may be picked: its words as sent, its heading there, and the block it was put into."""

    source: Block
    words: str
    heading: str
    put_into: Block | None


def readable_excerpts(report: Report) -> list[Excerpt]:
    """Every paragraph that may be picked, unit by unit. Four queries for any number of reports below."""
    sources = list(excerpts(report))
    reports = {block.report_id for block in sources}
    figures = all_as_sent(reports)
    headings = Block.objects.filter(report__in=reports, kind="heading").order_by("ordinal", "pk")
    of_report: dict[int, list[Block]] = {}
    for row in headings:
        of_report.setdefault(row.report_id, []).append(row)
    picked = {row.excerpt_of_id: row for row in report.blocks.filter(excerpt_of__in=sources)}
    return [
        Excerpt(
            block,
            plain_text(block, figures.get(block.report_id, {})),
            _heading_over(block, of_report.get(block.report_id, [])),
            picked.get(block.pk),
        )
        for block in sources
    ]


def _heading_over(block: Block, headings: list[Block]) -> str:
    over = [row for row in headings if row.ordinal < block.ordinal]
    return f"{over[-1].label}. {over[-1].text}".removeprefix(". ") if over else ""


def place_for(report: Report, source: Block) -> Block | None:
    """The last block under the heading that bears the label of the source's own heading; None: at the end."""
    over = source.report.blocks.filter(kind="heading", ordinal__lt=source.ordinal).last()
    blocks = list(report.blocks.all())
    at = next((n for n, row in enumerate(blocks) if over and row.kind == "heading" and row.label == over.label), None)
    if at is None:
        return None
    following = next((n for n, row in enumerate(blocks[at + 1 :], start=at + 1) if row.kind == "heading"), len(blocks))
    return blocks[following - 1]


def desks_below(report: Report) -> list[tuple[ReportRequest, Completeness]]:
    """The requests this report is drawn together from, each with how complete it is. Three queries."""
    asked = list(
        requests_of(report.unit).filter(
            period_start__gte=report.request.period_start, period_end__lte=report.request.period_end
        )
    )
    rows = standings_of(asked)
    return [(row, completeness(rows[row.pk])) for row in asked if report.is_own or row.pk != report.request_id]


def changed_sources(report: Report) -> dict[int, str]:
    """For each excerpt whose source is no longer as it was picked, by the block's id: `returned`, while the unit below
    is mending its report, or `rewritten`. Two queries.
    """
    picked = [row for row in report.blocks.select_related("excerpt_of__report") if row.excerpt_of]
    figures = all_as_sent(row.excerpt_of.report_id for row in picked if row.excerpt_of)
    found = {}
    for row in picked:
        source = row.excerpt_of
        assert source is not None
        if source.report.state not in {"accepted", "signed"}:
            found[row.pk] = "returned"
        elif plain_text(source, figures.get(source.report_id, {})) != row.quoted:
            found[row.pk] = "rewritten"
    return found


def excerpts(report: Report) -> QuerySet[Block]:
    """Paragraphs of accepted lower reports that may be picked, unit by unit."""
    found = Block.objects.filter(
        report__in=below(report).filter(state__in=["accepted", "signed"]), kind="paragraph"
    ).exclude(text="")
    return found.select_related("report__unit").order_by("report__unit__sort_key", "ordinal")


def awaiting(unit: Unit) -> QuerySet[Report]:
    """Reports sent to the unit that nobody has judged yet, the longest waiting first."""
    return Report.objects.filter(_received_by(unit), state="sent").select_related("unit", "request").order_by("sent_at")


def to_sign(unit: Unit) -> QuerySet[Report]:
    """The unit's own reports that were accepted above and wait for a signature."""
    return written_by(unit).filter(state="accepted").select_related("request", "unit")


def own_of(request: ReportRequest) -> Report | None:
    """What the unit that asked draws together for itself from the reports on its request."""
    return Report.objects.filter(request=request, obligation=None).first()


def asked_from_above(request: ReportRequest) -> ReportRequest | None:
    """What the unit that asked itself owes on the whole of the request's period: the report the ones below go into."""
    owed = ReportRequest.objects.filter(
        duty__obligations__in=Obligation.objects.held_by(request.judge),
        period_start__lte=request.period_start,
        period_end__gte=request.period_end,
    )
    return owed.exclude(pk=request.pk).select_related("receiver", "receiver_heir").order_by("-pk").first()


def own_under_way(unit: Unit) -> QuerySet[Report]:
    """Reports the unit draws together for itself, not finished yet."""
    return written_by(unit).filter(obligation=None, state__in=["draft", "returned"]).select_related("request", "unit")


def receivers(report: Report, on: date) -> list[Unit]:
    """Where the report goes once signed: to whoever asked; one of the unit's own to the unit above, if there is one."""
    if not report.is_own:
        return [report.request.judge]
    above = parent(report.writer, on=on)
    return [above] if above else []


def written_by(unit: Unit) -> QuerySet[Report]:
    """Reports the unit writes: its own, unless handed over, and those of units whose heir it is."""
    return Report.objects.filter(Q(heir=unit) | Q(heir__isnull=True, unit=unit))


def requests_of(unit: Unit) -> QuerySet[ReportRequest]:
    """Requests whose reports the unit judges."""
    return ReportRequest.objects.filter(Q(receiver_heir=unit) | Q(receiver_heir__isnull=True, receiver=unit))


def of_other_periods(request: ReportRequest) -> QuerySet[ReportRequest]:
    """The same form in the other periods of its duty, the newest first."""
    return ReportRequest.objects.filter(duty=request.duty_id).exclude(pk=request.pk).order_by("-period_start", "-pk")


@dataclass(frozen=True, slots=True)
class Owed:
    """A report the unit still has to send, for itself or for a unit whose heir it is."""

    request: ReportRequest
    obligation: Obligation
    report: Report | None


def owed_by(unit: Unit, *, on: date) -> list[Owed]:
    """What was laid on the unit by `on` and has not been sent, the soonest due first. Three queries."""
    laid = (
        Obligation.objects.held_by(unit)
        .filter(Exists(ReportRequest.objects.filter(duty=OuterRef("duty"), closed_at=None)), placed_on__lte=on)
        .exclude(state="waived")
        .select_related("bearer")
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )
    rows = list(with_first(laid))
    requests = (
        ReportRequest.objects.filter(duty__in={row.duty_id for row in rows}, closed_at=None)
        .select_related("receiver", "receiver_heir")
        .order_by("pk")
    )
    begun = {(row.request_id, row.unit_id): row for row in Report.objects.filter(request__in=requests)}
    owed = [
        Owed(request, row, begun.get((request.pk, row.bearer_id)))
        for row in rows
        for request in requests
        if answers(request, row)
    ]
    return [row for row in owed if (is_editable(row.report.state) if row.report else row.obligation.state in OPEN)]


def _received_by(unit: Unit) -> Q:
    return Q(request__receiver_heir=unit) | Q(request__receiver_heir__isnull=True, request__receiver=unit)


def _in_time(row: Standing) -> bool:
    """Sent by its due date; a duty without a date cannot be late."""
    sent_at = row.report.sent_at if row.report else None
    return sent_at is not None and (
        row.obligation.due_on is None or timezone.localdate(sent_at) <= row.obligation.due_on
    )
