"""Toasts: a short word that something was done, with its undo where it can be undone."""

from django.contrib import messages
from django.http import HttpRequest


def not_done(request: HttpRequest, text: str) -> None:
    """Say at the foot of the next page why nothing was done: the same form may be sent again."""
    say_not_done(request)
    messages.warning(request, text, fail_silently=True)


def say_not_done(request: HttpRequest) -> None:
    """The answer leads elsewhere though the form's verb was not called."""
    request.nothing_done = True  # type: ignore[attr-defined]


def was_done(request: HttpRequest) -> bool:
    return not getattr(request, "nothing_done", False)


def toast(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """Say `text` at the foot of the next page or part. `undo`: the address that undoes it, by POST, without a body."""
    messages.success(request, text, extra_tags=undo, fail_silently=True)
