"""Goods taken in by lots and given out by issues."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congdoan.accounts.access import ids_in_reach
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.foundation.keys import new_key
from congdoan.organisation.models import Body, Unit


class GoodsLotQuerySet(models.QuerySet["GoodsLot"]):
    def standing(self) -> "GoodsLotQuerySet":
        return self.filter(taken_back_because="")

    def in_stock(self) -> "GoodsLotQuerySet":
        """With something left to give."""
        return self.standing().filter(given_out__lt=F("quantity"))

    def visible_to(self, user: User) -> "GoodsLotQuerySet":
        return self.filter(unit__in=ids_in_reach(user, Task.SEE_CASES))


class GoodsLot(models.Model):
    """`quantity` of `what`, counted in whole `counted_in`, taken in at once.

    `worth_vnd` is what it was said to be worth; `given_out` is kept by a trigger on the issues. `arrived_by` leads back
    to the lot of the unit that sent it.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="goods")
    what = models.CharField(max_length=160)
    counted_in = models.CharField(max_length=30)
    quantity = models.PositiveIntegerField()
    given_out = models.PositiveIntegerField(default=0)
    worth_vnd = models.BigIntegerField(null=True, blank=True)
    received_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    memo = models.CharField(max_length=250, blank=True)
    arrived_by = models.OneToOneField(
        "GoodsIssue", on_delete=models.PROTECT, null=True, blank=True, related_name="arrived_as"
    )
    taken_back_because = models.CharField(max_length=300, blank=True)
    received_by = models.CharField(max_length=120)
    received_by_name = models.CharField(max_length=200)

    objects = GoodsLotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="a_lot_of_goods_is_something"),
            models.CheckConstraint(condition=Q(given_out__lte=F("quantity")), name="no_more_goods_out_than_in"),
            models.CheckConstraint(
                condition=Q(taken_back_because="") | Q(given_out=0), name="goods_taken_back_were_not_given"
            ),
            models.CheckConstraint(
                condition=Q(worth_vnd__isnull=True) | Q(worth_vnd__gte=0), name="goods_worth_something"
            ),
        ]
        indexes = [models.Index(fields=["unit", "received_on"], name="goods_by_unit")]
        ordering = ["-received_on", "-id"]

    @property
    def left(self) -> int:
        return self.quantity - self.given_out

    @property
    def source(self) -> str:
        return f"goods:{self.key}"

    def worth_of(self, count: int) -> int:
        """What `count` of the lot are worth, rounded down; the whole lot is worth all of it."""
        return (self.worth_vnd or 0) * count // self.quantity


class GoodsGiver(models.Model):
    """One of those who gave the lot. `is_public` says the name may be published."""

    lot = models.ForeignKey(GoodsLot, on_delete=models.CASCADE, related_name="givers")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    is_public = models.BooleanField(default=False)
    ordinal = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["ordinal"]


class IssueKind(models.TextChoices):
    CASE = "case", _("trao theo hồ sơ hỗ trợ")
    UNIT = "unit", _("chuyển đơn vị")
    COMMUNITY = "community", _("ủng hộ nơi khác")
    LOSS = "loss", _("hỏng, hết hạn")


class GoodsIssue(models.Model):
    """So many of a lot given out, with its share of the lot's worth. A case's issue names its `source` and the person
    by a key alone; one to a unit is on its way until it arrived there as a lot.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    lot = models.ForeignKey(GoodsLot, on_delete=models.PROTECT, related_name="issues")
    kind = models.CharField(max_length=9, choices=IssueKind)
    quantity = models.PositiveIntegerField()
    worth_vnd = models.BigIntegerField(default=0)
    on = models.DateField()
    for_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    receiver = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=60, blank=True)
    person_key = models.UUIDField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    issued_by = models.CharField(max_length=120)
    issued_by_name = models.CharField(max_length=200)
    undone_on = models.DateField(null=True, blank=True)
    undone_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="an_issue_is_something"),
            models.CheckConstraint(
                condition=~Q(kind="case") | (~Q(source="") & Q(person_key__isnull=False, for_unit__isnull=False)),
                name="goods_for_a_person_have_a_case",
            ),
            models.CheckConstraint(
                condition=~Q(kind="unit") | Q(for_unit__isnull=False), name="goods_are_sent_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(undone_on__isnull=True, undone_because="")
                | (Q(undone_on__isnull=False) & ~Q(undone_because="")),
                name="an_issue_undone_says_why",
            ),
        ]
        indexes = [models.Index(fields=["source"], name="issue_by_source", condition=~Q(source=""))]
        ordering = ["on", "id"]

    @property
    def journal_source(self) -> str:
        return f"issue:{self.key}"
