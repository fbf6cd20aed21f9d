"""The day is counted and closed, the month after it, the year settled; what was wrong is mirrored on an open day."""

from datetime import date

import pytest

from congdoan.foundation.errors import NotAllowed, Refused
from congdoan.foundation.periods import month, year
from congdoan.funds import actions, queries, verification
from congdoan.funds.models import Closing
from fund_stories import TODAY, Money

pytestmark = pytest.mark.django_db

JULY_5, JULY_31 = date(2024, 7, 5), date(2024, 7, 31)


def test_the_cash_counted_must_be_the_cash_in_the_book_or_say_why(money: Money) -> None:
    money.give(1_000_000, on=JULY_5)

    with pytest.raises(Refused, match=r"Kiểm đếm được 900\.000\sđ, sổ ghi 1\.000\.000\sđ"):
        actions.close_day(money.province.top, JULY_5, counted_vnd=900_000, by=money.binh)
    closing = actions.close_day(money.province.top, JULY_5, counted_vnd=900_000, note="Thiếu, đang tìm", by=money.binh)

    assert (closing.book_cash_vnd, closing.counted_vnd) == (1_000_000, 900_000)
    assert money.stands()[0] == 1_000_000, "a difference is explained, never posted away"
    with pytest.raises(Refused, match="khóa"):
        actions.close_day(money.province.top, JULY_5, counted_vnd=900_000, note="Lại", by=money.binh)


@pytest.mark.parametrize("counted", [-1, 1.5, True, "1000"])
def test_a_count_is_whole_dong(money: Money, counted: object) -> None:
    with pytest.raises(Refused, match="kiểm đếm"):
        actions.close_day(money.province.top, JULY_5, counted_vnd=counted, by=money.binh)  # type: ignore[arg-type]


def test_an_error_in_a_closed_month_is_mirrored_in_an_open_one(money: Money) -> None:
    money.give(5_000_000, on=JULY_5)
    wrong = money.pay(money.promise(1_000_000, on=JULY_5), on=JULY_5)
    closing = actions.close_period(money.province.top, month(7, 2024), by=money.thu)

    assert [(row["opening"], row["in"], row["out"], row["cash"]) for row in closing.balances] == [
        (0, 5_000_000, 1_000_000, 4_000_000)
    ]
    with pytest.raises(Refused, match="khóa"):
        actions.reverse_payment(wrong, on=JULY_31, reason="Chi nhầm", by=money.thu)
    actions.reverse_payment(wrong, on=date(2024, 8, 1), reason="Chi nhầm", by=money.thu)

    july = queries.book_page(money.province.top, "cash", month(7, 2024))
    august = queries.book_page(money.province.top, "cash", month(8, 2024))
    assert (july.closing_vnd, august.opening_vnd, august.closing_vnd) == (4_000_000, 4_000_000, 5_000_000)
    assert verification.closed_books() == []
    with pytest.raises(Refused, match="khóa"):
        actions.close_period(money.province.top, month(7, 2024), by=money.thu)
    assert Closing.objects.count() == 1


def test_a_day_to_come_is_not_closed(money: Money) -> None:
    with pytest.raises(Refused, match="chưa đến"):
        actions.close_period(money.province.top, month(9, 2024), by=money.thu)


def test_the_books_show_each_movement_and_what_stood_after_it(money: Money) -> None:
    money.give(3_000_000, on=date(2024, 6, 30))
    money.give(2_000_000, on=JULY_5, method="bank")
    actions.move_money(money.social, 500_000, to="cash", on=JULY_31, by=money.binh)

    cash = queries.book_page(money.province.top, "cash", month(7, 2024))
    bank = queries.book_page(money.province.top, "bank", month(7, 2024), fund=money.social)

    assert (cash.opening_vnd, [(line.in_vnd, line.standing_vnd) for line in cash.lines]) == (
        3_000_000,
        [(500_000, 3_500_000)],
    )
    assert [(line.in_vnd, line.out_vnd) for line in bank.lines] == [(2_000_000, 0), (0, 500_000)]
    assert bank.closing_vnd == 1_500_000


def test_an_estimate_is_drawn_by_one_and_approved_by_another(money: Money) -> None:
    lines = {"in:dues": 50_000_000, "out:activity": 20_000_000, "out:award": 0}
    estimate = actions.draw_estimate(money.province.top, stream="budget", year=2024, lines=lines, by=money.thu)

    assert estimate.lines.count() == 2
    with pytest.raises(NotAllowed):
        actions.approve_estimate(estimate, by=money.thu)
    actions.approve_estimate(estimate, by=money.minh)
    with pytest.raises(Refused, match="đã duyệt"):
        actions.draw_estimate(money.province.top, stream="budget", year=2024, lines={}, by=money.thu)
    with pytest.raises(Refused, match="chưa có số nào"):
        actions.draw_estimate(money.province.top, stream="social", year=2024, lines={"in:donation": 0}, by=money.thu)
    with pytest.raises(Refused, match="không có mục"):
        actions.draw_estimate(money.province.top, stream="social", year=2024, lines={"in:dues": 1}, by=money.thu)
    with pytest.raises(Refused, match="không âm"):
        actions.draw_estimate(money.province.top, stream="social", year=2024, lines={"in:donation": -1}, by=money.thu)


def test_a_year_is_settled_out_of_closed_books_and_adds_up(money: Money) -> None:
    from congdoan.foundation import clock

    top = money.province.top
    money.give(10_000_000, fund=money.budget, origin="opening", donors=(), on=date(2024, 1, 1))
    money.give(5_000_000, fund=money.budget, origin="dues", donors=())
    money.pay(money.promise(2_000_000, purpose="award", fund=money.budget))
    reversed_ = money.pay(money.promise(1_000_000, purpose="activity", fund=money.budget))
    actions.reverse_payment(reversed_, on=TODAY, reason="Hoãn", by=money.minh)

    with pytest.raises(Refused, match="Hãy khóa sổ"):
        actions.settle_year(top, stream="budget", year=2024, by=money.thu)
    with clock.set_to(date(2025, 1, 10)):
        actions.close_period(top, year(2024), by=money.thu)
        settled = actions.settle_year(top, stream="budget", year=2024, by=money.thu)
        with pytest.raises(NotAllowed):
            actions.approve_settlement(settled, by=money.thu)
        assert actions.approve_settlement(settled, by=money.minh).approved_by_name == "Chủ tịch Minh"

    assert settled.lines == {"in:opening": 10_000_000, "in:dues": 5_000_000, "out:award": 2_000_000}
    assert (settled.income_vnd, settled.expense_vnd, settled.closing_vnd) == (15_000_000, 2_000_000, 13_000_000)
