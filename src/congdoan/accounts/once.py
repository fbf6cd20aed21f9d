"""A form sent twice is one: pressed twice, sent again over a bad line, or by two windows at one moment.

The room of the verb need not know. The door asks `first_time` in the transaction in which the verb works, and keeps
with `keep_answer` where the first one led; the second waits for the first and is led there too.
"""

from datetime import timedelta

from django.db import transaction
from django.db.utils import IntegrityError

from congdoan.accounts.models import SentForm, User
from congdoan.foundation import clock

KEPT = timedelta(days=7)


def first_time(user: User, digest: str) -> SentForm | None:
    """The row that marks the form as sent, or None where it was sent before. Waits for one being sent right now."""
    try:
        with transaction.atomic():
            return SentForm.objects.create(user=user, digest=digest, at=clock.now())
    except IntegrityError:
        return None


def keep_answer(sent: SentForm, answer: str) -> None:
    """Where whoever sends it again is led."""
    sent.answer = answer
    sent.save(update_fields=["answer"])


def answer_to(user: User, digest: str) -> str:
    """Where the form led when it was sent; empty where that is not known."""
    return SentForm.objects.filter(user=user, digest=digest).values_list("answer", flat=True).first() or ""


def forget_sent_forms() -> int:
    """Take away what is too old to be sent again by mistake, and say how many. For the worker."""
    gone, _each = SentForm.objects.filter(at__lt=clock.now() - KEPT).delete()
    return gone
