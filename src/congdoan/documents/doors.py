"""The doors of the reader: a file or a text in, a reading out."""

import re
from dataclasses import replace

from congdoan.documents.files import in_sandbox, text_of
from congdoan.documents.files.limits import LETTERS_READ_HERE, SECONDS_TO_READ_A_TEXT
from congdoan.documents.reading import Claim, Reading, Span


def read(data: bytes | str, *, name: str | None = None) -> Reading:
    """Read a file or a text. The content decides what kind of file it is; `name` helps where it does not tell.

    Files other than plain text, and texts longer than fifty pages, are read in a process of their own, under limits of
    time and memory (about 0.2 s more). Raises UnreadableDocument, with a message for the officer, where nothing can be
    read.
    """
    if isinstance(data, str):
        return read_text(data)
    extracted = text_of(data, name)
    reading = extracted.reading or _read_here(extracted.text)
    return replace(reading, text=extracted.text, warnings=(*extracted.warnings, *reading.warnings))


def read_text(text: str) -> Reading:
    """Read `text` as it is stored; spans count its code points.

    Up to fifty pages are read in this process and never fail; whatever stands in them, it is a matter of seconds. More
    is read in a process of its own, half a minute at most: raises UnreadableDocument where that is not enough or the
    text is too long to be a paper.
    """
    if len(text) <= LETTERS_READ_HERE:
        return _read_here(text)
    extracted = in_sandbox("text", _plain_bytes(text), seconds=SECONDS_TO_READ_A_TEXT)
    reading = extracted.reading or _read_here(extracted.text)
    return replace(reading, text=text, warnings=(*extracted.warnings, *reading.warnings))


def read_figure(text: str, start: int, end: int) -> Claim | None:
    """What `text[start:end]` says, which an officer points at as a figure: its value, unit, measure, time and owner.

    None where no number stands there. Of a text longer than fifty pages only the pages around it are looked at, so that
    the answer is a matter of a second.
    """
    from congdoan.documents import reader

    first = max(0, start - LETTERS_READ_HERE // 2) if len(text) > LETTERS_READ_HERE else 0
    found = reader.read_figure(text[first : first + LETTERS_READ_HERE], start - first, end - first)
    return found and replace(found, span=Span(start, end))


def places_of(text: str, words: str) -> tuple[Span, ...]:
    """Where `words`, copied or typed by an officer, stand in `text`: however letters are composed, in small letters or
    capitals, over line ends. Whole words only; empty for blank ones."""
    from congdoan.documents.source import source_of

    asked = [re.escape(word) for word in source_of(words).low.split()]
    if not asked:
        return ()
    source = source_of(text)
    pattern = r"(?<!\w)" + r"\s+".join(asked) + r"(?!\w)"
    return tuple(source.span(*found.span()) for found in re.finditer(pattern, source.low))


def _read_here(text: str) -> Reading:
    from congdoan.documents import reader  # its rules take 0.3 s to load: a process that only opens files does without

    return reader.read_text(text)


def _plain_bytes(text: str) -> bytes:
    """Letter for letter, without what no text file holds (lone surrogates, zeros)."""
    return text.replace("\0", " ").encode("utf-8", "replace")
