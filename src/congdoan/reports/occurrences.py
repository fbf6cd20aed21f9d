"""A recurring duty asks for its report again each period: which form answers which occurrence."""

from django.db.models import Min, OuterRef, QuerySet, Subquery

from congdoan.obligations.models import Obligation
from congdoan.reports.models import ReportRequest


def with_first(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """Each with `first_start`, the first day of the first occurrence of its duty. No query of its own."""
    same = Obligation.objects.filter(duty=OuterRef("duty")).order_by().values("duty")
    return rows.annotate(first_start=Subquery(same.annotate(start=Min("period_start")).values("start")))


def answers(request: ReportRequest, obligation: Obligation) -> bool:
    """Whether the report asked for by `request` answers this obligation, which comes from `with_first`.

    A form made before its recurring duty was laid belongs to the first occurrence.
    """
    assert hasattr(obligation, "first_start"), "asked of a row that does not know its duty's first occurrence"
    same_duty = obligation.duty_id == request.duty_id
    return same_duty and obligation.period_start == (request.occurrence or obligation.first_start)


def answering(obligation: Obligation) -> ReportRequest | None:
    """The form that answers the obligation; None where the giver made none for its period. Two queries."""
    row = with_first(Obligation.objects.filter(pk=obligation.pk)).get()
    asked = ReportRequest.objects.filter(duty=obligation.duty_id).order_by("occurrence")
    return next((request for request in asked if answers(request, row)), None)
