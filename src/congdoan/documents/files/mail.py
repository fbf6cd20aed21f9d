"""A letter by electronic mail: its attached papers, else its own text."""

import email
import email.policy
from email.message import EmailMessage

from congdoan.documents.files.web import text_of_html

_PAPERS = (".docx", ".pdf", ".doc", ".odt", ".txt", ".rtf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
_MOST_ATTACHMENTS = 20


def parts_of_mail(data: bytes) -> tuple[str, list[tuple[str, bytes]]]:
    """(text of the message, attached papers with their names)."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return _own_text(message), list(_attached(message))


def _own_text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    try:
        content = str(body.get_content())
    except (LookupError, ValueError, KeyError):
        raw = body.get_payload(decode=True)
        content = raw.decode("utf-8", errors="replace") if isinstance(raw, bytes) else ""
    return text_of_html(content) if body.get_content_subtype() == "html" else content


def _attached(message: EmailMessage) -> list[tuple[str, bytes]]:
    found = []
    for part in message.walk():
        name = part.get_filename() or ""
        content = part.get_payload(decode=True) if name.lower().endswith(_PAPERS) else None
        if isinstance(content, bytes) and content:
            found.append((name, content))
    return found[:_MOST_ATTACHMENTS]
