"""Letters put together from what is stored: a letter and its marks are one, unseen marks none, look-alikes are ours."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\r")
# Letters of other scripts that look like ours, as scans and other keyboards give them: "LÐLÐ" with the Icelandic eth.
_LOOKALIKES = str.maketrans("ÐðƉɖАВЕКМНОРСТХаеорсухіІΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ĐđĐđABEKMHOPCTXaeopcyxiIABEZHIKMNOPTYX")
ODD = re.compile("[" + "".join(sorted(_INVISIBLE)) + "".join(map(chr, _LOOKALIKES)) + "]")


def put_together(clusters: Iterator[tuple[int, int, str]]) -> tuple[str, list[int], list[int]]:
    """The text of clusters, and for each letter where its cluster begins and ends."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, letters in clusters:
        pieces.append(letters)
        starts += [start] * len(letters)
        ends += [end] * len(letters)
    return "".join(pieces), starts, ends


def composed(stored: str) -> tuple[str, list[int], list[int]]:
    """As `put_together` has the clusters of `stored`; what needs no care is taken in one piece."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    for first, last in [*(found.span() for found in _marked().finditer(stored)), (len(stored), len(stored))]:
        whole = stored[place:first]
        if unicodedata.is_normalized("NFC", whole):
            pieces.append(whole)
            starts += range(place, first)
            ends += range(place + 1, first + 1)
        else:
            first = place  # letters that are another letter's double: one by one, with the marks behind them
        part = put_together(clusters((at, at + 1, stored[at]) for at in range(first, last)))
        pieces.append(part[0])
        starts += part[1]
        ends += part[2]
        place = last
    return "".join(pieces), starts, ends


@lru_cache(maxsize=1)
def _marked() -> re.Pattern[str]:
    """A letter with the marks behind it, a mark that is not seen, a letter that only looks like ours."""
    marks = "".join(re.escape(chr(code)) for code in range(0x300, 0x10000) if unicodedata.combining(chr(code)))
    unseen = "".join(map(re.escape, sorted(_INVISIBLE)))
    alike = "".join(map(chr, _LOOKALIKES)) + "Đ"
    doubtful = rf"(?:[{alike}][{marks}{unseen}]*)"
    return re.compile(rf"[^{marks}{unseen}]?[{marks}{unseen}]+{doubtful}*|{doubtful}+")


def clusters(pieces: Iterator[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Letters with the marks that follow them, composed; invisible marks left out."""
    held: tuple[int, int, str] | None = None
    for start, end, letter in pieces:
        if letter in _INVISIBLE:
            continue
        if held and {held[2], letter} == {"Đ", "Ð"}:  # "LĐÐLĐ": one letter, read as both
            held = (held[0], end, "Đ")
            continue
        if held and unicodedata.combining(letter[0]):
            held = (held[0], end, held[2] + letter)
            continue
        if held:
            yield held[0], held[1], unicodedata.normalize("NFC", held[2].translate(_LOOKALIKES))
        held = (start, end, letter)
    if held:
        yield held[0], held[1], unicodedata.normalize("NFC", held[2].translate(_LOOKALIKES))
