"""Notices about cases: a code and a step. Never a name, a programme or a word of the need.

They link by public subject (`case:KEY`, `round:KEY`); the web door knows the address.
"""

from congdoan.accounts.models import User
from congdoan.accounts.notices import notify, notify_unit
from congdoan.accounts.rules import Task
from congdoan.cases.models import SupportCase
from congdoan.organisation.models import Unit


def tell_unit(unit: Unit, case: SupportCase, text: str, *, task: Task) -> None:
    """Tell those whose role at the unit includes the task. `text` takes the case's code as `%(key)s`."""
    notify_unit(unit, kind="cases.step", text=text % {"key": case.key}, link=link_to(case), task=task)


def tell_asker(case: SupportCase, text: str) -> None:
    notify(
        User.objects.filter(key=case.asked_by, is_active=True),
        kind="cases.step",
        text=text % {"key": case.key},
        link=link_to(case),
    )


def link_to(case: SupportCase) -> str:
    return case.source
