"""Questions to the books."""

from congdoan.funds.queries.balances import Balance, balance, free, lowest_from, paid_for, reservations_of, reserved_for
from congdoan.funds.queries.tracing import Step, spendings, trace, vouchers_of

__all__ = [
    "Balance",
    "Step",
    "balance",
    "free",
    "lowest_from",
    "paid_for",
    "reservations_of",
    "reserved_for",
    "spendings",
    "trace",
    "vouchers_of",
]
