"""Sending what waits in the outbox, after the change that caused it is saved. Run by the worker, again and again."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from congdoan.accounts.channels import CHANNELS
from congdoan.accounts.models import OutboxMessage
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.saying import gettext as _

ATTEMPTS = 5
"""A message is tried this often; then it rests with its last error, for an administrator to see."""


_NO_SERVER = gettext_lazy("Không kết nối được máy chủ thư; xem lại địa chỉ máy chủ và đường mạng.")
_NO_FILE = gettext_lazy("Không ghi được tệp; xem lại thư mục dữ liệu và chỗ trống trên đĩa.")
_REASONS: dict[str, Promise] = {
    "ConnectionRefusedError": _NO_SERVER,
    "ConnectionResetError": _NO_SERVER,
    "TimeoutError": _NO_SERVER,
    "gaierror": _NO_SERVER,
    "SMTPConnectError": _NO_SERVER,
    "SMTPServerDisconnected": _NO_SERVER,
    "SMTPAuthenticationError": gettext_lazy("Máy chủ thư không nhận tên hoặc mật khẩu của hệ thống."),
    "SMTPRecipientsRefused": gettext_lazy("Máy chủ thư không nhận địa chỉ này; xem lại thư điện tử của tài khoản."),
    "SMTPSenderRefused": gettext_lazy("Máy chủ thư không cho hệ thống gửi từ địa chỉ đang đặt."),
    "FileExistsError": _NO_FILE,
    "NotADirectoryError": _NO_FILE,
    "PermissionError": _NO_FILE,
    "OSError": _NO_FILE,
    "KeyError": gettext_lazy("Cách gửi này không còn trong chương trình."),
}


def reason(message: OutboxMessage) -> str:
    """Why the last attempt failed, in words an administrator can act on; the error itself stays in `last_error`."""
    kind = message.last_error.partition(":")[0]
    return str(_REASONS.get(kind, gettext_lazy("Không gửi được.")))


@transaction.atomic
def send_again(messages: Iterable[OutboxMessage], *, by: Actor) -> int:
    """Put messages that were not sent back among those waiting, as if never tried, and say how many.

    Those sent meanwhile stay sent. The address is asked for anew: it may be what was wrong.
    """
    wanted = [message.pk for message in messages]
    held = OutboxMessage.objects.select_for_update(of=("self",)).filter(pk__in=wanted, sent_at__isnull=True)
    found = list(held.select_related("notice__user").order_by("pk"))
    for message in found:
        channel = CHANNELS.get(message.channel)
        message.attempts = 0
        message.address = (channel and channel.address_of(message.notice.user)) or message.address
        message.save(update_fields=["attempts", "address"])
        said = {"who": message.notice.user.name, "address": message.address}
        sentence = _("Cho gửi lại tin nhắn tới %(who)s (%(address)s).") % said
        audit.record("accounts.message.sent_again", f"account:{message.notice.user.key}", sentence, by=by)
    return len(found)


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
