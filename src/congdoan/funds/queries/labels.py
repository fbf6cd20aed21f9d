"""What a voucher is called: its letters, number and year."""

from congdoan.funds.models import Voucher

LETTERS = {
    ("receipt", "cash"): "PT",
    ("payment", "cash"): "PC",
    ("receipt", "bank"): "BC",
    ("payment", "bank"): "UNC",
}
"""Phiếu thu, phiếu chi, báo Có, ủy nhiệm chi."""


def voucher_label(voucher: Voucher) -> str:
    """`PC 0012/2024`."""
    return f"{LETTERS[voucher.kind, voucher.method]} {voucher.number:04}/{voucher.series.year}"
