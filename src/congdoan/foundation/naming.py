"""Rows of reference data carry their English beside the Vietnamese: which of the two the reader sees.

`str(row)` is the one way to name such a row on a screen, in a select and in the API; its `name` is for official papers,
which are Vietnamese whoever reads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from django.utils.translation import get_language, override


@runtime_checkable
class Named(Protocol):
    """A row of reference data."""

    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Both:
    """Words made in either language at once, for a sentence that others will read; see `both`."""

    name: str
    name_en: str

    def __str__(self) -> str:
        return in_readers_language(self.name, self.name_en)


def both(words: Callable[[], str]) -> Both:
    """What `words` says to a reader of Vietnamese and to one of English."""
    with override("vi"):
        vietnamese = words()
    with override("en"):
        return Both(vietnamese, words())


def in_readers_language(vietnamese: str, english: str) -> str:
    """The English words for a reader of English, unless there are none."""
    return (english if get_language() == "en" else "") or vietnamese
