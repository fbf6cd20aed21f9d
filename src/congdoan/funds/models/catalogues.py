"""The closed lists money goes by: streams that never mix, what it is spent on, where it comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from congdoan.foundation.models import Measure
from congdoan.foundation.naming import in_readers_language


class Stream(models.TextChoices):
    BUDGET = "budget", _("ngân sách công đoàn")
    SOCIAL = "social", _("quỹ xã hội công đoàn")
    MOBILISED = "mobilised", _("thu hộ, vận động cho nơi khác")


class Account(models.TextChoices):
    """The chart of accounts, the same in every fund. Money stands in the first two."""

    CASH = "cash", _("Tiền mặt")
    BANK = "bank", _("Tiền gửi ngân hàng")
    INCOME = "income", pgettext_lazy("tiền", "Thu")
    EXPENSE = "expense", _("Chi")


class Method(models.TextChoices):
    CASH = "cash", _("tiền mặt")
    BANK = "bank", _("chuyển khoản")


class Heading(models.Model):
    """A line of the closed lists, with what money under it counts as."""

    code = models.CharField(max_length=30, primary_key=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    facet = models.CharField(max_length=40, blank=True)
    official = models.CharField(max_length=20, blank=True)
    ordinal = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering = ["ordinal"]

    def __str__(self) -> str:
        return in_readers_language(self.name, self.name_en)


class Purpose(Heading):
    """What money is spent on. `budget_facet` is its facet of finance expenditure where the union budget pays.

    `public_name` stands instead of the name wherever a unit, a payee or a sum stands beside it: it tells of no illness.
    Empty where the name itself tells nothing of a person.
    """

    budget_facet = models.CharField(max_length=40, blank=True)
    public_name = models.CharField(max_length=120, blank=True)
    public_name_en = models.CharField(max_length=120, blank=True)

    @property
    def is_sensitive(self) -> bool:
        return bool(self.public_name)

    @property
    def in_public(self) -> str:
        """What may be said of it beside a unit or a payee."""
        if not self.is_sensitive:
            return str(self)
        return in_readers_language(self.public_name, self.public_name_en)


class PurposeStream(models.Model):
    """A purpose may draw on money of this stream; every reservation carries the pair."""

    purpose = models.ForeignKey(Purpose, on_delete=models.CASCADE, related_name="streams")
    stream = models.CharField(max_length=9, choices=Stream)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purpose", "stream"], name="purpose_once_a_stream")]


class Origin(Heading):
    """Where money comes from."""


class OriginStream(models.Model):
    """Money of this origin may enter this stream; `counts` says whether it is a fact of the origin's measure there."""

    origin = models.ForeignKey(Origin, on_delete=models.CASCADE, related_name="streams")
    stream = models.CharField(max_length=9, choices=Stream)
    counts = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["origin", "stream"], name="origin_once_a_stream")]
