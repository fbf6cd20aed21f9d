"""One request as its receiver sees it: who owes it, how late, what may be done with each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from congdoan.foundation.queries import work_calendar
from congdoan.obligations.rules import lateness
from congdoan.reports.queries import Standing

UNSENT = {"none", "draft", "returned"}


@dataclass(frozen=True, slots=True)
class Line:
    """A unit on the desk. `late` in working days: until it was sent, or until the day looked from."""

    standing: Standing
    late: int

    @property
    def can_be_accepted(self) -> bool:
        report = self.standing.report
        return report is not None and report.state == "sent"

    @property
    def is_missing(self) -> bool:
        """Owed, and nothing sent that still stands."""
        return self.standing.state in UNSENT and self.standing.is_due


def lines(standings: Sequence[Standing], *, on: date) -> list[Line]:
    """One query, for the calendar."""
    calendar = work_calendar()
    found = []
    for row in standings:
        sent_at = row.report.sent_at if row.report and row.state not in UNSENT else None
        sent_on = timezone.localdate(sent_at) if sent_at else None
        late = lateness(row.obligation.due_on, sent_on, on, calendar) if row.is_due else 0
        found.append(Line(row, late or 0))
    return found
