"""Which accounts are one person's: where two people must look at something, two accounts of one person are one.

Accounts are compared by the person they are tied to. One tied to nobody can be compared by itself alone: the lists of
accounts and `congdoan doctor` name those, until an administrator says whose they are.
"""

from django.db.models import Q, QuerySet

from congdoan.accounts.models import RoleHolding, User
from congdoan.accounts.rules import TASKS_FOR_TWO, TASKS_OF_ROLE
from congdoan.foundation import clock


def same_hands(key: str) -> QuerySet[User]:
    """The account of this key and every other of its person, closed ones too: what each of them did, the others did."""
    person = User.objects.filter(key=key, person__isnull=False).values("person")
    return User.objects.filter(Q(key=key) | Q(person__in=person))


def accounts_of(key: str) -> frozenset[str]:
    """The keys of `same_hands`, and `key` itself where it is no account's (a command's). One query."""
    return frozenset({key, *same_hands(key).values_list("key", flat=True)})


def untied(accounts: QuerySet[User]) -> QuerySet[User]:
    """Open accounts among these that hold a role of which two people are asked, and are tied to nobody."""
    asked = [role for role, tasks in TASKS_OF_ROLE.items() if tasks & TASKS_FOR_TWO]
    held = RoleHolding.objects.filter(role__in=asked, valid__contains=clock.today())
    return accounts.filter(is_active=True, person__isnull=True, pk__in=held.values("user"))
