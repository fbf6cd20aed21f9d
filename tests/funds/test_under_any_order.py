"""Whatever is done in whatever order, by whomever: the books balance, nothing falls below zero, no đồng is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congdoan.foundation.errors import Refused
from congdoan.funds import actions, rules, verification
from congdoan.funds.models import Fund, Lot, Reservation, Voucher
from congdoan.journal import verification as journal
from fund_stories import TODAY, Money

pytestmark = pytest.mark.django_db

AMOUNTS = st.integers(min_value=-1, max_value=3_000_000)
STEP = st.tuples(
    st.sampled_from(
        ["give", "promise", "prepare", "approve", "pay", "cancel", "release", "reverse", "back", "move", "close"]
    ),
    AMOUNTS,
    st.integers(min_value=0, max_value=7),
    st.integers(min_value=0, max_value=3),
)


class Untold(Exception):
    """Ends a story so that the next begins where this one did."""


@given(steps=st.lists(STEP, min_size=4, max_size=25))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_books_hold_under_any_order_of_verbs(money: Money, steps: list[tuple[str, int, int, int]]) -> None:
    try:
        with transaction.atomic():
            given_in, closed = 0, False
            for verb, amount, which, days in steps:
                try:
                    with transaction.atomic():
                        given_in += _do(money, verb, amount, which, days)
                except Refused:
                    pass
                balance, reserved, free = money.stands()
                assert balance >= 0 <= free
                assert reserved >= 0
                assert balance == reserved + free
                assert given_in == balance + _paid()
            closed = True
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            assert verification.books() == verification.vouchers() == verification.counted() == []
            assert verification.closed_books() == journal.mirrors() == []
            raise Untold
    except Untold:
        assert closed


def _paid() -> int:
    return sum(Voucher.objects.filter(kind="payment", state="paid").values_list("amount_vnd", flat=True))


def _do(money: Money, verb: str, amount: int, which: int, days: int) -> int:
    """One step, on whatever it finds; what came into the fund by it."""
    on = TODAY - timedelta(days=days)
    method = "bank" if which % 2 else "cash"
    if verb == "give":
        money.give(amount, on=on, method=method, restricted_to=["sickness"] if which > 5 else ())
        return amount
    if verb == "promise":
        money.promise(amount, on=on, purpose="sickness" if which % 3 else "hardship")
    elif verb == "move":
        actions.move_money(money.social, amount, to=method, on=on, by=money.binh)
    elif verb == "close":
        actions.close_day(money.province.top, on, counted_vnd=max(amount, 0), note="kiểm kê", by=money.thu)
    elif verb == "back" and (lot := _pick(Lot, which)):
        actions.take_back(lot, on=on, reason="nhầm", by=money.thu)
        return -int(lot.amount_vnd)
    elif verb in {"prepare", "release"} and (promised := _pick(Reservation, which)):
        if verb == "prepare":
            actions.prepare_payment(promised, amount if days else None, payee="Lan", method=method, by=money.thu)
        else:
            actions.release(promised, reason="thôi", by=money.minh)
    elif verb in {"approve", "pay", "cancel", "reverse"} and (voucher := _pick(Voucher, which)):
        _step(money, verb, voucher, on)
    return 0


def _step(money: Money, verb: str, voucher: Voucher, on: Any) -> None:
    if verb == "approve":
        actions.approve_payment(voucher, by=money.minh)
    elif verb == "pay":
        actions.pay_out(voucher, on=on, by=money.binh)
    elif verb == "cancel":
        actions.cancel_voucher(voucher, reason="nhầm", by=money.thu)
    else:
        actions.reverse_payment(voucher, on=on, reason="trả lại", by=money.minh)


def _pick(model: Any, which: int) -> Any:
    rows = list(model.objects.order_by("pk"))
    return rows[which % len(rows)] if rows else None


@given(
    amount=st.integers(min_value=0, max_value=10**15), weights=st.lists(st.integers(0, 10**6), min_size=1, max_size=12)
)
def test_a_division_loses_no_dong_and_favours_nobody(amount: int, weights: list[int]) -> None:
    if not any(weights):
        with pytest.raises(ValueError, match="weights"):
            rules.split(amount, weights)
        return
    parts = rules.split(amount, weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - amount * weight) < sum(weights), "within a đồng of the exact share"


@given(
    amount=st.integers(1, 10**9),
    lots=st.lists(st.tuples(st.integers(0, 10**8), st.booleans(), st.booleans()), max_size=10),
)
def test_a_sum_is_drawn_whole_or_not_at_all(amount: int, lots: list[tuple[int, bool, bool]]) -> None:
    purses = [
        rules.Purse(place, free, ("study",) if for_study else ("sickness",) if for_sick else ())
        for place, (free, for_study, for_sick) in enumerate(lots)
    ]
    drawn = rules.draw(amount, "study", purses)
    within = rules.free_for("study", purses)
    assert (drawn is None) == (within < amount)
    if drawn is not None:
        assert sum(part for _lot, part in drawn) == amount
        held = {purse.lot_id: purse for purse in purses}
        assert all(0 < part <= held[lot].free_vnd and held[lot].allows("study") for lot, part in drawn)


def test_every_fund_starts_empty(money: Money) -> None:
    assert {(row.balance_vnd, row.reserved_vnd) for row in Fund.objects.all()} == {(0, 0)}
