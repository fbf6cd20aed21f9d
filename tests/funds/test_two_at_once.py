"""Two people at the same moment, and a server that dies between decision and payment: nothing lost, nothing doubled."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import date
from itertools import pairwise
from threading import Barrier
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from builders import Province
from congdoan.dues import actions as dues
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import Period, month
from congdoan.funds import actions, queries, verification
from congdoan.funds.actions import paying, reading_bank
from congdoan.funds.models import Closing, Fund, Remittance, Reservation, StatementLine, Voucher
from fund_stories import TODAY, Money


def _at_once(*doings: Callable[[], object]) -> list[str]:
    """What became of each: "done", or the words of the refusal."""
    together = Barrier(len(doings))

    def one(do: Callable[[], object]) -> str:
        try:
            with clock.set_to(TODAY):
                together.wait()
                do()
            return "done"
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(one, doings))


@pytest.fixture
def money_of_its_own(fresh_database: str) -> Money:
    with clock.set_to(TODAY):
        return Money(Province())


def test_the_last_million_is_promised_once(money_of_its_own: Money) -> None:
    money = money_of_its_own
    money.give(1_000_000)

    told = _at_once(*[lambda: money.promise(600_000)] * 4)

    assert told.count("done") == 1
    assert money.stands() == (1_000_000, 600_000, 400_000)


def test_two_approvals_and_two_payments_at_once_pay_once(money_of_its_own: Money) -> None:
    money = money_of_its_own
    money.give(1_000_000)
    voucher = actions.prepare_payment(money.promise(600_000), payee="Lan", by=money.thu)
    other = Actor("hoa", "Phó Chủ tịch Hoa", money.province.top.code)

    approved = _at_once(
        lambda: actions.approve_payment(voucher, by=money.minh), lambda: actions.approve_payment(voucher, by=other)
    )
    paid = _at_once(*[lambda: actions.pay_out(voucher, on=TODAY, by=money.binh)] * 3)

    assert (approved.count("done"), paid.count("done")) == (1, 1)
    assert money.stands() == (400_000, 0, 400_000)
    assert verification.books() == verification.vouchers() == verification.counted() == []


def test_lists_that_cross_are_paid_once_and_none_waits_for_ever(money_of_its_own: Money) -> None:
    money = money_of_its_own
    money.give(1_000_000)
    promised = [money.promise(100_000, source=f"case:{place}") for place in range(4)]
    rows = [actions.ToPay(row, "Lan", client_token=f"mau-{row.pk}") for row in promised]

    prepared = _at_once(
        lambda: actions.prepare_payments(rows, by=money.thu),
        lambda: actions.prepare_payments(rows[::-1], by=money.thu),
    )
    assert set(prepared) == {"done"}
    vouchers = list(Voucher.objects.filter(kind="payment").order_by("number"))
    assert [row.number for row in vouchers] == [1, 2, 3, 4]

    approved = _at_once(
        lambda: actions.approve_payments(vouchers[:3], by=money.minh),
        lambda: actions.approve_payments(vouchers[:0:-1], by=money.minh),
    )
    assert approved.count("done") == 1
    with clock.set_to(TODAY):
        actions.approve_payments(list(Voucher.objects.filter(state="prepared")), by=money.minh)
    paid = _at_once(
        lambda: actions.pay_out_all(vouchers[:3], on=TODAY, by=money.binh),
        lambda: actions.pay_out_all(vouchers[:0:-1], on=TODAY, by=money.binh),
        lambda: actions.cancel_voucher(vouchers[1], reason="Nhầm", by=money.thu),
    )
    assert paid.count("done") == 1, paid
    left = Voucher.objects.filter(kind="payment", state="paid").count()
    assert money.stands()[0] == 1_000_000 - 100_000 * left
    assert verification.books() == verification.vouchers() == verification.counted() == []


def test_vouchers_prepared_at_once_take_numbers_one_after_another(money_of_its_own: Money) -> None:
    money = money_of_its_own
    money.give(1_000_000)
    promised = [money.promise(100_000, source=f"case:{place}") for place in range(5)]

    def prepare(one: Reservation) -> Callable[[], object]:
        return lambda: actions.prepare_payment(one, payee="Lan", by=money.thu)

    assert set(_at_once(*map(prepare, promised))) == {"done"}
    assert sorted(Voucher.objects.filter(kind="payment").values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_one_promise_is_not_put_on_two_vouchers(money_of_its_own: Money) -> None:
    money = money_of_its_own
    money.give(1_000_000)
    promised = money.promise(600_000)

    told = _at_once(
        lambda: actions.prepare_payment(promised, payee="Lan", by=money.thu),
        lambda: actions.prepare_payment(promised, payee="Lan", by=money.thu),
        lambda: actions.release(promised, reason="Thôi", by=money.minh),
    )

    assert told.count("done") == 1
    assert sum(money.stands()[1:]) == 1_000_000


def test_money_sent_is_confirmed_or_reversed_never_both(money_of_its_own: Money) -> None:
    money = money_of_its_own
    top, sector = money.province.top, money.province.sector
    with clock.set_to(TODAY):
        purse = actions.open_fund(sector, name="Ngân sách", stream="budget", on=TODAY, by=money.thu)
        money.give(8_000, fund=purse, origin="dues", donors=(), method="bank")
        sent = [actions.remit(purse, 1_000, to=top, about="Đoàn phí", on=TODAY, by=money.thu) for _ in range(8)]
        paid = [money.pay(one.reservation, method="bank") for one in sent]

    def confirm(one: Remittance) -> Callable[[], object]:
        return lambda: actions.confirm_arrival(one, into=money.budget, on=TODAY, by=money.thu)

    def reverse(one: Voucher) -> Callable[[], object]:
        return lambda: actions.reverse_payment(one, on=TODAY, reason="Nhầm", by=money.minh)

    for one, voucher in zip(sent, paid, strict=True):
        told = _at_once(confirm(one), reverse(voucher))
        assert told.count("done") == 1, told

    assert money.stands(purse)[0] + money.stands(money.budget)[0] == 8_000
    assert verification.books() == verification.vouchers() == []


def test_a_fund_is_carried_while_a_promise_in_it_is_set_free_and_neither_waits_for_ever(
    money_of_its_own: Money,
) -> None:
    money = money_of_its_own
    with clock.set_to(TODAY):
        purses = [
            actions.open_fund(money.province.top, name=f"Quỹ {place}", stream="social", on=TODAY, by=money.thu)
            for place in range(6)
        ]
    for old, new in pairwise(purses):
        with clock.set_to(TODAY):
            money.give(1_000, fund=old)
            promised = money.promise(600, fund=old)
        _at_once(
            lambda old=old, new=new: actions.carry(old, into=new, on=TODAY, by=money.thu),  # type: ignore[misc]
            lambda promised=promised: actions.release(promised, reason="Thôi", by=money.minh),  # type: ignore[misc]
        )
        assert money.stands(old)[0] == 0
    assert verification.books() == []


def test_the_share_of_those_above_is_sent_once(money_of_its_own: Money) -> None:
    money = money_of_its_own
    hospital = money.province.hospital
    with clock.set_to(TODAY):
        purses = [
            actions.open_fund(hospital, name=f"Ngân sách {place}", stream="budget", on=TODAY, by=money.thu)
            for place in range(2)
        ]
        month = dues.assess_contribution(hospital, date(2024, 8, 1), payroll_vnd=50_000_000, by=money.thu)
        dues.collect(month, 1_000_000, into=purses[0], on=TODAY, by=money.thu)
        money.give(1_000_000, fund=purses[1], origin="other", donors=())

    def send(purse: Fund) -> Callable[[], object]:
        return lambda: dues.remit_share(hospital, what="contribution", year=2024, out_of=purse, on=TODAY, by=money.thu)

    told = _at_once(*map(send, purses))

    assert told.count("done") == Remittance.objects.count() == 1, told


def test_nothing_slips_in_behind_a_closing(money_of_its_own: Money) -> None:
    money = money_of_its_own
    money.give(1_000_000)
    doings: list[Callable[[], object]] = [lambda: money.give(10_000) for _ in range(4)]
    doings.append(lambda: actions.close_day(money.province.top, TODAY, counted_vnd=0, note="kiểm kê", by=money.thu))

    _at_once(*doings)

    assert verification.closed_books() == verification.books() == []
    with clock.set_to(TODAY), pytest.raises(Refused, match="khóa"):
        money.give(10_000)


def test_a_month_is_closed_before_or_after_a_line_is_read_matched_or_set_free_never_meanwhile(
    money_of_its_own: Money, monkeypatch: pytest.MonkeyPatch
) -> None:
    money = money_of_its_own
    with clock.set_to(TODAY):
        for day, amount in ((date(2024, 6, 5), 7_000), (date(2024, 7, 5), 8_000), (date(2024, 8, 5), 9_000)):
            money.give(amount, method="bank", on=day)

    def read(line: str) -> Callable[[], object]:
        sheet = f"Ngày,Số tiền,Nội dung\n{line}\n".encode()
        return lambda: actions.import_statement(money.social, sheet, name="sao-ke.csv", by=money.thu)

    june = _while_closing(money, read("05/06/2024,7000,x"), month(6, 2024), monkeypatch)
    assert june == ("done", "done")
    assert Closing.objects.get(through=date(2024, 6, 30)).bank[0]["bank_vnd"] == 7_000, "closed with the line seen"

    with clock.set_to(TODAY):
        read("05/07/2024,8000,y")()
        line = actions.unmatch(StatementLine.objects.get(amount_vnd=8_000), by=money.thu)
    booked = queries.likely_sets(line)[0]
    july = _while_closing(money, lambda: actions.match(line, booked, by=money.thu), month(7, 2024), monkeypatch)
    assert july == ("done", "done"), "waited for the match"

    with clock.set_to(TODAY):
        read("05/08/2024,9000,z")()
    last = StatementLine.objects.get(amount_vnd=9_000)
    august = _while_closing(money, lambda: actions.unmatch(last, by=money.thu), month(8, 2024), monkeypatch)
    assert august == ("done", "Còn 1 dòng sao kê trong kỳ chưa đối chiếu."), "no closed month with an unmatched line"
    assert Closing.objects.count() == 2


def _while_closing(
    money: Money, do: Callable[[], object], period: Period, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, str]:
    """What became of a verb on the bank's lines, and of a closing begun just before the verb is through."""
    closing = Future[str]()

    def told_of(doing: Callable[[], object]) -> str:
        return _at_once(doing)[0]

    def close() -> object:
        return actions.close_period(money.province.top, period, by=money.thu)

    with ThreadPoolExecutor(1) as pool, monkeypatch.context() as patch:

        def record(*said: str, by: Actor) -> None:
            nonlocal closing
            audit.record(*said, by=by)
            closing = pool.submit(told_of, close)
            wait([closing], timeout=0.5)

        patch.setattr(reading_bank, "audit", SimpleNamespace(record=record))
        return told_of(do), closing.result(10)


def test_a_server_killed_between_decision_and_payment_goes_on_where_it_stood(money_of_its_own: Money) -> None:
    money = money_of_its_own
    money.give(1_000_000)
    with clock.set_to(TODAY):
        promised = money.promise(600_000)
        voucher = actions.approve_payment(actions.prepare_payment(promised, payee="Lan", by=money.thu), by=money.minh)
    with pytest.raises(RuntimeError, match="killed"):
        _pay_and_die(money, voucher)
    connection.close()  # what the next process sees is what was committed

    assert money.stands() == (1_000_000, 600_000, 400_000)
    assert (queries.paid_for("case:AAAA"), Voucher.objects.get(pk=voucher.pk).state) == (0, "approved")
    with clock.set_to(TODAY):
        actions.pay_out(voucher, on=TODAY, by=money.binh)
    assert money.stands() == (400_000, 0, 400_000)
    assert verification.books() == verification.vouchers() == verification.counted() == []


def test_a_server_killed_in_the_middle_of_a_list_has_paid_nobody(
    money_of_its_own: Money, monkeypatch: pytest.MonkeyPatch
) -> None:
    money = money_of_its_own
    money.give(1_000_000)
    with clock.set_to(TODAY):
        rows = [actions.ToPay(money.promise(100_000, source=f"case:{place}"), "Lan") for place in range(3)]
        vouchers = actions.approve_payments(actions.prepare_payments(rows, by=money.thu), by=money.minh)
        with monkeypatch.context() as patch:
            patch.setattr(paying.journal, "append", _dies)
            with pytest.raises(RuntimeError, match="killed"):
                actions.pay_out_all(vouchers, on=TODAY, by=money.binh)
        connection.close()

        assert money.stands() == (1_000_000, 300_000, 700_000)
        assert set(Voucher.objects.filter(kind="payment").values_list("state", flat=True)) == {"approved"}
        actions.pay_out_all(vouchers, on=TODAY, by=money.binh)
    assert money.stands() == (700_000, 0, 700_000)
    assert verification.books() == verification.vouchers() == verification.counted() == []


def _dies(*_args: object, **_options: object) -> None:
    raise RuntimeError("killed between the books and the journal")


@transaction.atomic
def _pay_and_die(money: Money, voucher: Voucher) -> None:
    with clock.set_to(TODAY):
        actions.pay_out(voucher, on=TODAY, by=money.binh)
    raise RuntimeError("killed before the commit")
