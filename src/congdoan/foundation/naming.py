"""Rows of reference data carry their English beside the Vietnamese: which of the two the reader sees.

`str(row)` is the one way to name such a row on a screen, in a select and in the API; its `name` is for official papers,
which are Vietnamese whoever reads.
"""

from typing import Protocol, runtime_checkable

from django.utils.translation import get_language


@runtime_checkable
class Named(Protocol):
    """A row of reference data."""

    name: str
    name_en: str


def in_readers_language(vietnamese: str, english: str) -> str:
    """The English words for a reader of English, unless there are none."""
    return (english if get_language() == "en" else "") or vietnamese
