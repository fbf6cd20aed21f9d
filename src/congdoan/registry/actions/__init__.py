"""Every change to papers and their books."""

from congdoan.registry.actions.arriving import (
    bring_back,
    correct_arriving,
    enter,
    register_delivery,
    register_incoming,
    set_aside,
    take_paper,
)
from congdoan.registry.actions.issuing import claim, draft, issue, name_recipient, recall, replace, revise
from congdoan.registry.actions.numbers import (
    close_series,
    declare_first_number,
    open_series,
    void_next,
    void_number,
)
from congdoan.registry.actions.receiving import acknowledge, mark_opened

__all__ = [
    "acknowledge",
    "bring_back",
    "claim",
    "close_series",
    "correct_arriving",
    "declare_first_number",
    "draft",
    "enter",
    "issue",
    "mark_opened",
    "name_recipient",
    "open_series",
    "recall",
    "register_delivery",
    "register_incoming",
    "replace",
    "revise",
    "set_aside",
    "take_paper",
    "void_next",
    "void_number",
]
