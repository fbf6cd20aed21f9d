"""Papers that came in and went out: their numbers, grounds, recipients, clauses and files."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.keys import new_key
from congdoan.foundation.models import StoredFile
from congdoan.foundation.naming import in_readers_language
from congdoan.foundation.text import fold
from congdoan.organisation.models import Body, BodyGroup, Unit


class DocumentType(models.Model):
    """A type of official paper with its letters (`KH`, `BC`). An official letter has no letters in its symbol."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return in_readers_language(self.name, self.name_en)


class DocumentState(models.TextChoices):
    ARRIVING = "arriving", _("chờ vào sổ đến")
    DRAFT = "draft", _("dự thảo")
    DISCARDED = "discarded", _("đã bỏ")
    ISSUED = "issued", _("đã ban hành")
    REGISTERED = "registered", _("đã vào sổ đến")
    RECALLED = "recalled", _("đã thu hồi")


IN_FORCE = [DocumentState.ISSUED, DocumentState.REGISTERED, DocumentState.RECALLED]
"""States in which a paper has its number for good and may be read by those it was sent to."""


class DocumentQuerySet(models.QuerySet["RegisteredDocument"]):
    def in_force(self) -> "DocumentQuerySet":
        """Papers that have left their writer's desk, recalled ones too."""
        return self.filter(state__in=IN_FORCE)

    def arrived_at(self, unit: Unit) -> "DocumentQuerySet":
        """Papers in the unit's incoming books."""
        return self.filter(
            numbers__series__unit=unit, numbers__series__direction=Direction.INCOMING, numbers__void_reason=""
        )

    def issued_by(self, unit: Unit) -> "DocumentQuerySet":
        """Papers that took a number in the unit's outgoing books."""
        return self.filter(numbers__series__unit=unit, numbers__series__direction=Direction.OUTGOING)

    def waiting_at(self, unit: Unit) -> "DocumentQuerySet":
        """Papers delivered to the unit, still standing, that are not in its incoming book yet."""
        entered = RegisteredDocument.objects.arrived_at(unit).values("pk")
        return self.filter(state=DocumentState.ISSUED, deliveries__body=unit).exclude(pk__in=entered)

    def without_words(self) -> "DocumentQuerySet":
        """Without the columns that hold the paper's text, which no list shows and every sort would carry along."""
        return self.defer("text", "reading", "folded")

    def saying(self, words: str) -> "DocumentQuerySet":
        """Papers whose symbol, subject, issuer, signer or text hold every word; accents are not needed."""
        found = self
        for word in fold(words).split():
            found = found.filter(folded__contains=word)
        return found


class RegisteredDocument(models.Model):
    """A paper: one row for its issuer and for everyone it was delivered to, whichever books it stands in.

    `keeper` is the unit that drafted it, or that took it in from outside; a second unit that receives the same paper
    from outside keeps a row of its own, so that naming a symbol never opens somebody else's copy. `issuer` is null only
    while nobody has said which body `issuer_text` means. `reading` holds what the reader read and what an officer made
    of it (see `registry.readings`). `version` rises with each save: a form that carries an older one is refused.
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

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["keeper", "issuer", "symbol", "issued_on"],
                condition=Q(state__in=["issued", "registered", "recalled"], issuer__isnull=False) & ~Q(symbol=""),
                name="one_paper_an_issuer_symbol_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["issued", "recalled"]) | Q(issued_on__isnull=False),
                name="an_issued_paper_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["keeper", "state"], name="document_by_keeper"),
            models.Index(fields=["symbol"], name="document_by_symbol"),
        ]
        ordering = ["-issued_on", "-id"]


class Basis(models.Model):
    """A paper named as ground. `cited` is set when that paper is known here; the citation stands either way.

    `is_nested`: named only inside the title of the ground before it, so it is that ground's own ground.
    """

    document = models.ForeignKey(RegisteredDocument, on_delete=models.CASCADE, related_name="bases")
    ordinal = models.PositiveSmallIntegerField()
    cited = models.ForeignKey(
        RegisteredDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="cited_by"
    )
    symbol = models.CharField(max_length=80, blank=True)
    dated = models.DateField(null=True, blank=True)
    issuer_text = models.CharField(max_length=250, blank=True)
    subject = models.CharField(max_length=600, blank=True)
    is_nested = models.BooleanField(default=False)

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
            ),
            models.CheckConstraint(condition=Q(next_number__gte=F("first_number")), name="numbers_only_rise"),
        ]
        ordering = ["-label", "direction", "type"]

    @property
    def is_untouched(self) -> bool:
        """No number was taken from it yet."""
        return self.next_number == self.first_number


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
            models.UniqueConstraint(
                fields=["series", "document"],
                condition=Q(document__isnull=False, void_reason=""),
                name="one_number_a_paper_and_book",
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=False) | ~Q(void_reason=""), name="a_number_has_a_paper_or_a_reason"
            ),
        ]
        ordering = ["-number", "-suffix"]
