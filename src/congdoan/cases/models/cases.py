"""A case of support, from the day somebody asked to the day somebody came by again."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congdoan.accounts.access import ids_in_reach, standing
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.cases.models.programmes import Programme
from congdoan.cases.rules.steps import GIVEN, OPEN
from congdoan.cases.states import CaseState
from congdoan.foundation import clock
from congdoan.foundation.keys import new_key
from congdoan.foundation.models import StoredFile
from congdoan.foundation.sealing import SealedTextField
from congdoan.organisation.models import Closure, Person, Unit
from congdoan.organisation.queries import COMMAND
from congdoan.registry.models import RegisteredDocument

HAS_DECISION = [CaseState.APPROVED, CaseState.DONE, CaseState.FOLLOWED_UP]


class AskedAs(models.TextChoices):
    CHAIR = "chair", _("chủ tịch công đoàn")
    OFFICER = "officer", _("cán bộ công đoàn")
    MEMBER = "member", _("đoàn viên tự đề nghị")


class Relation(models.TextChoices):
    SELF = "self", _("chính người này")
    CHILD = "child", _("con")
    SPOUSE = "spouse", _("vợ, chồng")
    PARENT = "parent", _("cha, mẹ")
    OTHER = "other", _("thân nhân khác")


def units_asked_through(user: User) -> set[int]:
    """Ids of the units at which the user asks for support today, and of those above them. One query, none without.

    A case put before the unit above stays with whoever asked for it; with the role ends what they read of it.
    """
    held = standing(user).units_for(Task.ASK_SUPPORT)
    if not held:
        return set()
    rows = Closure.objects.filter(line__code=COMMAND, unit__in=held, valid__contains=clock.today())
    return set(rows.values_list("ancestor", flat=True))


class SupportCaseQuerySet(models.QuerySet["SupportCase"]):
    def open(self) -> "SupportCaseQuerySet":
        """Not yet handed over, not refused, not cancelled."""
        return self.filter(state__in=OPEN)

    def given(self) -> "SupportCaseQuerySet":
        return self.filter(state__in=GIVEN)

    def at(self, unit: Unit) -> "SupportCaseQuerySet":
        """Cases this very unit has to decide."""
        return self.filter(unit=unit)

    def under(self, unit: Unit, *, on: date) -> "SupportCaseQuerySet":
        """Cases decided by `unit` or by a unit that stood under it on `on`."""
        below = Closure.objects.filter(line__code=COMMAND, ancestor=unit, valid__contains=on)
        return self.filter(unit__in=below.values("unit"))

    def singly(self) -> "SupportCaseQuerySet":
        """Cases that are no line of a gift round."""
        return self.filter(round__isnull=True)

    def visible_to(self, user: User) -> "SupportCaseQuerySet":
        """Cases decided at, asked by or for a unit whose cases the user may see, what the user asked and still answers
        for, and the user's own.
        """
        reach = ids_in_reach(user, Task.SEE_CASES)
        return self.filter(Q(unit__in=reach) | Q(asked_unit__in=reach) | Q(for_unit__in=reach) | _own(user))

    def own_of(self, user: User) -> "SupportCaseQuerySet":
        """What the user asked and still answers for, and what is about them: theirs to see in any role."""
        return self.filter(_own(user))

    def with_names(self) -> "SupportCaseQuerySet":
        return self.select_related("programme", "unit", "asked_unit", "for_unit", "person", "round")


def _own(user: User) -> Q:
    asked = Q(asked_by=user.key, asked_unit__in=units_asked_through(user))
    return asked | Q(person=user.person_id) if user.person_id else asked


class SupportCase(models.Model):
    """Help asked for one person, on one need, from one unit: each level that helps has a case of its own.

    `unit` decides and pays; `asked_unit` put the case before it; `for_unit` is where the person works. `person` is the
    member (or, with `is_member` false, the worker) the help counts for; where it goes to a child or relative,
    `relation` says so and `relative_name` who, found again by `blind_relative`. `facts` holds what the rules ask,
    sealed like the story. `received_on` is the day of the dossier, `need_on`–`need_until` the event: together they
    choose the rule. Where the person was entered as new, `another_because` says why they are not the one of that name
    already known, and `blind_citizen_id` finds their number again without telling it.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="cases")
    categories = models.JSONField(default=list)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases")
    asked_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="asked_cases")
    for_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases_for")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    is_member = models.BooleanField(default=True)
    relation = models.CharField(max_length=6, choices=Relation, default=Relation.SELF)
    relative_name = SealedTextField()
    another_because = SealedTextField()
    blind_citizen_id = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    blind_relative = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    need_on = models.DateField()
    need_until = models.DateField(null=True, blank=True)
    asked_on = models.DateField()
    received_on = models.DateField()
    asked_as = models.CharField(max_length=7, choices=AskedAs)
    asked_by = models.CharField(max_length=120)
    asked_by_name = models.CharField(max_length=200)
    asked_vnd = models.BigIntegerField(null=True, blank=True)
    story = SealedTextField()
    facts = SealedTextField()
    state = models.CharField(max_length=11, choices=CaseState, default=CaseState.RECEIVED)
    client_token = models.CharField(max_length=40, unique=True, null=True, blank=True)
    round = models.ForeignKey("Round", on_delete=models.PROTECT, null=True, blank=True, related_name="cases")
    slip_number = models.PositiveIntegerField(null=True, blank=True)
    house = models.ForeignKey("HouseProject", on_delete=models.PROTECT, null=True, blank=True, related_name="cases")
    decision = models.ForeignKey("Decision", on_delete=models.PROTECT, null=True, blank=True, related_name="cases")
    approved_vnd = models.BigIntegerField(null=True, blank=True)
    approved_goods = models.CharField(max_length=200, blank=True)
    approved_by = models.CharField(max_length=120, blank=True)
    handed_on = models.DateField(null=True, blank=True)
    visit_due_on = models.DateField(null=True, blank=True)
    heir_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to")
    version = models.PositiveIntegerField(default=1)

    objects = SupportCaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by="") | ~Q(approved_by=F("asked_by")), name="who_asked_does_not_approve"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "done", "followed_up"]) | Q(decision__isnull=False),
                name="nothing_is_given_undecided",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "followed_up"], handed_on__isnull=False)
                | ~Q(state__in=["done", "followed_up"]) & Q(handed_on__isnull=True),
                name="given_means_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(need_until__isnull=True) | Q(need_until__gte=F("need_on")),
                name="a_need_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(approved_vnd__isnull=True) | Q(approved_vnd__gte=0),
                name="nobody_is_given_less_than_nothing",
            ),
            models.UniqueConstraint(
                fields=["round", "slip_number"], condition=Q(round__isnull=False), name="one_slip_a_number"
            ),
            models.UniqueConstraint(
                fields=["round", "person", "relation"],
                condition=Q(round__isnull=False) & ~Q(relation__in=["child", "other"]) & ~Q(state="cancelled"),
                name="one_gift_a_person_and_round",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state"], name="case_by_unit"),
            models.Index(fields=["person", "-need_on"], name="case_by_person"),
            models.Index(fields=["round", "state"], name="case_by_round"),
        ]
        ordering = ["-asked_on", "-id"]

    @property
    def source(self) -> str:
        """What the journal's entries and the funds' reservations of this case carry as their source."""
        return f"case:{self.key}"

    @property
    def days_to_help(self) -> int | None:
        """Days from the need to the hand-over; None until it was handed over."""
        return (self.handed_on - self.need_on).days if self.handed_on else None


class CaseEvent(models.Model):
    """One step of a case: which, on which day, by whom. Steps read by that day, then as they were recorded: a moment
    tells nothing where the working day is set. `note` may hold a reason that tells of the need, so it is sealed.
    """

    case = models.ForeignKey(SupportCase, on_delete=models.CASCADE, related_name="events")
    step = models.CharField(max_length=12)
    before = models.CharField(max_length=11, blank=True)
    after = models.CharField(max_length=11)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    by_name = models.CharField(max_length=200)
    by_unit = models.CharField(max_length=40, blank=True)
    note = SealedTextField()

    class Meta:
        ordering = ["on", "id"]


class CaseFile(models.Model):
    """A paper or photo of the case; its bytes lie sealed. `milestone` for photos of a house being built."""

    ROLES = [
        ("request", _("giấy tờ đề nghị")),
        ("survey", _("khảo sát")),
        ("minutes", _("biên bản họp")),
        ("proof", _("giấy ký nhận, ảnh trao")),
        ("milestone", _("ảnh tiến độ")),
        ("visit", _("thăm lại")),
    ]

    case = models.ForeignKey(SupportCase, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=9, choices=ROLES)
    milestone = models.ForeignKey("Milestone", on_delete=models.SET_NULL, null=True, blank=True, related_name="photos")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["id"]


class Survey(models.Model):
    """What somebody found who went to see. `facts` of the case are then what the survey confirmed."""

    case = models.ForeignKey(SupportCase, on_delete=models.CASCADE, related_name="surveys")
    on = models.DateField()
    found = SealedTextField()
    suggested_vnd = models.BigIntegerField(null=True, blank=True)
    by = models.CharField(max_length=120)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]


class Proposal(models.Model):
    """What the council or committee puts forward, and the ruling it stood on at that moment, with the rule's row.

    `exception` is why it goes forward where the rules gave no answer of their own, or a double was pointed out.
    """

    case = models.ForeignKey(SupportCase, on_delete=models.CASCADE, related_name="proposals")
    amount_vnd = models.BigIntegerField()
    goods = models.CharField(max_length=200, blank=True)
    approver = models.CharField(max_length=9)
    minutes = models.CharField(max_length=120, blank=True)
    present = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    ruling: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    rule_row = models.BigIntegerField(null=True, blank=True)
    exception = SealedTextField()
    on = models.DateField()
    by = models.CharField(max_length=120)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_vnd__gte=0), name="a_proposal_is_not_below_nothing"),
            models.CheckConstraint(
                condition=Q(votes_for__isnull=True) | Q(votes_for__lte=F("present")), name="no_more_votes_than_present"
            ),
        ]
        ordering = ["id"]


class Decision(models.Model):
    """A decision of support for one case or a batch: the registered paper with its number, the sum, who approved."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="support_decisions")
    document = models.OneToOneField(RegisteredDocument, on_delete=models.PROTECT, related_name="support_decision")
    on = models.DateField()
    total_vnd = models.BigIntegerField()
    approved_by = models.CharField(max_length=120)
    approved_by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-id"]


class HandOver(models.Model):
    """Help in the person's hands: on which day, how much, what, and who received it. At most one stands a case.

    `undone_at` is set when it was recorded by mistake; its journal entries are reversed then.
    """

    case = models.ForeignKey(SupportCase, on_delete=models.CASCADE, related_name="hand_overs")
    on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    amount_vnd = models.BigIntegerField(default=0)
    goods = models.CharField(max_length=200, blank=True)
    gifts = models.PositiveSmallIntegerField(default=0)
    receiver = SealedTextField()
    client_token = models.CharField(max_length=40, unique=True, null=True, blank=True)
    by = models.CharField(max_length=120)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(undone_at__isnull=True), name="handed_over_once_a_case"
            ),
            models.CheckConstraint(condition=Q(amount_vnd__gte=0), name="no_negative_hand_over"),
        ]
        ordering = ["id"]


class FollowUp(models.Model):
    """A later visit: what was found, how the person is, whether more is needed."""

    case = models.ForeignKey(SupportCase, on_delete=models.CASCADE, related_name="follow_ups")
    on = models.DateField()
    found = SealedTextField()
    needs_more = models.BooleanField(default=False)
    by = models.CharField(max_length=120)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
