"""From the bytes of a text file to its text."""

import codecs

from congdoan.documents.errors import UnreadableDocument
from congdoan.documents.legacy import legacy_encoding

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_PROGRAMS = (b"MZ\x90\0", b"\x7fELF")
_NO_PAPER = "Tệp này không phải là văn bản. Hãy gửi tệp .docx, .pdf, .txt hoặc dán nội dung văn bản."


def decode(data: bytes) -> str:
    """The text as stored: UTF-8 keeps its byte-order mark and line ends. Else UTF-16, or a Vietnamese 8-bit code.

    Raises UnreadableDocument for bytes that are no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    if data.startswith(_PROGRAMS):
        raise UnreadableDocument(_NO_PAPER)
    if data[:200].count(0) > 20:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", errors="replace")
    if b"\0" in data[:4096]:
        raise UnreadableDocument(_NO_PAPER)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    western = data.decode("latin-1")
    if legacy_encoding(western):
        return western
    return data.decode("cp1258", errors="replace")
