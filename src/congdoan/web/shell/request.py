"""The request a view receives, after the middleware has said who acts, for which unit, seen from which day."""

from datetime import date

from django.http import HttpRequest

from congdoan.accounts.models import User
from congdoan.foundation.actor import Actor
from congdoan.organisation.models import Unit


class UserRequest(HttpRequest):
    """A signed-in request. Views that need no person (signing in) take a plain HttpRequest."""

    user: User
    actor: Actor
    """Who acts, in the name of `unit`: pass it to every verb as `by`."""
    unit: Unit
    """The unit one acts for, chosen in the top bar among one's role holdings."""
    units: tuple[Unit, ...]
    """Every unit one may act for today, the highest first."""
    as_of: date
    """The day one looks from: today (the installation's working date) unless chosen otherwise. For reading only."""


def asks_for_part(request: HttpRequest) -> bool:
    """Whether HTMX asks for a part of the page rather than a browser for the whole."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and not (
        headers.get("HX-Boosted") == "true" or headers.get("HX-History-Restore-Request") == "true"
    )
