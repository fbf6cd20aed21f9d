"""Whether an obligation to report is answered by a form of Báo cáo, or in plain steps like any other."""

from dataclasses import dataclass

from congdoan.accounts import access as accounts
from congdoan.accounts.rules import Task
from congdoan.obligations.models import Obligation
from congdoan.obligations.rules import Judged
from congdoan.reports.models import Report, ReportRequest
from congdoan.reports.occurrences import answering
from congdoan.web.shell.request import UserRequest


@dataclass(frozen=True, slots=True)
class Reporting:
    """The request whose report answers the obligation, and the report once it is begun. `may_ask`: the giver may still
    ask for a form.
    """

    request: ReportRequest | None
    report: Report | None
    may_begin: bool
    may_ask: bool


def reporting_of(request: UserRequest, obligation: Obligation, judged: Judged) -> Reporting | None:
    """What the panel of a report duty says of its report; None for other duties."""
    if not obligation.duty.is_report:
        return None
    asked = answering(obligation)
    report = Report.objects.filter(obligation=obligation).first()
    writes = asked is not None and report is None and asked.closed_at is None and judged.is_open
    is_giver = request.unit.pk in (obligation.duty.giver_heir_id, obligation.duty.given_by_id)
    wanted = is_giver and not ReportRequest.objects.filter(duty=obligation.duty_id).exists()
    return Reporting(
        asked,
        report,
        may_begin=writes
        and request.unit.pk == obligation.holder_id
        and bool(accounts.may(request.user, Task.WRITE_REPORT, at=request.unit)),
        may_ask=wanted and bool(accounts.may(request.user, Task.ASSIGN, at=request.unit)),
    )
