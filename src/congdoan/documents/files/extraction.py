"""The one door to the text of a file."""

from dataclasses import dataclass

from congdoan.documents.encodings import decode
from congdoan.documents.errors import RefusedDocument, UnreadableDocument
from congdoan.documents.files.kinds import Kind, kind_of
from congdoan.documents.files.limits import MOST_BYTES, MOST_LETTERS
from congdoan.documents.files.mail import parts_of_mail
from congdoan.documents.files.sandbox import text_in_sandbox
from congdoan.documents.files.web import text_of_html


@dataclass(frozen=True)
class Extracted:
    """The text of a file and what the officer should know about how it was got."""

    text: str
    kind: Kind
    warnings: tuple[str, ...] = ()


def text_of(data: bytes, name: str | None = None) -> Extracted:
    """Raises UnreadableDocument (or one of its kinds) with a message for the officer."""
    if not data:
        raise UnreadableDocument("Tệp rỗng, không có nội dung.")
    if len(data) > MOST_BYTES:
        raise RefusedDocument(
            f"Tệp lớn {len(data) // 2**20} MB, quá giới hạn {MOST_BYTES // 2**20} MB. Hãy tách hoặc nén ảnh."
        )
    kind = kind_of(data, name)
    if kind == "mail":
        return _of_mail(data)
    if kind in ("text", "html"):
        text = decode(data) if kind == "text" else text_of_html(data)
        if len(text) > MOST_LETTERS:
            raise RefusedDocument("Văn bản quá dài, không phải là một văn bản hành chính. Hãy tách tệp.")
        return Extracted(text, kind)
    text = text_in_sandbox(kind, data)
    warnings = ("Văn bản được nhận dạng từ ảnh (OCR): hãy đối chiếu với bản gốc.",) if kind == "image" else ()
    return Extracted(text, kind, warnings)


def _of_mail(data: bytes) -> Extracted:
    """The first attached paper that can be read, else the message itself."""
    own, attached = parts_of_mail(data)
    warnings: list[str] = []
    for name, content in attached:
        try:
            if kind_of(content, name) == "mail":
                continue
            found = text_of(content, name)
        except UnreadableDocument as refused:
            warnings.append(f"{name}: {refused}")
            continue
        others = [other for other, _ in attached if other != name]
        note = (f"Đọc từ tệp đính kèm {name}.", *(f"Chưa đọc tệp đính kèm {other}." for other in others))
        return Extracted(found.text, found.kind, (*note, *found.warnings))
    if not own.strip():
        raise UnreadableDocument("Thư không có nội dung và không có tệp văn bản đính kèm. " + " ".join(warnings))
    return Extracted(own, "mail", tuple(warnings))
