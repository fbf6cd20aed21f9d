"""Every change of the funds: open, receive, set aside, prepare, approve, pay, take back, close."""

from congdoan.funds.actions.carrying import carry
from congdoan.funds.actions.closing import close_day, close_period
from congdoan.funds.actions.estimating import approve_estimate, approve_settlement, draw_estimate, settle_year
from congdoan.funds.actions.moving import move_money, reverse_move
from congdoan.funds.actions.opening import close_fund, open_fund
from congdoan.funds.actions.paying import (
    approve_payment,
    approve_payments,
    cancel_voucher,
    pay_out,
    pay_out_all,
    reverse_payment,
)
from congdoan.funds.actions.preparing import (
    ToPay,
    left_to_pay,
    left_to_pay_each,
    prepare_payment,
    prepare_payments,
)
from congdoan.funds.actions.raising import note_raised, withdraw_raised
from congdoan.funds.actions.reading_bank import StatementRead, import_statement, match, unmatch
from congdoan.funds.actions.receiving import Donor, receive, take_back
from congdoan.funds.actions.remitting import confirm_arrival, remit
from congdoan.funds.actions.reserving import Wanted, lock_of, release, reserve, reserve_all, settle, unsettle
from congdoan.funds.actions.spending import spend
from congdoan.funds.queries.labels import voucher_label

__all__ = [
    "Donor",
    "StatementRead",
    "ToPay",
    "Wanted",
    "approve_estimate",
    "approve_payment",
    "approve_payments",
    "approve_settlement",
    "cancel_voucher",
    "carry",
    "close_day",
    "close_fund",
    "close_period",
    "confirm_arrival",
    "draw_estimate",
    "import_statement",
    "left_to_pay",
    "left_to_pay_each",
    "lock_of",
    "match",
    "move_money",
    "note_raised",
    "open_fund",
    "pay_out",
    "pay_out_all",
    "prepare_payment",
    "prepare_payments",
    "receive",
    "release",
    "remit",
    "reserve",
    "reserve_all",
    "reverse_move",
    "reverse_payment",
    "settle",
    "settle_year",
    "spend",
    "take_back",
    "unmatch",
    "unsettle",
    "voucher_label",
    "withdraw_raised",
]
