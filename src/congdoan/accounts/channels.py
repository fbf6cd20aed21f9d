"""The ways a notice leaves the system. Inside it is always shown; a channel outside is used only when switched on.

The dated parameter `notices.channels` lists the channels in use (none at first). A new channel (SMS, Zalo) is one
class with a name and two methods, entered in `CHANNELS`.
"""

from pathlib import Path
from typing import Protocol

from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from congdoan.accounts.models import OutboxMessage, User
from congdoan.foundation import clock
from congdoan.foundation.errors import NotInForce
from congdoan.foundation.queries import parameter
from congdoan.installation.settings import installation


class Channel(Protocol):
    def address_of(self, user: User) -> str:
        """Where the user is reached; empty when not at all."""
        ...

    def send(self, message: OutboxMessage) -> None:
        """Hand the message over, or raise with the reason."""
        ...


class FileChannel:
    """A text file for each message, for an office that prints or forwards them by hand."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder

    def address_of(self, user: User) -> str:
        return user.username

    def send(self, message: OutboxMessage) -> None:
        folder = self.folder or installation().data / "outbox"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{message.notice.key}.txt").write_text(f"{message.address}\n{_words(message)}\n", encoding="utf-8")


class MailChannel:
    """E-mail through the server Django's settings name."""

    def address_of(self, user: User) -> str:
        return user.email

    def send(self, message: OutboxMessage) -> None:
        send_mail(_("Thông báo từ Công đoàn"), _words(message), None, [message.address])


CHANNELS: dict[str, Channel] = {"file": FileChannel(), "email": MailChannel()}


def in_use() -> dict[str, Channel]:
    """The channels switched on today by the parameter `notices.channels`. One query."""
    try:
        names = parameter("notices.channels", clock.today()).value
    except NotInForce:
        return {}
    return {name: CHANNELS[name] for name in names if name in CHANNELS}


def _words(message: OutboxMessage) -> str:
    with translation.override(message.notice.user.language):
        said = message.notice.reading
    return said + (f"\n{message.notice.link}" if message.notice.link else "")
