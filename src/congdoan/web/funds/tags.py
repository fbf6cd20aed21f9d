"""What the pages of money say again and again."""

from decimal import Decimal

from django import template

from congdoan.foundation.figures import format_percent
from congdoan.funds.models import PostingSet, Reservation, Voucher
from congdoan.funds.queries import heading_of, voucher_label
from congdoan.web.funds.words import is_decided

register = template.Library()

_LOOKS = {"prepared": "soon", "approved": "doing", "paid": "done", "cancelled": "excused", "reversed": "returned"}


@register.filter
def labelled(voucher: Voucher) -> str:
    """`PC 0012/2024`."""
    return voucher_label(voucher)


@register.filter
def look(voucher: Voucher) -> str:
    """The badge of a voucher's state."""
    return _LOOKS[voucher.state]


@register.filter
def heading(booked: PostingSet) -> str:
    """What a set of postings is called: its purpose, its origin, or its kind; a reversal says so."""
    words = heading_of(booked)
    return f"{booked.get_kind_display()}: {words}" if booked.reverses_id else words


@register.filter
def rate(hundredths: int) -> str:
    """75 → "0,75 %"."""
    return format_percent(Decimal(hundredths) / 100)


@register.filter
def absolute(amount_vnd: int) -> int:
    """A credit as a column of credits shows it."""
    return abs(amount_vnd)


@register.filter
def said(values: dict[str, str], name: str) -> str:
    """What was typed, or found wrong, under a name."""
    return values.get(name, "")


@register.filter
def may_be_released(promise: Reservation) -> bool:
    """Money that whoever keeps the books may set free: what no decision on support holds."""
    return not is_decided(promise)
