"""Somebody help is asked for who stands on no list. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A worker known by name alone so far, with what tells them from others of that name.

    `another_because` is why this is not the person of that name already on record; empty where nobody is.
    """

    name: str
    birth_year: int | None = None
    citizen_id: str = ""
    another_because: str = ""
