"""Files dropped in together: each waits, is read by the worker, and lies on the desk or says why not."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.keys import new_key
from congdoan.foundation.models import StoredFile
from congdoan.organisation.models import Unit
from congdoan.registry.models import RegisteredDocument
from congdoan.registry.queries import Why


class Batch(models.Model):
    """Files one person dropped in at one time for a unit: `created_by` and `actor_name` act when they are read."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="batches")
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=120)
    actor_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-pk"]


class FileState(models.TextChoices):
    WAITING = "waiting", _("chờ đọc")
    READING = "reading", _("đang đọc")
    READ = "read", _("đọc xong")
    TO_CORRECT = "to_correct", _("cần sửa")
    DUPLICATE = "duplicate", _("đã có")
    FAILED = "failed", _("không đọc được")


class BatchFile(models.Model):
    """A file of a batch. `document` is the paper it became, `twin` the one that was there already, `twin_why` by what.

    `missing` and `doubtful` count the fields an officer must look at, `lowest` is the least sure value. `attempts`: a
    reading that was cut off is begun again, three times at most.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=255)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=FileState, default=FileState.WAITING)
    reason = models.CharField(max_length=500, blank=True)
    document = models.ForeignKey(RegisteredDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    twin = models.ForeignKey(RegisteredDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    twin_why = models.CharField(max_length=5, blank=True)
    missing = models.PositiveSmallIntegerField(default=0)
    doubtful = models.PositiveSmallIntegerField(default=0)
    lowest = models.FloatField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="each_file_has_its_number"),
            models.CheckConstraint(
                condition=~Q(state__in=["read", "to_correct"]) | Q(document__isnull=False),
                name="what_was_read_lies_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(state="duplicate") | Q(twin__isnull=False), name="a_duplicate_names_its_twin"
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(state__in=["waiting", "reading"]), name="files_to_be_read")]
        ordering = ["number"]

    @property
    def twin_words(self) -> str:
        """By what the twin was known, in words."""
        return next((str(why.label) for why in Why if why.code == self.twin_why), "")
