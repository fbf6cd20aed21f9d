"""The pages for what went wrong: nothing here, not allowed, our own fault, a session that ended."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from congdoan.web.shell.page import page
from congdoan.web.shell.refusals import where_from

AWAY_SECONDS = 5
"""How soon to try again when the database is away: `serve` brings it back by itself."""

_NOT_TYPED = ("password", "token", "sent-once", "version", "then")
"""Parts of the names of fields nobody typed, or that nobody else should read on a screen left open."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django gives it by this name
    return page(request, "shell/not_found.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django gives it by this name
    return page(request, "shell/forbidden.html", status=403)


def broken(_request: HttpRequest) -> HttpResponse:
    """Our own fault, or the database is away. Draws no frame and asks no database: either may be what broke."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        wait = {"Retry-After": str(AWAY_SECONDS)}
        return HttpResponse(render_to_string("shell/away.html"), status=503, headers=wait)
    return HttpResponse(render_to_string("shell/broken.html"), status=500)


def session_ended(request: HttpRequest, **_why: str) -> HttpResponse:
    """The form's token no longer fits, most often because the session ended overnight.

    What was typed is shown to be copied, in the order of the form and without the fields' names, which are for
    programs; it is never sent again by one click, for the form may have come from elsewhere.
    """
    typed = [
        value
        for name, values in request.POST.lists()
        for value in values
        if value.strip() and not any(part in name for part in _NOT_TYPED)
    ]
    return HttpResponse(
        render_to_string("shell/session_ended.html", {"typed": typed, "path": where_from(request)}, request), status=403
    )
