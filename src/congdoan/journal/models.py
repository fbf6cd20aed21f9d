"""Every countable fact, appended once and never changed, and the totals derived from it.

The database refuses UPDATE, DELETE and TRUNCATE on `Entry`; the triggers stand in the first migration.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.models import Measure
from congdoan.organisation.models import Unit


class Lane(models.TextChoices):
    RECORDED = "recorded", _("ghi nhận")
    REPORTED = "reported", _("theo báo cáo giấy")


class Bound(models.TextChoices):
    EXACT = "exact", _("đúng")
    OVER = "over", _("trên")
    AT_LEAST = "at_least", _("ít nhất")
    NEARLY = "nearly", _("gần")
    AT_MOST = "at_most", _("nhiều nhất")
    ABOUT = "about", _("khoảng")
    ORDER = "order", _("cỡ")


class Entry(models.Model):
    """One fact: `unit` did `quantity` of `measure` for `for_unit` on `occurred_on`.

    `quantity` is in the measure's smallest unit, negative only in the reversing entry or where a stock falls. `since`:
    the first day of the stretch that a reported flow speaks of and that ends on `occurred_on`; None means of that day.
    `source` names the record it came from as `kind:public id`. No free text, no name of a person.
    """

    # Without an index of their own: `entry_by_unit` and `entry_by_measure` begin with them.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    for_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+", db_index=False)
    facet = models.CharField(max_length=40, blank=True)
    lane = models.CharField(max_length=8, choices=Lane, default=Lane.RECORDED)
    bound = models.CharField(max_length=8, choices=Bound, default=Bound.EXACT)
    quantity = models.BigIntegerField()
    occurred_on = models.DateField()
    since = models.DateField(null=True, blank=True)
    person_key = models.UUIDField(null=True, blank=True)
    room = models.CharField(max_length=30)
    source = models.CharField(max_length=60)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by")
    recorded_by = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(lane="reported") | Q(bound="exact"), name="a_recorded_fact_is_exact"),
            models.CheckConstraint(condition=~Q(quantity=0), name="nothing_happened_is_not_an_entry"),
            models.CheckConstraint(condition=~Q(source=""), name="every_fact_has_a_source"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(lane="reported", since__lte=models.F("occurred_on")),
                name="only_papers_speak_of_a_stretch",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "measure", "occurred_on", "id"], name="entry_by_unit"),
            models.Index(fields=["measure", "occurred_on", "id"], name="entry_by_measure"),
            models.Index(fields=["source"], name="entry_by_source"),
            models.Index(fields=["measure", "unit"], condition=Q(lane="reported"), name="entry_from_papers"),
        ]


class Tally(models.Model):
    """What is summed: the columns shared by pending deltas and rolled totals.

    `node` is a unit strictly above the facts. Rows are derived from entries whose keys the database checks; checking
    them again for every delta would be the dearest part of writing a fact.
    """

    node = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    facet = models.CharField(max_length=40, blank=True)
    lane = models.CharField(max_length=8)
    bound = models.CharField(max_length=8)
    entries = models.BigIntegerField()
    quantity = models.BigIntegerField()

    class Meta:
        abstract = True


class Delta(Tally):
    """A change of totals not yet folded in.

    Appended by a trigger on Entry, and by the re-placing of a reorganisation.
    """

    day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["node", "measure", "day"], name="delta_by_node")]


class RolledDay(Tally):
    """Folded totals of the units below `node`, by day."""

    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["node", "measure", "day", "facet", "lane", "bound"], name="one_total_a_day")
        ]


class RolledMonth(Tally):
    """Folded totals of the units below `node`, by month (its first day)."""

    month = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["node", "measure", "month", "facet", "lane", "bound"], name="one_total_a_month"
            )
        ]
