"""What the worker does again and again, each at its own pace."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connections

log = logging.getLogger("congdoan.worker")

LONGEST_REST_SECONDS = 60.0


@dataclass(frozen=True)
class Loop:
    """`step` does a bounded piece of work and says how much it did; 0 means there was nothing to do."""

    name: str
    step: Callable[[], int]
    every_seconds: float


def run(loop: Loop, stop: threading.Event) -> None:
    """Do the loop's work until `stop`: at once again while there is work, else at its own pace.

    A failed step is logged and tried again with growing rests, so that a database being restarted is waited for.
    """
    rest = loop.every_seconds
    while not stop.is_set():
        try:
            done = loop.step()
        except Exception:
            rest = min(max(rest, 1.0) * 2, LONGEST_REST_SECONDS)
            log.exception("%s failed; next try in %.0f s", loop.name, rest)
        else:
            rest = 0.0 if done else loop.every_seconds
        finally:
            connections.close_all()
        stop.wait(rest)


def run_all(loops: Sequence[Loop], stop: threading.Event) -> None:
    """Run every loop in a thread of its own; returns when all have ended after `stop`."""
    threads = [threading.Thread(target=run, args=(loop, stop), name=loop.name) for loop in loops]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        for thread in threads:
            thread.join(timeout=0.5)
