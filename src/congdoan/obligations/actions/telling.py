"""Notices to the other side: to those who answer at the bearer, or who verify at the giver.

A notice names the matter and links to it by its public subject (`obligation:KEY`); the web door knows the address.
"""

from collections.abc import Iterable, Sequence

from congdoan.accounts.models import Notice, RoleHolding
from congdoan.accounts.rules import Task, roles_for
from congdoan.foundation import clock
from congdoan.obligations.actions.stepping import short
from congdoan.obligations.models import Duty, Obligation
from congdoan.organisation.models import Body


def tell_bearer(row: Obligation, kind: str, words: str) -> None:
    tell_bearers([row], kind, words)


def tell_bearers(rows: Sequence[Obligation], kind: str, words: str) -> None:
    """One notice to each officer of each holder. Three queries for any number of obligations."""
    wanted = [row.pk for row in rows]
    full = Obligation.objects.filter(pk__in=wanted).with_names()
    _tell([(row.holder_id, row, words) for row in full], kind, Task.ANSWER)


def tell_giver(row: Obligation, kind: str, words: str) -> None:
    _tell([(row.duty.given_by_id, row, words)], kind, Task.VERIFY)


def tell_laid(duty: Duty, bodies: Iterable[Body]) -> None:
    """Tell every bearer of a duty that it is now theirs."""
    text = short(duty.what, 200)
    link = f"document:{duty.document.key}" if duty.document else f"duty:{duty.key}"
    _put([(user, "obligations.laid", text, link) for user in _people([body.pk for body in bodies], Task.ANSWER)[0]])


def _tell(matters: Sequence[tuple[int, Obligation, str]], kind: str, task: Task) -> None:
    _users, at = _people([body for body, _row, _words in matters], task)
    _put(
        [
            (user, f"obligations.{kind}", sentence(row, words), f"obligation:{row.key}")
            for body, row, words in matters
            for user in at.get(body, ())
        ]
    )


def sentence(row: Obligation, words: str) -> str:
    due = f"{row.due_on:%d/%m/%Y}" if row.due_on else ""
    return words % {"unit": str(row.holder), "what": short(row.duty.what), "due": due}


def _people(bodies: Iterable[int], task: Task) -> tuple[list[int], dict[int, list[int]]]:
    """Ids of the active users whose role at one of the bodies includes the task today: all, and by body. One query."""
    rows = RoleHolding.objects.filter(
        unit__in=set(bodies), role__in=roles_for(task), valid__contains=clock.today(), user__is_active=True
    )
    at: dict[int, list[int]] = {}
    for unit, user in rows.values_list("unit_id", "user_id").distinct():
        at.setdefault(unit, []).append(user)
    return sorted({user for users in at.values() for user in users}), at


def _put(notices: Sequence[tuple[int, str, str, str]]) -> None:
    now = clock.now()
    Notice.objects.bulk_create(
        Notice(user_id=user, kind=kind, text=text[:300], link=link, created_at=now)
        for user, kind, text, link in notices
    )
