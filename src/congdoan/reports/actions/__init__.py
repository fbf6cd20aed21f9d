"""Every change of a report, in the order of its life:

asked for, written, sent up and judged, drawn together above, signed.
"""

from congdoan.reports.actions.asking import ask_for_report
from congdoan.reports.actions.consolidating import drop_excerpt, pick_excerpt
from congdoan.reports.actions.judging import accept, close_remark, remark, send, send_back, take_back
from congdoan.reports.actions.signing import sign
from congdoan.reports.actions.writing import (
    add_block,
    move_block,
    open_report,
    place_figure,
    remove_block,
    set_wording,
    write,
)

__all__ = [
    "accept",
    "add_block",
    "ask_for_report",
    "close_remark",
    "drop_excerpt",
    "move_block",
    "open_report",
    "pick_excerpt",
    "place_figure",
    "remark",
    "remove_block",
    "send",
    "send_back",
    "set_wording",
    "sign",
    "take_back",
    "write",
]
