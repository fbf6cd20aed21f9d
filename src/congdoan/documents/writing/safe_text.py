"""Text made fit to print: never changed in its words, only freed of what no file can hold and no line can carry."""

import re
import unicodedata

from congdoan.documents.writing.layout import Face
from congdoan.documents.writing.metrics import width_mm

_LINE_BREAK = re.compile("\r\n|[\r\v\f\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WORD = re.compile(r"\S+")


def clean(text: str) -> str:
    """`text` composed (NFC), with one kind of line break and blanks for tabs, without what no file format can hold."""
    one_break = _LINE_BREAK.sub("\n", text).replace("\t", " ")
    return _UNPRINTABLE.sub("", unicodedata.normalize("NFC", one_break))


def one_line(text: str) -> str:
    """`clean` text without line breaks or outer blanks."""
    return clean(text).replace("\n", " ").strip()


def breakable(text: str, limit_mm: float, face: Face) -> str:
    """`text` with a zero-width space between the letters of each word that is longer than a line of `limit_mm`."""
    if width_mm(text, face.size_pt, bold=True) <= limit_mm:
        return text
    return _WORD.sub(lambda word: _broken_word(word.group(), limit_mm, face), text)


def _broken_word(word: str, limit_mm: float, face: Face) -> str:
    return word if width_mm(word, face.size_pt, bold=True) <= limit_mm else "\u200b".join(word)
