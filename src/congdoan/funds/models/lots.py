"""Every đồng came in as part of a lot: who gave it, together or alone, and for what."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from congdoan.foundation.keys import new_key
from congdoan.funds.models.catalogues import Method, Origin, Purpose, Stream
from congdoan.funds.models.funds import Fund
from congdoan.organisation.models import Body


class Lot(models.Model):
    """One sum received at once. Several donors may have given it unsplit: nobody says who gave which part.

    `committed_vnd` is promised or spent, `spent_vnd` is spent; both kept by a trigger on the shares. A lot taken back
    (an error in the receipt) counts nothing. `carried_from` leads back to the lot it was in another fund.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="lots")
    stream = models.CharField(max_length=9, choices=Stream)
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, related_name="+")
    amount_vnd = models.BigIntegerField()
    committed_vnd = models.BigIntegerField(default=0)
    spent_vnd = models.BigIntegerField(default=0)
    received_on = models.DateField()
    method = models.CharField(max_length=4, choices=Method)
    restricted_to = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    source = models.CharField(max_length=60, blank=True)
    memo = models.CharField(max_length=250, blank=True)
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to")
    taken_back_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "fund"], name="lot_has_one_fund"),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="a_lot_is_money"),
            models.CheckConstraint(
                condition=Q(spent_vnd__gte=0)
                & Q(committed_vnd__gte=F("spent_vnd"))
                & Q(amount_vnd__gte=F("committed_vnd")),
                name="never_more_out_of_a_lot_than_in",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_on__isnull=True) | Q(committed_vnd=0), name="a_lot_taken_back_is_unused"
            ),
        ]
        indexes = [
            models.Index(fields=["fund", "received_on"], name="lot_by_fund"),
            models.Index(fields=["source"], name="lot_by_source", condition=~Q(source="")),
        ]
        ordering = ["received_on", "id"]

    @property
    def free_vnd(self) -> int:
        return self.amount_vnd - self.committed_vnd

    @property
    def tells_of_illness(self) -> bool:
        """Whether it goes to illness and the like alone, so that to be paid out of it tells of it. One query."""
        wanted = self.restricted_to or self.fund.restricted_to
        return bool(wanted) and not Purpose.objects.filter(code__in=wanted, public_name="").exists()


class LotDonor(models.Model):
    """One of those who gave the lot: a body known here, or a name. `is_public` says the name may be published."""

    lot = models.ForeignKey(Lot, on_delete=models.CASCADE, related_name="donors")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    is_public = models.BooleanField(default=False)
    ordinal = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["lot", "ordinal"], name="donor_once_a_place")]
