"""An officer pastes a text, opens a figure, confirms it, edits the words: with a script and without one."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from builders import SETUP, Province, user
from congdoan.foundation.working_date import set_working_date

pytestmark = pytest.mark.browser
PHONE = (390, 844)
DESK = (1440, 900)
TEXT = "Tháng 8/2021, toàn ngành tổ chức 12 buổi tuyên truyền với 5.800 lượt người nghe, phát gần 300 tờ rơi."


@pytest.mark.parametrize(("size", "javascript"), [(DESK, True), (PHONE, True), (PHONE, False)])
def test_hoang_checks_an_article(
    open_as: Callable[..., Page], size: tuple[int, int], javascript: bool, pictures: Path | None
) -> None:
    province = Province()
    hoang = user("Hoàng", "officer", province.sector)
    set_working_date(date(2021, 8, 20), by=SETUP)
    province.append(province.clinic, "propaganda_sittings", 12, on=date(2021, 8, 12), facet="direct")
    province.append(province.clinic, "propaganda_attendances", 5_702, on=date(2021, 8, 12))

    page = open_as(hoang, "/bao-cao/doi-chieu/moi/", size=size, javascript=javascript)
    page.fill("[name=text]", TEXT)
    page.locator("form#narrative-new button").click()
    expect(page.locator(".report-text .is-bound")).to_have_count(1)
    expect(page.locator(".report-text .is-clash")).to_have_text("5.800 lượt người")
    if javascript:
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]

    page.locator(".report-text .is-bound").click()
    expect(page.locator("#panel h2")).to_have_text("12 buổi")
    page.locator("#panel button.is-main").click()
    expect(page.locator(".claim-mark.is-confirmed")).to_have_count(1)
    if pictures:
        page.screenshot(path=pictures / f"claims-{size[0]}-{'js' if javascript else 'plain'}.png", full_page=True)

    page.goto(f"{page.url.partition('?')[0]}sua/")
    page.fill("[name=text]", f"Mở đầu. {TEXT.replace('5.800', '5.702')}")
    page.locator("#narrative-words button.is-main").click()
    expect(page.locator(".report-text .is-bound")).to_have_count(2)
    expect(page.locator(".claim-mark.is-confirmed")).to_have_count(1)
