"""Papers that came in and went out: their numbers, grounds, recipients, clauses and files."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.keys import new_key
from congdoan.foundation.models import StoredFile
from congdoan.organisation.models import Body, BodyGroup, Unit


class DocumentType(models.Model):
    """A type of official paper with its letters (`KH`, `BC`). An official letter has no letters in its symbol."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name"]


class DocumentState(models.TextChoices):
    DRAFT = "draft", _("dự thảo")
    ISSUED = "issued", _("đã ban hành")
    REGISTERED = "registered", _("đã vào sổ đến")
    RECALLED = "recalled", _("đã thu hồi")


class RegisteredDocument(models.Model):
    """A paper known to this installation, once, whichever units have it in their books.

    `keeper` is the unit that drafted or first registered it. `issuer` is null only while nobody has said which body
    `issuer_text` means. `version` rises with each save: a form that carries an older one is refused.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    state = models.CharField(max_length=10, choices=DocumentState)
    keeper = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="kept_documents")
    issuer = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="issued_documents")
    issuer_text = models.CharField(max_length=250, blank=True)
    superior_text = models.CharField(max_length=250, blank=True)
    type = models.ForeignKey(DocumentType, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    number = models.PositiveIntegerField(null=True, blank=True)
    suffix = models.CharField(max_length=4, blank=True)
    symbol_raw = models.CharField(max_length=80, blank=True)
    symbol = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    subject = models.CharField(max_length=600)
    text = models.TextField(blank=True)
    reading = models.JSONField(default=dict, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=120, blank=True)
    signer_authority = models.CharField(max_length=200, blank=True)
    archive = models.CharField(max_length=120, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    peak_start = models.DateField(null=True, blank=True)
    peak_end = models.DateField(null=True, blank=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    recalled_on = models.DateField(null=True, blank=True)
    recall_reason = models.CharField(max_length=300, blank=True)
    folded = models.TextField(blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "symbol", "issued_on"],
                condition=~Q(state="draft") & Q(issuer__isnull=False) & ~Q(symbol=""),
                name="one_paper_an_issuer_symbol_and_day",
            )
        ]
        indexes = [
            models.Index(fields=["keeper", "state"], name="document_by_keeper"),
            models.Index(fields=["symbol"], name="document_by_symbol"),
        ]
        ordering = ["-issued_on", "-id"]


class Basis(models.Model):
    """A paper named as ground. `cited` is set when that paper is known here; the citation stands either way."""

    document = models.ForeignKey(RegisteredDocument, on_delete=models.CASCADE, related_name="bases")
    ordinal = models.PositiveSmallIntegerField()
    cited = models.ForeignKey(
        RegisteredDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="cited_by"
    )
    symbol = models.CharField(max_length=80, blank=True)
    dated = models.DateField(null=True, blank=True)
    issuer_text = models.CharField(max_length=250, blank=True)
    subject = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ["ordinal"]


class RecipientKind(models.TextChoices):
    ADDRESSEE = "addressee", _("Kính gửi")
    COPY = "copy", _("Nơi nhận")


class Recipient(models.Model):
    """One line of *Kính gửi* or *Nơi nhận* as printed, the group or body it means, and why they receive it."""

    document = models.ForeignKey(RegisteredDocument, on_delete=models.CASCADE, related_name="recipients")
    ordinal = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=RecipientKind)
    name = models.CharField(max_length=250)
    purpose = models.CharField(max_length=20, blank=True)
    group = models.ForeignKey(BodyGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["ordinal"]


class Delivery(models.Model):
    """The paper reached a body: when it was sent, first opened and acknowledged. Groups were expanded as of issue."""

    document = models.ForeignKey(RegisteredDocument, on_delete=models.CASCADE, related_name="deliveries")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="deliveries")
    recipient = models.ForeignKey(
        Recipient, on_delete=models.SET_NULL, null=True, blank=True, related_name="deliveries"
    )
    delivered_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.CharField(max_length=120, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "body"], name="delivered_once_to_a_body")]


class Clause(models.Model):
    """An enumerated item or paragraph of the paper with its place in the text (`path` like `III/2`)."""

    document = models.ForeignKey(RegisteredDocument, on_delete=models.CASCADE, related_name="clauses")
    ordinal = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40, blank=True)
    path = models.CharField(max_length=120, blank=True)
    heading = models.CharField(max_length=400, blank=True)
    text = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["ordinal"]


class DocumentFile(models.Model):
    """A file of the paper: the original as received, or one the system wrote."""

    document = models.ForeignKey(RegisteredDocument, on_delete=models.CASCADE, related_name="document_files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(
        max_length=10,
        choices=[("original", _("bản gốc")), ("written", _("bản do hệ thống lập")), ("annex", _("phụ lục"))],
    )


class Direction(models.TextChoices):
    INCOMING = "in", _("sổ đến")
    OUTGOING = "out", _("sổ đi")


class Series(models.Model):
    """Numbers taken one after another: an incoming book, or the papers of one type that a unit issues in a year or
    term.

    `next_number` is read and raised only under a row lock; `first_number` is declared when a book is taken over
    mid-year.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="series")
    direction = models.CharField(max_length=3, choices=Direction)
    type = models.ForeignKey(DocumentType, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    scope = models.CharField(
        max_length=6, choices=[("year", _("năm")), ("term", _("nhiệm kỳ")), ("custom", _("tự đặt"))], default="year"
    )
    label = models.CharField(max_length=20)
    valid = DateRangeField()
    first_number = models.PositiveIntegerField(default=1)
    next_number = models.PositiveIntegerField(default=1)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "direction", "type", "label"], name="one_series_a_type_and_scope", nulls_distinct=False
            )
        ]


class TakenNumber(models.Model):
    """A number once taken stays taken: with its paper, or void with the reason. Suffixes share a number (06b)."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="taken")
    number = models.PositiveIntegerField()
    suffix = models.CharField(max_length=4, blank=True)
    document = models.ForeignKey(
        RegisteredDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="numbers"
    )
    taken_on = models.DateField()
    taken_by = models.CharField(max_length=120)
    note = models.CharField(max_length=300, blank=True)
    void_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "number", "suffix"], name="no_number_twice"),
            models.CheckConstraint(
                condition=Q(document__isnull=False) | ~Q(void_reason=""), name="a_number_has_a_paper_or_a_reason"
            ),
        ]
        ordering = ["-number", "-suffix"]
