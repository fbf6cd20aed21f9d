"""The doors of the reader: a file or a text in, a reading out."""

from dataclasses import replace

from congdoan.documents.files import in_sandbox, text_of
from congdoan.documents.files.limits import LETTERS_READ_HERE
from congdoan.documents.reading import Reading


def read(data: bytes | str, *, name: str | None = None) -> Reading:
    """Read a file or a text. The content decides what kind of file it is; `name` helps where it does not tell.

    Files other than plain text, and texts longer than a hundred pages, are read in a process of their own, under
    limits of time and memory (about 0.2 s more). Raises UnreadableDocument, with a message for the officer, where
    nothing can be read.
    """
    if isinstance(data, str):
        if len(data) <= LETTERS_READ_HERE:
            return read_text(data)
        extracted = replace(in_sandbox("text", _plain_bytes(data)), text=data)
    else:
        extracted = text_of(data, name)
    reading = extracted.reading or read_text(extracted.text)
    return replace(reading, text=extracted.text, warnings=(*extracted.warnings, *reading.warnings))


def read_text(text: str) -> Reading:
    """Read `text` as it is stored, in this process and to its end; spans count its code points. Never fails."""
    from congdoan.documents import reader  # its rules take 0.3 s to load: a process that only opens files does without

    return reader.read_text(text)


def _plain_bytes(text: str) -> bytes:
    """Letter for letter, without what no text file holds (lone surrogates, zeros)."""
    return text.replace("\0", " ").encode("utf-8", "replace")
