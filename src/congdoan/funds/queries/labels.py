"""What a voucher and a line of the books are called."""

from congdoan.funds.models import PostingSet, Voucher

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


def heading_of(booked: PostingSet) -> str:
    """What a line of the books is called: its purpose in neutral words, its origin, what was noted, or its kind."""
    if booked.purpose:
        return booked.purpose.in_public
    return str(booked.origin or booked.memo or booked.get_kind_display())
