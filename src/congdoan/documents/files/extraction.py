"""The one door to the text of a file."""

from congdoan.documents.encodings import decode
from congdoan.documents.errors import RefusedDocument, UnreadableDocument
from congdoan.documents.files.extracted import Extracted
from congdoan.documents.files.kinds import kind_of
from congdoan.documents.files.limits import LETTERS_READ_HERE, MOST_BYTES
from congdoan.documents.files.sandbox import in_sandbox


def text_of(data: bytes, name: str | None = None) -> Extracted:
    """Raises UnreadableDocument (or one of its kinds) with a message for the officer.

    Only a plain text of common length is looked at in this process; whatever else it is, another process opens it.
    """
    if not data:
        raise UnreadableDocument("Tệp rỗng, không có nội dung.")
    if len(data) > MOST_BYTES:
        raise RefusedDocument(
            f"Tệp lớn {len(data) // 2**20} MB, quá giới hạn {MOST_BYTES // 2**20} MB. Hãy tách hoặc nén ảnh."
        )
    kind = kind_of(data, name)
    if kind == "text" and len(data) <= LETTERS_READ_HERE:
        return Extracted(decode(data), kind)
    return in_sandbox(kind, data)
