"""The books: sets of postings that balance, written once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.keys import new_key
from congdoan.funds.models.catalogues import Account, Origin, Purpose, Stream
from congdoan.funds.models.funds import Fund
from congdoan.funds.models.vouchers import Voucher
from congdoan.organisation.models import Unit


class SetKind(models.TextChoices):
    RECEIPT = "receipt", _("thu")
    PAYMENT = "payment", _("chi")
    MOVE = "move", _("rút, gửi ngân hàng")
    CARRY = "carry", _("chuyển quỹ")
    REVERSAL = "reversal", _("ghi đảo")


class PostingSet(models.Model):
    """One movement in the books of a unit, within one fund: money never passes between funds inside a set.

    The database refuses to change or delete it, a day within closed books, a set that does not balance, and a second
    set for the same voucher. A correction is a reversal on an open day, with its reason in `memo`. `client_token` names
    the form a move between cash and bank was written on.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="sets")
    stream = models.CharField(max_length=9, choices=Stream)
    kind = models.CharField(max_length=8, choices=SetKind)
    booked_on = models.DateField()
    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, null=True, blank=True, related_name="sets")
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    memo = models.CharField(max_length=300, blank=True)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)
    recorded_by_name = models.CharField(max_length=200)
    client_token = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "client_token"], condition=~Q(client_token=""), name="a_form_sent_twice_is_one_move"
            ),
            models.UniqueConstraint(
                fields=["voucher"], condition=Q(reverses__isnull=True), name="a_voucher_is_booked_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="reversal", reverses__isnull=False) | Q(reverses__isnull=True) & ~Q(kind="reversal"),
                name="a_reversal_reverses",
            ),
            models.CheckConstraint(condition=Q(reverses__isnull=True) | ~Q(memo=""), name="a_reversal_says_why"),
            models.UniqueConstraint(fields=["id", "fund"], name="set_has_one_fund"),
        ]
        indexes = [
            models.Index(fields=["unit", "booked_on", "id"], name="set_by_unit"),
            models.Index(fields=["fund", "booked_on", "id"], name="set_by_fund"),
        ]
        ordering = ["booked_on", "id"]


class Posting(models.Model):
    """One side of a set: debit above zero, credit below."""

    set = models.ForeignKey(PostingSet, on_delete=models.PROTECT, related_name="postings")
    account = models.CharField(max_length=7, choices=Account)
    amount_vnd = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["set", "account"], name="an_account_once_a_set"),
            models.CheckConstraint(condition=~Q(amount_vnd=0), name="a_posting_is_money"),
        ]
