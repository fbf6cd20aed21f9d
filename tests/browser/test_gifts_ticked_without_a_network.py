"""Yến hands gifts out in a village hall without a network: what she ticks there is neither lost nor counted twice."""

from pathlib import Path

import pytest
from django.db.models import Sum
from playwright.sync_api import expect

from browser.chromium import PHONE
from browser.conftest import Open
from builders import SETUP, user
from care_stories import TODAY, Care
from congdoan.accounts.models import Role
from congdoan.cases import actions, queries
from congdoan.cases.models import Round
from congdoan.foundation.working_date import set_working_date
from congdoan.funds import actions as money
from congdoan.journal.models import Entry

pytestmark = pytest.mark.browser
NO_NETWORK = ("ERR_INTERNET_DISCONNECTED", "Failed to fetch")


@pytest.fixture
def care(fresh_database: str) -> Care:
    set_working_date(TODAY, by=SETUP)
    return Care()


@pytest.fixture
def gifts(care: Care) -> Round:
    """Three gifts for the hospital, decided and paid out."""
    made = care.round({care.hospital: 3})
    people = [care.person(name) for name in ("Giàng A Páo", "Lò Thị Mai", "Sùng Thị Dợ")]
    actions.put_on_list(made, care.hospital, people, by=care.lan)
    actions.decide_round(made, on=TODAY, signer=care.signer, by=care.minh)
    (reservation,) = queries.reservations_of(made.quotas.get().source)
    voucher = money.prepare_payment(reservation, payee="Vũ Thị Yến", by=care.thu)
    money.approve_payment(voucher, by=care.minh)
    money.pay_out(voucher, on=TODAY, by=care.cuc)
    return made


def given() -> int:
    return Entry.objects.filter(measure="gifts_given").aggregate(whole=Sum("quantity"))["whole"] or 0


def test_what_was_ticked_in_the_hall_arrives_once(
    care: Care, gifts: Round, open_as: Open, pictures: Path | None
) -> None:
    yen = user("Vũ Thị Yến", Role.OFFICER, care.hospital)
    page = open_as(yen, f"/cham-lo/dot-qua/{gifts.key}/trao/PL-YT-BV/", size=PHONE, allowed=NO_NETWORK)
    state = page.locator("[data-ticks-state]")
    slip = {number: page.locator(f"input[name=slip][value='{number}']") for number in (1, 2, 3)}

    page.context.set_offline(True)
    slip[1].check()
    slip[2].check()
    slip[3].check()
    slip[3].uncheck()
    expect(state).to_contain_text("đang giữ trong máy: 2")
    if pictures:
        page.screenshot(path=pictures / "ticks-offline-390.png", full_page=True)
    page.get_by_role("button", name="Lưu đã trao").click()
    expect(state).to_contain_text("đang giữ trong máy: 2")
    assert given() == 0

    page.context.set_offline(False)
    expect(state).to_have_text("Đã lưu hết.")
    expect(slip[1]).to_be_disabled()
    assert given() == 2

    page.context.set_offline(True)
    slip[3].check()
    expect(state).to_contain_text("đang giữ trong máy: 1")
    address = page.url
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(address)
    expect(state).to_have_text("Đã lưu hết.")
    expect(slip[3]).to_be_disabled()
    page.get_by_role("button", name="Lưu đã trao").click()
    expect(state).to_have_text("Đã lưu hết.")
    assert given() == 3
    assert page.evaluate("localStorage.length && JSON.parse(localStorage.getItem(localStorage.key(0))).length") == 0
