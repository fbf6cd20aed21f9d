"""The words the reader knows, as data: `lexicons/*.toml`, read once."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("lexicons")


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The table of `lexicons/<name>.toml`."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def longest_first(words: list[str]) -> list[str]:
    """For alternations in a pattern: a longer phrase must be tried before one that begins it."""
    return sorted(set(words), key=len, reverse=True)


def at_word_start(words: Iterable[str]) -> str:
    r"""A pattern of one of `words`, none of them inside a longer word: as `(?<!\w)(?:…|…)`, in the same order.

    Each alternative begins with its letter and looks back only behind it: so the matcher leaps from letter to letter
    with which a word begins, where a look back at the front would be tried at every letter of the text.
    """
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(rf"{first}(?<!\w{first})(?:{'|'.join(rests)})" for first, rests in by_letter.items())
