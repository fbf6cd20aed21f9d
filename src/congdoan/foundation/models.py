"""The ground everything stands on: measures, dated parameters, working days, files, the audit trail."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.actor import spoken_name
from congdoan.foundation.keys import new_key
from congdoan.foundation.naming import in_readers_language
from congdoan.foundation.saying import say


class Cited(models.Model):
    """The act behind a change, named without a foreign key upward: symbol, date, issuer."""

    cited_symbol = models.CharField(max_length=80, blank=True)
    cited_date = models.DateField(null=True, blank=True)
    cited_issuer = models.CharField(max_length=250, blank=True)

    class Meta:
        abstract = True


class MeasureKind(models.TextChoices):
    FLOW = "flow", _("cộng theo kỳ")
    STOCK = "stock", _("tính tại một ngày")


class Measure(models.Model):
    """Something that is counted: one unit of count, one closed list of facets, one owning room."""

    code = models.CharField(max_length=60, primary_key=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    unit_of_count = models.CharField(max_length=30)
    kind = models.CharField(max_length=5, choices=MeasureKind)
    room = models.CharField(max_length=30)
    is_money = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "room"], name="measure_has_one_owning_room")]
        ordering = ["code"]

    def __str__(self) -> str:
        return in_readers_language(self.name, self.name_en)


class MeasureFacet(models.Model):
    """One value a measure may be broken down by. The empty facet means "not broken down"."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="facets")
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "code"], name="facet_once_a_measure")]

    def __str__(self) -> str:
        return in_readers_language(self.name, self.name_en)


class Parameter(Cited):
    """A rule's number with the days it is in force and where it comes from; `scope` is a unit code or empty for all.

    `is_verified`: somebody compared it with its act; who and on which day, where it was done here.
    """

    key = models.CharField(max_length=80)
    scope = models.CharField(max_length=40, blank=True)
    value = models.JSONField()
    valid = DateRangeField()
    source_article = models.CharField(max_length=120, blank=True)
    is_verified = models.BooleanField(default=False)
    verified_by = models.CharField(max_length=120, blank=True)
    verified_by_name = models.CharField(max_length=200, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "scope", "valid"], name="parameter_once_a_period"),
        ]


class Holiday(models.Model):
    """A day off, or a Saturday worked in exchange (`is_working`), with the notice that fixed it."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=120)
    is_working = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)
    is_verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["day"]


class WorkingDate(models.Model):
    """The date an installation works on, where it is not the real one: the demo and rehearsals.

    `scope` is the code of a top unit, or empty for the whole installation.
    """

    scope = models.CharField(max_length=40, unique=True, blank=True)
    day = models.DateField()


DESTROYED = models.Q(destroyed_at__isnull=False)


class StoredFile(models.Model):
    """A file kept by content:

    the bytes lie once under their digest; who may open it is asked of the room that owns it. An encrypted one lies
    sealed, under the digest of what lies there, so that equal papers of two people do not show. One that was destroyed
    keeps its row; its digest goes once its bytes are gone.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size_bytes = models.BigIntegerField()
    is_encrypted = models.BooleanField(default=False)
    stored_at = models.DateTimeField()
    stored_by = models.CharField(max_length=120)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["digest"], name="file_digest"),
            models.Index(fields=["id"], name="file_being_destroyed", condition=DESTROYED & ~models.Q(digest="")),
        ]


class Sayable(models.Model):
    """A sentence kept for readers of any language: its message and the values that fill it, beside its Vietnamese.

    `message` is empty where the words are somebody's own, or older than this keeping: they are read as they stand.
    """

    message = models.CharField(max_length=500, blank=True)
    filled = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True

    def in_reader_words(self, standing: str) -> str:
        return say(self.message, self.filled) if self.message else standing


class SealingKey(models.Model):
    """The name of a key this database was sealed with, or recognises blindly by. The keys lie elsewhere."""

    name = models.CharField(max_length=40, unique=True)
    is_blind = models.BooleanField()
    first_used_at = models.DateTimeField()


class Progress(models.Model):
    """How far a long piece of work is. The row goes with the work; `whole` null: nobody knows yet of how many."""

    subject = models.CharField(max_length=120, primary_key=True)
    done = models.PositiveIntegerField()
    whole = models.PositiveIntegerField(null=True, blank=True)
    told_at = models.DateTimeField()


class AuditEntry(Sayable):
    """What was done, by whom, to what: reads as a sentence and outlives the account that did it."""

    action = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    sentence = models.CharField(max_length=500)
    actor_key = models.CharField(max_length=120)
    actor_name = models.CharField(max_length=200)
    actor_unit = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-at"], name="audit_by_subject"),
            models.Index(fields=["actor_unit", "-at"], name="audit_by_unit"),
        ]
        ordering = ["-at", "-id"]

    @property
    def who(self) -> str:
        """Whom a reader is told: a person's name, or in their language that it was the system."""
        return spoken_name(self.actor_key, self.actor_name)

    @property
    def reading(self) -> str:
        """The sentence in the language of whoever reads now."""
        return self.in_reader_words(self.sentence)
