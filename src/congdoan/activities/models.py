"""What was done: acts with their counts, partners, papers and photos, and the short forms of particular kinds."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.keys import new_key
from congdoan.foundation.models import Measure, StoredFile
from congdoan.obligations.models import Duty, Obligation
from congdoan.organisation.models import Body, Unit


class ActForm(models.TextChoices):
    GENERAL = "general", _("chung")
    CONFERENCE = "conference", _("hội nghị")
    SITTING = "sitting", _("tuyên truyền, học tập")
    TEAM = "team", _("tổ thường trực")
    SITUATION = "situation", _("tình hình")
    INSPECTION = "inspection", _("kiểm tra, giám sát")


class ActKind(models.Model):
    """A kind of act: which short form it uses and what may be counted in it. Kinds are data."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    form = models.CharField(max_length=10, choices=ActForm, default=ActForm.GENERAL)
    ordinal = models.PositiveSmallIntegerField(default=100)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["ordinal", "name"]


class CountableIn(models.Model):
    """A measure that acts of a kind may count, in the order the form shows them."""

    kind = models.ForeignKey(ActKind, on_delete=models.CASCADE, related_name="countables")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    ordinal = models.PositiveSmallIntegerField(default=1)
    default = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "measure"], name="a_kind_counts_a_measure_once")]
        ordering = ["ordinal"]


class ActState(models.TextChoices):
    RECORDED = "recorded", _("đã ghi nhận")
    WITHDRAWN = "withdrawn", _("đã rút")


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

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("happened_on")),
                name="an_act_ends_after_it_begins",
            )
        ]
        indexes = [
            models.Index(fields=["lead", "-happened_on"], name="act_by_unit"),
            models.Index(fields=["kind", "-happened_on"], name="act_by_kind"),
        ]
        ordering = ["-happened_on", "-id"]


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


class Conference(models.Model):
    """The short form of a conference or congress. Members of the committee and invitees are different people."""

    act = models.OneToOneField(Act, on_delete=models.CASCADE, related_name="conference")
    committee = models.CharField(max_length=120, blank=True)
    ordinal = models.PositiveSmallIntegerField(null=True, blank=True)
    is_enlarged = models.BooleanField(default=False)
    members_called = models.PositiveSmallIntegerField(null=True, blank=True)
    members_present = models.PositiveSmallIntegerField(null=True, blank=True)
    invitees = models.PositiveSmallIntegerField(null=True, blank=True)


class Conclusion(models.Model):
    """What a conference concluded; where it asks something of someone, the duty it became."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="conclusions")
    ordinal = models.PositiveSmallIntegerField()
    text = models.TextField()
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["ordinal"]


class Sitting(models.Model):
    """The short form of propaganda and study:

    the theme and the channel. Sittings and attendances are separate counts.
    """

    act = models.OneToOneField(Act, on_delete=models.CASCADE, related_name="sitting")
    theme = models.CharField(max_length=250)
    channel = models.CharField(max_length=60, blank=True)


class StandingTeam(models.Model):
    """A team that stands for a time (a Covid safety team): its members and since when it is active."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="teams")
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    members = models.PositiveSmallIntegerField()
    active_since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    act = models.ForeignKey(Act, on_delete=models.PROTECT, null=True, blank=True, related_name="teams")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("active_since")),
                name="a_team_ends_after_it_begins",
            )
        ]


class SituationNote(models.Model):
    """How things stand at a unit: jobs, wages, mood; before, during or after Tết or an outbreak."""

    act = models.OneToOneField(Act, on_delete=models.CASCADE, related_name="situation")
    phase = models.CharField(max_length=60, blank=True)
    jobs = models.TextField(blank=True)
    wages = models.TextField(blank=True)
    mood = models.TextField(blank=True)
    proposals = models.TextField(blank=True)


class Finding(models.Model):
    """What an inspection or supervision found, and the recommendation that became a duty."""

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="findings")
    ordinal = models.PositiveSmallIntegerField()
    about = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="findings")
    text = models.TextField()
    recommendation = models.TextField(blank=True)
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["ordinal"]
