"""Every change of members: who becomes one, who stops, who goes where, what is known about them."""

from congdoan.membership.actions.admitting import admit
from congdoan.membership.actions.counting import record_headcount, withdraw_headcount
from congdoan.membership.actions.exempting import end_exemption, exempt
from congdoan.membership.actions.filing import (
    correct_file,
    correct_group,
    correct_identity,
    issue_card,
    open_group,
    return_card,
    set_dues_base,
)
from congdoan.membership.actions.leaving import end, end_many, withdraw_admission, withdraw_leaving
from congdoan.membership.actions.referring import (
    advance_referral,
    advance_referrals,
    close_referral,
    refer,
    refer_all,
    step_back,
)
from congdoan.membership.actions.transferring import (
    cancel_transfer,
    receive_transfer,
    return_transfer,
    transfer_out,
)

__all__ = [
    "admit",
    "advance_referral",
    "advance_referrals",
    "cancel_transfer",
    "close_referral",
    "correct_file",
    "correct_group",
    "correct_identity",
    "end",
    "end_exemption",
    "end_many",
    "exempt",
    "issue_card",
    "open_group",
    "receive_transfer",
    "record_headcount",
    "refer",
    "refer_all",
    "return_card",
    "return_transfer",
    "set_dues_base",
    "step_back",
    "transfer_out",
    "withdraw_admission",
    "withdraw_headcount",
    "withdraw_leaving",
]
