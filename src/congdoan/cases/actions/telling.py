"""Notices about cases: a code and a step. Never a name, a programme or a word of the need.

They link by public subject (`case:KEY`, `round:KEY`); the web door knows the address.
"""

from collections.abc import Sequence

from congdoan.accounts.models import User
from congdoan.accounts.notices import notify_each, notify_unit, role_holders_at
from congdoan.accounts.rules import Task
from congdoan.cases.models import SupportCase
from congdoan.organisation.models import Unit


def tell_unit(unit: Unit, case: SupportCase, text: str, *, task: Task) -> None:
    """Tell those whose role at the unit includes the task. `text` takes the case's code as `%(key)s`."""
    notify_unit(unit, kind="cases.step", text=text % {"key": case.key}, link=link_to(case), task=task)


def tell_units(cases: Sequence[SupportCase], text: str, *, task: Task) -> None:
    """As `tell_unit`, about each case at the unit that decides it. As many queries for any number."""
    holders = role_holders_at({case.unit_id for case in cases}, task=task)
    matters = [
        (user, text % {"key": case.key}, link_to(case)) for case in cases for user in holders.get(case.unit_id, ())
    ]
    notify_each(matters, kind="cases.step")


def tell_asker(case: SupportCase, text: str) -> None:
    tell_askers([case], text)


def tell_askers(cases: Sequence[SupportCase], text: str) -> None:
    """Tell each asker about each of their cases. A few queries for any number."""
    askers = User.objects.filter(key__in={case.asked_by for case in cases}, is_active=True)
    by_key = {user.key: user for user in askers}
    matters = [
        (by_key[case.asked_by], text % {"key": case.key}, link_to(case)) for case in cases if case.asked_by in by_key
    ]
    notify_each(matters, kind="cases.step")


def link_to(case: SupportCase) -> str:
    return case.source
