"""What a member paid stays in the books of its month; the salary it was reckoned on goes."""

from datetime import date

from congdoan.dues.models import MemberDue
from congdoan.foundation.actor import Actor
from congdoan.foundation.forgetting import Kept, Obstacle
from congdoan.organisation.models import Person


def in_the_way(person: Person, on: date) -> list[Obstacle]:
    """None: what is not collected of a month is the unit's to collect, by the sum that stands."""
    return []


def kept(person: Person, on: date) -> list[Kept]:
    """None by name: the line of a month says a sum of somebody."""
    return []


def forget(person: Person, on: date, by: Actor) -> None:
    """A month with such a line is not reckoned anew (`actions.assess_dues`): nobody knows any more on what."""
    MemberDue.objects.filter(person=person).update(base_vnd=None)
