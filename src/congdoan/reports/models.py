"""One unit, one period: the words and the figures that go up, are returned, accepted and signed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.keys import new_key
from congdoan.indicators.models import Board, Indicator
from congdoan.obligations.models import Duty, Obligation
from congdoan.organisation.models import Unit
from congdoan.registry.models import RegisteredDocument


class ReportRequest(models.Model):
    """A report asked for by a duty: period, cut-off, the outline to fill and the figures to show.

    A recurring duty has one for each of its occurrences; `occurrence` is the first day of the one it belongs to, None
    where the duty is asked once, and until a recurring duty is laid.
    `cutoff_on` is the last day whose facts belong in the report; when it is due stands on each obligation.
    `outline` is a list of `{label, title, prompt}`. `receiver_heir` judges where the receiver has ended. `closed_at`:
    from then on nothing more is sent up.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="report_requests")
    occurrence = models.DateField(null=True, blank=True)
    title = models.CharField(max_length=300)
    receiver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="requested_reports")
    receiver_heir = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="inherited_requests"
    )
    period_start = models.DateField()
    period_end = models.DateField()
    cutoff_on = models.DateField()
    board = models.ForeignKey(Board, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outline = models.JSONField(default=list)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gte=models.F("period_start")), name="a_report_period_runs_forward"
            ),
            models.UniqueConstraint(fields=["duty", "occurrence"], name="one_form_an_occurrence", nulls_distinct=False),
        ]

    @property
    def judge(self) -> Unit:
        """Who judges the reports now: the receiver, or its heir."""
        return self.receiver_heir or self.receiver


class ReportState(models.TextChoices):
    DRAFT = "draft", _("đang soạn")
    SENT = "sent", _("đã gửi")
    RETURNED = "returned", _("bị trả lại")
    ACCEPTED = "accepted", _("được chấp nhận")
    SIGNED = "signed", _("đã ký")


class Report(models.Model):
    """A unit's report on a request. `journal_position` is the last entry the signed figures saw.

    `heir` writes and signs on for a unit that has ended; the figures stay those of `unit`.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    request = models.ForeignKey(ReportRequest, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports")
    heir = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="inherited_reports")
    obligation = models.OneToOneField(
        Obligation, on_delete=models.PROTECT, null=True, blank=True, related_name="report"
    )
    state = models.CharField(max_length=8, choices=ReportState, default=ReportState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=120, blank=True)
    signer_authority = models.CharField(max_length=200, blank=True)
    document = models.OneToOneField(
        RegisteredDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="report"
    )
    journal_position = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "unit"], name="one_report_a_unit_and_request"),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(journal_position__isnull=False), name="a_signed_report_is_frozen"
            ),
        ]

    @property
    def is_own(self) -> bool:
        """Whether the unit that asked draws it together for itself: nobody above asked for it, so nobody judges it."""
        return self.obligation_id is None

    @property
    def writer(self) -> Unit:
        """Who writes and signs it now: its unit, or the heir of a unit that has ended."""
        return self.heir or self.unit


class Block(models.Model):
    """A piece of the narrative: plain text in which `{{name}}` stands for a figure token.

    `excerpt_of` is the lower unit's block it was picked from, `quoted` its words as they were on that day.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="blocks")
    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    ordinal = models.PositiveSmallIntegerField()
    kind = models.CharField(
        max_length=9, choices=[("heading", _("đề mục")), ("paragraph", _("đoạn")), ("table", _("bảng"))]
    )
    label = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    prompt = models.CharField(max_length=400, blank=True)
    excerpt_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="excerpts")
    quoted = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["ordinal", "id"]


class Token(models.Model):
    """A figure in the narrative.

    Live until signing, then frozen with its parts; `wording` is how the sentence quotes it.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=40)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    period_start = models.DateField()
    period_end = models.DateField()
    wording = models.CharField(max_length=20, blank=True)
    frozen = models.JSONField(null=True, blank=True)
    drift_noted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "name"], name="a_token_once_a_report")]


class Remark(models.Model):
    """Why a report came back: pinned to a phrase of a block or to a figure, closed by the change that meets it."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="remarks")
    block = models.ForeignKey(Block, on_delete=models.SET_NULL, null=True, blank=True, related_name="remarks")
    quote = models.CharField(max_length=400, blank=True)
    token = models.ForeignKey(Token, on_delete=models.SET_NULL, null=True, blank=True, related_name="remarks")
    text = models.CharField(max_length=600)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)
    made_by_name = models.CharField(max_length=200)
    closed_at = models.DateTimeField(null=True, blank=True)
    reply = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ["made_at", "id"]


class KeptNumber(models.Model):
    """A number typed by hand that its writer keeps although the records say otherwise, with the reason readers see."""

    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="kept_numbers")
    words = models.CharField(max_length=200)
    reason = models.CharField(max_length=400)
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=120)
    kept_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["block", "words"], name="a_number_is_kept_once_a_block")]


class ReportEvent(models.Model):
    """A step of the report's way up: sent, received, returned, accepted, signed."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()
    actor_key = models.CharField(max_length=120)
    actor_name = models.CharField(max_length=200)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["at", "id"]
