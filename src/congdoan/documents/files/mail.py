"""A letter by electronic mail: its attached papers, else its own text."""

import email
import email.policy
from email.message import EmailMessage

from congdoan.documents.files.web import text_of_html

_PAPERS = (".docx", ".pdf", ".doc", ".odt", ".txt", ".rtf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
# Phones and scanners send papers without a name, or with one that ends in nothing: then their type tells what they are.
_OF_TYPE = {
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
}
_OF_TYPE_IF_ATTACHED = {"image/jpeg": ".jpg", "image/png": ".png", "image/tiff": ".tif", "text/plain": ".txt"}
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
    found: list[tuple[str, bytes]] = []
    for part in message.walk():
        name = _name(part, len(found) + 1)
        content = part.get_payload(decode=True) if name else None
        if isinstance(content, bytes) and content:
            found.append((name, content))
    return found[:_MOST_ATTACHMENTS]


def _name(part: EmailMessage, number: int) -> str:
    """What to call a part that may be a paper; "" for one that is none. A picture inside the message is no paper."""
    name = part.get_filename() or ""
    if name.lower().endswith(_PAPERS):
        return name
    kind, is_attached = part.get_content_type(), part.get_content_disposition() == "attachment"
    ending = _OF_TYPE.get(kind) or (_OF_TYPE_IF_ATTACHED.get(kind) if is_attached and not name else None)
    return (f"{name}{ending}" if name else f"tệp {number}{ending}") if ending else ""
