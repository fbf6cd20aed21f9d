"""What was asked of whom. A duty is what a clause asks; an obligation is that duty laid on one body."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from congdoan.foundation import clock
from congdoan.foundation.actor import spoken_name
from congdoan.foundation.keys import new_key
from congdoan.foundation.models import Measure
from congdoan.foundation.queries import work_calendar
from congdoan.obligations.rules import OPEN, late_if_due_by
from congdoan.obligations.states import DutyState as DutyState
from congdoan.obligations.states import ObligationState as ObligationState
from congdoan.obligations.states import Origin as Origin
from congdoan.obligations.states import Recurrence as Recurrence
from congdoan.organisation.models import Body, BodyGroup, Closure, Office, Unit
from congdoan.organisation.queries import COMMAND
from congdoan.registry.models import Clause, RegisteredDocument


class Duty(models.Model):
    """Something asked: what, of whom, by when, with which proof, counted by which measure.

    Proposed by the reader from a clause or entered by hand; on acceptance and issue it is laid on each bearer.
    `due_on` null means the paper gives no date: `due_text` keeps its words and the screen shows the gap.
    `carries` is the obligation of the giver that this duty passes down, so that what is below hangs beneath it.
    `giver_heir` judges it since the giver was merged or ended. A recurring duty has its first occurrence due on
    `due_on` and none that begins after `recurs_until`.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    origin = models.CharField(max_length=14, choices=Origin)
    document = models.ForeignKey(
        RegisteredDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="duties"
    )
    clause = models.ForeignKey(Clause, on_delete=models.SET_NULL, null=True, blank=True, related_name="duties")
    given_by = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="given_duties")
    giver_heir = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    given_on = models.DateField()
    ordinal = models.PositiveSmallIntegerField(default=1)
    bearers_text = models.CharField(max_length=300, blank=True)
    what = models.TextField()
    proof = models.CharField(max_length=200, blank=True)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    due_text = models.CharField(max_length=200, blank=True)
    recurrence = models.CharField(max_length=12, choices=Recurrence, default=Recurrence.ONCE)
    recurs_until = models.DateField(null=True, blank=True)
    accountable_office = models.CharField(max_length=120, blank=True)
    is_report = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=DutyState, default=DutyState.PROPOSED)
    state_reason = models.CharField(max_length=300, blank=True)
    split_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="parts")
    carries = models.ForeignKey(
        "Obligation", on_delete=models.PROTECT, null=True, blank=True, related_name="passed_down"
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    confidence = models.FloatField(null=True, blank=True)
    folded = models.TextField(blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(origin="clause") | Q(document__isnull=False), name="a_clause_stands_in_a_paper"
            )
        ]
        ordering = ["document_id", "ordinal", "id"]


class DutyBearer(models.Model):
    """Whom a duty is meant for: a group expanded on the day of issue, or one body."""

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="bearers")
    group = models.ForeignKey(BodyGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=True) ^ Q(body__isnull=True), name="a_bearer_is_a_group_or_a_body"
            )
        ]


class ObligationSet(models.QuerySet["Obligation"]):
    """The QuerySet of obligations. Narrow to a reader first with `access.visible_to(user)`."""

    def open(self) -> "ObligationSet":
        """Something is still owed."""
        return self.filter(state__in=OPEN)

    def overdue_on(self, day: date) -> "ObligationSet":
        """Still owed and late on `day`, by working days. One more query, for the calendar.

        Raises NotInForce when the calendar does not know the year.
        """
        return self.open().filter(due_on__lte=late_if_due_by(day, work_calendar()))

    def dateless(self) -> "ObligationSet":
        """Still owed, and no one has said by when."""
        return self.open().filter(due_on__isnull=True)

    def under(self, unit: Unit) -> "ObligationSet":
        """Laid on `unit` or on one that stood beneath it on the day of laying, or stands beneath it today."""
        steps = Closure.objects.filter(line__code=COMMAND, ancestor=unit, unit_id=OuterRef("bearer_id"))
        then_or_now = Q(valid__contains=OuterRef("placed_on")) | Q(valid__contains=clock.today())
        return self.filter(Exists(steps.filter(then_or_now)))

    def held_by(self, body: Body) -> "ObligationSet":
        """What `body` answers for now: its own, unless handed over, and what was handed over to it."""
        return self.alias(holds=Coalesce(F("heir_id"), F("bearer_id"))).filter(holds=body.pk)

    def given_by(self, body: Body) -> "ObligationSet":
        return self.filter(duty__given_by=body)

    def with_names(self) -> "ObligationSet":
        """With the rows a list shows, in the same query."""
        return self.select_related(
            "duty__document", "duty__clause", "duty__given_by", "bearer", "heir", "office__person"
        )


class Obligation(models.Model):
    """A duty laid on one body, frozen at issue: who was due never changes when units later merge or move.

    `due_on` starts as the duty's and moves only by an extension. `under` is the obligation above it in the thread.
    `period_*` name the occurrence of a recurring duty. `carried_by` is the bearer's own paper issued to carry it out.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="obligations")
    bearer = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="obligations")
    heir = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="inherited_obligations"
    )
    office = models.ForeignKey(Office, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    under = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="below")
    carried_by = models.ForeignKey(
        RegisteredDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="carries_out"
    )
    placed_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=ObligationState, default=ObligationState.DELIVERED)
    done_on = models.DateField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    extensions = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = ObligationSet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "bearer", "period_start"], name="laid_once_on_a_body", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "verified"]) | Q(done_on__isnull=False), name="what_is_done_has_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["bearer", "state", "due_on"], name="obligation_by_bearer"),
            models.Index(fields=["under"], name="obligation_by_upper"),
            models.Index(
                fields=["due_on"], name="obligation_open_by_due", condition=~Q(state__in=["done", "verified", "waived"])
            ),
        ]

    @property
    def holder(self) -> Body:
        """Who answers for it now: the bearer, or the unit that took over when the bearer was merged or ended."""
        return self.heir or self.bearer

    @property
    def holder_id(self) -> int:
        return self.heir_id or self.bearer_id


class ObligationEvent(models.Model):
    """One step in the life of an obligation, named as in `rules.STEPS`. The list, in the order it was entered, is the
    history; the row's columns are what it adds up to.

    `on` is the day it was entered (of a laying: the day of issue); `done_on` the day the work was done, which may be
    earlier. `actor_unit` is the code of the unit in whose name it was done.
    """

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=14)
    on = models.DateField()
    at = models.DateTimeField()
    actor_key = models.CharField(max_length=120)
    actor_name = models.CharField(max_length=200)
    actor_unit = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=500, blank=True)
    old_due = models.DateField(null=True, blank=True)
    new_due = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["obligation", "on"], name="event_by_obligation")]

    @property
    def who(self) -> str:
        """Whom a reader is told: a person's name, or in their language that it was the system."""
        return spoken_name(self.actor_key, self.actor_name)


class Reminder(models.Model):
    """A bearer was reminded. At most once a duty and day, so that no one is nagged twice by two officers."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="reminders")
    day = models.DateField()
    text = models.CharField(max_length=500)
    sent_by = models.CharField(max_length=120)
    sent_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["obligation", "day"], name="one_reminder_a_duty_and_day")]


class NilReturn(models.Model):
    """ "Không phát sinh": the bearer says nothing happened in the period. An answer, never an entry of zero."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="nil_returns")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="nil_returns")
    period_start = models.DateField()
    period_end = models.DateField()
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=120)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "period_start"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_nil_return_a_period",
            )
        ]
