"""The words the reader knows, as data: `lexicons/*.toml`, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The table of `lexicons/<name>.toml`."""
    return tomllib.loads(files("congdoan.documents").joinpath("lexicons", f"{name}.toml").read_text(encoding="utf-8"))


def longest_first(words: list[str]) -> list[str]:
    """For alternations in a pattern: a longer phrase must be tried before one that begins it."""
    return sorted(set(words), key=len, reverse=True)
