"""Voucher numbers: one after another under a lock; a transaction that fails gives its number back unseen."""

from congdoan.funds.models import VoucherSeries


def take_number(unit_id: int, *, kind: str, method: str, year: int, count: int = 1) -> tuple[VoucherSeries, int]:
    """The next `count` numbers of the unit's book for the year, by the first of them; its row stays locked."""
    book = VoucherSeries.objects.select_for_update().filter(unit_id=unit_id, kind=kind, method=method, year=year)
    series = book.first()
    if series is None:  # the first of the year; another may open the book in the same moment
        VoucherSeries.objects.get_or_create(unit_id=unit_id, kind=kind, method=method, year=year)
        series = book.get()
    number = series.next_number
    series.next_number = number + count
    series.save(update_fields=["next_number"])
    return series, number
