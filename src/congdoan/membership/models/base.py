"""What every record of this room carries: the act behind it, who entered it, whether it was taken back."""

from django.db import models

from congdoan.foundation.keys import new_key
from congdoan.foundation.models import Cited


class Recorded(Cited):
    """A record people quote by its `key`. A withdrawn one stays, with the reason; it counts nothing."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    note = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)
    recorded_by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
