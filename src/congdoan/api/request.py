"""The request an operation receives, after the door has said who calls, for which unit, by which means."""

from django.http import HttpRequest

from congdoan.accounts.models import User
from congdoan.foundation.actor import Actor
from congdoan.organisation.models import Unit


class ApiRequest(HttpRequest):
    """A request of somebody known, on the working date of the unit acted for."""

    user: User
    actor: Actor
    """Who acts, in the name of `unit`: pass it to every verb as `by`."""
    unit: Unit
    units: tuple[Unit, ...]
    """Every unit the caller may act for today."""
    is_program: bool
    """Whether a key was shown rather than a browser's session."""
