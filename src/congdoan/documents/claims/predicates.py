"""The verb of a figure: what stands last before it or first behind it says what was done to those counted.

"trợ cấp tang, tai nạn, bệnh nặng 74 trường hợp", "952 lượt đoàn viên ốm đau, thai sản được thăm hỏi".
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from congdoan.documents.lexicon import at_word_start, lexicon
from congdoan.foundation.text import canonical

_PEOPLE = frozenset({"person", "household"})
_BREAK = re.compile(
    r"[;:]|\btrong đó\b|\briêng\b|\bnhưng\b|\bsong\b|\bmỗi\b"
    r"|, (?:còn|có|gồm|mỗi|trao|tặng|hỗ trợ|thăm|giúp|tổ chức|vận động|kết nạp|trợ cấp|chi|khởi công|bàn giao"
    r"|chăm lo)\b"
)
_FARTHEST = 150


@dataclass(frozen=True)
class _Act:
    measure: str
    units: frozenset[str]
    verbs: re.Pattern[str]
    is_behind: bool = False  # holds only for the words behind the figure


def told_before(near: str, unit: str) -> str | None:
    """The measure of the last verb in the words between the figure before and this one; None where there is none."""
    if unit not in _PEOPLE:
        return None
    clause = near.rpartition(";")[2]
    last, best = -1, None
    for act in _acts():
        if act.is_behind or (act.units and unit not in act.units):
            continue
        for found in act.verbs.finditer(clause):
            if found.end() > last:
                last, best = found.end(), act.measure
    if best == "accidents_count" and _helping().verbs.search(clause):
        return "members_supported"  # "trợ cấp tang, tai nạn": what they are helped for
    return best


def told_behind(behind: str, unit: str) -> str | None:
    """The measure of the first verb behind the figure, up to where its clause turns to something else."""
    if unit not in _PEOPLE:
        return None
    stop = _BREAK.search(behind)
    clause = behind[: min(stop.start() if stop else len(behind), _FARTHEST)]
    hits = [
        (found.start(), rank, act.measure)
        for rank, act in enumerate(_acts())
        if (not act.units or unit in act.units) and (found := act.verbs.search(clause))
    ]
    if not hits:
        return None
    first = min(hits)[2]
    houses = [measure for _, _, measure in hits if measure == "housing_beneficiaries"]
    return houses[0] if houses and first == "members_supported" else first


@lru_cache(maxsize=1)
def _acts() -> tuple[_Act, ...]:
    return tuple(
        _Act(
            act["measure"],
            frozenset(act.get("units", ())),
            re.compile(canonical(act["verbs"])),
            is_behind=act.get("is_behind", False),
        )
        for act in lexicon("verbs")["act"]
    )


@lru_cache(maxsize=1)
def _helping() -> _Act:
    return next(act for act in _acts() if act.measure == "members_supported")


def without_compounds(text: str) -> str:
    """`text` with the words that only look like verbs made unlike them, letter for letter."""
    return _compounds().sub(lambda found: "·" * len(found.group()), text)


@lru_cache(maxsize=1)
def _compounds() -> re.Pattern[str]:
    return re.compile(rf"(?:{at_word_start(map(canonical, lexicon('verbs')['compounds']))})(?!\w)")
