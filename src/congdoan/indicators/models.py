"""What figures mean: indicators as formulas over measures, boards that show them, targets that were given."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.keys import new_key
from congdoan.foundation.models import Cited, Measure
from congdoan.foundation.naming import in_readers_language
from congdoan.organisation.models import Body, Level, Unit


class Formula(models.TextChoices):
    SUM = "sum", _("tổng trong kỳ")
    STOCK = "stock", _("có tại ngày cuối kỳ")
    DISTINCT = "distinct", _("số người khác nhau trong kỳ")
    RATIO = "ratio", _("tỷ lệ giữa hai tổng")
    SHARE_OF_UNITS = "share_of_units", _("tỷ lệ đơn vị có")


class Direction(models.TextChoices):
    AT_LEAST = "at_least", _("càng nhiều càng tốt")
    AT_MOST = "at_most", _("càng ít càng tốt")
    DONE = "done", _("có hay không")


class Indicator(models.Model):
    """A figure's definition. `scale` multiplies a ratio or share (100 for percent).

    For a share of units, `unit_level` names which units are asked; null asks the units at the leaves. One that tells
    illness and need apart `is_sensitive`: what of it is told to whom, `veil` says.
    """

    code = models.CharField(max_length=60, primary_key=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    formula = models.CharField(max_length=14, choices=Formula)
    unit_of_count = models.CharField(max_length=30)
    direction = models.CharField(max_length=8, choices=Direction, default=Direction.AT_LEAST)
    unit_level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    scale = models.PositiveSmallIntegerField(default=1)
    in_words = models.CharField(max_length=300, blank=True)
    in_words_en = models.CharField(max_length=300, blank=True)
    is_sensitive = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return in_readers_language(self.name, self.name_en)


class Term(models.Model):
    """A measure in an indicator's formula, above or below the line; `facets` empty takes all of them."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="terms")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    facets = models.JSONField(default=list, blank=True)
    is_below = models.BooleanField(default=False)
    sign = models.SmallIntegerField(default=1)


class Board(models.Model):
    """A named set of indicators shown together, such as those of a campaign."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return in_readers_language(self.name, self.name_en)


class BoardIndicator(models.Model):
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="rows")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    ordinal = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["ordinal"]


class Target(Cited):
    """A value a giver set for a receiver and a period, with its basis. A change is a new version; the old one stays."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    giver = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="given_targets")
    receiver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="targets")
    period_start = models.DateField()
    period_end = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=2)
    registered_value = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    given_on = models.DateField()
    given_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "giver", "receiver", "period_start", "period_end"],
                condition=Q(is_current=True),
                name="one_current_target",
            ),
            models.UniqueConstraint(
                fields=["indicator", "giver", "receiver", "period_start", "period_end", "version"],
                name="each_target_version_once",
            ),
        ]
