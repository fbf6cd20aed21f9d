"""Pressed twice, or sent again over a bad line: one form is one deed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from lxml import html

from builders import FOUNDED, Province, user
from congdoan.accounts import once
from congdoan.accounts.models import Role, SentForm, User
from congdoan.foundation import clock
from congdoan.funds.models import Fund, Raised
from congdoan.web.shell.once import FIELD

SignIn = Callable[..., Client]
RAISE, OPEN = "/quy/van-dong/", "/quy/mo-quy/"
RAISED = {"kind": "appeal", "amount_vnd": "2.000.000", "bound": "exact", "giver": "Công ty Hoa Ban"}


def number_on(page: str) -> str:
    numbers = html.document_fromstring(page).xpath(f"//form[@method='post']//input[@name='{FIELD}']/@value")
    assert len(set(numbers)) == len(numbers) > 0, "every form has a number of its own"
    return str(numbers[-1])


@pytest.fixture
def thu(province: Province, sign_in: SignIn) -> Client:
    return sign_in("Thu", Role.ACCOUNTANT, province.top)


@pytest.fixture
def form(thu: Client) -> dict[str, str]:
    """What was raised: nothing in it is unique, so only its number tells a second press from a second appeal."""
    return {**RAISED, "happened_on": f"{clock.today():%d/%m/%Y}", FIELD: number_on(thu.get(RAISE).content.decode())}


def test_the_second_press_leads_where_the_first_led(thu: Client, form: dict[str, str]) -> None:
    first = thu.post(RAISE, form)
    second = thu.post(RAISE, form)

    assert (first.status_code, second.status_code) == (302, 302)
    assert second["Location"] == first["Location"]
    assert Raised.objects.count() == 1
    assert "đã được ghi rồi" in thu.get(second["Location"]).content.decode()


def test_other_words_or_a_page_opened_anew_are_another_form(thu: Client, form: dict[str, str]) -> None:
    thu.post(RAISE, form)
    thu.post(RAISE, {**form, "amount_vnd": "3.000.000"})
    thu.post(RAISE, {**form, FIELD: number_on(thu.get(RAISE).content.decode())})
    assert Raised.objects.count() == 3


def test_what_was_refused_may_be_sent_again_as_it_is(province: Province, thu: Client) -> None:
    form = {"name": "Quỹ xã hội", "stream": "social", FIELD: number_on(thu.get(OPEN).content.decode())}
    there = Fund.objects.create(unit=province.top, name=form["name"], stream="social", opened_on=FOUNDED)
    assert "Đơn vị đã có quỹ" in thu.post(OPEN, form).content.decode()
    there.delete()
    assert thu.post(OPEN, form).status_code == 302
    assert once.forget_sent_forms() == 0


def test_what_crashed_half_way_took_everything_back_and_may_be_sent_again(
    thu: Client, form: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_words: object, **_more: object) -> None:
        raise ZeroDivisionError

    thu.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr("congdoan.web.funds.raising.toast", crash)
        assert thu.post(RAISE, form).status_code == 500
    assert not Raised.objects.exists(), "the verb before the crash is taken back"
    assert thu.post(RAISE, form).status_code == 302
    assert Raised.objects.count() == 1


def test_who_must_change_the_password_first_has_not_sent_the_form(thu: Client, form: dict[str, str]) -> None:
    User.objects.update(must_change_password=True)
    assert "mat-khau" in thu.post(RAISE, form)["Location"]
    User.objects.update(must_change_password=False)
    thu.post(RAISE, form)
    assert Raised.objects.count() == 1


def test_two_presses_at_one_moment_are_one(fresh_database: str) -> None:
    account = user("Thu", Role.ACCOUNTANT, Province().top)
    browser = Client()
    browser.force_login(account)
    form = {**RAISED, "happened_on": f"{clock.today():%d/%m/%Y}", FIELD: number_on(browser.get(RAISE).content.decode())}

    def press(_time: int) -> str:
        hand = Client()
        hand.cookies = browser.cookies.copy()
        try:
            return str(hand.post(RAISE, form)["Location"])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as hands:
        assert len(set(hands.map(press, range(3)))) == 1
    assert Raised.objects.count() == SentForm.objects.count() == 1
