"""Every change to narratives: keeping, rewording, saying what a figure is bound to, noting what a paper said."""

from congdoan.narratives.actions.binding import bind, confirm, confirm_all, reopen, set_aside
from congdoan.narratives.actions.keeping import bring_back, discard, keep, revise, save_check
from congdoan.narratives.actions.marking import Said, mark, mark_again, unmark
from congdoan.narratives.actions.noting import note, withdraw

__all__ = [
    "Said",
    "bind",
    "bring_back",
    "confirm",
    "confirm_all",
    "discard",
    "keep",
    "mark",
    "mark_again",
    "note",
    "reopen",
    "revise",
    "save_check",
    "set_aside",
    "unmark",
    "withdraw",
]
