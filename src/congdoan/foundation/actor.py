"""Who acts. A small value, so that the lowest room can record an actor without knowing what a user is."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import pgettext

COMMAND = "command:"
"""How the key of an actor begins who is no person."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that changes the record.

    `key` is the account's public id (or the command's name), stable; `name` is copied into audit entries because it
    must outlive the account; `unit_code` is the unit in whose name the actor acts, empty for the installation itself.
    """

    key: str
    name: str
    unit_code: str = ""
    kind: Literal["person", "command", "peer"] = "person"


def command(name: str) -> Actor:
    """The actor of a command-line verb or a worker's job."""
    return Actor(key=f"{COMMAND}{name}", name=name, kind="command")


def spoken_name(key: str, name: str) -> str:
    """Whom a reader is told: a person's name as it was kept; for a command, whose name is a code, the system."""
    return pgettext("ai làm", "Hệ thống") if key.startswith(COMMAND) else name
