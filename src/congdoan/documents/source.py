"""The stored text beside the text the rules read, with the way back from one to the other.

Rules work on `plain`: composed letters, plain blanks, no invisible marks, no bold marks, OCR letters inside numbers
read as digits, page numbers blanked. Every place in `plain` knows its place in `stored`, so spans always point into
the text as the officer sees it.
"""

import re
import sys
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from congdoan.documents.composing import ODD, clusters, composed, put_together
from congdoan.documents.damage import repaired
from congdoan.documents.legacy import from_legacy_glyphs, legacy_encoding
from congdoan.documents.reading import Span
from congdoan.foundation.figures.places import at_places
from congdoan.foundation.text import canonical

_SPACES = re.compile(r"[^\S\n\t ]")
_DOUBLED = re.compile(r" (?<=\S ) (?=\S)")  # two columns stand farther apart
_BOLD = re.compile(r"\*\*|__(?=\w)|(?<=\w)__")
_ITALIC = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,200}?)(?<=\S)\*(?![\w*])"
)  # "*Nơi nhận:*", no bullet "* Nội dung"
_WORD = re.compile(r"[^\W\d_]{2,}")
_NUMBER_PART = r"(?:[OolI\d]*\d[OolI\d]*)"
_OCR_NUMBER = re.compile(
    rf"(?<![^\W_])(?:{_NUMBER_PART}(?:[.,/]{_NUMBER_PART})*|l[lO]?(?=/\d{{4}}))(?![^\W_])(?!\s+(?:dầu|xăng|nước|sữa))"
)
_NEW_ITEM = re.compile(r"[-–+•*»]|\d{1,2}[.)]\s|[a-zđ][.)]\s|[IVX]+[.)-]\s")
_HANGING = re.compile(r"(?:tỷ|tỉ|triệu|nghìn|trên|hơn|gần|khoảng|với|và|của|cho|là|được|trao|tặng|,|\d)\Z")
_LABELLED_NUMBER = re.compile(r"\d[\d.,/]*\s*(?:[;.]|\Z)")
# A line that opens so begins a paragraph, however full the one above: addressees stand right over the grounds.
_OPENING = re.compile(r"(?:Căn cứ|Thực hiện|Xét|Hưởng ứng|Phúc đáp|Trả lời|Kính gửi|Kính mời|Nơi nhận|Điều \d+[.:])\s")
_WRAPPED_BEFORE_NUMBER = 40
_WRAPPED = 60  # letters of a line that may be full
# A page set with a fixed width: five lines of nearly the same length, and none longer.
_NARROWEST, _WIDEST, _FULL_LINES, _LIKE = 36, 130, 5, 5
# "ngày Ol tháng ll", "28/Ol/2022", "1.OOO.OOO": parts without a single true digit, known by what stands around them.
_OCR_LETTERS = re.compile(
    r"(?<=ngày )[OolI\d]{1,2}(?=\s+tháng|[/.-][OolI\d])|(?<=tháng )[OolI\d]{1,2}(?=\s+năm|[/.-]\s?[12])"
    r"|(?<![\w/])[OolI\d]{1,2}(?=/[OolI\d]{1,2}/[12][OolI\d]{3})|(?<=\d/)[OolI]{1,2}(?=/[12][OolI\d]{3})"
    r"|(?<![\w.,/])[lI](?=[.,]\d{3}(?!\d))|(?<=\d[.,])(?:[Oo\d]{3}(?:[.,](?=[Oo\d]{3}))?)+(?![\w])"
)
_OCR_DIGITS = str.maketrans("OolI", "0011")
_SUSPECT = re.compile(r"[OolI](?<![^\W\d_OolI][OolI])(?![^\W\d_OolI])")
_LONE_NUMBER = re.compile(r"(?<=\n)[ \t]*(?:[-–—][ \t]*)?(\d{1,3})(?:[ \t]*[-–—])?[ \t]*(?=\n)")

# "[08:13, 14/3/2025] VP LĐLĐ tỉnh - Hạnh: TM. BAN THƯỜNG VỤ": who passed the line on, and when.
_CHAT_STAMP = re.compile(
    r"(?m)^\[\d{1,2}:\d{2}(?::\d{2})?(?: [AP]M)?,? \d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\] [^:\n]{1,50}: "
)
_BETWEEN_BLANKS = re.compile(r"(?<=\n\n)[^\n]{3,140}(?=\n[ \t]*\n)")
_RUNNING_HEAD = re.compile(
    r"[Tt]rang (?P<page>\d{1,3})(?:\s?/\s?\d{1,3})?"
    r"|[^|\t]*?\S(?: {3,}|\t+|,? [Tt]rang )(?:[Tt]rang )?(?P<last>\d{1,3})(?:\s?/\s?\d{1,3})?"
    r"|(?P<first>\d{1,3}) {3,}[^|\t\d][^|\t]*"
)


@dataclass(frozen=True)
class Line:
    """A line of `plain`, blanks at both ends left out."""

    text: str
    start: int
    end: int

    @property
    def is_row(self) -> bool:
        """Does it hold cells: of a table, or of two columns? Its blanks are plain ones."""
        return "   " in self.text or "\t" in self.text or "|" in self.text


@dataclass(frozen=True, eq=False)
class Source:
    """One text, twice. Build with `source_of`. Equal only to itself."""

    stored: str
    plain: str
    _starts: Sequence[int]
    _ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Where plain[start:end] stands in the stored text."""
        if start >= end:
            place = self._starts[start] if start < len(self._starts) else len(self.stored)
            return Span(place, place)
        return Span(self._starts[start], self._ends[end - 1])

    def places(self, span: Span) -> tuple[int, int]:
        """Where a stretch of the stored text stands in `plain`: the other way from `span`."""
        return bisect_left(self._ends, span.start + 1), bisect_left(self._starts, span.end)

    @cached_property
    def flow(self) -> str:
        """`plain` with a blank for each line end that only wraps a paragraph, letter for letter."""
        letters = list(self.plain)
        width = _width([len(line.text) for line in self.lines if not line.is_row])
        for above, below in pairwise(self.lines):
            if not (above.is_row or below.is_row) and _wraps(above.text, below.text, width):
                letters[self.plain.index("\n", above.end)] = " "
        return "".join(letters)

    @cached_property
    def low(self) -> str:
        """`flow` in lower case with one tone placement, letter for letter."""
        lowered = self.flow.lower()
        if len(lowered) != len(self.flow):  # İ becomes two letters
            lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in self.flow)
        placed = canonical(lowered)
        return placed if len(placed) == len(lowered) else lowered

    @cached_property
    def flat(self) -> str:
        """`plain` in lower case without accents, letter for letter: for headings that OCR has damaged."""
        return "".join(map(_flat_letter, self.plain))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(self._lines())

    def _lines(self) -> Iterator[Line]:
        place = 0
        for raw in self.plain.split("\n"):
            start = place + len(raw) - len(raw.lstrip())
            text = raw.strip()
            yield Line(text, start, start + len(text))
            place += len(raw) + 1


def _width(lengths: Sequence[int]) -> int:
    """How many letters the lines of a page hold that was set with a fixed width; a great many where it was not."""
    by_width = Counter(length // _LIKE for length in lengths if length >= _NARROWEST)
    widest = max(by_width, default=0)
    full = by_width[widest] + by_width[widest - 1]
    return (widest + 1) * _LIKE if full >= _FULL_LINES and widest * _LIKE <= _WIDEST else sys.maxsize


def _wraps(above: str, below: str, width: int) -> bool:
    """The line above stops in mid-sentence and the one below goes on; items of a list do not. No row is asked about."""
    if not above or not below or _NEW_ITEM.match(below) or _OPENING.match(below):
        return False
    if above[-1] == ":":
        return bool(_LABELLED_NUMBER.match(below))
    if above[-1] in ".!?…" or (above[-1] == ";" and not below[0].islower()):
        return False
    if below[0].islower() or _HANGING.search(above):
        return True
    if len(above) >= (_WRAPPED_BEFORE_NUMBER if below[0].isdigit() else _WRAPPED) and not below.isupper():
        return True
    is_full = len(above) + 1 + len(below.split(maxsplit=1)[0]) >= width - 2 * _LIKE
    return is_full and not above.isupper() and not below.isupper()


def source_of(stored: str) -> Source:
    """Prepare `stored` for reading. Linear in its length."""
    if unicodedata.is_normalized("NFC", stored) and not ODD.search(stored) and not legacy_encoding(stored):
        return _closed(stored, *_mended(stored), range(len(stored)), range(1, len(stored) + 1))
    if legacy_encoding(stored):
        text, starts, ends = put_together(clusters(from_legacy_glyphs(stored)))
        text = "\n".join(map(_capitals_restored, text.split("\n")))
    else:
        text, starts, ends = composed(stored)
    return _closed(stored, *_mended(text), starts, ends)


def _closed(
    stored: str, plain: str, breaks: list[tuple[int, int]], starts: Sequence[int], ends: Sequence[int]
) -> Source:
    """With one blank for each of `breaks`."""
    if not breaks:
        return Source(stored, plain, starts, ends)
    edges = [0, *(edge for first, last in breaks for edge in (first + 1, last)), len(plain)]
    kept = list(zip(edges[::2], edges[1::2], strict=True))
    plain = "".join(plain[first:last] for first, last in kept)
    return Source(
        stored,
        plain,
        [place for first, last in kept for place in starts[first:last]],
        [place for first, last in kept for place in ends[first:last]],
    )


def _capitals_restored(line: str) -> str:
    """Old fonts drew toned capitals by a second font: "KÕ HO¹CH" comes out as "Kế HOạCH" and means "KẾ HOẠCH", but
    the "Hµ" of "Nam Hµ" means "Hà"."""
    words = [found.group() for found in _WORD.finditer(line)]
    drawn = [_is_drawn(word, 2) for word in words]
    beside = [any(drawn[max(0, place - 1) : place + 2]) for place in range(len(words))]
    restored = iter(
        word.upper() if _is_drawn(word, 1 if near else 2) else word for word, near in zip(words, beside, strict=True)
    )
    return _WORD.sub(lambda _word: next(restored), line)


def _is_drawn(word: str, least: int) -> bool:
    """All its letters without tones, `least` or more, are capitals."""
    plain = [letter for letter in word if letter.isascii()]
    return len(plain) >= least and all(letter.isupper() for letter in plain) and len(word.upper()) == len(word)


def _mended(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Blanks made plain, marks of type and page numbers blanked, spoiled letters and digits put right; same length. And
    the stretches of blanks that stand for one: doubled ones, page breaks in mid-sentence, stamps of a chat."""
    plain = _SPACES.sub(" ", text)
    if "**" in plain or "__" in plain:
        plain = _BOLD.sub("  ", plain)
    if "*" in plain:
        plain = _ITALIC.sub(r" \1 ", plain)
    for misread in (_OCR_LETTERS, _OCR_NUMBER):  # before the letters: "2l8.5OO.OOO đông" is money once it has digits
        plain = _with_digits(misread, plain)
    plain, breaks = _without_page_numbers(repaired(plain))
    stamps = [stamp.span() for stamp in _CHAT_STAMP.finditer(plain)]
    if stamps:
        plain = _CHAT_STAMP.sub(lambda stamp: " " * len(stamp.group()), plain)
    doubled = [blanks.span() for blanks in _DOUBLED.finditer(plain)]
    return plain, sorted([*breaks, *stamps, *doubled])


def _with_digits(misread: re.Pattern[str], plain: str) -> str:
    """`misread` put right, tried only where a letter that may be a digit stands among no other letters."""
    pieces: list[str] = []
    place = 0
    for found in at_places(misread, plain, _suspects(plain)):
        pieces += (plain[place : found.start()], found.group().translate(_OCR_DIGITS))
        place = found.end()
    return "".join([*pieces, plain[place:]])


def _suspects(plain: str) -> Iterator[int]:
    """All places of the runs of digits, marks and such letters in which one of them is not part of a word."""
    reached = 0
    for suspect in _SUSPECT.finditer(plain):
        if suspect.start() < reached:
            continue
        first, reached = suspect.start(), suspect.end()
        while first > 0 and _is_of_numbers(plain[first - 1]):
            first -= 1
        while reached < len(plain) and _is_of_numbers(plain[reached]):
            reached += 1
        yield from range(first, reached)


def _is_of_numbers(letter: str) -> bool:
    return letter in "OolI.,/" or letter.isdecimal()


def _without_page_numbers(plain: str) -> tuple[str, list[tuple[int, int]]]:
    """Lines that hold nothing but the next page number, or a running head with it, are blanked; and the blanks around
    those that stand in mid-sentence ("Hỗ | 118/BC-LĐLĐ  Trang 2/3 | trợ ba công nhân")."""
    expected: int | None = None
    pieces: list[str] = []
    breaks: list[tuple[int, int]] = []
    place = 0
    found = [(line.start(), line.end(), int(line.group(1))) for line in _LONE_NUMBER.finditer(plain)]
    for start, end, number in sorted([*found, *_running_heads(plain)]):
        if start < place or (number not in (1, 2) if expected is None else number != expected):
            continue
        expected = number + 1
        pieces += (plain[place:start], " " * (end - start))
        place = end
        first, last = _between_words(plain, start, end)
        if first and plain[first - 1] not in ".;:!?…" and plain[last : last + 1].islower():
            breaks.append((first, last))
    return "".join([*pieces, plain[place:]]), breaks


def _between_words(plain: str, start: int, end: int) -> tuple[int, int]:
    """[start, end) with all blanks around it."""
    while start > 0 and plain[start - 1].isspace():
        start -= 1
    while end < len(plain) and plain[end].isspace():
        end += 1
    return start, end


def _running_heads(plain: str) -> Iterator[tuple[int, int, int]]:
    """ "118/BC-LĐLĐ        Trang 2/3": a short line between blank ones that ends, or begins, with a page number."""
    for line in _BETWEEN_BLANKS.finditer(plain):
        numbered = _RUNNING_HEAD.fullmatch(line.group().strip())
        if numbered:
            yield *line.span(), int(numbered.group("last") or numbered.group("first") or numbered.group("page"))


def _flat_letter(letter: str) -> str:
    if letter in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter
