"""What the words of a duty say: how often it comes back, whether it asks for a report. Pure."""

import re

from congdoan.foundation.text import fold
from congdoan.obligations.models import Recurrence

_EVERY = (
    (re.compile(r"\bh[ae]ng thang\b|\bmoi thang\b|\btheo thang\b"), Recurrence.MONTHLY),
    (re.compile(r"\bh[ae]ng quy\b|\bmoi quy\b|\btheo quy\b(?! dinh)"), Recurrence.QUARTERLY),
    (re.compile(r"\b6 thang\b|\bsau thang\b"), Recurrence.HALF_YEARLY),
    (re.compile(r"\bh[ae]ng nam\b|\bmoi nam\b"), Recurrence.YEARLY),
)
_REPORT = re.compile(r"\bbao cao\b")
_FIRST_WORDS = 6


def recurrence_of(rule: str) -> Recurrence:
    """How often the words of a due say that it comes back: "ngày 25 hằng tháng" is monthly; otherwise once."""
    folded = fold(rule)
    return next((every for pattern, every in _EVERY if pattern.search(folded)), Recurrence.ONCE)


def asks_for_report(what: str, proof: str) -> bool:
    """Whether the duty is to report: its proof is a report, or its first words say so."""
    opening = " ".join(fold(what).split()[:_FIRST_WORDS])
    return bool(_REPORT.search(fold(proof)) or _REPORT.search(opening))
