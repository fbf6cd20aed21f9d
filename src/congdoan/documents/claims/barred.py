"""Places whose figures number, date or name something, and so claim nothing."""

import re
from bisect import bisect_right
from functools import lru_cache

from congdoan.documents.claims.scope import slogans
from congdoan.documents.source import Source
from congdoan.foundation.figures import scan_dates
from congdoan.foundation.figures.places import at_hooks, at_places, digit_places, number_places

_LABEL_LINE = re.compile(r"(?m)^[ \t]*(?:\d{1,2}(?:\.\d{1,2})*[.)/-](?!\d)|[a-zđ][.)])\s")
_PAPER_NUMBER = re.compile(
    r"\d{1,5}\s?[-/]\s?[a-zđ]{1,4}\w*(?:[-/]\s?[a-zđ][\w&]*)*"
    r"|(?<!tổng )(?<!trong )\bsố\s*:?\s*\d+(?:\s*[/-]\s*[a-zđ]\S*)?"
)
_MARKED_DIGIT, _NUMBER_WORD = re.compile(r"\d(?=\s?[-/]\s?[a-zđ])"), re.compile("số")
_CLOCK = re.compile(r"\d{1,2}\s?(?:giờ|h)(?:\s?\d{2})?(?!\w)|\d{1,2}:\d{2}|\d{1,2}g\d{2}")
_HOUR = re.compile(r"\d(?=\s?(?:giờ|h)|:\d{2}|g\d{2})")
_YEARS = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?:\s?[-–—]\s?(?:19|20)\d\d)?(?![\d.,]\d)(?!\d)")
_PHONE = re.compile(
    r"(?<!\d)0\d{2,3}[ .]\d{3,4}[ .]?[\dx]{3,4}|(?<!\d)0\d{9}(?!\d)|\d[\dx.]*xx[\dx.]*|(?<!\d)1[89]00[ .]?\d{4}"
)
_DAY_LIST = re.compile(r"ngày\s+\d{1,2}(?:\s*(?:,|và|-|–|đến)\s*\d{1,2})*(?=\s*(?:,|và|-|–|đến)?\s*\d{1,2}\s?/)")
_IN_WORDS_AGAIN = re.compile(
    r"\((?:\s*bằng chữ\s*:?)?\s*[^()\d]{6,120}\b(?:đồng|triệu|nghìn|tỷ)[^()\d]{0,20}\)|bằng chữ\s*:[^\n()\d]*"
)


@lru_cache(maxsize=2)
def _barred(source: Source) -> dict[bool, tuple[list[int], list[int]]]:
    """Starts and ends of barred places, parted and in order; under True those that bar ratios too."""
    low = source.low
    places = [(start, end, True) for start, end in slogans(source)]
    labels = {found.end() - len(found.group().lstrip()) for found in _LABEL_LINE.finditer(low)}
    for pattern in (_LABEL_LINE, _DAY_LIST, _IN_WORDS_AGAIN):
        places += [(*found.span(), True) for found in pattern.finditer(low)]
    numbers = number_places(low)
    years = [place for place in numbers if low.startswith(("19", "20"), place)]
    phones = digit_places(low) if "xx" in low else [place for place in numbers if low[place] in "01"]
    places += [(*found.span(), True) for found in at_hooks(_CLOCK, low, (_HOUR, 1))]
    places += [(*found.span(), True) for found in at_places(_YEARS, low, years)]
    places += [(*found.span(), True) for found in at_places(_PHONE, low, phones)]
    numbered = at_hooks(_PAPER_NUMBER, low, (_MARKED_DIGIT, 4), (_NUMBER_WORD, 0))
    places += [(*found.span(), False) for found in numbered]
    places += [
        (written.start, written.end, written.year is not None)
        for written in scan_dates(low)
        if written.year or written.start not in labels  # "1. 05 đoàn viên" is an item, no day
    ]
    places.sort()
    return {
        False: _parted([(start, end) for start, end, _ in places]),
        True: _parted([(start, end) for start, end, bars_ratios in places if bars_ratios]),
    }


def _parted(places: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    starts: list[int] = []
    ends: list[int] = []
    for start, end in places:
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def is_barred(source: Source, place: int, *, is_ratio: bool = False) -> bool:
    """Does the figure that begins at `place` number, date or name something?"""
    starts, ends = _barred(source)[is_ratio]
    index = bisect_right(starts, place) - 1
    return index >= 0 and place < ends[index]
