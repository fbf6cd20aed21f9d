"""How far a long piece of work is, told while its one transaction is still open.

Nothing of a transaction can be seen from outside before it ends, so the news goes by a connection of its own, at most
once a second, and is gone when the work is. Work shorter than a second opens none.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Protocol

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from congdoan.foundation import clock
from congdoan.foundation.models import Progress

EVERY_SECONDS = 1.0

TELL = """
INSERT INTO foundation_progress (subject, done, whole, told_at) VALUES (%(subject)s, %(done)s, %(whole)s, %(at)s)
ON CONFLICT (subject) DO UPDATE SET done = excluded.done, whole = excluded.whole, told_at = excluded.told_at
"""


class Tell(Protocol):
    """Says how many of the whole are done now."""

    def __call__(self, done: int) -> None: ...


@contextmanager
def told(subject: str, *, whole: int | None = None) -> Iterator[Tell]:
    """Within, call what it gives with how many are done. `whole` None: nobody knows yet of how many."""
    teller = _Teller(subject, whole)
    try:
        yield teller.tell
    finally:
        teller.close()


def progress_of(subject: str) -> Progress | None:
    """How far the work on the subject is; None while it says nothing. One query."""
    return Progress.objects.filter(subject=subject).first()


class _Teller:
    def __init__(self, subject: str, whole: int | None) -> None:
        self.subject, self.whole = subject, whole
        self.next = time.monotonic() + EVERY_SECONDS
        self.aside: BaseDatabaseWrapper | None = None

    def tell(self, done: int) -> None:
        if time.monotonic() < self.next:
            return
        if self.aside is None:
            self.aside = connection.copy()
        values: dict[str, str | int | datetime | None] = {
            "subject": self.subject,
            "done": done,
            "whole": self.whole,
            "at": clock.now(),
        }
        with self.aside.cursor() as cursor:
            cursor.execute(TELL, values)
        self.next = time.monotonic() + EVERY_SECONDS

    def close(self) -> None:
        if self.aside is None:
            return
        with self.aside.cursor() as cursor:
            cursor.execute("DELETE FROM foundation_progress WHERE subject = %s", [self.subject])
        self.aside.close()
