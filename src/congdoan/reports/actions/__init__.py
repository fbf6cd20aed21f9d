"""Every change of a report, in the order of its life:

asked for, written, sent up and judged, drawn together above, signed.
"""

from congdoan.reports.actions.asking import ask_for_report, close_request, move_cutoff, reopen_request
from congdoan.reports.actions.asking_again import ask_again
from congdoan.reports.actions.consolidating import pick_excerpt, renew_excerpt
from congdoan.reports.actions.judging import (
    accept,
    accept_many,
    close_remark,
    remark,
    send,
    send_back,
    take_back,
    withdraw_remark,
)
from congdoan.reports.actions.signing import sign
from congdoan.reports.actions.writing import (
    add_block,
    keep_number,
    move_block,
    open_own,
    open_report,
    place_figure,
    quote_figure,
    remove_block,
    restore_block,
    set_wording,
    write,
)

__all__ = [
    "accept",
    "accept_many",
    "add_block",
    "ask_again",
    "ask_for_report",
    "close_remark",
    "close_request",
    "keep_number",
    "move_block",
    "move_cutoff",
    "open_own",
    "open_report",
    "pick_excerpt",
    "place_figure",
    "quote_figure",
    "remark",
    "remove_block",
    "renew_excerpt",
    "reopen_request",
    "restore_block",
    "send",
    "send_back",
    "set_wording",
    "sign",
    "take_back",
    "withdraw_remark",
    "write",
]
