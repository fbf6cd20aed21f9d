"""Days and periods closed: what the books held and, for cash, what was counted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.keys import new_key
from congdoan.organisation.models import Unit


class ClosingKind(models.TextChoices):
    DAY = "day", _("khóa sổ ngày")
    PERIOD = "period", _("khóa sổ kỳ")


class Closing(models.Model):
    """The unit's books closed through a day; written once. `balances` holds each fund's opening, in, out and closing.

    `bank`, of a period, holds how each fund's books stood beside the bank when they were closed
    (`queries.matching.beside_the_bank`); what is matched later changes nothing of it.

    `counted_vnd` is the cash somebody counted at the end of the day; None for a period. A difference says why.
    `last_set_id` is the newest set of the unit when the books closed: a later one within the span is a breach.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="closings")
    kind = models.CharField(max_length=6, choices=ClosingKind)
    start = models.DateField()
    through = models.DateField()
    book_cash_vnd = models.BigIntegerField()
    counted_vnd = models.BigIntegerField(null=True, blank=True)
    balances = models.JSONField()
    bank = models.JSONField(default=list)
    last_set_id = models.BigIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField()
    closed_by = models.CharField(max_length=120)
    closed_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "through"], name="a_day_is_closed_once"),
            models.CheckConstraint(condition=Q(start__lte=models.F("through")), name="a_closing_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(counted_vnd__isnull=True) | Q(counted_vnd=models.F("book_cash_vnd")) | ~Q(note=""),
                name="a_difference_says_why",
            ),
        ]
        ordering = ["-through", "-id"]
