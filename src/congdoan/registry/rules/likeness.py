"""Whether two texts are the same paper in another shape: typed and scanned, Word and PDF, wrapped otherwise. Pure.

Compared are runs of four words, folded: blanks, accents, case, list numbers and page numbers of their own line do not
count. A paper that only quotes another shares too few runs to be taken for it.
"""

import re

from congdoan.foundation.text import fold

RUN = 4
SAME_FROM = 0.7
_WORD = re.compile(r"[a-z]+|\d{2,}")


def runs_of(text: str) -> frozenset[int]:
    """The text as a set of its runs of words; empty for one of fewer than `RUN` words."""
    words = _WORD.findall(fold(text))
    return frozenset(hash(tuple(words[place : place + RUN])) for place in range(len(words) - RUN + 1))


def is_same_text(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two sets of runs share enough to be the same paper."""
    together = len(one | other)
    return bool(together) and len(one & other) / together >= SAME_FROM
