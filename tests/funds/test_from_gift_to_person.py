"""A gift comes in, is promised, paid and traced; every step is in the books and, once paid, in the journal."""

from datetime import date
from uuid import uuid4

import pytest

from congdoan.foundation.errors import NotAllowed, Refused
from congdoan.foundation.models import AuditEntry
from congdoan.funds import actions, queries
from congdoan.funds.actions import Donor
from congdoan.funds.models import Lot, Posting, Voucher, VoucherState
from congdoan.journal.models import Entry
from fund_stories import TODAY, Money, counted

pytestmark = pytest.mark.django_db


def test_a_gift_of_four_givers_stays_one_unsplit_lot(money: Money) -> None:
    donors = [
        Donor("Tổng Liên đoàn"),
        Donor(body=money.province.elsewhere, is_public=True),
        "Tỉnh Bắc Hà",
        "Tỉnh Nam Hà",
    ]

    lot = money.give(125_000_000, donors=donors, method="bank")

    assert [row.name for row in lot.donors.all()][:2] == ["Tổng Liên đoàn", "Liên đoàn Lao động tỉnh Sông Trà"]
    assert money.stands() == (125_000_000, 0, 125_000_000)
    assert counted("donations_received", money.province.top) == 125_000_000
    receipt = lot.vouchers.get()
    assert (actions.voucher_label(receipt), receipt.state) == ("BC 0001/2024", VoucherState.PAID)
    assert AuditEntry.objects.filter(subject=f"lot:{lot.key}").exists()


def test_money_is_set_aside_at_the_decision_and_spent_at_the_payment(money: Money) -> None:
    money.give(10_000_000)
    person = uuid4()

    promised = money.promise(3_000_000, purpose="critical_illness", person_key=person)
    assert money.stands() == (10_000_000, 3_000_000, 7_000_000)
    assert (queries.reserved_for("case:AAAA"), queries.paid_for("case:AAAA")) == (3_000_000, 0)
    assert counted("support_amount", money.province.top) == 0, "a promise is not a payment"

    voucher = money.pay(promised)
    assert money.stands() == (7_000_000, 0, 7_000_000)
    assert (queries.reserved_for("case:AAAA"), queries.paid_for("case:AAAA")) == (0, 3_000_000)
    entry = Entry.objects.get(source=voucher.source)
    assert (entry.unit, entry.for_unit, entry.facet, entry.quantity, entry.person_key) == (
        money.province.top,
        money.province.hospital,
        "critical_illness",
        3_000_000,
        person,
    )
    assert queries.vouchers_of("case:AAAA") == [voucher]


def test_a_gift_is_traced_to_those_it_reached(money: Money) -> None:
    first = money.give(2_000_000, on=date(2024, 3, 1))
    second = money.give(5_000_000, on=date(2024, 4, 1))
    promised = money.promise(3_000_000)
    money.pay(promised, 2_500_000)

    assert [(step.source, step.paid_vnd, step.open_vnd) for step in queries.trace(first)] == [
        ("case:AAAA", 2_000_000, 0)
    ]
    assert [(step.paid_vnd, step.open_vnd) for step in queries.trace(second)] == [(500_000, 500_000)]
    actions.release(promised, reason="Gia đình chỉ cần từng ấy", by=money.minh)
    assert [(step.paid_vnd, step.open_vnd) for step in queries.trace(second)] == [(500_000, 0)]
    second.refresh_from_db()
    assert second.free_vnd == 4_500_000


def test_what_was_given_for_houses_pays_only_houses(money: Money) -> None:
    houses = money.give(30_000_000, restricted_to=["housing_new", "housing_repair"])
    money.give(1_000_000)

    with pytest.raises(Refused, match=r"chỉ còn 1\.000\.000\sđ có thể dùng"):
        money.promise(2_000_000, purpose="sickness")
    money.promise(20_000_000, purpose="housing_new")
    houses.refresh_from_db()
    assert houses.committed_vnd == 20_000_000, "money given for it goes first"
    assert queries.free(money.social, purpose="sickness") == 1_000_000
    assert queries.free(money.social, purpose="housing_repair") == 11_000_000


def test_the_union_budget_counts_what_it_spends_twice_over_under_two_names(money: Money) -> None:
    money.give(5_000_000, fund=money.budget, origin="dues", donors=())

    money.pay(money.promise(500_000, purpose="sickness", fund=money.budget))

    top = money.province.top
    assert counted("finance_revenue", top, "dues") == 5_000_000
    assert (counted("support_amount", top, "sickness"), counted("finance_expenditure", top, "care")) == (
        500_000,
        500_000,
    )


def test_streams_never_mix(money: Money) -> None:
    money.give(1_000_000)

    with pytest.raises(Refused, match="không được lẫn"):
        money.give(1_000_000, fund=money.social, origin="dues")
    with pytest.raises(Refused, match="không được lẫn"):
        money.promise(100_000, purpose="award")


def test_three_people_pay_in_cash_and_two_by_bank(money: Money) -> None:
    money.give(3_000_000)
    money.give(3_000_000, method="bank")
    promised = money.promise(2_000_000)
    cash = actions.prepare_payment(promised, 500_000, payee="Lan", by=money.thu)
    by_bank = actions.prepare_payment(promised, 600_000, payee="Lan", method="bank", by=money.thu)

    with pytest.raises(NotAllowed, match="tự duyệt"):
        actions.approve_payment(cash, by=money.thu)
    with pytest.raises(Refused, match="chờ duyệt"):
        actions.pay_out(cash, on=TODAY, by=money.binh)
    actions.approve_payment(cash, by=money.minh)
    actions.approve_payment(by_bank, by=money.minh)
    with pytest.raises(NotAllowed, match="tự chi"):
        actions.pay_out(cash, on=TODAY, by=money.minh)
    with pytest.raises(NotAllowed, match="cầm tiền"):
        actions.pay_out(cash, on=TODAY, by=money.thu)
    assert actions.pay_out(by_bank, on=TODAY, by=money.thu).state == "paid"
    assert actions.pay_out(cash, on=TODAY, by=money.binh).state == "paid"
    assert {actions.voucher_label(row) for row in (cash, by_bank)} == {"PC 0001/2024", "UNC 0001/2024"}


def test_a_cancelled_voucher_keeps_its_number_and_the_money_stays_promised(money: Money) -> None:
    money.give(3_000_000)
    promised = money.promise(2_000_000)
    spoilt = actions.prepare_payment(promised, payee="Lan", by=money.thu)
    with pytest.raises(Refused, match="toàn bộ"):
        actions.prepare_payment(promised, payee="Lan", by=money.thu)
    with pytest.raises(Refused, match="Đang có phiếu chi"):
        actions.release(promised, reason="Thôi", by=money.minh)

    actions.cancel_voucher(spoilt, reason="Ghi nhầm người nhận", by=money.thu)
    again = actions.prepare_payment(promised, payee="Lan", by=money.thu)

    assert money.stands() == (3_000_000, 2_000_000, 1_000_000)
    assert [row.number for row in Voucher.objects.filter(kind="payment").order_by("pk")] == [1, 2]
    assert again.amount_vnd == 2_000_000


def test_a_payment_that_came_back_is_mirrored_not_erased(money: Money) -> None:
    money.give(3_000_000)
    promised = money.promise(2_000_000)
    paid = money.pay(promised)

    with pytest.raises(NotAllowed):
        actions.reverse_payment(paid, on=TODAY, reason="Ngân hàng trả lại", by=money.binh)
    actions.reverse_payment(paid, on=TODAY, reason="Ngân hàng trả lại", by=money.thu)

    assert money.stands() == (3_000_000, 2_000_000, 1_000_000), "promised again, to be paid rightly or set free"
    assert counted("support_amount", money.province.top) == 0
    assert paid.sets.count() == 2
    assert sum(row.amount_vnd for row in Posting.objects.filter(set__voucher=paid, account="cash")) == 0
    assert queries.paid_for("case:AAAA") == 0
    money.pay(promised)
    assert queries.paid_for("case:AAAA") == 2_000_000


def test_a_receipt_entered_by_mistake_is_taken_back_while_unused(money: Money) -> None:
    wrong, right = money.give(7_000_000), money.give(700_000)
    money.promise(500_000, lot=right)

    actions.take_back(wrong, on=TODAY, reason="Thừa một số không", by=money.thu)
    with pytest.raises(Refused, match="đã được giữ"):
        actions.take_back(right, on=TODAY, reason="Cũng nhầm", by=money.thu)

    assert money.stands() == (700_000, 500_000, 200_000)
    assert counted("donations_received", money.province.top) == 700_000
    assert Lot.objects.get(pk=wrong.pk).taken_back_on == TODAY


def test_cash_is_drawn_from_the_bank_within_the_fund(money: Money) -> None:
    money.give(3_000_000, method="bank")
    promised = money.promise(1_000_000)
    voucher = actions.prepare_payment(promised, payee="Lan", by=money.thu)
    actions.approve_payment(voucher, by=money.minh)
    with pytest.raises(Refused, match=r"chỉ còn 0\sđ tiền mặt"):
        actions.pay_out(voucher, on=TODAY, by=money.binh)

    actions.move_money(money.social, 1_000_000, to="cash", on=TODAY, by=money.binh)
    actions.pay_out(voucher, on=TODAY, by=money.binh)

    assert money.stands() == (2_000_000, 0, 2_000_000)
