"""`python -m congdoan.documents.files.worker KIND < file`: the text of one file as JSON. See `sandbox`."""

import importlib
import json
import sys
from collections.abc import Callable

from congdoan.documents.errors import RefusedDocument, UnreadableDocument
from congdoan.documents.files.limits import MOST_LETTERS, MOST_MEMORY_BYTES

_READERS = {
    "docx": ("word", "text_of_docx"),
    "odt": ("open_document", "text_of_odt"),
    "doc": ("old_word", "text_of_doc"),
    "pdf": ("pages", "text_of_pdf"),
    "image": ("scans", "text_of_image_file"),
}


def extract(kind: str, data: bytes) -> str:
    """The text of a file of `kind`, in this process."""
    module, function = _READERS[kind]
    reader: Callable[[bytes], str] = getattr(importlib.import_module(f"congdoan.documents.files.{module}"), function)
    text = reader(data)
    if len(text) > MOST_LETTERS:
        raise RefusedDocument("Văn bản quá dài, không phải là một văn bản hành chính. Hãy tách tệp.")
    return text


def main(kind: str) -> None:
    _limit_memory()
    try:
        answer = {"text": extract(kind, sys.stdin.buffer.read())}
    except UnreadableDocument as refused:
        answer = {"error": type(refused).__name__, "message": str(refused)}
    except (MemoryError, RecursionError):
        answer = {"error": "RefusedDocument", "message": "Tệp quá lớn hoặc quá phức tạp nên không được nhận."}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", errors="replace"))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))


if __name__ == "__main__":
    main(sys.argv[1])
