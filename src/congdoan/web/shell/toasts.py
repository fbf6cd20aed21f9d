"""Toasts: a short word that something was done, with its undo where it can be undone."""

from django.contrib import messages
from django.http import HttpRequest


def toast(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """Say `text` at the foot of the next page or part. `undo`: the address that undoes it, by POST, without a body."""
    messages.success(request, text, extra_tags=undo, fail_silently=True)
