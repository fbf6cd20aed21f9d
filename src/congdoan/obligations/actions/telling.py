"""Notices to the other side: to those who answer at the bearer, or who verify at the giver.

A notice names the matter and links to it by its public subject (`obligation:KEY`); the web door knows the address.
"""

from collections.abc import Sequence

from congdoan.accounts.notices import notify_each, role_holders_at
from congdoan.accounts.rules import Task
from congdoan.obligations.actions.stepping import short
from congdoan.obligations.models import Duty, Obligation
from congdoan.organisation.models import Body


def tell_bearer(row: Obligation, kind: str, words: str) -> None:
    tell_bearers([row], kind, words)


def tell_bearers(rows: Sequence[Obligation], kind: str, words: str) -> None:
    """One notice to each officer of each holder. As many queries for one obligation as for a hundred."""
    full = Obligation.objects.filter(pk__in=[row.pk for row in rows]).with_names()
    _tell([(row.holder_id, row) for row in full], kind, words, Task.ANSWER)


def tell_giver(row: Obligation, kind: str, words: str) -> None:
    _tell([(row.duty.giver_heir_id or row.duty.given_by_id, row)], kind, words, Task.VERIFY)


def tell_laid(duty: Duty, bodies: Sequence[Body]) -> None:
    """Tell every bearer of a duty that it is now theirs."""
    link = f"document:{duty.document.key}" if duty.document else f"duty:{duty.key}"
    people = role_holders_at([body.pk for body in bodies], task=Task.ANSWER)
    told = ((user, short(duty.what, 200), link) for users in people.values() for user in users)
    notify_each(told, kind="obligations.laid")


def _tell(matters: Sequence[tuple[int, Obligation]], kind: str, words: str, task: Task) -> None:
    people = role_holders_at([body for body, _row in matters], task=task)
    told = (
        (user, _sentence(row, words), f"obligation:{row.key}") for body, row in matters for user in people.get(body, ())
    )
    notify_each(told, kind=f"obligations.{kind}")


def _sentence(row: Obligation, words: str) -> str:
    due = f"{row.due_on:%d/%m/%Y}" if row.due_on else ""
    return words % {"unit": str(row.holder), "what": short(row.duty.what), "due": due}
