"""Goods given to a person's case: who received them and why they came back is said no more. The stock stands."""

from datetime import date

from congdoan.foundation.actor import Actor
from congdoan.foundation.forgetting import ANONYMOUS, Kept, Obstacle
from congdoan.goods.models import GoodsIssue
from congdoan.organisation.models import Person


def in_the_way(person: Person, on: date) -> list[Obstacle]:
    """None: goods leave the stock in the moment they are handed over."""
    return []


def kept(person: Person, on: date) -> list[Kept]:
    """None: a stock book counts goods, not people."""
    return []


def forget(person: Person, on: date, by: Actor) -> None:
    if person.journal_key is None:
        return
    issues = GoodsIssue.objects.filter(person_key=person.journal_key)
    issues.update(receiver="", reason="")
    issues.exclude(undone_because="").update(undone_because=ANONYMOUS)
