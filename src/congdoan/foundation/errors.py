"""Refusals: what a verb says when it will not do what was asked."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.functional import Promise


class Refused(Exception):
    """A verb declined and changed nothing. The message is for a person: what, where, and how to mend it.

    `field` names the input at fault where there is one, so that a form can show the words beside it.
    """

    def __init__(self, message: "str | Promise", *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(Refused):
    """The actor may not do this; the message says why not."""


class NotFound(Refused):
    """Nothing by that public name is visible to the asker."""


class NotInForce(Refused):
    """No dated rule, name or placement covers the day asked about."""


class Changed(Refused):
    """Somebody saved first. `theirs` holds the values now stored, so that both can be shown side by side."""

    def __init__(self, message: "str | Promise", *, theirs: dict[str, str]) -> None:
        super().__init__(message)
        self.theirs = theirs


@contextmanager
def naming(row: str, *, among: int) -> Iterator[None]:
    """A refusal within says which row of a list it is about; where there is only one row, it needs no name."""
    try:
        yield
    except Refused as refused:
        if among > 1:
            refused.message = f"{row}: {refused.message}"
        raise
