"""The form of a recurring report duty, made again for each period as the duty is laid anew."""

import logging
from dataclasses import dataclass
from datetime import date

from django.db import DatabaseError, transaction

from congdoan.foundation import audit
from congdoan.foundation.actor import Actor, command
from congdoan.foundation.periods import Period
from congdoan.foundation.saying import gettext as _
from congdoan.obligations.models import Duty, Obligation, ObligationSet, Recurrence
from congdoan.obligations.rules import months_between, period_containing, same_day_later
from congdoan.organisation.models import Unit
from congdoan.reports.actions.asking import Heading
from congdoan.reports.models import ReportRequest
from congdoan.reports.wording import told_for

TITLE = 300
"""Letters a title may have; a longer month's name could make it one more."""

log = logging.getLogger(__name__)


def ask_again(*, by: Actor | None = None) -> list[ReportRequest]:
    """Make the form of every period that was laid after the first one asked for and that somebody still owes; running
    again changes nothing.

    The first form is the pattern: its days move on by as many months as the periods lie apart, the words that name its
    period name the new one, board and outline stay. A report “from the beginning of the year” keeps beginning there.
    Whoever judges the newest form judges the next. Each duty by itself: one that fails is logged and stops no other.
    """
    actor = by or command("ask_again")
    recurring = Duty.objects.exclude(recurrence=Recurrence.ONCE).filter(report_requests__isnull=False)
    made: list[ReportRequest] = []
    for pk in sorted(set(recurring.values_list("pk", flat=True))):
        try:
            made += _missing(pk, actor)
        except DatabaseError:
            log.exception("the next form of duty %s could not be made", pk)
    return made


@transaction.atomic
def _missing(pk: int, by: Actor) -> list[ReportRequest]:
    duty = Duty.objects.select_for_update().get(pk=pk)
    starts = _starts(Obligation.objects.filter(duty=duty))
    asked = list(duty.report_requests.select_related("receiver", "receiver_heir").order_by("occurrence"))
    if not starts:
        return []
    pattern = asked[0]
    first = pattern.occurrence or _belongs_to(pattern, starts[0])
    there = {row.occurrence for row in asked}
    judge = _judge(duty, asked[-1])
    owed = _starts(Obligation.objects.filter(duty=duty).open())
    later = [start for start in owed if start > first and start not in there]
    return [_again(pattern, _Move.between(pattern, first, start), start, judge=judge, by=by) for start in later]


def _starts(rows: ObligationSet) -> list[date]:
    """The first days of the occurrences among the rows, in order."""
    days = rows.order_by("period_start").values_list("period_start", flat=True).distinct()
    return [day for day in days if day]


def _belongs_to(request: ReportRequest, start: date) -> date:
    """A form made before its duty was laid belongs to the first occurrence, once there is one."""
    request.occurrence = start
    request.save(update_fields=["occurrence"])
    return start


@dataclass(frozen=True, slots=True)
class _Move:
    """From the first form to a later one: so many months on, to the days `about`; and each period its words may name,
    with the one to name instead: the days the report is about, else the period its duty comes back in.
    """

    months: int
    about: Period
    named: tuple[tuple[Period, Period], ...]

    @classmethod
    def between(cls, pattern: ReportRequest, first: date, start: date) -> "_Move":
        months = months_between(first, start)
        old = Period(pattern.period_start, pattern.period_end)
        then, now = (period_containing(pattern.duty.recurrence, day) for day in (first, start))
        assert then is not None
        assert now is not None, "what is asked once has no next form"
        new = _days(old, months=months, every=then)
        return cls(months, new, ((old, new), (then, now)))

    def day(self, day: date) -> date:
        return same_day_later(day, months=self.months)

    def words(self, text: str) -> str:
        told = (told_for(text, old=old, new=new) for old, new in self.named)
        return next((words for words in told if words != text), text)

    def heading(self, row: Heading) -> Heading:
        return {**row, "title": self.words(row["title"]), "prompt": self.words(row["prompt"])}


def _days(old: Period, *, months: int, every: Period) -> Period:
    """The days so many months on. What is counted from the beginning of the year, longer than its duty comes back in,
    is counted from there again.
    """
    end = same_day_later(old.end, months=months)
    from_new_year = (old.start.month, old.start.day) == (1, 1)
    if from_new_year and months_between(old.start, old.end) > months_between(every.start, every.end):
        return Period(end.replace(month=1, day=1), end)
    return Period(same_day_later(old.start, months=months), end)


def _again(pattern: ReportRequest, move: _Move, start: date, *, judge: Unit, by: Actor) -> ReportRequest:
    made = ReportRequest.objects.create(
        duty=pattern.duty,
        occurrence=start,
        title=move.words(pattern.title)[:TITLE],
        receiver=judge,
        period_start=move.about.start,
        period_end=move.about.end,
        cutoff_on=move.day(pattern.cutoff_on),
        board=pattern.board,
        outline=[move.heading(row) for row in pattern.outline],
    )
    said = _("Yêu cầu báo cáo “%(title)s”, lập lại cho kỳ mới.") % {"title": made.title}
    audit.record("reports.request.made", f"request:{made.key}", said, by=by, details={"as": pattern.key})
    return made


def _judge(duty: Duty, newest: ReportRequest) -> Unit:
    """The heir of a giver that ended, else whoever judges the newest form."""
    heir = Unit.objects.filter(pk=duty.giver_heir_id).first() if duty.giver_heir_id else None
    return heir or newest.judge
