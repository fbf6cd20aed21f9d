"""Bringing in a sheet of members: kept, read row by row, judged, written at once, taken back."""

from congdoan.membership.importing.committing import order_commit, undo
from congdoan.membership.importing.running import advance, run_imports
from congdoan.membership.importing.taking import take

__all__ = ["advance", "order_commit", "run_imports", "take", "undo"]
