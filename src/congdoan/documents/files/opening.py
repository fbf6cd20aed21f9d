"""Each kind of file taken apart by the module that knows it. Runs in the process that may be stopped, see `sandbox`."""

import importlib
from collections.abc import Callable
from dataclasses import replace

from congdoan.documents.errors import RefusedDocument, UnreadableDocument
from congdoan.documents.files.extracted import Extracted
from congdoan.documents.files.kinds import Kind, kind_of
from congdoan.documents.files.limits import LETTERS_READ_HERE, MOST_LETTERS

_READERS: dict[Kind, tuple[str, str]] = {  # by name: most bring a library of their own, and one is needed
    "text": ("encodings", "decode"),
    "html": ("files.web", "text_of_html"),
    "docx": ("files.word", "text_of_docx"),
    "odt": ("files.open_document", "text_of_odt"),
    "doc": ("files.old_word", "text_of_doc"),
    "image": ("files.scans", "text_of_image_file"),
}
_SCANNED = "Văn bản được nhận dạng từ ảnh (OCR): hãy đối chiếu với bản gốc."


def opened(kind: Kind, data: bytes) -> Extracted:
    """The text of `data`, and its reading where it is very long. Raises UnreadableDocument."""
    found = _opened(kind, data)
    if len(found.text) > MOST_LETTERS:
        raise RefusedDocument("Văn bản quá dài, không phải là một văn bản hành chính. Hãy tách tệp.")
    if len(found.text) <= LETTERS_READ_HERE:
        return found
    from congdoan.documents import reader  # the rules: only a long text is read in this process

    return replace(found, reading=reader.read_text(found.text))


def _opened(kind: Kind, data: bytes) -> Extracted:
    if kind == "mail":
        return _of_mail(data)
    if kind == "pdf":
        from congdoan.documents.files.pages import text_and_scans_of_pdf

        text, scanned = text_and_scans_of_pdf(data)
        return Extracted(text, kind, (_SCANNED,) if scanned else ())
    module, function = _READERS[kind]
    reader: Callable[[bytes], str] = getattr(importlib.import_module(f"congdoan.documents.{module}"), function)
    return Extracted(reader(data), kind, (_SCANNED,) if kind == "image" else ())


def _of_mail(data: bytes) -> Extracted:
    """The first attached paper that can be read, else the message itself."""
    from congdoan.documents.files.mail import parts_of_mail

    own, attached = parts_of_mail(data)
    warnings: list[str] = []
    for name, content in attached:
        try:
            kind = kind_of(content, name)
            if kind == "mail":
                continue
            found = _opened(kind, content)
        except UnreadableDocument as refused:
            warnings.append(f"{name}: {refused}")
            continue
        others = [other for other, _ in attached if other != name]
        note = (f"Đọc từ tệp đính kèm {name}.", *(f"Chưa đọc tệp đính kèm {other}." for other in others))
        return Extracted(found.text, found.kind, (*note, *found.warnings))
    if not own.strip():
        raise UnreadableDocument("Thư không có nội dung và không có tệp văn bản đính kèm. " + " ".join(warnings))
    return Extracted(own, "mail", tuple(warnings))
