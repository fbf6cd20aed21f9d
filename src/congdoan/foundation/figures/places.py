"""Where a pattern may begin, so that it is tried there only and not at every letter."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")


def at_digits(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """`pattern.finditer(text)` for a pattern that begins with a digit."""
    return at_places(pattern, text, digit_places(text))


def at_places(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """`pattern.finditer(text)` for a pattern that can begin at `places` (in order) only; it is never empty."""
    reached = 0
    for place in places:
        if place >= reached and (found := pattern.match(text, place)):
            yield found
            reached = found.end()


def at_hooks(pattern: re.Pattern[str], text: str, *hooks: tuple[re.Pattern[str], int]) -> Iterator[re.Match[str]]:
    """`pattern.finditer(text)` for a pattern that holds one of `hooks`, so many letters behind its beginning at most.

    A hook that begins with a certain letter is found many times faster than a pattern that may begin with any digit.
    """
    places: set[int] = set()
    for hook, reach in hooks:
        for found in hook.finditer(text):
            places.update(range(max(0, found.start() - reach), found.start() + 1))
    return at_places(pattern, text, sorted(places))


@lru_cache(maxsize=2)
def number_places(text: str) -> tuple[int, ...]:
    """Digits before which no digit stands."""
    return tuple(found.start() for found in _NUMBER.finditer(text))


@lru_cache(maxsize=2)
def digit_places(text: str) -> tuple[int, ...]:
    return tuple(found.start() for found in _DIGIT.finditer(text))
