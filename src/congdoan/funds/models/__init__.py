"""Funds and everything that stands in their books."""

from congdoan.funds.models.budgets import (
    Estimate,
    EstimateLine,
    EstimateState,
    Raised,
    Remittance,
    Settlement,
)
from congdoan.funds.models.catalogues import Account, Method, Origin, OriginStream, Purpose, PurposeStream, Stream
from congdoan.funds.models.closing import Closing, ClosingKind
from congdoan.funds.models.funds import Books, Fund
from congdoan.funds.models.ledger import Posting, PostingSet, SetKind
from congdoan.funds.models.lots import Lot, LotDonor
from congdoan.funds.models.reservations import Reservation, Share
from congdoan.funds.models.statements import BankStatement, StatementLine
from congdoan.funds.models.vouchers import Voucher, VoucherKind, VoucherSeries, VoucherState

__all__ = [
    "Account",
    "BankStatement",
    "Books",
    "Closing",
    "ClosingKind",
    "Estimate",
    "EstimateLine",
    "EstimateState",
    "Fund",
    "Lot",
    "LotDonor",
    "Method",
    "Origin",
    "OriginStream",
    "Posting",
    "PostingSet",
    "Purpose",
    "PurposeStream",
    "Raised",
    "Remittance",
    "Reservation",
    "SetKind",
    "Settlement",
    "Share",
    "StatementLine",
    "Stream",
    "Voucher",
    "VoucherKind",
    "VoucherSeries",
    "VoucherState",
]
