"""Every change of the funds: open, receive, set aside, prepare, approve, pay, take back, close."""

from congdoan.funds.actions.moving import move_money, reverse_move
from congdoan.funds.actions.opening import close_fund, open_fund
from congdoan.funds.actions.paying import (
    approve_payment,
    cancel_voucher,
    left_to_pay,
    pay_out,
    prepare_payment,
    reverse_payment,
)
from congdoan.funds.actions.receiving import Donor, receive, take_back, voucher_label
from congdoan.funds.actions.reserving import release, reserve

__all__ = [
    "Donor",
    "approve_payment",
    "cancel_voucher",
    "close_fund",
    "left_to_pay",
    "move_money",
    "open_fund",
    "pay_out",
    "prepare_payment",
    "receive",
    "release",
    "reserve",
    "reverse_move",
    "reverse_payment",
    "take_back",
    "voucher_label",
]
