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


@pytest.mark.parametrize(("size", "javascript"), [(DESK, True), (PHONE, True), (PHONE, False)])
def test_hoang_marks_a_figure_the_reader_missed(
    open_as: Callable[..., Page], size: tuple[int, int], javascript: bool, pictures: Path | None
) -> None:
    """With a script the chosen words go with the button; without one they are typed."""
    province = Province()
    hoang = user("Hoàng", "officer", province.sector)
    set_working_date(date(2021, 8, 20), by=SETUP)
    province.append(province.clinic, "documents_distributed", 280, on=date(2021, 8, 12))
    page = open_as(hoang, "/bao-cao/doi-chieu/moi/", size=size, javascript=javascript)
    page.fill("[name=text]", f"{TEXT}\nKhẩu hiệu “280 tờ rơi” treo ở cổng 𝟙, nhắc lại “280 tờ rơi”.")
    page.select_option("[name=period]", "08")
    page.select_option("[name=period-year]", "2021")
    page.locator("form#narrative-new button").click()

    if javascript:
        page.locator(".report-words >> text=nhắc lại").evaluate(
            """(piece) => {
              const words = piece.firstChild, at = words.data.lastIndexOf("280 tờ rơi");
              document.getSelection().setBaseAndExtent(words, at, words, at + 10);
            }"""
        )
        expect(page.locator("[data-mark-here]")).to_contain_text("“280 tờ rơi”")
        page.locator("[data-mark-here]").click()
    else:
        page.locator("[data-mark-here]").click()
        page.fill("[name=chu]", "280 tờ rơi")
        page.locator("#mark-words button").click()
        page.locator(".mark-places a").last.click()
    expect(page.locator("#panel [name=numbers]")).to_have_value("280")
    expect(page.locator("#panel mark")).to_have_text("280 tờ rơi")
    if javascript:
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    if pictures:
        page.screenshot(path=pictures / f"mark-{size[0]}-{'js' if javascript else 'plain'}.png", full_page=True)
    page.locator("#mark-said button").click()

    expect(page.locator("#panel")).to_contain_text("đánh dấu tay")
    expect(page.locator(".claim-mark")).to_have_count(4)
    if pictures:
        page.screenshot(path=pictures / f"marked-{size[0]}-{'js' if javascript else 'plain'}.png", full_page=True)
    page.locator("#panel button:has-text('Bỏ đánh dấu')").click()
    expect(page.locator(".claim-mark")).to_have_count(3)
