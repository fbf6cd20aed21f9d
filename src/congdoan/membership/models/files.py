"""A member's file beside the bare identity: what colleagues may read, and what is sealed."""

import json

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.keys import new_key
from congdoan.foundation.models import Cited
from congdoan.foundation.ranges import never_twice
from congdoan.foundation.sealing import Sealed, SealedTextField
from congdoan.membership.models.imports import MemberImport
from congdoan.organisation.models import Person, Unit


class Contract(models.TextChoices):
    CIVIL_SERVANT = "civil_servant", _("công chức")
    PUBLIC_EMPLOYEE = "public_employee", _("viên chức")
    OPEN_ENDED = "open_ended", _("hợp đồng không xác định thời hạn")
    FIXED_TERM = "fixed_term", _("hợp đồng xác định thời hạn")
    OTHER = "other", _("hình thức khác")


class MemberFile(models.Model):
    """What is kept of a member. The sealed columns hold JSON by field code; `rules.FIELDS` says which stands where.

    `blind_citizen_id` finds the same identity number again without telling it. `joined_on` is when the person first
    joined the union, perhaps long before this record began.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="member_file")
    other_name = models.CharField(max_length=120, blank=True)
    birth_on = models.DateField(null=True, blank=True)
    job_title = models.CharField(max_length=120, blank=True)
    workplace = models.CharField(max_length=160, blank=True)
    qualification = models.CharField(max_length=120, blank=True)
    contract = models.CharField(max_length=15, choices=Contract, blank=True)
    hired_on = models.DateField(null=True, blank=True)
    joined_on = models.DateField(null=True, blank=True)
    joined_by = models.CharField(max_length=120, blank=True)
    blind_citizen_id = models.CharField(max_length=64, blank=True, editable=False)
    contact = SealedTextField()
    origins = SealedTextField()
    circumstances = SealedTextField()
    imported_in = models.ForeignKey(
        MemberImport, on_delete=models.SET_NULL, null=True, blank=True, related_name="files"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["blind_citizen_id"], condition=~Q(blind_citizen_id=""), name="one_file_for_an_identity_number"
            )
        ]

    def opened(self, group: str) -> dict[str, str]:
        """The sealed fields of the group, by code. Only after a disclosure was noted; see `actions.open_group`."""
        sealed: Sealed = getattr(self, group)
        return dict(json.loads(sealed.open())) if sealed else {}


class Card(models.Model):
    """A member's card. One that is lost or handed in is given back on a day; the next has another number."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cards")
    number = models.CharField(max_length=30, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField()
    returned_on = models.DateField(null=True, blank=True)
    returned_because = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(returned_on__isnull=True), name="one_card_in_hand"),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True) | Q(returned_on__gte=models.F("issued_on")),
                name="a_card_is_returned_after_it_is_issued",
            ),
        ]
        ordering = ["-issued_on", "-id"]


class DuesBase(Cited):
    """On what a member's dues are reckoned on the days of `valid`, in đồng a month; None where it cannot be found."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="dues_bases")
    base_vnd = models.BigIntegerField(null=True, blank=True)
    valid = DateRangeField()

    class Meta:
        constraints = [
            never_twice("person_id", name="one_dues_base_a_day"),
            models.CheckConstraint(condition=Q(base_vnd__isnull=True) | Q(base_vnd__gte=0), name="a_base_is_no_debt"),
        ]
