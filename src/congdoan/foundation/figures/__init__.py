"""The grammar of Vietnamese figures: how numbers, money and dates are written, and how they are read back.

Two rules hold everywhere and are property-tested: what is written reads back as the same value, and a reader that
is not sure answers `None`.
"""

from congdoan.foundation.figures.dates import WrittenDate, format_date, read_date, scan_dates
from congdoan.foundation.figures.reading import Quantity, read_amount, read_number, scan_quantity
from congdoan.foundation.figures.writing import (
    NO_BREAK,
    amount_in_words,
    format_number,
    format_percent,
    format_vnd,
    number_in_words,
)

__all__ = [
    "NO_BREAK",
    "Quantity",
    "WrittenDate",
    "amount_in_words",
    "format_date",
    "format_number",
    "format_percent",
    "format_vnd",
    "number_in_words",
    "read_amount",
    "read_date",
    "read_number",
    "scan_dates",
    "scan_quantity",
]
