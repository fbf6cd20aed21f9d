"""Public ids: what people see, read aloud over a telephone and type; never a database id."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without 0 O 1 I L U: none can be misread or spell a word
LENGTH = 10

_SYSTEM = random.SystemRandom()
_source: ContextVar[random.Random | None] = ContextVar("keys", default=None)


def new_key() -> str:
    """A fresh public id of ten letters and digits (49 bits): unguessable enough beside an access check."""
    return "".join((_source.get() or _SYSTEM).choices(ALPHABET, k=LENGTH))


@contextmanager
def drawn_from(seed: str) -> Iterator[None]:
    """Within the block ids follow from `seed`: the demonstration has the same addresses each time it is loaded.

    Never for real work, where an id must not be foreseen.
    """
    token = _source.set(random.Random(seed))  # noqa: S311 - foreseeable on purpose
    try:
        yield
    finally:
        _source.reset(token)


def tidy_key(typed: str) -> str:
    """What a person meant by `typed`: upper case, without spaces and hyphens."""
    return typed.upper().replace(" ", "").replace("-", "")
