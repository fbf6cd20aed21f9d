"""From a unit's proposal of an outstanding member to the Party's admission: stages with their days."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.models import Cited
from congdoan.membership.models.base import Recorded
from congdoan.organisation.models import Person, Unit


class Stage(models.TextChoices):
    PROPOSED = "proposed", _("đề xuất")
    INTRODUCED = "introduced", _("nghị quyết giới thiệu đoàn viên ưu tú")
    CLASS = "class", _("học lớp nhận thức về Đảng")
    ADMITTED = "admitted", _("kết nạp vào Đảng")


class PartyReferral(Recorded):
    """One member's way towards the Party. `stage` is the last one reached; `closed_on` when it was not gone on with."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="party_referrals")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.PROPOSED)
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(closed_on__isnull=True, withdrawn_at__isnull=True),
                name="one_referral_under_way",
            )
        ]
        ordering = ["-id"]

    @property
    def source(self) -> str:
        return f"referral:{self.key}"


class ReferralStage(Cited):
    """The day a stage was reached and the unit the member belonged to on it: that unit counts it."""

    referral = models.ForeignKey(PartyReferral, on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=10, choices=Stage)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["referral", "stage"], name="each_stage_once")]
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["unit", "stage", "on"], name="stage_by_unit")]
