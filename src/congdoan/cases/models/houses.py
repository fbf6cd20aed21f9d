"""Mái ấm Công đoàn: one house, the purses that pay for it, how far it has got, and the visits after."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congdoan.cases.models.cases import SupportCase
from congdoan.foundation.keys import new_key
from congdoan.foundation.sealing import SealedTextField


class LandPaper(models.TextChoices):
    CERTIFICATE = "certificate", _("giấy chứng nhận quyền sử dụng đất")
    COMMUNE = "commune", _("xác nhận của UBND xã")
    FAMILY = "family", _("đất của cha mẹ, có giấy đồng ý")
    NONE = "none", _("chưa có giấy tờ")


class HouseProject(models.Model):
    """A house. `lead` is the case whose unit leads and counts the house; other levels join with cases of their own."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    lead = models.OneToOneField(SupportCase, on_delete=models.PROTECT, related_name="led_house")
    is_new = models.BooleanField()
    place = SealedTextField()
    land_paper = models.CharField(max_length=11, choices=LandPaper)
    area_m2 = models.PositiveSmallIntegerField(null=True, blank=True)
    household = models.PositiveSmallIntegerField()
    planned_cost_vnd = models.BigIntegerField()
    started_on = models.DateField(null=True, blank=True)
    planned_until = models.DateField(null=True, blank=True)
    finished_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(planned_cost_vnd__gt=0), name="a_house_costs_something"),
            models.CheckConstraint(condition=Q(household__gt=0), name="somebody_lives_in_a_house"),
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True) | Q(started_on__isnull=False, finished_on__gte=F("started_on")),
                name="a_house_is_finished_after_it_was_begun",
            ),
        ]


class Giver(models.TextChoices):
    FAMILY = "family", _("gia đình")
    EMPLOYER = "employer", _("cơ quan, đơn vị")
    STATE = "state", _("chính quyền, Mặt trận")
    DONOR = "donor", _("nhà hảo tâm")
    LABOUR = "labour", _("ngày công, vật liệu quy tiền")
    UNION = "union", _("công đoàn nơi khác")


class Contribution(models.Model):
    """What somebody outside our own books gives towards the house: pledged, and given so far, as declared.

    What unions here give is never entered: it is read from their cases and funds.
    """

    house = models.ForeignKey(HouseProject, on_delete=models.CASCADE, related_name="contributions")
    giver = models.CharField(max_length=8, choices=Giver)
    name = models.CharField(max_length=160, blank=True)
    pledged_vnd = models.BigIntegerField()
    given_vnd = models.BigIntegerField(default=0)
    noted_on = models.DateField()
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pledged_vnd__gt=0, given_vnd__gte=0), name="a_contribution_is_not_nothing"
            )
        ]
        ordering = ["id"]


class MilestoneKind(models.TextChoices):
    STARTED = "started", _("Khởi công")
    FOUNDED = "founded", _("Xong móng")
    WALLED = "walled", _("Xây tường")
    ROOFED = "roofed", _("Lợp mái")
    FINISHED = "finished", _("Hoàn thành")


class Milestone(models.Model):
    """A stage of the works: when it is planned and when it was reached."""

    house = models.ForeignKey(HouseProject, on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=8, choices=MilestoneKind)
    planned_on = models.DateField(null=True, blank=True)
    reached_on = models.DateField(null=True, blank=True)
    by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["house", "kind"], name="one_milestone_of_a_kind")]
