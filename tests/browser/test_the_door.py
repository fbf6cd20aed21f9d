"""Signing in as a person does, on a phone, and the pictures a script takes that way."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser import screenshots
from browser.chromium import DESK, PHONE
from browser.conftest import Open
from builders import Province, user
from congdoan.accounts.models import Role, User

pytestmark = pytest.mark.browser
PASSWORD = "mat-khau-thu-nghiem"


@pytest.fixture
def lan(fresh_database: str) -> User:
    return user("Lan", Role.CHAIR, Province().hospital)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_lan_comes_in_and_goes_out(lan: User, open_as: Open, javascript: bool, pictures: Path | None) -> None:
    page = open_as(None, "/", size=PHONE, javascript=javascript, allowed=("422",))
    page.fill("[name=username]", lan.username)
    page.fill("[name=password]", "sai")
    page.click("main .is-main")
    page.get_by_text("Tên đăng nhập hoặc mật khẩu chưa đúng").wait_for()
    if pictures:
        page.screenshot(path=pictures / "sign-in-390.png")
    page.fill("[name=password]", PASSWORD)
    page.click("main .is-main")
    assert page.locator(".acting").is_visible()
    page.locator(".person summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_role("heading", name="Đăng nhập").wait_for()


def test_pictures_are_taken_by_going_in_at_the_door(lan: User, site: str, chromium: Browser, tmp_path: Path) -> None:
    asked = [screenshots.Picture("password", lan.username, "/doi-mat-khau/", whole=True)]
    written = screenshots.take(chromium, site, tmp_path, asked, PASSWORD)
    assert [path.name for path in written] == [f"password-{DESK[0]}.png", f"password-{PHONE[0]}.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in written)
    with pytest.raises(RuntimeError, match="cannot sign in"):
        screenshots.take(chromium, site, tmp_path, asked, "sai")
