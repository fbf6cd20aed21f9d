"""An act with its answers, partners, counts, papers and corrections."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congdoan.accounts.access import ids_in_reach
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.activities.models.kinds import ActKind
from congdoan.foundation.keys import new_key
from congdoan.foundation.models import Measure, StoredFile
from congdoan.foundation.periods import Period
from congdoan.foundation.text import fold
from congdoan.obligations.models import Obligation
from congdoan.organisation.models import Body, Closure, Unit
from congdoan.organisation.queries import COMMAND


class ActState(models.TextChoices):
    RECORDED = "recorded", _("đã ghi nhận")
    WITHDRAWN = "withdrawn", _("đã rút")


class ActQuerySet(models.QuerySet["Act"]):
    def recorded(self) -> "ActQuerySet":
        """Acts that stand: not withdrawn."""
        return self.filter(state=ActState.RECORDED)

    def within(self, period: Period) -> "ActQuerySet":
        return self.filter(happened_on__range=(period.start, period.end))

    def under(self, unit: Unit, *, on: date) -> "ActQuerySet":
        """Acts led by `unit` or by a unit that stood under it on `on`."""
        below = Closure.objects.filter(line__code=COMMAND, ancestor=unit, valid__contains=on)
        return self.filter(lead__in=below.values("unit"))

    def matching(self, words: str) -> "ActQuerySet":
        """Acts whose title, place or lead holds every word; accents are not needed, the receipt code will do."""
        found = self
        for word in fold(words).split():
            found = found.filter(Q(folded__contains=word) | Q(key__iexact=word))
        return found

    def visible_to(self, user: User) -> "ActQuerySet":
        """Acts of the units the user may read, and those in which such a unit took part."""
        reach = ids_in_reach(user, Task.READ)
        return self.filter(Q(lead__in=reach) | Q(pk__in=ActPartner.objects.filter(body__in=reach).values("act")))


class Act(models.Model):
    """Something done once, recorded once, by the unit that did it. `key` is the receipt code people quote.

    `client_token` is made by the form: the same submission sent twice over a bad network is one act.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    kind = models.ForeignKey(ActKind, on_delete=models.PROTECT, related_name="acts")
    lead = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="acts")
    title = models.CharField(max_length=250)
    happened_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=ActState, default=ActState.RECORDED)
    obligations = models.ManyToManyField(Obligation, through="ActAnswer", related_name="acts")
    client_token = models.CharField(max_length=40, unique=True, null=True, blank=True)
    folded = models.TextField(blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)
    recorded_by_name = models.CharField(max_length=200)

    objects = ActQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("happened_on")),
                name="an_act_ends_after_it_begins",
            )
        ]
        indexes = [
            models.Index(fields=["lead", "-happened_on"], name="act_by_unit"),
            models.Index(fields=["kind", "-happened_on"], name="act_by_kind"),
        ]
        ordering = ["-happened_on", "-id"]

    @property
    def source(self) -> str:
        """What the journal's entries of this act carry as their source."""
        return f"act:{self.key}"

    @property
    def last_day(self) -> date:
        return self.until or self.happened_on


class ActAnswer(models.Model):
    """The act answers an obligation; `completes` says the bearer considers it done by this act."""

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="answers")
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="answers")
    completes = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "obligation"], name="an_act_answers_once")]


class ActPartner(models.Model):
    """A body that took part. Only the lead's counts are counted; partners show the act as "tham gia"."""

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="partners")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="joined_acts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "body"], name="a_partner_once")]


class ActCount(models.Model):
    """A count in the act, as now believed; the journal holds what was said before and why it changed."""

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="counts")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    facet = models.CharField(max_length=40, blank=True)
    quantity = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "measure", "facet"], name="a_count_once_an_act")]


class ActFile(models.Model):
    """A paper or photo of the act. Photos were resized and stripped of where they were taken."""

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="act_files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=6, choices=[("photo", _("ảnh")), ("paper", _("giấy tờ"))])


class Correction(models.Model):
    """The act was changed after it was recorded: what stood before, what stands now, why, and who."""

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="corrections")
    reason = models.CharField(max_length=300)
    before = models.JSONField()
    after = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["at", "id"]
