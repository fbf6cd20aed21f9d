"""Codes in the officers' words."""

from collections.abc import Sequence

from congdoan.funds.models import Purpose, Reservation


def purposes_in_words(codes: Sequence[str]) -> str:
    """The purposes by name; empty when anything is allowed."""
    return ", ".join(str(row) for row in Purpose.objects.filter(code__in=codes)) if codes else ""


def is_decided(promise: Reservation) -> bool:
    """Whether a decision on support set the money aside: a case, or a unit's gifts of a round."""
    return promise.source.startswith(("case:", "quota:"))
