"""Telling people to look at something. The text names the matter; it never carries the details of a case."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from congdoan.accounts import channels
from congdoan.accounts.models import Notice, OutboxMessage, RoleHolding, User
from congdoan.accounts.rules import Task, roles_for
from congdoan.foundation import clock
from congdoan.foundation.saying import kept
from congdoan.organisation.models import Body


def notify(to: Iterable[User], *, kind: str, text: str, link: str = "") -> list[Notice]:
    """Put one notice before each person, and one message in the outbox for each channel in use that reaches them.

    `kind` is a dotted public name (`obligations.laid`). Someone with the same notice still unread is not told twice.
    Three queries for any number of people.
    """
    return notify_each(((user, text, link) for user in to), kind=kind)


@transaction.atomic(savepoint=False)
def notify_each(matters: Iterable[tuple[User, str, str]], *, kind: str) -> list[Notice]:
    """As `notify`, each person about a matter of their own: (who, text, link). As many queries as for one."""
    wanted = {}
    for user, text, link in matters:
        if user.is_active:
            standing, message, filled = kept(text)
            wanted[user.pk, standing[:300], link] = (user, message, filled)
    if not wanted:
        return []
    people = {user.pk for user, _message, _filled in wanted.values()}
    waiting = Notice.objects.filter(user__in=people, kind=kind, read_at__isnull=True)
    for told in waiting.values_list("user_id", "text", "link"):
        wanted.pop(told, None)
    made = Notice.objects.bulk_create(
        [
            Notice(user=user, kind=kind, text=text, message=message, filled=filled, link=link, created_at=clock.now())
            for (_pk, text, link), (user, message, filled) in wanted.items()
        ]
    )
    messages = [
        OutboxMessage(notice=notice, channel=name, address=address, queued_at=notice.created_at)
        for name, channel in (channels.in_use() if made else {}).items()
        for notice in made
        if (address := channel.address_of(notice.user))
    ]
    OutboxMessage.objects.bulk_create(messages)
    return made


def notify_unit(
    unit: Body, *, kind: str, text: str, link: str = "", task: Task = Task.ANSWER, on: date | None = None
) -> list[Notice]:
    """Tell everyone whose role at this very unit includes `task` today (or on `on`)."""
    return notify(role_holders(unit, task=task, on=on), kind=kind, text=text, link=link)


def role_holders_at(units: Iterable[int], *, task: Task, on: date | None = None) -> dict[int, list[User]]:
    """Active users by the id of the unit at which their role includes the task on the day. One query for any number."""
    held = RoleHolding.objects.filter(
        unit__in=set(units), role__in=roles_for(task), valid__contains=on or clock.today(), user__is_active=True
    )
    found: dict[int, list[User]] = {}
    for row in held.select_related("user"):
        people = found.setdefault(row.unit_id, [])
        if row.user not in people:
            people.append(row.user)
    return found


def role_holders(unit: Body, *, task: Task, on: date | None = None) -> QuerySet[User]:
    """Active users whose role at the unit itself includes the task on the day, each once."""
    day = on or clock.today()
    held = RoleHolding.objects.filter(unit_id=unit.pk, role__in=roles_for(task), valid__contains=day)
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def unread(user: User) -> QuerySet[Notice]:
    """What the user has not looked at yet, newest first."""
    return user.notices.filter(read_at__isnull=True)


def mark_read(user: User, keys: Iterable[str] | None = None) -> int:
    """Mark these notices of the user (all of them for None) as looked at, and say how many were new."""
    found = unread(user) if keys is None else unread(user).filter(key__in=list(keys))
    return found.update(read_at=clock.now())
