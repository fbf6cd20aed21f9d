"""Gift rounds: so many equal gifts, shared out among units, listed by name, handed over against a slip."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congdoan.accounts.access import ids_in_reach
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.cases.models.programmes import Programme
from congdoan.foundation.keys import new_key
from congdoan.funds.models import Fund, Lot
from congdoan.goods.models import GoodsLot
from congdoan.organisation.models import Unit


class RoundState(models.TextChoices):
    OPEN = "open", _("đang lập danh sách")
    DECIDED = "decided", _("đã quyết định, đang trao")
    CLOSED = "closed", _("đã kết thúc")


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, user: User) -> "RoundQuerySet":
        """Rounds of the units whose cases the user may see, and those that gave such a unit a quota."""
        reach = ids_in_reach(user, Task.SEE_CASES)
        return self.filter(Q(unit__in=reach) | Q(pk__in=Quota.objects.filter(unit__in=reach).values("round")))


class Round(models.Model):
    """A round of gifts. One gift is `gift_vnd` in an envelope and `goods` worth about `goods_vnd`, never booked.

    Where goods lie in stock, `parcel` says of which lots each gift handed over takes how many.

    Each gift is a support case with a slip number. Money is set aside for each unit's quota and paid out to whoever
    carries the envelopes there.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="gift_rounds")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="rounds")
    name = models.CharField(max_length=160)
    since = models.DateField()
    until = models.DateField()
    gift_vnd = models.BigIntegerField(default=0)
    goods = models.CharField(max_length=200, blank=True)
    goods_vnd = models.BigIntegerField(default=0)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, null=True, blank=True, related_name="gift_rounds")
    state = models.CharField(max_length=7, choices=RoundState, default=RoundState.OPEN)
    next_slip = models.PositiveIntegerField(default=1)
    opened_by = models.CharField(max_length=120)
    opened_by_name = models.CharField(max_length=200)
    opened_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="a_round_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(gift_vnd__gte=0, goods_vnd__gte=0), name="a_gift_costs_nothing_negative"
            ),
            models.CheckConstraint(condition=Q(gift_vnd__gt=0) | ~Q(goods=""), name="a_gift_is_something"),
        ]
        ordering = ["-since", "-id"]


class ParcelItem(models.Model):
    """One thing in each gift of the round: so many, `each`, of a lot in stock."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="parcel")
    lot = models.ForeignKey(GoodsLot, on_delete=models.PROTECT, related_name="parcel_items")
    each = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "lot"], name="a_lot_goes_into_a_gift_once"),
            models.CheckConstraint(condition=Q(each__gt=0), name="things_of_a_gift_are_counted"),
        ]
        ordering = ["id"]


class Quota(models.Model):
    """How many gifts of the round one unit may hand out, and from which lot where a donor's gift is meant.

    `is_inherited`: taken over from a unit that ended, beside the heir's own.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="quotas")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="gift_quotas")
    gifts = models.PositiveIntegerField()
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, blank=True, related_name="gift_quotas")
    is_inherited = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "unit"], condition=Q(is_inherited=False), name="one_quota_a_unit_and_round"
            ),
            models.CheckConstraint(condition=Q(gifts__gt=0), name="a_quota_is_at_least_one"),
        ]
        ordering = ["unit__sort_key"]

    @property
    def source(self) -> str:
        """What the funds' reservation for these gifts carries as its source."""
        return f"quota:{self.key}"
