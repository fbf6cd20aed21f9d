"""A unit's books and the funds in them."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from congdoan.accounts.access import ids_in_reach
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.foundation.keys import new_key
from congdoan.funds.models.catalogues import Stream
from congdoan.organisation.models import Closure, Unit
from congdoan.organisation.queries import COMMAND


class Books(models.Model):
    """One row a unit that keeps money: the day through which its books are closed. It only moves forward."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, primary_key=True, related_name="books")
    closed_through = models.DateField(null=True, blank=True)


class FundQuerySet(models.QuerySet["Fund"]):
    def standing(self) -> "FundQuerySet":
        return self.filter(closed_on__isnull=True)

    def under(self, unit: Unit, *, on: date) -> "FundQuerySet":
        """Funds of `unit` and of the units that stood under it on `on`."""
        below = Closure.objects.filter(line__code=COMMAND, ancestor=unit, valid__contains=on)
        return self.filter(unit__in=below.values("unit"))

    def visible_to(self, user: User) -> "FundQuerySet":
        return self.filter(unit__in=ids_in_reach(user, Task.SEE_FUNDS))


class Fund(models.Model):
    """A purse of one unit, of one stream for good. `restricted_to` empty: whatever its stream allows.

    `cash_vnd`, `bank_vnd` and `reserved_vnd` are kept by triggers on the postings and shares; the checks below are what
    makes overspending impossible whoever writes. `verify` adds them up anew.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="funds")
    stream = models.CharField(max_length=9, choices=Stream)
    name = models.CharField(max_length=160)
    restricted_to = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    cash_vnd = models.BigIntegerField(default=0)
    bank_vnd = models.BigIntegerField(default=0)
    reserved_vnd = models.BigIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = FundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="one_fund_of_a_name"),
            models.UniqueConstraint(fields=["id", "stream"], name="fund_has_one_stream"),
            models.UniqueConstraint(fields=["id", "unit"], name="fund_has_one_unit"),
            models.CheckConstraint(condition=Q(cash_vnd__gte=0), name="cash_never_below_zero"),
            models.CheckConstraint(condition=Q(bank_vnd__gte=0), name="bank_never_below_zero"),
            models.CheckConstraint(
                condition=Q(reserved_vnd__gte=0) & Q(reserved_vnd__lte=F("cash_vnd") + F("bank_vnd")),
                name="never_more_promised_than_there_is",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | (Q(cash_vnd=0) & Q(bank_vnd=0)), name="a_closed_fund_is_empty"
            ),
        ]
        ordering = ["unit_id", "stream", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def balance_vnd(self) -> int:
        return self.cash_vnd + self.bank_vnd

    @property
    def free_vnd(self) -> int:
        """What is neither spent nor promised, whatever restrictions lie on it."""
        return self.balance_vnd - self.reserved_vnd
