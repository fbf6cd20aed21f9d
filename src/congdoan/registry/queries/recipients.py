"""Whom a paper reaches on a day: its groups expanded, each body once."""

from dataclasses import dataclass
from datetime import date

from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Body, Unit
from congdoan.registry.fields import RecipientFields
from congdoan.registry.models import Recipient, RegisteredDocument


@dataclass(frozen=True, slots=True)
class Reached:
    """A recipient's line and the bodies it stands for on the day. None of them: somebody outside this system."""

    recipient: Recipient
    bodies: tuple[Body, ...]


def reached(document: RegisteredDocument, *, on: date) -> list[Reached]:
    """Each line of recipients with its bodies as of `on`; the issuer itself is left out. A body named twice is listed
    in its first line only.
    """
    told = {document.keeper_id}
    answer = []
    for recipient in document.recipients.select_related("group__level", "body"):
        meant = bodies_of(recipient, issuer=document.keeper, on=on)
        fresh = tuple(body for body in meant if body.pk not in told)
        told |= {body.pk for body in fresh}
        answer.append(Reached(recipient, fresh))
    return answer


def bodies_of(recipient: Recipient | RecipientFields, *, issuer: Unit, on: date) -> list[Body]:
    """The bodies the line means when `issuer` says it on `on`."""
    if recipient.group:
        return organisation.expand(recipient.group, issuer=issuer, on=on)
    return [recipient.body] if recipient.body else []
