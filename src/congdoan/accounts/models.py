"""Users and the roles they hold at a unit for a period; notices and what is waiting to be sent."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congdoan.foundation.actor import Actor
from congdoan.foundation.keys import new_key
from congdoan.foundation.models import Sayable
from congdoan.organisation.models import Person, Unit


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account. What it may do comes only from its role holdings; `is_active` false closes the door."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="users")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default="vi")
    email = models.EmailField(blank=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    def acting(self, unit: Unit | None) -> Actor:
        """This user as an actor in the name of `unit`."""
        return Actor(key=self.key, name=self.name, unit_code=unit.code if unit else "")


class Role(models.TextChoices):
    CHAIR = "chair", _("Chủ tịch công đoàn")
    OFFICER = "officer", _("Cán bộ công đoàn")
    CLERK = "clerk", _("Văn thư")
    ACCOUNTANT = "accountant", _("Kế toán công đoàn")
    CASHIER = "cashier", _("Thủ quỹ")
    INSPECTOR = "inspector", _("Ủy ban Kiểm tra")
    READER = "reader", _("Người xem")
    CONFEDERATION = "confederation", _("Tổng Liên đoàn")
    MEMBER = "member", _("Đoàn viên")
    ADMINISTRATOR = "administrator", _("Quản trị hệ thống")


class RoleHolding(models.Model):
    """Who may act as what, at which unit, from when to when.

    `granted_by` and `ended_by` copy the granter's name. `stands_in_for` is set when the holder acts for an absent one.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="holdings")
    role = models.CharField(max_length=14, choices=Role)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="holdings")
    valid = DateRangeField()
    granted_by = models.CharField(max_length=120, blank=True)
    ended_by = models.CharField(max_length=120, blank=True)
    stands_in_for = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="stand_ins")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(valid__isempty=True), name="a_role_is_held_for_some_days"),
            models.CheckConstraint(
                condition=Q(stands_in_for__isnull=True) | Q(valid__upper_inf=False), name="a_stand_in_has_an_end"
            ),
        ]
        ordering = ["valid", "id"]
        indexes = [
            models.Index(fields=["user"], name="holding_by_user"),
            models.Index(fields=["unit"], name="holding_by_unit"),
        ]


class ApiToken(models.Model):
    """A key with which a program works in its user's place, with the user's rights and no more, until a day.

    The secret is shown once; only its digest is kept. `hint` is its beginning, to tell one key from another.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=120)
    expires_on = models.DateField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]


class Notice(Sayable):
    """Something a user should look at. It names the matter and links to it; it never carries the details of a case."""

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    text = models.CharField(max_length=300)
    link = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "read_at", "-created_at"], name="notice_by_user")]
        ordering = ["-created_at", "-id"]

    @property
    def reading(self) -> str:
        """The text in the language of whoever reads now."""
        return self.in_reader_words(self.text)


class OutboxMessage(models.Model):
    """A notice on its way through a channel outside the system; written in the transaction, sent after it."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="messages")
    channel = models.CharField(max_length=20)
    address = models.CharField(max_length=200)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["id"], name="outbox_waiting", condition=Q(sent_at__isnull=True))]


class SignInTries(models.Model):
    """How many tries at signing in are still held against a name from one place, a name, or an address (`patience`).

    `digest` says which, readable to nobody. `count` is what was left at `at`, tries being forgotten as time goes by.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    count = models.FloatField()
    at = models.DateTimeField(db_index=True)


class SentForm(models.Model):
    """A form of the pages that somebody sent, by its own number and what was typed (`once`), and where it led."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    answer = models.CharField(max_length=600, blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="a_form_is_sent_once")]


class Disclosure(models.Model):
    """Someone opened what is kept closed about a person: what, for which purpose, when. Never changed, never deleted.

    `person_key` is the person's public key, so that the line outlives the file; the opener's name is copied.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key, editable=False)
    person_key = models.CharField(max_length=10)
    what = models.CharField(max_length=200)
    purpose = models.CharField(max_length=300)
    opened_by = models.CharField(max_length=120)
    opened_by_name = models.CharField(max_length=200)
    opened_in = models.CharField(max_length=40, blank=True)
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-opened_at", "-id"]
        indexes = [
            models.Index(fields=["person_key", "-opened_at"], name="disclosure_by_person"),
            models.Index(fields=["opened_by", "-opened_at"], name="disclosure_by_opener"),
        ]
