"""Estimates and settlements of a year, and money on its way between units."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.keys import new_key
from congdoan.funds.models.catalogues import Origin, Purpose, Stream
from congdoan.funds.models.funds import Fund
from congdoan.funds.models.lots import Lot
from congdoan.funds.models.reservations import Reservation
from congdoan.organisation.models import Unit


class EstimateState(models.TextChoices):
    DRAFT = "draft", _("đang lập")
    APPROVED = "approved", _("đã duyệt")


class Estimate(models.Model):
    """What a unit means to take in and spend of one stream in a year (dự toán). Approved, it stands."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="estimates")
    stream = models.CharField(max_length=9, choices=Stream)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=EstimateState, default=EstimateState.DRAFT)
    drawn_by = models.CharField(max_length=120)
    drawn_by_name = models.CharField(max_length=200)
    approved_by = models.CharField(max_length=120, blank=True)
    approved_by_name = models.CharField(max_length=200, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "stream", "year"], name="one_estimate_a_year"),
            models.CheckConstraint(
                condition=Q(approved_by="") | ~Q(approved_by=F("drawn_by")), name="an_estimate_is_not_approved_alone"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(approved_by=""), name="an_approved_estimate_says_by_whom"
            ),
        ]
        ordering = ["-year", "stream"]


class EstimateLine(models.Model):
    """One heading of the estimate, in or out."""

    estimate = models.ForeignKey(Estimate, on_delete=models.CASCADE, related_name="lines")
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    amount_vnd = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estimate", "origin", "purpose"], name="a_heading_once_an_estimate"),
            models.CheckConstraint(condition=Q(amount_vnd__gte=0), name="an_estimate_is_not_below_zero"),
            models.CheckConstraint(
                condition=Q(origin__isnull=True, purpose__isnull=False) | Q(origin__isnull=False, purpose__isnull=True),
                name="a_line_is_in_or_out",
            ),
        ]


class Settlement(models.Model):
    """A year of one stream as it was (quyết toán): frozen when drawn, from closed books; approved by another."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="settlements")
    stream = models.CharField(max_length=9, choices=Stream)
    year = models.PositiveSmallIntegerField()
    opening_vnd = models.BigIntegerField()
    income_vnd = models.BigIntegerField()
    expense_vnd = models.BigIntegerField()
    closing_vnd = models.BigIntegerField()
    lines = models.JSONField()
    drawn_at = models.DateTimeField()
    drawn_by = models.CharField(max_length=120)
    drawn_by_name = models.CharField(max_length=200)
    approved_by = models.CharField(max_length=120, blank=True)
    approved_by_name = models.CharField(max_length=200, blank=True)
    approved_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "stream", "year"], name="one_settlement_a_year"),
            models.CheckConstraint(
                condition=Q(closing_vnd=F("opening_vnd") + F("income_vnd") - F("expense_vnd")),
                name="a_settlement_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(approved_by="") | ~Q(approved_by=F("drawn_by")), name="a_settlement_is_not_approved_alone"
            ),
        ]
        ordering = ["-year", "stream"]


UNDER = "remittance:"


class RemittanceQuerySet(models.QuerySet["Remittance"]):
    def sent_under(self, source: str) -> "RemittanceQuerySet":
        """The one whose money stands under `source`; none for the source of anything else."""
        kind, _colon, key = source.partition(":")
        return self.filter(key=key) if f"{kind}:" == UNDER else self.none()


class Remittance(models.Model):
    """Money of one stream on its way from a unit to another: a payment here, a receipt there once it arrived.

    What is set aside and paid for it stands `under` its name, wherever the fund it comes from was carried meanwhile.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="remittances_out")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="remittances_in")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+")
    stream = models.CharField(max_length=9, choices=Stream)
    reservation = models.OneToOneField(Reservation, on_delete=models.PROTECT, related_name="remittance")
    amount_vnd = models.BigIntegerField()
    about = models.CharField(max_length=200)
    source = models.CharField(max_length=60, blank=True)
    lot = models.OneToOneField(Lot, on_delete=models.PROTECT, null=True, blank=True, related_name="remittance")

    objects = RemittanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="a_remittance_is_money"),
            models.CheckConstraint(condition=~Q(from_unit=F("to_unit")), name="a_remittance_goes_elsewhere"),
        ]
        indexes = [models.Index(fields=["source"], name="remittance_by_source", condition=~Q(source=""))]
        ordering = ["-id"]

    @property
    def under(self) -> str:
        """The source of the reservations and the receipt of this sum."""
        return f"{UNDER}{self.key}"


class Raised(models.Model):
    """Raised for others, never in the books: sponsorship brought together, goods, appeals paid straight to their fund.

    A soft sum ("gần 20 tỷ") is kept with its bound, in the reported lane of the journal.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=11,
        choices=[("appeal", _("vận động")), ("sponsorship", _("kết nối tài trợ")), ("in_kind", _("hiện vật"))],
    )
    amount_vnd = models.BigIntegerField()
    bound = models.CharField(max_length=8, default="exact")
    happened_on = models.DateField()
    giver = models.CharField(max_length=200)
    receiver = models.CharField(max_length=200, blank=True)
    goods = models.CharField(max_length=300, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    noted_by = models.CharField(max_length=120)
    noted_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="what_was_raised_has_a_value")]
        ordering = ["-happened_on", "-id"]

    @property
    def source(self) -> str:
        return f"raised:{self.key}"
