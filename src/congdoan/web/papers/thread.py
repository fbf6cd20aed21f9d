"""The red line above a paper, as its page draws it."""

from dataclasses import dataclass

from django.urls import reverse

from congdoan.accounts.models import User
from congdoan.foundation.figures import format_date
from congdoan.registry import access, queries
from congdoan.registry.models import RegisteredDocument


@dataclass(frozen=True, slots=True)
class Knot:
    """A paper on the line; `url` is empty where it is only cited, or may not be read."""

    label: str
    url: str
    note: str


def knots(document: RegisteredDocument, user: User) -> list[Knot]:
    """From the topmost ground down to the paper. Three queries and one a step."""
    steps = queries.trail(document)
    known = [step.document.pk for step in steps if step.document]
    readable = set(access.visible_to(user).filter(pk__in=known).values_list("key", flat=True))
    return [
        Knot(
            step.symbol,
            reverse("papers:document", args=[step.document.key])
            if step.document and step.document.key in readable
            else "",
            ", ".join(part for part in (step.issuer, format_date(step.dated) if step.dated else "") if part),
        )
        for step in steps
    ]
