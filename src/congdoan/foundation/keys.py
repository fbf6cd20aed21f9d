"""Public ids: what people see, read aloud over a telephone and type; never a database id."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without 0 O 1 I L U: none can be misread or spell a word
LENGTH = 10


def new_key() -> str:
    """A fresh public id of ten letters and digits (49 bits): unguessable enough beside an access check."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def tidy_key(typed: str) -> str:
    """What a person meant by `typed`: upper case, without spaces and hyphens."""
    return typed.upper().replace(" ", "").replace("-", "")
