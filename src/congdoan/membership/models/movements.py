"""Being a member somewhere for a stretch of days, and the records that begin and end it."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.models import StoredFile
from congdoan.foundation.ranges import never_twice
from congdoan.membership.models.base import Recorded
from congdoan.membership.models.imports import MemberImport
from congdoan.organisation.models import Person, Unit


class EndCause(models.TextChoices):
    """Why somebody stopped being a member. `MOVED` went where this system does not reach."""

    RETIRED = "retired", _("nghỉ hưu")
    LEFT_JOB = "left_job", _("nghỉ việc, chuyển việc")
    ABROAD = "abroad", _("ra nước ngoài")
    VOLUNTARY = "voluntary", _("xin ra khỏi tổ chức")
    EXPELLED = "expelled", _("khai trừ")
    DIED = "died", _("từ trần")
    UNIT_ENDED = "unit_ended", _("đơn vị kết thúc theo luật")
    MOVED = "moved", _("chuyển sinh hoạt ra ngoài hệ thống")
    OTHER = "other", _("lý do khác")


class SpellEnd(models.TextChoices):
    """How a spell ended: by leaving the union, or going on elsewhere in it."""

    LEFT = "left", _("thôi sinh hoạt")
    TRANSFERRED = "transferred", _("chuyển sinh hoạt")
    CARRIED = "carried", _("đơn vị kết thúc theo luật, chuyển sang đơn vị tiếp nhận")


class Spell(models.Model):
    """The person is a member at the unit on the days of `valid`; open-ended while it lasts.

    `begun_by` and `ended_by` name the records behind its two ends as the journal does: `admission:KEY`.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="spells")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    valid = DateRangeField()
    begun_by = models.CharField(max_length=60)
    ended_by = models.CharField(max_length=60, blank=True)
    end = models.CharField(max_length=11, choices=SpellEnd, blank=True)

    class Meta:
        constraints = [
            never_twice("person_id", name="nobody_is_a_member_twice"),
            models.CheckConstraint(condition=~Q(valid__isempty=True), name="a_spell_has_days"),
            models.CheckConstraint(
                condition=(
                    Q(valid__upper_inf=True, ended_by="", end="")
                    | (Q(valid__upper_inf=False) & ~Q(ended_by="") & ~Q(end=""))
                ),
                name="a_spell_that_ended_says_by_what",
            ),
        ]
        indexes = [
            models.Index(fields=["unit"], name="spell_by_unit"),
            models.Index(fields=["begun_by"], name="spell_by_beginning"),
            models.Index(fields=["ended_by"], name="spell_by_end", condition=~Q(ended_by="")),
        ]


class AdmissionKind(models.TextChoices):
    ADMITTED = "admitted", _("kết nạp")
    READMITTED = "readmitted", _("kết nạp lại")
    REGISTERED = "registered", _("đưa đoàn viên đã có vào theo dõi")
    ARRIVED = "arrived", _("chuyển đến từ ngoài hệ thống")


class Admission(Recorded):
    """People who became members of a unit on one day by one decision: one of them, or many.

    `named_of_counted` of them had been counted there without names before; they are not counted a second time.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=AdmissionKind)
    on = models.DateField()
    from_place = models.CharField(max_length=200, blank=True)
    named_of_counted = models.PositiveIntegerField(default=0)
    named_of_counted_women = models.PositiveIntegerField(default=0)
    batch = models.ForeignKey(MemberImport, on_delete=models.PROTECT, null=True, blank=True, related_name="admissions")
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["unit", "-on"], name="admission_by_unit")]

    @property
    def source(self) -> str:
        return f"admission:{self.key}"


class Leaving(Recorded):
    """People of a unit who stopped being members, the last day being the one before `on`."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=10, choices=EndCause)
    on = models.DateField()
    to_place = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["unit", "-on"], name="leaving_by_unit")]

    @property
    def source(self) -> str:
        return f"leaving:{self.key}"


class TransferState(models.TextChoices):
    PENDING = "pending", _("chờ nơi đến tiếp nhận")
    RECEIVED = "received", _("đã tiếp nhận")
    RETURNED = "returned", _("nơi đến trả lại")
    CANCELLED = "cancelled", _("nơi đi rút lại")


class Transfer(Recorded):
    """A member on the way from one unit to another. Until the other receives, the member still counts at the first:
    never twice, never not at all.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="transfers")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    state = models.CharField(max_length=9, choices=TransferState, default=TransferState.PENDING)
    settled_on = models.DateField(null=True, blank=True)
    settled_by_name = models.CharField(max_length=200, blank=True)
    settled_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(state="pending"), name="one_transfer_under_way"),
            models.CheckConstraint(condition=~Q(from_unit=models.F("to_unit")), name="a_transfer_goes_elsewhere"),
            models.CheckConstraint(
                condition=Q(state="pending", settled_on__isnull=True)
                | (~Q(state="pending") & Q(settled_on__isnull=False)),
                name="a_settled_transfer_has_its_day",
            ),
        ]
        ordering = ["-asked_on", "-id"]
        indexes = [
            models.Index(fields=["from_unit"], name="transfer_by_from"),
            models.Index(fields=["to_unit"], name="transfer_by_to"),
        ]

    @property
    def source(self) -> str:
        return f"transfer:{self.key}"


class ExemptionKind(models.TextChoices):
    DUES = "dues", _("miễn đóng đoàn phí")
    ACTIVITY = "activity", _("tạm miễn sinh hoạt")


class Exemption(Recorded):
    """The member stays a member and counts, but pays no dues, or need not attend, on the days of `valid`."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="exemptions")
    kind = models.CharField(max_length=8, choices=ExemptionKind)
    reason = models.CharField(max_length=200)
    valid = DateRangeField()

    class Meta:
        constraints = [
            never_twice(
                "person_id",
                name="exempt_from_dues_once_a_day",
                condition=Q(kind="dues", withdrawn_at__isnull=True),
            ),
            never_twice(
                "person_id",
                name="exempt_from_activity_once_a_day",
                condition=Q(kind="activity", withdrawn_at__isnull=True),
            ),
        ]
        ordering = ["-valid", "-id"]
