"""A member's own account is closed and unnamed; the purposes for which their file was opened are no longer told."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from congdoan.accounts.disclosures import disclosures_about
from congdoan.accounts.models import Role, RoleHolding, User
from congdoan.accounts.tokens import revoke_all
from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.forgetting import ANONYMOUS, Kept, Obstacle, forget_doer
from congdoan.organisation.models import Person


def in_the_way(person: Person, on: date) -> list[Obstacle]:
    """Roles in office the person's accounts hold on the day or later: whoever acts for the union acts by name."""
    held = RoleHolding.objects.filter(user__person=person, valid__overlap=(on, None)).exclude(role=Role.MEMBER).count()
    return [Obstacle("accounts", held, _("vai trò còn hiệu lực trên hệ thống"))] if held else []


def kept(person: Person, on: date) -> list[Kept]:
    """What an officer did bears their name as long as the record of it: the acts were the union's, not their own."""
    served = _officers(person).count()
    words = _("tài khoản cán bộ cũ: tên ở các việc công đã làm được giữ")
    return [Kept("accounts", served, words, None)] if served else []


def forget(person: Person, on: date, by: Actor) -> None:
    """Accounts are closed. A member's loses its names everywhere; a former officer's is only cut from the person."""
    disclosures_about(person.key).update(purpose=ANONYMOUS)
    officers = set(_officers(person).values_list("pk", flat=True))
    for user in User.objects.select_for_update().filter(person=person):
        revoke_all(user, by=by)
        user.notices.all().delete()
        user.email, user.is_active, user.person = "", False, None
        user.set_unusable_password()
        if user.pk not in officers:
            _unname(user)
        user.save()


def _unname(user: User) -> None:
    name, username = user.name, user.username
    user.name, user.username = ANONYMOUS, f"da-xoa-{user.key.lower()}"
    user.api_tokens.update(name="")
    for said in (name, username):
        audit.unname([f"account:{user.key}"], said, replacement=ANONYMOUS)
    audit.forget(user.key, replacement=ANONYMOUS)
    forget_doer(user.key)


def _officers(person: Person) -> QuerySet[User]:
    served = RoleHolding.objects.filter(user__person=person).exclude(role=Role.MEMBER)
    return User.objects.filter(pk__in=served.values("user"))
