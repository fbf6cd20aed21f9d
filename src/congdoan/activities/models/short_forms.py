"""What particular kinds of acts say beside their counts."""

from django.db import models

from congdoan.activities.models.acts import Act
from congdoan.obligations.models import Duty
from congdoan.organisation.models import Body


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
