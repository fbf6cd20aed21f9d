"""Thu prepares, Minh approves and Bình pays a whole list: the same money as one by one, all of it or nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congdoan.foundation.errors import NotAllowed, Refused
from congdoan.foundation.models import AuditEntry
from congdoan.funds import actions, verification
from congdoan.funds.actions import ToPay
from congdoan.funds.models import Fund, Lot, PostingSet, Reservation, Share, Voucher, VoucherSeries
from congdoan.journal import verification as journal
from congdoan.journal.models import Entry
from fund_stories import TODAY, Money

pytestmark = pytest.mark.django_db

ROW = st.tuples(
    st.integers(min_value=1, max_value=900_000),
    st.sampled_from(["hardship", "sickness", "study"]),
    st.booleans(),
    st.sampled_from(["Lò Thị Hoa", "Bệnh viện tỉnh", "Nguyễn Văn An"]),
)


class Untold(Exception):
    """Ends a story so that the next begins where this one did."""


def promises(money: Money, count: int, *, amount: int = 100_000) -> list[Reservation]:
    return [money.promise(amount, source=f"case:{place}") for place in range(count)]


def rows_of(promised: list[Reservation]) -> list[ToPay]:
    return [ToPay(row, payee="Lò Thị Hoa") for row in promised]


def pay_list(money: Money, rows: list[ToPay], method: str) -> None:
    vouchers = actions.prepare_payments(rows, method=method, by=money.thu)
    actions.approve_payments(vouchers, by=money.minh)
    actions.pay_out_all(vouchers, on=TODAY, by=money.binh)


def pay_singly(money: Money, rows: list[ToPay], method: str) -> None:
    vouchers = [
        actions.prepare_payment(row.reservation, row.amount_vnd, payee=row.payee, method=method, by=money.thu)
        for row in rows
    ]
    for voucher in vouchers:
        actions.approve_payment(voucher, by=money.minh)
    for voucher in vouchers:
        actions.pay_out(voucher, on=TODAY, by=money.binh)


@given(rows=st.lists(ROW, min_size=1, max_size=6), method=st.sampled_from(["cash", "bank"]))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_list_moves_the_same_money_as_its_rows_one_by_one(money: Money, rows: list[Any], method: str) -> None:
    told = [_told(money, rows, method, pay) for pay in (pay_list, pay_singly)]
    assert told[0] == told[1]


def _told(money: Money, rows: list[Any], method: str, pay: Callable[..., None]) -> object:
    """What stands after the story, keys left out; then as if it had never been."""
    stands: object = None
    try:
        with transaction.atomic():
            money.give(1_500_000, method=method, restricted_to=["sickness", "study"])
            money.give(9_000_000, method=method)
            made = [
                (money.promise(amount, purpose=purpose, source=f"case:{place}"), amount, is_part, payee)
                for place, (amount, purpose, is_part, payee) in enumerate(rows)
            ]
            wanted = [ToPay(row, payee, max(1, amount // 3) if part else None) for row, amount, part, payee in made]
            pay(money, wanted, method)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            assert verification.books() == verification.vouchers() == verification.counted() == []
            assert journal.mirrors() == []
            stands = _state()
            raise Untold
    except Untold:
        return stands


def _state() -> list[list[tuple[Any, ...]]]:
    vouchers = Voucher.objects.order_by("series", "number")
    names = {row.source: f"{row.series_id} {row.number}" for row in vouchers}
    entries = Entry.objects.order_by("measure_id", "facet", "quantity", "pk")
    audits = AuditEntry.objects.filter(action__startswith="funds.voucher").order_by("action", "sentence")
    sets = PostingSet.objects.order_by("voucher__series", "voucher__number")
    return [
        list(Fund.objects.order_by("pk").values_list("pk", "cash_vnd", "bank_vnd", "reserved_vnd")),
        list(Lot.objects.order_by("received_on", "amount_vnd").values_list("amount_vnd", "committed_vnd", "spent_vnd")),
        list(Share.objects.order_by("reservation__source", "lot").values_list("amount_vnd", "paid_vnd")),
        list(VoucherSeries.objects.order_by("kind", "method").values_list("kind", "method", "next_number")),
        [(v.number, v.amount_vnd, v.state, v.counterparty, v.payee.open(), v.memo, v.paid_on, v.paid_by, v.approved_by)
         for v in vouchers],
        [(one.voucher and one.voucher.number, one.booked_on, one.memo, one.purpose_id,
          sorted(one.postings.values_list("account", "amount_vnd"))) for one in sets],
        [(row.measure_id, row.facet, row.quantity, row.unit_id, row.for_unit_id, names.get(row.source, "")[-1:])
         for row in entries],
        list(audits.values_list("action", "sentence", "actor_key")),
    ]  # fmt: skip


def test_thirty_rows_ask_the_database_as_often_as_three(money: Money) -> None:
    money.give(10_000_000, method="bank")
    asked = []
    for count in (3, 30):
        rows = rows_of(promises(money, count))
        with CaptureQueriesContext(connection) as seen:
            pay_list(money, rows, "bank")
        asked.append(len(seen))

    assert asked[1] <= asked[0] + 1, "the first voucher of the year opens its book"
    assert asked[0] < 45


def test_a_refusal_names_the_row_and_leaves_nothing_behind(money: Money) -> None:
    money.give(1_000_000)
    first, second = promises(money, 2)
    rows = [ToPay(first, "Lan"), ToPay(second, "Mai", 100_001)]
    with pytest.raises(Refused, match=r"Dòng 2: Chỉ còn 100\.000\sđ"):
        actions.prepare_payments(rows, by=money.thu)
    with pytest.raises(Refused, match="Dòng 1: Hãy ghi người nhận"):
        actions.prepare_payments([ToPay(first, " "), ToPay(second, "Mai")], by=money.thu)
    with pytest.raises(Refused, match="Dòng 2: Khoản này đã chi hết"):
        actions.prepare_payments([ToPay(first, "Lan"), ToPay(first, "Lan")], by=money.thu)
    assert not Voucher.objects.filter(kind="payment").exists()

    vouchers = actions.prepare_payments([ToPay(first, "Lan"), ToPay(second, "Mai")], by=money.thu)
    with pytest.raises(NotAllowed, match="PC 0001/2024: Người lập phiếu không được tự duyệt"):
        actions.approve_payments(vouchers, by=money.thu)
    actions.approve_payment(vouchers[0], by=money.minh)
    with pytest.raises(Refused, match="PC 0001/2024: PC 0001/2024 hiện “chờ chi”"):
        actions.approve_payments(vouchers, by=money.minh)
    with pytest.raises(Refused, match="PC 0002/2024 hiện “chờ duyệt”"):
        actions.pay_out_all(vouchers, on=TODAY, by=money.binh)
    with pytest.raises(Refused, match="Chưa chọn"):
        actions.pay_out_all([], on=TODAY, by=money.binh)
    assert sorted(Voucher.objects.filter(kind="payment").values_list("state", flat=True)) == ["approved", "prepared"]
    assert money.stands() == (1_000_000, 200_000, 800_000)


def test_a_list_the_till_does_not_hold_is_paid_to_nobody(money: Money) -> None:
    money.give(250_000)
    money.give(1_000_000, method="bank")
    vouchers = actions.prepare_payments(rows_of(promises(money, 3)), by=money.thu)
    actions.approve_payments(vouchers, by=money.minh)

    with pytest.raises(Refused, match=r"PC 0003/2024: .* chỉ còn 50\.000\sđ tiền mặt"):
        actions.pay_out_all(vouchers, on=TODAY, by=money.binh)
    assert money.stands() == (1_250_000, 300_000, 950_000)
    assert not PostingSet.objects.filter(kind="payment").exists()
    actions.pay_out_all(vouchers[:2], on=TODAY, by=money.binh)
    assert money.stands() == (1_050_000, 100_000, 950_000)


def test_a_list_sent_twice_is_one_list(money: Money) -> None:
    money.give(1_000_000)
    rows = [ToPay(row, "Lan", client_token=f"danh-sach-{row.pk}") for row in promises(money, 3)]

    first, again = (actions.prepare_payments(rows, by=money.thu) for _ in range(2))

    assert first == again
    assert sorted(row.number for row in first) == [1, 2, 3]
    assert Voucher.objects.filter(kind="payment").count() == 3


def test_one_list_is_of_one_unit(money: Money) -> None:
    sector = money.province.sector
    other = actions.open_fund(sector, name="Quỹ ngành", stream="social", on=TODAY, by=money.thu)
    money.give(1_000_000)
    money.give(1_000_000, fund=other)
    here, there = money.promise(100_000), money.promise(100_000, fund=other)

    with pytest.raises(Refused, match="của một đơn vị"):
        actions.prepare_payments(rows_of([here, there]), by=money.thu)
