"""Slowing down whoever guesses passwords, without locking an officer out for the day.

Tries are counted in the database, so that every process counts together: for a name from one place, for a name from
everywhere, and for one address whatever the names. Past the free ones each further try must wait: 5, 10, 20 … up to 300
seconds; a count is forgotten try by try as time goes by. A name nobody has is counted as any other: what one is told
does not say which names there are.

A browser in which the name signed in before is known by its cookie and counts alone. So neither a stranger who guesses
at a colleague's name nor somebody who tries many names from the office's one address locks that colleague out.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil

from django.db import transaction
from django.utils.crypto import salted_hmac

from congdoan.accounts.models import SignInTries

LONGEST_WAIT_SECONDS = 300
KEPT = timedelta(days=1)
"""A count not touched for so long is empty, and its row is taken away."""


@dataclass(frozen=True, slots=True)
class Rope:
    """How many tries are free, and after how many seconds one of them is forgotten."""

    free: int
    forgotten_after_seconds: int


NAME_FROM_HERE, NAME_FROM_EVERYWHERE, ADDRESS = Rope(5, 180), Rope(50, 180), Rope(30, 300)


@dataclass(frozen=True, slots=True)
class Knock:
    """Somebody at the door: the name they give, from which address, from which known browser ("" for a strange one)."""

    name: str
    address: str
    browser: str = ""

    def ropes(self) -> dict[str, Rope]:
        """The counts this try is added to, by their digests, in one order for all."""
        name = self.name.casefold().strip()
        if self.browser:
            counted = {_digest("browser", name, self.browser): NAME_FROM_HERE}
        else:
            counted = {
                _digest("here", name, self.address): NAME_FROM_HERE,
                _digest("name", name): NAME_FROM_EVERYWHERE,
                _digest("address", self.address): ADDRESS,
            }
        return dict(sorted(counted.items()))


@transaction.atomic
def try_once(knock: Knock) -> int:
    """Seconds to wait before the next try; 0 when one may try now, and then it is counted before it is made.

    Counting first, with the rows locked, keeps a hundred tries at one moment from being one.
    """
    ropes, now = knock.ropes(), time.time()
    rows = _locked(ropes, now)
    wait = max((_wait(row, ropes[row.digest], now) for row in rows), default=0.0)
    if wait <= 0:
        for row in rows:
            row.count, row.at = _left(row, ropes[row.digest], now) + 1, _moment(now)
        SignInTries.objects.bulk_update(rows, ["count", "at"])
    return max(0, ceil(wait))


@transaction.atomic
def let_in(knock: Knock) -> None:
    """The person is who they say: the try is taken off every count, and from here they begin anew."""
    for row in SignInTries.objects.select_for_update().filter(digest__in=knock.ropes()).order_by("digest"):
        is_own = row.digest == _own(knock)
        row.count = 0 if is_own else max(0, row.count - 1)
        row.save(update_fields=["count"])


def forget_old_tries() -> int:
    """Take away counts nobody added to for a day, and say how many. For the worker."""
    gone, _each = SignInTries.objects.filter(at__lt=_moment(time.time()) - KEPT).delete()
    return gone


def _locked(digests: Iterable[str], now: float) -> list[SignInTries]:
    wanted = list(digests)
    fresh = [SignInTries(digest=digest, count=0, at=_moment(now)) for digest in wanted]
    SignInTries.objects.bulk_create(fresh, ignore_conflicts=True)
    return list(SignInTries.objects.select_for_update().filter(digest__in=wanted).order_by("digest"))


def _wait(row: SignInTries, rope: Rope, now: float) -> float:
    beyond = ceil(_left(row, rope, now)) - rope.free
    if beyond < 0:
        return 0.0
    return row.at.timestamp() + float(min(5 * 2 ** min(beyond, 10), LONGEST_WAIT_SECONDS)) - now


def _left(row: SignInTries, rope: Rope, now: float) -> float:
    """What of the count is not forgotten by now."""
    return float(max(0.0, row.count - max(0.0, now - row.at.timestamp()) / rope.forgotten_after_seconds))


def _own(knock: Knock) -> str:
    name = knock.name.casefold().strip()
    return _digest("browser", name, knock.browser) if knock.browser else _digest("here", name, knock.address)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _digest(*parts: str) -> str:
    """Neither a name typed wrongly (often the password) nor an address lies readable in the database."""
    return salted_hmac("congdoan.accounts.patience", "\n".join(parts), algorithm="sha256").hexdigest()
