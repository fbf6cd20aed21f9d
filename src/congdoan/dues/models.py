"""By which rules a unit pays, what a month came to, and what of it came in and went up."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.keys import new_key
from congdoan.foundation.models import Cited
from congdoan.foundation.ranges import never_twice
from congdoan.funds.models import Lot
from congdoan.organisation.models import Person, Unit


class PayGroup(models.TextChoices):
    PUBLIC = "public", _("đơn vị sự nghiệp, cơ quan (lương đóng bảo hiểm xã hội)")
    STATE_ENTERPRISE = "state_enterprise", _("doanh nghiệp nhà nước (tiền lương thực lĩnh)")
    PRIVATE = "private", _("ngoài nhà nước (lương đóng bảo hiểm xã hội)")
    FIXED = "fixed", _("không xác định được lương, nghiệp đoàn (mức cố định)")


class Scheme(Cited):
    """To which group a unit's members belong, and the higher rate it resolved, if any, on the days of `valid`."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dues_schemes")
    group = models.CharField(max_length=16, choices=PayGroup)
    own_rate = models.PositiveSmallIntegerField(null=True, blank=True)
    valid = DateRangeField()

    class Meta:
        constraints = [
            never_twice("unit_id", name="one_dues_scheme_a_day"),
            models.CheckConstraint(
                condition=Q(own_rate__isnull=True) | Q(own_rate__gt=0, own_rate__lte=10_000), name="a_rate_is_sane"
            ),
        ]


class What(models.TextChoices):
    DUES = "dues", _("đoàn phí")
    CONTRIBUTION = "contribution", _("kinh phí công đoàn 2%")


class Assessment(models.Model):
    """What a unit's members, or its employer, owe for one month. `judged_by` holds the parameters that judged it.

    `people` pay, `exempt` do not, `without_base` were reckoned on the base salary. `base_vnd` is the sum of bases, or
    the payroll. It may be reckoned anew while nothing was collected. `heir` sees to it since the unit ended: it takes
    the money in and owes the share of those above.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assessments")
    heir = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="inherited_assessments"
    )
    what = models.CharField(max_length=12, choices=What)
    month = models.DateField()
    people = models.PositiveIntegerField(default=0)
    exempt = models.PositiveIntegerField(default=0)
    without_base = models.PositiveIntegerField(default=0)
    base_vnd = models.BigIntegerField()
    due_vnd = models.BigIntegerField()
    surplus_vnd = models.BigIntegerField(default=0)
    kept_percent = models.PositiveSmallIntegerField()
    judged_by = models.JSONField()
    is_by_name = models.BooleanField(default=False)
    assessed_at = models.DateTimeField()
    assessed_by = models.CharField(max_length=120)
    assessed_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "what", "month"], name="a_month_is_assessed_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="a_month_begins_on_its_first"),
            models.CheckConstraint(
                condition=Q(base_vnd__gte=0) & Q(surplus_vnd__gte=0) & Q(due_vnd__gte=F("surplus_vnd")),
                name="nobody_owes_less_than_nothing",
            ),
            models.CheckConstraint(condition=Q(kept_percent__lte=100), name="a_share_is_of_a_hundred"),
        ]
        ordering = ["-month", "what"]

    @property
    def source(self) -> str:
        return f"dues:{self.key}"

    @property
    def kept_by(self) -> Unit:
        """The unit that takes the money in: its own, or the heir."""
        return self.heir or self.unit


class MemberDue(models.Model):
    """One member's month. `reason` says why nothing is owed."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="lines")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    base_vnd = models.BigIntegerField(null=True, blank=True)
    due_vnd = models.BigIntegerField()
    surplus_vnd = models.BigIntegerField(default=0)
    is_exempt = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "person"], name="a_member_owes_once_a_month")]


class Collection(models.Model):
    """A sum that came in for an assessment, as the lot it became, and how it is shared. Together exactly the sum."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="collections")
    lot = models.OneToOneField(Lot, on_delete=models.PROTECT, related_name="dues_collection")
    amount_vnd = models.BigIntegerField()
    kept_vnd = models.BigIntegerField()
    upward_vnd = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_vnd=F("kept_vnd") + F("upward_vnd")), name="a_collection_is_shared_whole"
            ),
            models.CheckConstraint(
                condition=Q(amount_vnd__gt=0) & Q(kept_vnd__gte=0) & Q(upward_vnd__gte=0),
                name="shares_are_not_below_zero",
            ),
        ]
