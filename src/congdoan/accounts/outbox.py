"""Sending what waits in the outbox, after the change that caused it is saved. Run by the worker, again and again."""

from django.db import transaction

from congdoan.accounts.channels import CHANNELS
from congdoan.accounts.models import OutboxMessage
from congdoan.foundation import clock

ATTEMPTS = 5
"""A message is tried this often; then it rests with its last error, for an administrator to see."""


def send_outbox(limit: int = 100) -> int:
    """Send up to `limit` waiting messages, oldest first, and say how many went out.

    Each is locked, sent and marked on its own, so that two workers never send one twice and a bad address holds up
    nobody. A worker killed between sending and marking sends that one message again.
    """
    tried: list[int] = []
    sent = 0
    while len(tried) < limit:
        with transaction.atomic():
            message = _next(tried)
            if message is None:
                break
            tried.append(message.pk)
            sent += _send(message)
    return sent


def _next(tried: list[int]) -> OutboxMessage | None:
    waiting = OutboxMessage.objects.filter(sent_at__isnull=True, attempts__lt=ATTEMPTS).exclude(pk__in=tried)
    return (
        waiting.select_for_update(skip_locked=True, of=("self",)).select_related("notice__user").order_by("id").first()
    )


def _send(message: OutboxMessage) -> bool:
    message.attempts += 1
    try:
        CHANNELS[message.channel].send(message)
    except (
        Exception
    ) as error:  # whatever an outside service raises belongs in the message's row, not in the worker's log
        message.last_error = f"{type(error).__name__}: {error}"[:300]
    else:
        message.sent_at, message.last_error = clock.now(), ""
    message.save(update_fields=["attempts", "sent_at", "last_error"])
    return message.sent_at is not None
