"""Pure judgements about money: what is an amount, which lots a sum is drawn from, which steps a voucher takes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

LARGEST_VND = 10**15
"""No sum of a union comes near; beyond it a slip of the finger is likelier than a gift."""

TRANSITIONS: dict[str, frozenset[str]] = {
    "prepared": frozenset({"approved", "cancelled"}),
    "approved": frozenset({"paid", "cancelled"}),
    "paid": frozenset({"reversed"}),
    "cancelled": frozenset(),
    "reversed": frozenset(),
}
"""Every step of a voucher. The database holds the same table."""


def may_become(state: str, next_state: str) -> bool:
    return next_state in TRANSITIONS[state]


def is_whole_amount(value: object) -> bool:
    """Whether `value` is a sum one can pay: whole đồng, above zero, within reason. A bool is no number here."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LARGEST_VND


@dataclass(frozen=True, slots=True)
class Purse:
    """What a lot still has to give. `restricted_to` empty: for anything its fund allows."""

    lot_id: int
    free_vnd: int
    restricted_to: tuple[str, ...] = ()

    def allows(self, purpose: str) -> bool:
        return not self.restricted_to or purpose in self.restricted_to


def free_for(purpose: str, purses: Sequence[Purse]) -> int:
    """What may be promised for `purpose`."""
    return sum(purse.free_vnd for purse in purses if purse.allows(purpose))


def draw(amount_vnd: int, purpose: str, purses: Sequence[Purse]) -> list[tuple[int, int]] | None:
    """From which lots the sum comes: (lot id, đồng). None when they do not hold enough for the purpose.

    Money given for this very purpose goes first, so that money given freely stays free; otherwise in the given order.
    """
    usable = [purse for purse in purses if purse.free_vnd > 0 and purse.allows(purpose)]
    drawn, wanted = [], amount_vnd
    for purse in sorted(usable, key=lambda purse: not purse.restricted_to):
        part = min(wanted, purse.free_vnd)
        if part:
            drawn.append((purse.lot_id, part))
            wanted -= part
    return None if wanted else drawn


def drawn_from(purses: Sequence[Purse], drawn: Sequence[tuple[int, int]]) -> list[Purse]:
    """The purses after that was taken out of them."""
    gone = dict(drawn)
    return [replace(purse, free_vnd=purse.free_vnd - gone.get(purse.lot_id, 0)) for purse in purses]


def consume(amount_vnd: int, open_parts: Sequence[int]) -> list[int]:
    """How much of each open part goes when the amount is taken from them in order. Raises ValueError past their sum."""
    taken, wanted = [], amount_vnd
    for part in open_parts:
        taken.append(min(part, wanted))
        wanted -= taken[-1]
    if wanted:
        raise ValueError(f"{amount_vnd} is more than {sum(open_parts)}")
    return taken


def split(amount_vnd: int, weights: Sequence[int]) -> list[int]:
    """Divide whole đồng by weights without losing or making one: the largest remainders get the odd đồng, first come.

    Raises ValueError for a negative amount or weight, or no weight at all.
    """
    total = sum(weights)
    if amount_vnd < 0 or total <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("an amount of at least 0 is divided by weights of at least 0, not all of them 0")
    exact = [Fraction(amount_vnd * weight, total) for weight in weights]
    parts = [int(share) for share in exact]
    left = amount_vnd - sum(parts)
    for place in sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])[:left]:
        parts[place] += 1
    return parts
