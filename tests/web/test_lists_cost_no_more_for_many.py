"""The lists of care, goods, money and members cost as many statements for many rows as for a few."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from builders import SETUP
from care_stories import TODAY, Care
from congdoan.accounts.models import Role
from congdoan.foundation import clock
from congdoan.funds import actions as funds
from congdoan.goods import actions as goods
from membership_stories import join, mai, nam

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "/cham-lo/danh-sach/tat-ca/": 40,
    "/cham-lo/chua-duoc-cham-lo/": 40,
    "/cham-lo/hien-vat/": 40,
    "/quy/": 40,
    "/quy/phieu/": 40,
    "/quy/giua-cac-cap/": 40,
    "/quy/so/": 40,
    "/doan-vien/": 40,
}
"""Each with the most statements it may take."""


def _cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200, address
    return len(asked)


def _more(care: Care, number: int) -> None:
    """One more of everything these pages list."""
    care.ask(person=care.person(f"Lò Văn {number:02}"))
    goods.receive(care.top, f"gạo {number}", 10, counted_in="kg", on=TODAY, by=care.binh)
    purse = funds.open_fund(care.top, name=f"Quỹ {number}", stream="social", on=date(2024, 1, 1), by=SETUP)
    funds.receive(purse, 1_000_000, on=TODAY, donors=["Bà Hiền"], method="cash", by=SETUP)
    sent = funds.remit(purse, 100_000, to=care.sector, about="Cấp về", on=TODAY, by=SETUP)
    funds.prepare_payment(sent.reservation, payee="Công đoàn ngành", by=SETUP)
    purpose = {
        "purpose": "study",
        "for_unit": care.hospital,
        "source": f"case:AAAA{number:02}",
        "on": TODAY,
        "by": SETUP,
    }
    funds.reserve(purse, 50_000, **purpose)  # type: ignore[arg-type]


@pytest.fixture
def may_20() -> Iterator[None]:
    with clock.set_to(TODAY):
        yield


@pytest.mark.usefixtures("may_20")
def test_three_times_as_many_rows_cost_the_same(sign_in: Callable[..., Client]) -> None:
    care = Care()
    chair = sign_in("Minh Chủ tịch", Role.CHAIR, care.top)
    _more(care, 1)
    _more(care, 2)
    join(care.top, mai(), on=TODAY, by=care.minh)
    for address in ADDRESSES:
        _cost(chair, address)  # what is kept for the life of the process is asked for now
    few = {address: _cost(chair, address) for address in ADDRESSES}
    for number in range(3, 9):
        _more(care, number)
    join(care.top, nam(), on=TODAY, by=care.minh)
    many = {address: _cost(chair, address) for address in ADDRESSES}
    assert many == few
    assert {address: count for address, count in many.items() if count > ADDRESSES[address]} == {}
