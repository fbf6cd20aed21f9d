"""From what a paper says to what is asked of whom: proposed by the reader, decided by an officer.

A machine's proposal is never laid on anybody. An officer accepts it (with a due day, or saying that there is none),
changes it, splits it or rejects it; only accepted duties are laid when the paper is registered or issued.
"""

from congdoan.obligations.proposing.deciding import amend, reconsider, reject, split
from congdoan.obligations.proposing.proposals import add, propose
from congdoan.obligations.proposing.receiving import (
    ReadIn,
    lay_down,
    readdress,
    receive,
    register,
    take_apart,
    take_as_own,
)
from congdoan.obligations.proposing.taking import accept

__all__ = [
    "ReadIn",
    "accept",
    "add",
    "amend",
    "lay_down",
    "propose",
    "readdress",
    "receive",
    "reconsider",
    "register",
    "reject",
    "split",
    "take_apart",
    "take_as_own",
]
