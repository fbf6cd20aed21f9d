"""Receipt and payment vouchers: numbered without a gap, prepared, approved and paid by different people."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.keys import new_key
from congdoan.foundation.sealing import SealedTextField
from congdoan.funds.models.catalogues import Method, Stream
from congdoan.funds.models.funds import Fund
from congdoan.funds.models.lots import Lot
from congdoan.funds.models.reservations import Reservation
from congdoan.organisation.models import Unit


class VoucherKind(models.TextChoices):
    RECEIPT = "receipt", _("phiếu thu")
    PAYMENT = "payment", _("phiếu chi")


class VoucherState(models.TextChoices):
    PREPARED = "prepared", _("chờ duyệt")
    APPROVED = "approved", _("chờ chi")
    PAID = "paid", _("đã chi, đã thu")
    CANCELLED = "cancelled", _("đã hủy")
    REVERSED = "reversed", _("đã ghi đảo")


class VoucherSeries(models.Model):
    """One book of numbers: a unit, receipts or payments, cash or bank, a year. Its row is locked to take a number."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7, choices=VoucherKind)
    method = models.CharField(max_length=4, choices=Method)
    year = models.PositiveSmallIntegerField()
    next_number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "method", "year"], name="one_voucher_book_a_year")
        ]


class Voucher(models.Model):
    """One receipt or payment. Its number is taken when prepared and never returned: a cancelled one keeps its line.

    A payment belongs to a reservation, a receipt to a lot. The database refuses another amount, fund, number or payee
    afterwards, a step the table of transitions does not list, and one person in two of the roles. Whom a payment goes
    to is sealed, as beside a purpose it tells who is ill; `counterparty` then holds initials, else the donors' names.
    `client_token` names the form it was written on. `payee_kept_until`: the payee asked to be forgotten; until that day
    the books must keep the sealed name, for those who keep them alone. On `payee_forgotten_on` it was destroyed.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    series = models.ForeignKey(VoucherSeries, on_delete=models.PROTECT, related_name="vouchers")
    number = models.PositiveIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="vouchers")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="vouchers")
    stream = models.CharField(max_length=9, choices=Stream)
    kind = models.CharField(max_length=7, choices=VoucherKind)
    method = models.CharField(max_length=4, choices=Method)
    reservation = models.ForeignKey(
        Reservation, on_delete=models.PROTECT, null=True, blank=True, related_name="vouchers"
    )
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, blank=True, related_name="vouchers")
    amount_vnd = models.BigIntegerField()
    counterparty = models.CharField(max_length=200)
    payee_bank = models.CharField(max_length=120, blank=True)
    payee = SealedTextField()
    payee_account = SealedTextField()
    memo = models.CharField(max_length=250, blank=True)
    state = models.CharField(max_length=9, choices=VoucherState, default=VoucherState.PREPARED)
    prepared_on = models.DateField()
    prepared_by = models.CharField(max_length=120)
    prepared_by_name = models.CharField(max_length=200)
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.CharField(max_length=120, blank=True)
    approved_by_name = models.CharField(max_length=200, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    paid_by = models.CharField(max_length=120, blank=True)
    paid_by_name = models.CharField(max_length=200, blank=True)
    ended_reason = models.CharField(max_length=300, blank=True)
    client_token = models.CharField(max_length=40, blank=True, editable=False)
    payee_kept_until = models.DateField(null=True, blank=True, editable=False)
    payee_forgotten_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="a_voucher_number_once"),
            models.UniqueConstraint(
                fields=["unit", "client_token"],
                condition=~Q(client_token=""),
                name="a_form_sent_twice_is_one_voucher",
            ),
            models.UniqueConstraint(fields=["id", "fund"], name="voucher_has_one_fund"),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="a_voucher_is_money"),
            models.CheckConstraint(
                condition=Q(kind="payment", reservation__isnull=False, lot__isnull=True)
                | Q(kind="receipt", reservation__isnull=True, lot__isnull=False),
                name="a_payment_was_promised_a_receipt_is_a_lot",
            ),
            models.CheckConstraint(
                condition=Q(kind="receipt")
                | (Q(approved_by="") | ~Q(approved_by=F("prepared_by")))
                & (Q(paid_by="") | ~Q(paid_by=F("approved_by")))
                & (Q(paid_by="") | ~Q(paid_by=F("prepared_by")) | Q(method="bank")),
                name="nobody_pays_alone",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(approved_by=""), name="approved_means_by_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["paid", "reversed"]) | (~Q(paid_by="") & Q(paid_on__isnull=False)),
                name="paid_means_on_a_day_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(kind="receipt") | ~Q(approved_by=""), name="nothing_is_paid_unapproved"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state"], name="voucher_by_state"),
            models.Index(fields=["fund", "paid_on"], name="voucher_by_fund"),
            models.Index(
                fields=["payee_kept_until"],
                name="voucher_to_unname",
                condition=Q(payee_kept_until__isnull=False, payee_forgotten_on__isnull=True),
            ),
        ]
        ordering = ["-prepared_on", "-id"]

    @property
    def source(self) -> str:
        """What postings and journal entries of this voucher carry as their source."""
        return f"voucher:{self.key}"
