"""Money promised: set aside at the decision, spent at the payment, set free when the promise falls."""

from django.db import models
from django.db.models import F, Q, Sum

from congdoan.foundation.keys import new_key
from congdoan.funds.models.catalogues import Purpose, Stream
from congdoan.funds.models.funds import Fund
from congdoan.funds.models.lots import Lot
from congdoan.organisation.models import Unit


class ReservationQuerySet(models.QuerySet["Reservation"]):
    def still_open(self) -> "ReservationQuerySet":
        """Those with money neither paid nor set free."""
        still = Share.objects.filter(amount_vnd__gt=F("paid_vnd") + F("released_vnd"))
        return self.filter(pk__in=still.values("reservation"))

    def with_open(self) -> "ReservationQuerySet":
        """Each with `open_vnd`, what is neither paid nor set free."""
        still = F("shares__amount_vnd") - F("shares__paid_vnd") - F("shares__released_vnd")
        return self.annotate(open_vnd=Sum(still))


class Reservation(models.Model):
    """`amount_vnd` of the fund set aside for one purpose. `source` is the record that asked for it (`case:KEY`).

    `about` is what the lists and the voucher say of it: the purpose may be an illness. What is paid and set free is the
    sum of its shares. `settled_at`: the record says that its money, or a
    part of it, has reached people, so no payment of it is reversed.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="reservations")
    stream = models.CharField(max_length=9, choices=Stream)
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="+")
    for_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=60)
    person_key = models.UUIDField(null=True, blank=True)
    about = models.CharField(max_length=250, blank=True)
    amount_vnd = models.BigIntegerField()
    reserved_on = models.DateField()
    reserved_by = models.CharField(max_length=120)
    reserved_by_name = models.CharField(max_length=200)
    released_reason = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = ReservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "fund"], name="reservation_has_one_fund"),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="a_reservation_is_money"),
            models.CheckConstraint(condition=~Q(source=""), name="a_reservation_has_a_source"),
        ]
        indexes = [
            models.Index(fields=["source"], name="reservation_by_source"),
            models.Index(fields=["fund", "reserved_on"], name="reservation_by_fund"),
        ]
        ordering = ["reserved_on", "id"]

    @property
    def in_public(self) -> str:
        """What may be said of it to whoever sees the fund."""
        return self.about or self.purpose.in_public


class Share(models.Model):
    """The part of a reservation that comes out of one lot: the way from a gift to a person and back."""

    reservation = models.ForeignKey(Reservation, on_delete=models.PROTECT, related_name="shares")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="shares")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+")
    amount_vnd = models.BigIntegerField()
    paid_vnd = models.BigIntegerField(default=0)
    released_vnd = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reservation", "lot"], name="one_share_of_a_lot"),
            models.CheckConstraint(
                condition=Q(amount_vnd__gt=0)
                & Q(paid_vnd__gte=0)
                & Q(released_vnd__gte=0)
                & Q(amount_vnd__gte=F("paid_vnd") + F("released_vnd")),
                name="a_share_is_paid_or_freed_once",
            ),
        ]
        ordering = ["id"]

    @property
    def open_vnd(self) -> int:
        """Still set aside: neither paid nor set free."""
        return self.amount_vnd - self.paid_vnd - self.released_vnd
