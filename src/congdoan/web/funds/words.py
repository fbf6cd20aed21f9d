"""Codes in the officers' words."""

from collections.abc import Sequence

from congdoan.funds.models import Purpose


def purposes_in_words(codes: Sequence[str]) -> str:
    """The purposes by name; empty when anything is allowed."""
    return ", ".join(str(row) for row in Purpose.objects.filter(code__in=codes)) if codes else ""
