"""Minh approves and Bình pays what waits, many at once: chosen, read over with the sum, written whole or not at all."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from builders import Province
from congdoan.accounts.models import Role
from congdoan.foundation import clock
from congdoan.funds import actions
from congdoan.funds.models import Voucher
from congdoan.web.funds import several
from fund_stories import TODAY, Money

pytestmark = pytest.mark.django_db

Door = Callable[..., Client]
APPROVE, PAY = "/quy/phieu/duyet-nhieu/", "/quy/phieu/chi-nhieu/"


@pytest.fixture(autouse=True)
def sixteenth_of_september() -> Iterator[None]:
    with clock.set_to(TODAY):
        yield


@pytest.fixture
def money(province: Province) -> Money:
    """A million in the bank, three vouchers of 100,000 prepared by Thu."""
    made = Money(province)
    made.give(1_000_000, method="bank")
    rows = [actions.ToPay(made.promise(100_000, source=f"case:{place}"), "Lò Thị Hoa") for place in range(3)]
    actions.prepare_payments(rows, method="bank", by=made.thu)
    return made


def keys(state: str) -> list[str]:
    return list(Voucher.objects.filter(kind="payment", state=state).order_by("number").values_list("key", flat=True))


def test_two_of_three_are_approved_and_paid_after_their_sum_was_read(money: Money, sign_in: Door) -> None:
    minh = sign_in("Minh Chủ tịch", Role.CHAIR, money.province.top)
    binh = sign_in("Bình Thủ quỹ", Role.CASHIER, money.province.top)
    assert APPROVE in minh.get("/quy/phieu/").content.decode()
    assert minh.get(APPROVE).content.decode().count('name="phieu"') == 3
    chosen = keys("prepared")[:2]

    read_over = minh.get(APPROVE, {"phieu": chosen}).content.decode()
    assert "2 phiếu, cộng 200.000\xa0đ" in read_over
    assert "Lò Thị Hoa" not in read_over
    assert minh.post(APPROVE, {"phieu": chosen}).status_code == 302
    assert keys("approved") == chosen

    assert PAY in binh.get("/quy/phieu/").content.decode()
    paid = binh.post(PAY, {"phieu": chosen, "on": "16/09/2024"})
    assert paid.status_code == 302
    assert keys("paid") == chosen
    assert money.stands() == (800_000, 100_000, 700_000)

    again = binh.post(PAY, {"phieu": chosen, "on": "16/09/2024"})
    assert again.status_code == 404
    assert "vừa được người khác xử lý" in again.content.decode()
    assert money.stands() == (800_000, 100_000, 700_000)


def test_a_day_that_will_not_do_is_said_beside_it_and_pays_nobody(money: Money, sign_in: Door) -> None:
    binh = sign_in("Bình Thủ quỹ", Role.CASHIER, money.province.top)
    actions.approve_payments(list(Voucher.objects.filter(state="prepared")), by=money.minh)

    told = binh.post(PAY, {"phieu": keys("approved"), "on": "17/09/2024"}).content.decode()

    assert "chưa đến" in told
    assert len(keys("approved")) == 3


def test_only_the_chair_approves_many_and_only_who_holds_the_money_pays_many(money: Money, sign_in: Door) -> None:
    top = money.province.top
    thu, binh = sign_in("Thu Kế toán", Role.ACCOUNTANT, top), sign_in("Bình Thủ quỹ", Role.CASHIER, top)
    minh, hoa = sign_in("Minh", Role.CHAIR, top), sign_in("Hoa", Role.CHAIR, money.province.elsewhere)
    chosen = keys("prepared")

    assert [door.get(APPROVE).status_code for door in (thu, binh)] == [403, 403]
    assert minh.get(PAY).status_code == 403
    assert hoa.post(APPROVE, {"phieu": chosen}).status_code == 404, "another unit's vouchers are not there"
    assert keys("prepared") == chosen


def test_a_list_longer_than_one_can_read_over_is_taken_in_parts(
    money: Money, sign_in: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(several, "AT_ONCE", 2)
    minh, all_three = sign_in("Minh Chủ tịch", Role.CHAIR, money.province.top), keys("prepared")

    shown = minh.get(APPROVE).content.decode()
    assert shown.count('name="phieu"') == 2
    assert "Đang chờ 3 phiếu, cộng 300.000\xa0đ. Mỗi lần nhiều nhất 2 phiếu" in shown
    assert "hãy bỏ bớt" in minh.post(APPROVE, {"phieu": all_three}).content.decode()
    assert keys("prepared") == all_three

    minh.post(APPROVE, {"phieu": all_three[1:]})  # the last two, though the page begins with the first
    desk = minh.get("/quy/phieu/").content.decode()
    assert keys("prepared") == all_three[:1]
    assert APPROVE not in desk, "one alone is approved on its own page"
