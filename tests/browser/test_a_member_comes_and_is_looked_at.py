"""Lan admits a colleague on her phone, opens her telephone number with a purpose, and sends her to the clinic."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.chromium import PHONE
from browser.conftest import Open
from builders import Province, user
from congdoan.accounts.models import Disclosure, Role, User
from congdoan.membership.models import Spell, Transfer

pytestmark = pytest.mark.browser


@pytest.fixture
def lan(fresh_database: str) -> Iterator[User]:
    return user("Nguyễn Thị Lan", Role.CHAIR, Province().hospital)


@pytest.mark.parametrize("javascript", [True, False], ids=["with a script", "without"])
def test_from_admission_to_transfer(lan: User, open_as: Open, javascript: bool, pictures: Path | None) -> None:
    page = open_as(lan, "/doan-vien/", size=PHONE, javascript=javascript)
    page.get_by_role("link", name="Kết nạp", exact=True).click()
    page.get_by_label("Họ và tên").fill("Lò Thị Mai")
    page.get_by_text("Nữ", exact=True).click()
    page.get_by_label("Ngày sinh").fill("20/5/1990")
    page.get_by_label("Điện thoại").fill("0912345678")
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.get_by_text("Hãy ghi số quyết định kết nạp.")).to_be_visible()
    page.get_by_label("Số quyết định").fill("05/QĐ-CĐBV")
    page.get_by_role("button", name="Ghi", exact=True).click()

    page.get_by_role("link", name="Lò Thị Mai").click()
    expect(page.get_by_text("0912345678")).to_have_count(0)
    if pictures:
        page.screenshot(path=pictures / "member-390.png", full_page=True)
    page.get_by_label("Mục đích").first.fill("Gọi mời dự lễ kết nạp")
    page.get_by_role("button", name="Mở").first.click()
    expect(page.get_by_text("0912345678")).to_be_visible()
    expect(page.get_by_text("Gọi mời dự lễ kết nạp")).to_be_visible()
    assert Disclosure.objects.count() == 1

    page.get_by_text("Thay đổi", exact=True).click()
    page.get_by_role("link", name=re.compile("Chuyển sinh hoạt đi nơi khác")).click()
    expect(page.get_by_text("Nơi đến bấm Tiếp nhận")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") if javascript else True
    assert Spell.objects.count() == 1
    assert not Transfer.objects.exists()
