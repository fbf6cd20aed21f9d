"""Units that know how many they are, and not who."""

from django.db import models
from django.db.models import F, Q

from congdoan.membership.models.base import Recorded
from congdoan.organisation.models import Unit


class Headcount(Recorded):
    """What a unit counted at the end of a period and what happened in it, besides the members it knows by name.

    `members` is everybody, also those with names; None where only workers were counted. `flows` holds counts by the
    codes of `rules.COUNTED_FLOWS`, for people without names.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    period_start = models.DateField()
    period_end = models.DateField()
    members = models.PositiveIntegerField(null=True, blank=True)
    women = models.PositiveIntegerField(default=0)
    workers = models.PositiveIntegerField(null=True, blank=True)
    workers_women = models.PositiveIntegerField(default=0)
    flows = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "period_end"], condition=Q(withdrawn_at__isnull=True), name="one_headcount_a_day"
            ),
            models.CheckConstraint(condition=Q(period_end__gte=F("period_start")), name="a_headcount_has_its_days"),
            models.CheckConstraint(
                condition=Q(members__isnull=True) | Q(women__lte=F("members")), name="women_are_among_the_members"
            ),
            models.CheckConstraint(
                condition=Q(workers__isnull=True) | Q(workers_women__lte=F("workers")),
                name="women_are_among_the_workers",
            ),
        ]
        ordering = ["-period_end", "-id"]

    @property
    def source(self) -> str:
        return f"headcount:{self.key}"
