"""What the bank says happened, beside what the books say."""

from django.db import models
from django.db.models import Q

from congdoan.foundation.keys import new_key
from congdoan.funds.models.funds import Fund
from congdoan.funds.models.ledger import PostingSet


class BankStatement(models.Model):
    """One file of the bank, read for a fund."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="statements")
    name = models.CharField(max_length=200)
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=120)
    read_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-read_at", "-id"]


class StatementLine(models.Model):
    """One movement at the bank: above zero in, below zero out. `matched` is the set of the books it is.

    `fingerprint` tells a line that was read before, in this file or one that overlaps it; the same day, amount and
    words twice in one file are two lines. `late_because`: why a line of closed books is a set booked after them.
    `matched_after`: the newest closing there was when it was matched, so that a later one is known to have found it so.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="lines")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField()
    amount_vnd = models.BigIntegerField()
    words = models.CharField(max_length=300, blank=True)
    fingerprint = models.CharField(max_length=64)
    matched = models.OneToOneField(
        PostingSet, on_delete=models.PROTECT, null=True, blank=True, related_name="statement_line"
    )
    matched_by_name = models.CharField(max_length=200, blank=True)
    matched_after = models.BigIntegerField(default=0)
    late_because = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "fingerprint"], name="a_line_of_the_bank_once"),
            models.CheckConstraint(condition=~Q(amount_vnd=0), name="a_line_of_the_bank_is_money"),
        ]
        ordering = ["happened_on", "id"]
