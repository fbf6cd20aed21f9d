"""Questions to the books."""

from congdoan.funds.queries.balances import (
    Balance,
    balance,
    free,
    lowest_from,
    paid_by_source,
    paid_for,
    reservations_of,
    reserved_for,
)
from congdoan.funds.queries.bank_files import bank_csv, bank_xlsx, waiting_transfers
from congdoan.funds.queries.books import BookLine, BookPage, Executed, balances_of, book_page, executed, held_before
from congdoan.funds.queries.homes import homes
from congdoan.funds.queries.labels import heading_of, voucher_label
from congdoan.funds.queries.matching import closed_periods, is_booked_after_closing, likely_sets, likely_sets_of
from congdoan.funds.queries.publishing import PublicStream, least_to_publish, public_statement
from congdoan.funds.queries.tracing import Step, lots_of, trace, vouchers_of
from congdoan.funds.queries.waiting import promises_to_pay

__all__ = [
    "Balance",
    "BookLine",
    "BookPage",
    "Executed",
    "PublicStream",
    "Step",
    "balance",
    "balances_of",
    "bank_csv",
    "bank_xlsx",
    "book_page",
    "closed_periods",
    "executed",
    "free",
    "heading_of",
    "held_before",
    "homes",
    "is_booked_after_closing",
    "least_to_publish",
    "likely_sets",
    "likely_sets_of",
    "lots_of",
    "lowest_from",
    "paid_by_source",
    "paid_for",
    "promises_to_pay",
    "public_statement",
    "reservations_of",
    "reserved_for",
    "trace",
    "voucher_label",
    "vouchers_of",
    "waiting_transfers",
]
