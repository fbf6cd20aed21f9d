"""Texts whose figures are held against the records: each figure they state, what it is bound to, what was found."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.keys import new_key
from congdoan.foundation.models import StoredFile
from congdoan.indicators.models import Indicator
from congdoan.journal.models import Bound
from congdoan.organisation.models import Unit


class Narrative(models.Model):
    """A text and whose it is. `text` is kept to the letter: the places of its claims count its code points.

    `period_start` to `period_end` is what a figure speaks of where its sentence names no period; null: nobody said.
    `version` rises with each new wording; a form that carries an older one is refused. `noted_at`: since when figures
    of it stand in the reported lane, so that whoever reads those may read where they come from.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="narratives")
    title = models.CharField(max_length=200)
    text = models.TextField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=120)
    noted_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_start__isnull=True, period_end__isnull=True)
                | Q(period_start__isnull=False, period_end__gte=models.F("period_start")),
                name="a_narrative_period_is_whole",
            )
        ]
        ordering = ["-created_at", "-pk"]


class Edition(models.Model):
    """A wording that was replaced, as it stood."""

    narrative = models.ForeignKey(Narrative, on_delete=models.CASCADE, related_name="editions")
    version = models.PositiveIntegerField()
    text = models.TextField()
    replaced_at = models.DateTimeField()
    replaced_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["narrative", "version"], name="each_wording_once")]
        ordering = ["-version"]


class Shape(models.TextChoices):
    NUMBER = "number", _("một số")
    RATIO = "ratio", _("tỷ số")
    RANGE = "range", _("khoảng giá trị")


class Decision(models.TextChoices):
    PROPOSED = "proposed", _("máy đề xuất")
    CONFIRMED = "confirmed", _("đã xác nhận")
    SET_ASIDE = "set_aside", _("bỏ qua")


class ClaimQuerySet(models.QuerySet["Claim"]):
    def standing(self) -> "ClaimQuerySet":
        """All but those an officer marked by mistake and took back."""
        return self.filter(taken_back_at=None)


class Claim(models.Model):
    """A figure the text states, found again by its words: `quote` between `before` and `after`.

    `start` is its place now, null once the text no longer holds it. `value` is the number, the upper part of a ratio or
    the low end of a range, `second` the lower part or the high end. What the reader read stays (`measure_read`,
    `period_read`, `organisation_read`); what the figure is bound to is `indicator`, `unit` and the period, proposed by
    the reader or confirmed by an officer. `former_quote`: the words before the figure itself was changed.

    `is_marked`: an officer said what its words say, because the reader passed them over or read them wrong; `read_then`
    is what the reader had read there, None for nothing. A mark that is taken back keeps its number: journal and checks
    may have named it.
    """

    narrative = models.ForeignKey(Narrative, on_delete=models.CASCADE, related_name="claims")
    number = models.PositiveSmallIntegerField()
    quote = models.CharField(max_length=400)
    before = models.CharField(max_length=80, blank=True)
    after = models.CharField(max_length=80, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    former_quote = models.CharField(max_length=400, blank=True)
    shape = models.CharField(max_length=6, choices=Shape, default=Shape.NUMBER)
    value = models.DecimalField(max_digits=26, decimal_places=4)
    second = models.DecimalField(max_digits=26, decimal_places=4, null=True, blank=True)
    bound = models.CharField(max_length=8, choices=Bound, default=Bound.EXACT)
    unit_read = models.CharField(max_length=20)
    measure_read = models.CharField(max_length=60)
    period_read = models.CharField(max_length=30, blank=True)
    organisation_read = models.CharField(max_length=250, blank=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=9, choices=Decision, default=Decision.PROPOSED)
    reason = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    is_marked = models.BooleanField(default=False)
    read_then = models.JSONField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["narrative", "number"], name="each_claim_has_its_number"),
            models.CheckConstraint(
                condition=~Q(decision="confirmed")
                | Q(indicator__isnull=False, unit__isnull=False, period_start__isnull=False, period_end__isnull=False),
                name="a_confirmed_claim_is_bound",
            ),
            models.CheckConstraint(
                condition=Q(is_marked=True) | Q(read_then__isnull=True, taken_back_at__isnull=True),
                name="only_a_mark_is_taken_back",
            ),
        ]
        ordering = ["number"]

    @property
    def source(self) -> str:
        """Under which name the journal knows what was noted from this claim."""
        return f"narrative:{self.narrative.key}.{self.number}"

    @property
    def is_here(self) -> bool:
        """Whether the text still holds it."""
        return self.start is not None

    @property
    def end(self) -> int | None:
        """Where its words end now; None once the text no longer holds it."""
        return None if self.start is None else self.start + len(self.quote)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it shares letters with text[start:end]."""
        return self.start is not None and self.start < end and start < self.start + len(self.quote)

    @property
    def is_bound(self) -> bool:
        """Whether it is said which figure of the records it speaks of."""
        return bool(self.indicator_id and self.unit_id and self.period_start and self.period_end)

    @property
    def said(self) -> Decimal:
        return Decimal(self.value)


class Check(models.Model):
    """What was found on a day, kept: each claim's verdict with both values, and where the journal stood."""

    narrative = models.ForeignKey(Narrative, on_delete=models.CASCADE, related_name="checks")
    version = models.PositiveIntegerField()
    position = models.PositiveBigIntegerField()
    bound = models.PositiveSmallIntegerField()
    contradicted = models.PositiveSmallIntegerField()
    unbound = models.PositiveSmallIntegerField()
    findings = models.JSONField(default=list)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-at", "-pk"]
