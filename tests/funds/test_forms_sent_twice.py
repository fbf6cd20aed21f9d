"""A double click, a line that broke, a page gone back to: money moves once, and never another sum in silence."""

import pytest

from congdoan.foundation.errors import Refused
from congdoan.funds import actions
from congdoan.funds.models import Lot, PostingSet, Reservation, Voucher
from fund_stories import TODAY, Money, counted

pytestmark = pytest.mark.django_db


def test_a_receipt_sent_twice_is_one_receipt(money: Money) -> None:
    first, again = (money.give(5_000_000, client_token="mau-thu-01") for _ in range(2))

    assert first == again
    assert money.stands() == (5_000_000, 0, 5_000_000)
    assert counted("donations_received", money.province.top) == 5_000_000
    with pytest.raises(Refused, match="đã được ghi thành PT 0001/2024"):
        money.give(6_000_000, client_token="mau-thu-01")
    assert money.give(5_000_000, client_token="mau-thu-02") != first, "another form is another gift"
    assert Lot.objects.count() == 2


def test_a_payment_sent_twice_is_one_voucher(money: Money) -> None:
    money.give(5_000_000)
    said = {"purpose": "administration", "for_unit": money.province.top, "payee": "Nhà in Hoa Ban", "by": money.thu}
    fund = money.budget
    money.give(3_000_000, fund=fund, origin="other", donors=())
    first, again = (actions.spend(fund, 700_000, client_token="mau-chi-01", **said) for _ in range(2))
    assert first == again
    assert Reservation.objects.filter(fund=fund).count() == 1

    promised = money.promise(1_000_000)
    part, twice = (
        actions.prepare_payment(promised, 400_000, payee="Lan", client_token="mau-chi-02", by=money.thu)
        for _ in range(2)
    )
    assert part == twice
    assert Voucher.objects.filter(reservation=promised).count() == 1
    with pytest.raises(Refused, match="mở lại trang"):
        actions.prepare_payment(promised, 300_000, payee="Lan", client_token="mau-chi-02", by=money.thu)


def test_a_move_sent_twice_is_one_move(money: Money) -> None:
    money.give(5_000_000, method="bank")
    for _ in range(2):
        actions.move_money(money.social, 2_000_000, to="cash", on=TODAY, client_token="mau-rut-01", by=money.binh)

    assert PostingSet.objects.filter(kind="move").count() == 1
    with pytest.raises(Refused, match="đã được ghi thành Rút tiền gửi"):
        actions.move_money(money.social, 1_000_000, to="cash", on=TODAY, client_token="mau-rut-01", by=money.binh)
