"""At most one serving command for one data folder: two would fight over a demonstration's reload or a new schema."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Running:
    """Who serves this data now."""

    process: int
    address: str


class AlreadyServing(Exception):
    def __init__(self, other: Running | None) -> None:
        super().__init__(other)
        self.other = other


@contextmanager
def only_one(data: Path, address: str) -> Iterator[None]:
    """Be the one that serves `data` while the block runs. Raises AlreadyServing.

    The kernel drops the lock when this process ends, so a killed one leaves nothing to clean up.
    """
    data.mkdir(parents=True, exist_ok=True)
    with (data / "serving").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyServing(_named_in(data / "serving")) from None
        file.truncate(0)
        file.write(json.dumps({"process": os.getpid(), "address": address}))
        file.flush()
        yield
        file.truncate(0)


def running(data: Path) -> Running | None:
    """Who serves `data`, or None."""
    path = data / "serving"
    if not path.exists():
        return None
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return _named_in(path)
    return None


def _named_in(path: Path) -> Running | None:
    try:
        return Running(**json.loads(path.read_text()))
    except (ValueError, TypeError):
        return None
