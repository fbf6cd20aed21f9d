"""The stored search text and the Vietnamese sort key of a body, kept in step with its names."""

from collections.abc import Iterable

from congdoan.foundation.text import fold, initials, nfc, sort_key
from congdoan.organisation.models import Body


def search_words(text: str) -> list[str]:
    """The words of a search as they stand in the index: no accents, no case, i and y the same."""
    return _loose(fold(nfc(text))).split()


def index(body: Body, names: Iterable[str]) -> None:
    """Set the search text from every name the body ever had, its code and its symbol. Does not save.

    A blank stands before each word, so that a search can ask for beginnings of words. Initials are stored from every
    word on ("bvdkpl", "vdkpl", …), so that "bvdk" finds a hospital whatever precedes it in the name.
    """
    parts: list[str] = []
    for name in filter(None, names):
        parts += [fold(name), _loose(fold(name)), *_tails(initials(name))]
    parts += [fold(body.code), _loose(fold(body.code)), fold(body.symbol)]
    body.folded = " ".join(["", *dict.fromkeys(filter(None, parts)), ""])
    body.sort_key = sort_key(body.name)[:500]


def _tails(letters: str) -> list[str]:
    return [letters[start:] for start in range(len(letters) - 1)]


def _loose(folded: str) -> str:
    return folded.replace("y", "i")
