"""A sheet of members on its way in: its file, how far it is, and its rows while they wait."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.keys import new_key
from congdoan.foundation.models import Cited, StoredFile
from congdoan.foundation.sealing import SealedTextField
from congdoan.organisation.models import Person, Unit


class ImportState(models.TextChoices):
    READING = "reading", _("đang đọc tệp")
    PREVIEW = "preview", _("đang xem trước")
    WRITING = "writing", _("đang nhập")
    COMMITTED = "committed", _("đã nhập")
    UNDONE = "undone", _("đã hoàn tác")
    FAILED = "failed", _("không đọc được")


class MemberImport(Cited):
    """A sheet of members brought in at once by `under`, for itself or units below it. Long work is done by the worker.

    The file lies encrypted. `titles` says under which title each column stands. `columns_ignored` names what was not
    understood. While it is a preview nothing has changed.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    under = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="member_imports")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    since = models.DateField()
    state = models.CharField(max_length=9, choices=ImportState, default=ImportState.READING)
    skips_faulty = models.BooleanField(default=False)
    titles = models.JSONField(default=dict)
    columns_ignored = models.JSONField(default=list)
    lines_skipped = models.JSONField(default=list)
    rows_read = models.PositiveIntegerField(default=0)
    rows_faulty = models.PositiveIntegerField(default=0)
    rows_known = models.PositiveIntegerField(default=0)
    members_made = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=120)
    uploaded_by_name = models.CharField(max_length=200)
    uploaded_in = models.CharField(max_length=40, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        indexes = [
            models.Index(fields=["id"], name="import_waiting", condition=Q(state__in=["reading", "writing"])),
        ]


class ImportRow(models.Model):
    """One line of the sheet, tidied and judged. What is private is sealed here already; the row goes when it is done.

    `errors` maps columns to what is wrong; `known` is the person this line already stands for, who is then left alone.
    """

    batch = models.ForeignKey(MemberImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    folded = models.CharField(max_length=150, blank=True)
    sort_key = models.CharField(max_length=300, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    birth_on = models.DateField(null=True)
    birth_year = models.PositiveSmallIntegerField(null=True)
    plain = models.JSONField(default=dict)
    blind_citizen_id = models.CharField(max_length=64, blank=True)
    contact = SealedTextField()
    origins = SealedTextField()
    circumstances = SealedTextField()
    card_number = models.CharField(max_length=30, blank=True)
    errors = models.JSONField(default=dict)
    known = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "line"], name="one_row_a_line")]
