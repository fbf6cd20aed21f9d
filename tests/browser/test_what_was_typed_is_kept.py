"""A lost connection, a fault of ours, a reload: nobody loses what they typed. And parts arrive where they belong."""

from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page

from browser.chromium import PHONE
from browser.conftest import Open
from builders import Province, user
from congdoan.accounts.models import Role, User

pytestmark = [pytest.mark.browser, pytest.mark.urls("web.screens_for_the_frame")]
WORDS = "Thăm chị Sua ở khoa Sản"


@pytest.fixture
def lan(fresh_database: str) -> User:
    return user("Lan", Role.CHAIR, Province().hospital)


def note(page: Page) -> str:
    return page.locator("#plain-form [name=what]").input_value()


def test_offline_a_form_stays_and_says_why(lan: User, open_as: Open) -> None:
    page = open_as(lan, "/thu/viec/")
    page.locator("#plain-form [name=what]").fill(WORDS)
    page.context.set_offline(True)
    page.locator("#plain-form button").click()
    page.get_by_text("Mất kết nối. Những gì đã gõ vẫn còn").wait_for()
    assert note(page) == WORDS


def test_a_part_that_cannot_be_asked_for_says_why(lan: User, open_as: Open) -> None:
    page = open_as(lan, "/thu/viec/", allowed=("ERR_FAILED", "htmx:"))
    page.route("**/thu/viec/", lambda route: route.abort())
    page.locator("#id_what").fill(WORDS)
    page.locator("#work-form .is-main").click()
    page.get_by_text("Mất kết nối. Những gì đã gõ vẫn còn").wait_for()
    assert page.locator("#id_what").input_value() == WORDS


def test_after_a_reload_what_was_typed_is_offered_and_can_be_dropped(lan: User, open_as: Open) -> None:
    page = open_as(lan, "/thu/viec/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#plain-form [name=what]").fill(WORDS)
    page.reload()
    page.get_by_text("Đã điền lại những gì gõ dở").wait_for()
    assert note(page) == WORDS
    page.get_by_role("button", name="Bỏ bản gõ dở").click()
    assert note(page) == ""
    page.reload()
    assert note(page) == ""


DRAFTS = "Object.keys(sessionStorage).filter((name) => name.startsWith('draft ')).length"


def test_what_one_typed_is_shown_to_nobody_else_at_the_machine(lan: User, open_as: Open) -> None:
    page = open_as(lan, "/thu/viec/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#plain-form [name=what]").fill(WORDS)
    assert page.evaluate(DRAFTS) == 1

    hoa, browser = user("Hoa", Role.CHAIR, lan.holdings.get().unit), Client()
    browser.force_login(hoa)
    page.context.add_cookies(
        [{"name": "sessionid", "value": browser.cookies["sessionid"].value, "url": page.url.partition("/thu/")[0]}]
    )
    page.goto(page.url)  # her session ended by itself; Hoa signed in at the same tab
    assert note(page) == ""
    assert page.evaluate(DRAFTS) == 0

    page.locator("#plain-form [name=what]").fill(WORDS)
    page.evaluate("document.querySelector('form[data-leaves]').requestSubmit()")
    page.get_by_role("heading", name="Đăng nhập").wait_for()
    assert page.evaluate(DRAFTS) == 0


def test_what_was_sent_is_not_offered_again(lan: User, open_as: Open) -> None:
    page = open_as(lan, "/thu/viec/")
    page.locator("#id_what").fill(WORDS)
    page.locator("#id_on").fill("16/9/2024")
    page.locator("#work-form .is-main").click()
    page.get_by_text("Đã ghi.").wait_for()
    page.goto(page.url.replace("trang", "viec"))
    assert page.locator("#id_what").input_value() == ""


def test_an_error_comes_back_beside_the_field(lan: User, open_as: Open) -> None:
    page = open_as(lan, "/thu/viec/")
    page.locator("#id_what").fill(WORDS)
    page.locator("#id_on").fill("31/9/2024")
    page.locator("#work-form .is-main").click()
    page.get_by_text("Tháng 9 chỉ có 30 ngày. Có phải 30/09/2024?").wait_for()
    assert page.locator("#id_what").input_value() == WORDS
    assert page.locator("h1, .bar").count() == 1, "the part took its own place, not the page's"


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_figure_opens_beside_the_page_and_closes_again(
    lan: User, open_as: Open, javascript: bool, pictures: Path | None
) -> None:
    page = open_as(lan, "/thu/viec/", size=PHONE, javascript=javascript)
    page.get_by_role("link", name="404").click()
    page.get_by_role("heading", name="404").wait_for()
    assert "mo=404" in page.url
    if pictures:
        page.screenshot(path=pictures / f"panel-390-{javascript}.png")
    page.get_by_role("link", name="Đóng").click()
    page.get_by_role("heading", name="404").wait_for(state="detached")


def test_a_press_beside_the_sheet_closes_it_and_touches_nothing_behind(lan: User, open_as: Open) -> None:
    page = open_as(lan, "/thu/viec/?mo=146", size=PHONE)
    page.mouse.click(60, 40)
    page.get_by_role("heading", name="146").wait_for(state="detached")
    assert not page.locator(".acting[open]").count()


def test_escape_closes_the_panel_and_the_address_can_be_shared(lan: User, open_as: Open) -> None:
    page = open_as(lan, "/thu/viec/?mo=146")
    page.get_by_role("heading", name="146").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("heading", name="146").wait_for(state="detached")


def test_our_own_fault_is_said_without_losing_the_page(lan: User, open_as: Open) -> None:
    page = open_as(lan, "/thu/viec/", allowed=("500", "htmx:responseError"))
    page.route("**/thu/viec/", lambda route: route.fulfill(status=500, body="x"))
    page.locator("#id_what").fill(WORDS)
    page.locator("#work-form .is-main").click()
    page.get_by_text("Máy chủ chưa làm được việc này").wait_for()
    assert page.locator("#id_what").input_value() == WORDS
