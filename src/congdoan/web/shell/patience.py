"""Slowing down whoever guesses passwords, without locking an officer out for the day.

After five failures within a quarter of an hour, each further try must wait: 5, 10, 20 … up to 300 seconds. Counted for
a name from one address, so that a stranger cannot lock out a colleague, and, with a longer rope, for the name from
everywhere.
"""

import hashlib
import time

from django.core.cache import cache
from django.http import HttpRequest

FREE_TRIES = 5
FREE_TRIES_FROM_EVERYWHERE = 50
REMEMBERED_SECONDS = 15 * 60
LONGEST_WAIT_SECONDS = 300


def seconds_to_wait(name: str, request: HttpRequest) -> int:
    """How long until this name may be tried again from here; 0 when at once."""
    now = time.time()
    return max(0, *(round(_next_try(key, free) - now) for key, free in _keys(name, request)))


def note_failure(name: str, request: HttpRequest) -> None:
    for key, _free in _keys(name, request):
        failures, _last = cache.get(key, (0, 0.0))
        cache.set(key, (failures + 1, time.time()), REMEMBERED_SECONDS)


def forget(name: str, request: HttpRequest) -> None:
    """The person is who they say: from this address, begin anew."""
    key, _free = _keys(name, request)[0]
    cache.delete(key)


def _next_try(key: str, free_tries: int) -> float:
    failures, last = cache.get(key, (0, 0.0))
    if failures < free_tries:
        return 0.0
    wait: int = min(5 * 2 ** min(failures - free_tries, 10), LONGEST_WAIT_SECONDS)
    return float(last) + wait


def _keys(name: str, request: HttpRequest) -> list[tuple[str, int]]:
    address = request.META.get("REMOTE_ADDR", "")
    return [
        (_digest(f"{name.lower()}\n{address}"), FREE_TRIES),
        (_digest(name.lower()), FREE_TRIES_FROM_EVERYWHERE),
    ]


def _digest(text: str) -> str:
    return "sign-in-" + hashlib.sha256(text.encode()).hexdigest()
