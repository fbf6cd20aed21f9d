"""Two accounts of one person are one pair of hands: what Thu wrote with one, she does not approve with the other."""

from datetime import date

import pytest

from builders import user
from congdoan.accounts.actions import tie
from congdoan.accounts.models import Role
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import NotAllowed
from congdoan.funds import actions
from congdoan.funds.models import Books
from congdoan.organisation.actions import add_person
from congdoan.organisation.models import Person
from fund_stories import TODAY, Money

pytestmark = pytest.mark.django_db


@pytest.fixture
def thu(money: Money) -> Person:
    return add_person("Hà Thị Thu", by=money.minh)


def an_account(money: Money, username: str, role: Role, person: Person | None) -> Actor:
    made = user(username, role, money.province.top)
    tie(made, person, by=money.minh)
    return made.acting(money.province.top)


def test_no_step_of_a_payment_passes_to_the_other_account_of_the_same_person(money: Money, thu: Person) -> None:
    keeps = an_account(money, "thu.ketoan", Role.ACCOUNTANT, thu)
    heads = an_account(money, "thu.chutich", Role.CHAIR, thu)
    holds = an_account(money, "thu.thuquy", Role.CASHIER, thu)
    money.give(5_000_000)
    voucher = actions.prepare_payment(money.promise(1_000_000), payee="Lan", by=keeps)

    with pytest.raises(NotAllowed, match="Người lập phiếu không được tự duyệt"):
        actions.approve_payment(voucher, by=heads)
    actions.approve_payment(voucher, by=money.minh)
    with pytest.raises(NotAllowed, match="Người lập phiếu không được cầm tiền"):
        actions.pay_out(voucher, on=TODAY, by=holds)
    actions.pay_out(voucher, on=TODAY, by=money.binh)

    other = actions.prepare_payment(money.promise(1_000_000), payee="Lan", by=money.thu)
    actions.approve_payment(other, by=heads)
    with pytest.raises(NotAllowed, match="Người duyệt chi không được tự chi"):
        actions.pay_out(other, on=TODAY, by=holds)
    actions.pay_out(other, on=TODAY, by=money.binh)
    with pytest.raises(NotAllowed, match="Người đã chi không được tự ghi đảo"):
        actions.reverse_payment(other, on=TODAY, reason="chi nhầm", by=money.binh)
    actions.reverse_payment(other, on=TODAY, reason="chi nhầm", by=keeps)


def test_two_accounts_tied_to_nobody_are_two_until_somebody_says_whose_they_are(money: Money, thu: Person) -> None:
    keeps = an_account(money, "mot", Role.ACCOUNTANT, None)
    heads = an_account(money, "hai", Role.CHAIR, None)
    money.give(5_000_000)

    actions.approve_payment(actions.prepare_payment(money.promise(1_000_000), payee="Lan", by=keeps), by=heads)


def test_an_estimate_and_a_settlement_want_two_people(money: Money, thu: Person) -> None:
    keeps = an_account(money, "thu.ketoan", Role.ACCOUNTANT, thu)
    heads = an_account(money, "thu.chutich", Role.CHAIR, thu)
    top = money.province.top
    drawn = actions.draw_estimate(top, stream="budget", year=2023, lines={"in:dues": 1_000}, by=keeps)
    Books.objects.update_or_create(unit=top, defaults={"closed_through": date(2023, 12, 31)})
    settled = actions.settle_year(top, stream="budget", year=2023, by=keeps)

    with pytest.raises(NotAllowed, match="Người lập không được tự duyệt"):
        actions.approve_estimate(drawn, by=heads)
    with pytest.raises(NotAllowed, match="Người lập không được tự duyệt"):
        actions.approve_settlement(settled, by=heads)
    actions.approve_estimate(drawn, by=money.minh)
    actions.approve_settlement(settled, by=money.minh)
