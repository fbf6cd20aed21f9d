"""What must not happen to money, tried through the verbs and past them, straight at the database."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from congdoan.foundation.errors import Refused
from congdoan.foundation.sealing import seal
from congdoan.funds import actions
from congdoan.funds.models import Books, Fund, Posting, PostingSet, Reservation, Share, Voucher
from congdoan.funds.rules import TRANSITIONS
from fund_stories import TODAY, Money

pytestmark = pytest.mark.django_db

NOT_MONEY: list[Any] = [0, -1, -(10**9), 1.5, 1_000_000.0, True, "1000000", None, 10**15 + 1, 10**30]


@pytest.mark.parametrize("amount", NOT_MONEY)
def test_only_whole_dong_above_zero_are_money(money: Money, amount: Any) -> None:
    with pytest.raises(Refused, match="Số tiền"):
        money.give(amount)
    money.give(5_000_000)
    with pytest.raises(Refused, match="Số tiền"):
        money.promise(amount)
    if amount is not None:
        with pytest.raises(Refused):
            actions.prepare_payment(money.promise(1_000), amount, payee="Lan", by=money.thu)
    assert money.stands()[0] == 5_000_000


def test_nothing_is_promised_beyond_what_is_free(money: Money) -> None:
    money.give(1_000_000)
    money.promise(999_999)

    with pytest.raises(Refused, match=r"chỉ còn 1\sđ"):
        money.promise(2)
    money.promise(1)
    assert money.stands() == (1_000_000, 1_000_000, 0)


def test_no_payment_beyond_its_promise(money: Money) -> None:
    money.give(5_000_000)
    promised = money.promise(1_000_000)

    with pytest.raises(Refused, match=r"Chỉ còn 1\.000\.000\sđ"):
        actions.prepare_payment(promised, 1_000_001, payee="Lan", by=money.thu)


def test_nothing_is_written_on_a_day_to_come_or_before_the_money_was_there(money: Money) -> None:
    with pytest.raises(Refused, match="chưa đến"):
        money.give(1_000, on=TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="Quỹ mở ngày"):
        money.give(1_000, on=date(2023, 12, 31))
    money.give(1_000_000, on=date(2024, 5, 1))
    with pytest.raises(Refused, match=r"chỉ còn 0\sđ"):
        money.promise(1_000, on=date(2024, 4, 30))
    promised = money.promise(1_000_000, on=date(2024, 5, 2))
    with pytest.raises(Refused, match="không chi trước ngày"):
        money.pay(promised, on=date(2024, 5, 1))


def test_a_backdated_withdrawal_cannot_leave_a_past_day_below_zero(money: Money) -> None:
    money.give(1_000_000, on=date(2024, 5, 1), method="bank")
    actions.move_money(money.social, 1_000_000, to="cash", on=date(2024, 6, 1), by=money.binh)

    with pytest.raises(Refused, match=r"có lúc chỉ còn 0\sđ"):
        actions.move_money(money.social, 400_000, to="bank", on=date(2024, 5, 15), by=money.binh)


def test_a_paid_voucher_is_not_paid_approved_or_cancelled_again(money: Money) -> None:
    money.give(5_000_000)
    paid = money.pay(money.promise(1_000_000))

    for again in (
        lambda: actions.pay_out(paid, on=TODAY, by=money.binh),
        lambda: actions.approve_payment(paid, by=money.minh),
        lambda: actions.cancel_voucher(paid, reason="Thôi", by=money.thu),
    ):
        with pytest.raises(Refused, match="đã chi"):
            again()
    assert money.stands() == (4_000_000, 0, 4_000_000)


def _raw(sql: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_database_refuses_what_the_verbs_would_never_do(money: Money) -> None:
    money.give(5_000_000)
    paid = money.pay(money.promise(1_000_000))
    left = money.promise(500_000)
    booked = paid.sets.get()
    fund, budget = money.social.pk, money.budget.pk

    attacks: list[tuple[str, tuple[object, ...]]] = [
        ("UPDATE funds_posting SET amount_vnd = amount_vnd + 1", ()),
        ("DELETE FROM funds_posting", ()),
        ("UPDATE funds_postingset SET booked_on = booked_on - 1", ()),
        ("DELETE FROM funds_voucher WHERE id = %s", (paid.pk,)),
        ("TRUNCATE funds_share CASCADE", ()),
        ("INSERT INTO funds_posting (set_id, account, amount_vnd) VALUES (%s, 'bank', 5)", (booked.pk,)),
        ("UPDATE funds_voucher SET amount_vnd = 1 WHERE id = %s", (paid.pk,)),
        ("UPDATE funds_voucher SET counterparty = 'Ai khác' WHERE id = %s", (paid.pk,)),
        ("UPDATE funds_voucher SET payee = %s WHERE id = %s", (seal("Ai khác"), paid.pk)),
        ("UPDATE funds_voucher SET payee_account = %s WHERE id = %s", (seal("0123456789"), paid.pk)),
        ("UPDATE funds_voucher SET payee_bank = 'Ngân hàng khác' WHERE id = %s", (paid.pk,)),
        ("UPDATE funds_voucher SET memo = 'Việc khác' WHERE id = %s", (paid.pk,)),
        ("UPDATE funds_voucher SET state = 'approved' WHERE id = %s", (paid.pk,)),
        ("UPDATE funds_voucher SET approved_by = prepared_by WHERE id = %s", (paid.pk,)),
        ("UPDATE funds_lot SET amount_vnd = amount_vnd + 1", ()),
        ("UPDATE funds_lot SET committed_vnd = amount_vnd + 1", ()),
        ("UPDATE funds_fund SET cash_vnd = -1", ()),
        ("UPDATE funds_fund SET reserved_vnd = cash_vnd + bank_vnd + 1 WHERE id = %s", (fund,)),
        ("UPDATE funds_fund SET stream = 'budget' WHERE id = %s", (fund,)),
        ("UPDATE funds_share SET paid_vnd = amount_vnd + 1 WHERE reservation_id = %s", (left.pk,)),
        ("UPDATE funds_share SET amount_vnd = amount_vnd + 1 WHERE reservation_id = %s", (left.pk,)),
        ("UPDATE funds_reservation SET fund_id = %s WHERE id = %s", (budget, left.pk)),
        ("UPDATE funds_reservation SET purpose_id = 'award' WHERE id = %s", (left.pk,)),
    ]
    for sql, values in attacks:
        with pytest.raises(DatabaseError):
            _raw(sql, *values)
    assert money.stands() == (4_000_000, 500_000, 3_500_000)


def test_a_second_or_unbalanced_set_is_refused_by_the_database(money: Money) -> None:
    money.give(5_000_000)
    paid = money.pay(money.promise(1_000_000))
    columns = {
        column.name: getattr(paid.sets.get(), column.attname)
        for column in PostingSet._meta.concrete_fields
        if column.name not in {"id", "key"}
    }
    with pytest.raises(DatabaseError, match="a_voucher_is_booked_once"):
        _write_set(columns)
    with pytest.raises(DatabaseError, match="does not balance"):
        _write_set({**columns, "voucher": None}, cash=9)
    with pytest.raises(DatabaseError, match="is empty"):
        _write_set({**columns, "voucher": None})


@transaction.atomic
def _write_set(columns: dict[str, Any], **sides: int) -> None:
    made = PostingSet.objects.create(**_by_attname(columns))
    Posting.objects.bulk_create([Posting(set=made, account=name, amount_vnd=amount) for name, amount in sides.items()])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _by_attname(columns: dict[str, Any]) -> dict[str, Any]:
    return {PostingSet._meta.get_field(name).attname: value for name, value in columns.items()}


def test_books_once_closed_take_nothing_and_do_not_open_again(money: Money) -> None:
    money.give(5_000_000, on=date(2024, 8, 1))
    Books.objects.filter(unit=money.province.top).update(closed_through=date(2024, 8, 31))

    with pytest.raises(Refused, match="khóa"):
        money.give(1_000, on=date(2024, 8, 31))
    with pytest.raises(DatabaseError, match="stay closed"), transaction.atomic():
        Books.objects.filter(unit=money.province.top).update(closed_through=date(2024, 8, 30))
    with pytest.raises(DatabaseError, match="stay closed"), transaction.atomic():
        Books.objects.filter(unit=money.province.top).update(closed_through=None)
    assert money.give(1_000, on=date(2024, 9, 1))


def test_the_database_knows_the_same_steps_as_the_table(money: Money) -> None:
    money.give(5_000_000)
    promised = money.promise(1_000_000)
    for state, allowed in TRANSITIONS.items():
        for wanted in TRANSITIONS:
            voucher = _in_state(money, promised, state)
            filled = {"approved_by": "minh", "paid_by": "binh", "paid_on": TODAY} if wanted != "cancelled" else {}
            known = {name: getattr(voucher, name) or value for name, value in filled.items()}
            try:
                with transaction.atomic():
                    Voucher.objects.filter(pk=voucher.pk).update(state=wanted, **known)
                    done = True
            except DatabaseError:
                done = False
            assert done == (wanted in allowed or wanted == state), f"{state} to {wanted}"


def _in_state(money: Money, promised: Reservation, state: str) -> Voucher:
    made = actions.prepare_payment(promised, 1_000, payee="Lan", by=money.thu)
    if state == "cancelled":
        return actions.cancel_voucher(made, reason="Thử", by=money.thu)
    if state in {"approved", "paid", "reversed"}:
        made = actions.approve_payment(made, by=money.minh)
    if state in {"paid", "reversed"}:
        made = actions.pay_out(made, on=TODAY, by=money.binh)
    return actions.reverse_payment(made, on=TODAY, reason="Thử", by=money.minh) if state == "reversed" else made


@given(amount=st.integers(max_value=0) | st.integers(min_value=10**15 + 1) | st.floats() | st.booleans() | st.text())
def test_no_value_but_a_sane_whole_number_passes_the_gate(amount: Any) -> None:
    from congdoan.funds.rules import is_whole_amount

    assert not is_whole_amount(amount)


def test_no_row_is_left_behind_by_a_refusal(money: Money) -> None:
    before = (Fund.objects.count(), Share.objects.count(), Voucher.objects.count(), PostingSet.objects.count())
    with pytest.raises(Refused):
        money.promise(1_000)
    with pytest.raises(Refused):
        money.give(1_000, donors=[""])
    after = (Fund.objects.count(), Share.objects.count(), Voucher.objects.count(), PostingSet.objects.count())
    assert before == after
