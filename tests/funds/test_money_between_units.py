"""Money goes up the line, down it, and on to the heir when a unit ends; what was only raised never enters the books."""

from datetime import date

import pytest

from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.funds import actions, handover, queries, verification
from congdoan.funds.models import Fund, Lot, Remittance, Reservation
from congdoan.journal.models import Entry
from congdoan.reorganisation import actions as reorganisation
from fund_stories import TODAY, Money, counted

pytestmark = pytest.mark.django_db


def _sector_budget(money: Money) -> Fund:
    return actions.open_fund(
        money.province.sector, name="Ngân sách", stream="budget", on=date(2024, 1, 1), by=money.thu
    )


def test_what_is_remitted_is_seen_on_its_way_and_arrives_once(money: Money) -> None:
    sector = _sector_budget(money)
    money.give(10_000_000, fund=sector, origin="dues", donors=(), method="bank")
    sent = actions.remit(sector, 3_000_000, to=money.province.top, about="Đoàn phí quý III", on=TODAY, by=money.thu)

    with pytest.raises(Refused, match="chưa chi xong"):
        actions.confirm_arrival(sent, into=money.budget, on=TODAY, by=money.thu)
    money.pay(sent.reservation, method="bank")
    with pytest.raises(Refused, match="cùng dòng tiền"):
        actions.confirm_arrival(sent, into=money.social, on=TODAY, by=money.thu)
    lot = actions.confirm_arrival(sent, into=money.budget, on=TODAY, by=money.thu)
    with pytest.raises(Refused, match="xác nhận trước"):
        actions.confirm_arrival(sent, into=money.budget, on=TODAY, by=money.thu)

    assert (lot.amount_vnd, lot.origin_id) == (3_000_000, "from_below")
    assert counted("finance_revenue", money.province.top) == 0, "what is passed on is not revenue twice"
    assert counted("finance_expenditure", money.province.sector) == 0
    assert verification.counted() == verification.books() == []


def test_what_arrived_is_reversed_by_the_receiver_first_and_may_then_be_sent_anew(money: Money) -> None:
    sector = _sector_budget(money)
    money.give(3_000_000, fund=sector, origin="dues", donors=(), method="bank")
    sent = actions.remit(sector, 3_000_000, to=money.province.top, about="Đoàn phí quý III", on=TODAY, by=money.thu)
    voucher = money.pay(sent.reservation, method="bank")
    lot = actions.confirm_arrival(sent, into=money.budget, on=TODAY, by=money.thu)

    with pytest.raises(Refused, match="bên nhận ghi đảo"):
        actions.reverse_payment(voucher, on=TODAY, reason="Nhầm", by=money.minh)
    assert money.stands(sector)[0] == 0, "the money stands at one of the two, never at both"

    actions.take_back(lot, on=TODAY, reason="Nhầm quỹ", by=money.thu)
    again = actions.confirm_arrival(sent, into=money.budget, on=TODAY, by=money.thu)
    assert money.stands(money.budget)[0] == again.amount_vnd == 3_000_000
    assert verification.vouchers() == []

    actions.take_back(again, on=TODAY, reason="Chuyển lại", by=money.thu)
    actions.reverse_payment(voucher, on=TODAY, reason="Chuyển lại", by=money.minh)
    assert (money.stands(sector)[0], money.stands(money.budget)[0]) == (3_000_000, 0)
    assert verification.vouchers() == verification.books() == []
    Remittance.objects.filter(pk=sent.pk).update(lot=again)
    assert len(verification.vouchers()) == 1, "the proof sees a sum said to have arrived that nobody holds"


def test_money_goes_only_one_step_up_or_down(money: Money) -> None:
    money.give(1_000_000, fund=money.budget, origin="other", donors=())
    for far in (money.province.hospital, money.province.elsewhere):
        with pytest.raises(Refused, match="trực tiếp"):
            actions.remit(money.budget, 1_000, to=far, about="x", on=TODAY, by=money.thu)
    assert actions.remit(money.budget, 1_000, to=money.province.sector, about="x", on=TODAY, by=money.thu).pk


def test_money_of_a_unit_that_ends_goes_on_at_the_heir_with_its_givers_and_promises(money: Money) -> None:
    clinic, hospital = money.province.clinic, money.province.hospital
    purse = actions.open_fund(clinic, name="Quỹ tương trợ", stream="social", on=date(2024, 1, 1), by=money.thu)
    gift = money.give(4_000_000, fund=purse, on=date(2024, 5, 1), restricted_to=["sickness"], donors=["Bà Hiền"])
    money.give(1_000_000, fund=purse, on=date(2024, 5, 2), method="bank")
    money.pay(
        money.promise(500_000, purpose="sickness", fund=purse, for_unit=clinic, on=date(2024, 5, 3)),
        on=date(2024, 6, 1),
    )
    money.promise(2_000_000, purpose="sickness", fund=purse, for_unit=clinic, on=date(2024, 6, 1), source="case:BBBB")

    reorganisation.merge([clinic], into=hospital, on=date(2024, 7, 1), decided_by=None, by=money.minh)

    heir = Fund.objects.get(unit=hospital)
    assert (heir.name, heir.balance_vnd, heir.reserved_vnd) == ("Quỹ tương trợ", 4_500_000, 2_000_000)
    carried = Lot.objects.get(fund=heir, carried_from=gift)
    assert (carried.amount_vnd, carried.restricted_to) == (3_500_000, ["sickness"])
    assert [row.name for row in carried.donors.all()] == ["Bà Hiền"]
    promise = Reservation.objects.get(fund=heir, source="case:BBBB")
    assert promise.for_unit == hospital
    assert queries.reserved_for("case:BBBB") == 2_000_000
    old = Fund.objects.get(pk=purse.pk)
    assert (old.balance_vnd, old.closed_on) == (0, date(2024, 7, 1))
    assert counted("support_amount", clinic) == 500_000, "history stays where it happened"
    assert verification.books() == verification.vouchers() == verification.counted() == []
    money.pay(promise)
    assert queries.paid_for("case:BBBB") == 2_000_000


def test_a_unit_with_money_ends_only_with_an_heir_and_no_voucher_under_way(money: Money) -> None:
    clinic, hospital = money.province.clinic, money.province.hospital
    purse = actions.open_fund(clinic, name="Quỹ tương trợ", stream="social", on=date(2024, 1, 1), by=money.thu)
    money.give(4_000_000, fund=purse, on=date(2024, 5, 1))
    assert [str(row) for row in handover.open_matters([clinic], TODAY)] == [f"{clinic.name}: 1 quỹ còn tiền"]

    with pytest.raises(Refused):
        reorganisation.end([clinic], on=TODAY, decided_by=None, by=money.minh)
    voucher = actions.prepare_payment(money.promise(1_000, fund=purse), payee="Lan", by=money.thu)
    with pytest.raises(Refused, match="phiếu đang làm"):
        reorganisation.end([clinic], on=TODAY, heir=hospital, decided_by=None, by=money.minh)
    actions.cancel_voucher(voucher, reason="Sáp nhập", by=money.thu)
    reorganisation.end([clinic], on=TODAY, heir=hospital, decided_by=None, by=money.minh)
    assert Fund.objects.get(unit=hospital).balance_vnd == 4_000_000


def test_money_goes_on_only_where_it_may_pay_for_as_much(money: Money) -> None:
    money.give(1_000)
    with pytest.raises(Refused, match="khác dòng tiền"):
        actions.carry(money.social, into=money.budget, on=TODAY, by=money.thu)
    narrow = actions.open_fund(
        money.province.top, name="Quỹ Tết", stream="social", on=TODAY, restricted_to=["tet"], by=money.thu
    )
    foreign = actions.open_fund(money.province.sector, name="Quỹ", stream="social", on=TODAY, by=money.thu)
    for into in (narrow, foreign):
        with pytest.raises(Refused, match="chi được mọi việc"):
            actions.carry(money.social, into=into, on=TODAY, by=money.thu)
    heir = actions.open_fund(money.province.top, name="Quỹ xã hội", stream="social", on=TODAY, by=money.thu)
    assert actions.carry(money.social, into=heir, on=TODAY, by=money.thu) == 1_000


def test_the_heirs_fund_of_the_same_name_takes_the_money_only_where_it_may_pay_as_much(money: Money) -> None:
    clinic, hospital, opened = money.province.clinic, money.province.hospital, date(2024, 1, 1)
    purse = actions.open_fund(clinic, name="Quỹ tương trợ", stream="social", on=opened, by=money.thu)
    money.give(4_000, fund=purse, on=date(2024, 5, 1))
    actions.open_fund(hospital, name="Quỹ tương trợ", stream="social", on=opened, restricted_to=["tet"], by=money.thu)
    reorganisation.merge([clinic], into=hospital, on=date(2024, 7, 1), decided_by=None, by=money.minh)
    heir = Fund.objects.get(unit=hospital, cash_vnd=4_000)
    assert (heir.name, heir.restricted_to) == (f"Quỹ tương trợ ({clinic.code})", [])


def test_a_fund_closes_on_a_day_it_has_nothing_after(money: Money) -> None:
    lot = money.give(1_000, on=date(2024, 5, 1))
    actions.take_back(lot, on=date(2024, 6, 1), reason="Nhầm", by=money.thu)
    for day, words in ((date(2024, 9, 17), "chưa đến"), (date(2024, 5, 31), "01/06/2024"), (date(2023, 1, 1), "đóng")):
        with pytest.raises(Refused, match=words):
            actions.close_fund(money.social, on=day, by=money.thu)
    assert actions.close_fund(money.social, on=date(2024, 6, 1), by=money.thu).closed_on == date(2024, 6, 1)


def test_a_promise_partly_set_free_and_set_aside_again_still_waits_for_its_voucher(money: Money) -> None:
    money.give(3_000)
    promise = money.promise(1_000)
    voucher = money.pay(promise, 400)
    actions.release(promise, reason="Giảm mức", by=money.minh)
    assert list(queries.promises_to_pay(money.province.top)) == []
    actions.reverse_payment(voucher, on=TODAY, reason="Trả lại", by=money.minh)
    actions.prepare_payment(promise, 100, payee="Lan", by=money.thu)
    assert [row.left_vnd for row in queries.promises_to_pay(money.province.top)] == [300]  # type: ignore[attr-defined]


def test_what_was_only_raised_is_counted_and_never_booked(money: Money) -> None:
    top = money.province.top
    with clock.set_to(date(2024, 12, 31)):
        exact = actions.note_raised(
            top,
            50_000_000,
            kind="in_kind",
            happened_on=TODAY,
            giver="Công ty Sao Mai",
            goods="500 phần gạo",
            by=money.minh,
        )
        soft = actions.note_raised(
            top,
            13 * 10**9,
            kind="sponsorship",
            happened_on=TODAY,
            giver="nhiều nhà tài trợ",
            bound="over",
            by=money.minh,
        )

    assert money.stands()[0] == 0
    entry = Entry.objects.get(source=soft.source)
    assert (entry.lane, entry.bound) == ("reported", "over")
    actions.withdraw_raised(exact, reason="Ghi trùng", by=money.minh)
    assert counted("donations_raised", top, "in_kind") == 0
    assert verification.counted() == []
