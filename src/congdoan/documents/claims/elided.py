"""Bare numbers that count what the figure before them counted: "Giới thiệu 51 đoàn viên ưu tú, Đảng kết nạp 38."."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from congdoan.documents.claims.barred import is_barred
from congdoan.documents.claims.figures import Figure
from congdoan.documents.lexicon import lexicon, longest_first
from congdoan.documents.source import Source
from congdoan.foundation.figures import scan_quantity
from congdoan.foundation.text import canonical

_REACH = 80  # letters behind the figure that is gone on with
_CLOSED = re.compile(r"\s*(?:[.;,()]|\Z|\n)(?!\d)")


def with_elided(source: Source, figures: Sequence[Figure], end: int) -> Iterator[Figure]:
    """`figures` in order, and behind each the one that goes on with it in its sentence."""
    for place, figure in enumerate(figures):
        yield figure
        following = figures[place + 1].start if place + 1 < len(figures) else end
        if figure.kind == "count" and (bare := _bare(source, figure, min(following, figure.end + _REACH))):
            yield bare


def _bare(source: Source, figure: Figure, limit: int) -> Figure | None:
    found = _goes_on().match(source.low, figure.end, limit)
    quantity = scan_quantity(source.low, found.end()) if found else None
    if quantity is None or quantity.end > limit or quantity.scaled or not quantity.value:
        return None
    if not _CLOSED.match(source.low, quantity.end) or is_barred(source, quantity.start):
        return None
    return Figure(
        quantity.start, quantity.end, quantity.start, quantity.value, figure.unit, "", "exact", is_certain=False
    )


@lru_cache(maxsize=1)
def _goes_on() -> re.Pattern[str]:
    verbs = "|".join(re.escape(canonical(verb)) for verb in longest_first(lexicon("counting")["in_short"]["verbs"]))
    return re.compile(
        rf"[^.;:\d\n]{{0,60}}?[,(;]\s?[^.;:\d\n,]{{0,30}}?\b(?:{verbs})(?: được| xong| mới| thêm| là)*\s(?=\d)"
    )
