"""Requests to forget a person: who asked, who carried it out, what the books still keep."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congdoan.accounts.access import ids_in_reach
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.foundation.keys import new_key
from congdoan.foundation.models import Cited
from congdoan.foundation.sealing import SealedTextField
from congdoan.organisation.models import Person, Unit


class Basis(models.TextChoices):
    PERSON = "person", _("người có thông tin yêu cầu")
    RETENTION = "retention", _("hết thời hạn lưu giữ")


class RequestState(models.TextChoices):
    ASKED = "asked", _("chờ người thứ hai thực hiện")
    KEPT = "kept", _("đã xóa; sổ sách còn giữ tên người nhận tiền")
    DONE = "done", _("đã xóa")
    REFUSED = "refused", _("không thực hiện")
    WITHDRAWN = "withdrawn", _("đã rút")


class ForgetRequestQuerySet(models.QuerySet["ForgetRequest"]):
    def waiting(self) -> "ForgetRequestQuerySet":
        return self.filter(state=RequestState.ASKED)

    def due_on(self, day: date) -> "ForgetRequestQuerySet":
        """Carried out, and what the books kept may go on the day."""
        return self.filter(state=RequestState.KEPT, books_until__lte=day)

    def visible_to(self, user: User) -> "ForgetRequestQuerySet":
        """Where the user keeps members' files or may carry it out, and what the user asked."""
        keeps, carries = (ids_in_reach(user, task) for task in (Task.KEEP_MEMBERS, Task.FORGET))
        return self.filter(Q(unit__in=keeps) | Q(unit__in=carries) | Q(asked_by=user.key))


class ForgetRequest(Cited):
    """One request. `cited_*` is the letter or decision behind it. Its reasons are sealed, and emptied when it is done.

    `asked_on` is the day the person asked, `answer_by` the last day to answer. `books_until`: the first day on which
    nothing of the name need be kept. `mentions` says in which rooms the same name stood afterwards, and how often.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="forget_requests")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=9, choices=Basis)
    reason = SealedTextField()
    asked_on = models.DateField()
    answer_by = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)
    asked_by_name = models.CharField(max_length=200)
    state = models.CharField(max_length=9, choices=RequestState, default=RequestState.ASKED)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=120, blank=True)
    settled_by_name = models.CharField(max_length=200, blank=True)
    settled_because = SealedTextField()
    books_until = models.DateField(null=True, blank=True)
    mentions = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ForgetRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="asked"), name="one_request_to_forget_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["kept", "done"]) | ~Q(settled_by=F("asked_by")),
                name="who_asks_to_forget_does_not_do_it",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", settled_by="") | (~Q(state="asked") & ~Q(settled_by="")),
                name="a_settled_request_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state="kept") | Q(books_until__isnull=False), name="what_is_kept_has_an_end"
            ),
        ]
        indexes = [models.Index(fields=["unit", "state"], name="forgetting_by_unit")]
        ordering = ["-asked_at", "-id"]

    @property
    def source(self) -> str:
        return f"forgetting:{self.key}"
