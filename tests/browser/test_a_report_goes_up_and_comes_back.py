"""A report's whole way by clicks: written, sent, returned with a remark, mended, accepted, signed, and its drift."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from builders import SETUP, Province, user
from congdoan.accounts.models import User
from congdoan.foundation import clock
from congdoan.foundation.working_date import set_working_date
from congdoan.reports.models import Report
from reports_stories import AUGUST_16, Campaign, campaign_of

pytestmark = pytest.mark.browser
PHONE, DESK = (390, 844), (1440, 900)
AUGUST_5 = date(2021, 8, 5)


@pytest.fixture
def campaign(site: str) -> Iterator[Campaign]:
    set_working_date(AUGUST_16, by=SETUP)
    with clock.set_to(clock.moment(AUGUST_16)):
        told = campaign_of(Province())
        told.province.append(told.province.hospital, "propaganda_attendances", 161, on=AUGUST_5)
        told.chair(told.province.hospital)
        yield told


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_first_word_to_the_drift(
    campaign: Campaign, open_as: Callable[..., Page], javascript: bool, pictures: Path | None
) -> None:
    lan, officer = user("Lan", "chair", campaign.province.hospital), user("Hà", "officer", campaign.province.sector)

    def opened(who: User, path: str) -> Page:
        return open_as(who, path, size=PHONE if who is lan else DESK, javascript=javascript)

    page, desk = opened(lan, "/bao-cao/"), opened(officer, f"/bao-cao/yeu-cau/{campaign.asked.key}/")
    site = page.url.split("/bao-cao/")[0]
    page.get_by_role("button", name="Bắt đầu viết").click()
    here = f"{site}/bao-cao/{Report.objects.get(unit=campaign.province.hospital).key}/"
    write(page, by_click=javascript)
    send(page)
    return_with_a_remark(desk, here)
    page.goto(here)
    page.get_by_label("Đã sửa thế nào").fill("Đã ghi: trực tuyến.")
    page.get_by_role("button", name="Trả lời").click()
    send(page)
    accept_from_the_desk(desk)
    page.goto(here)
    page.get_by_role("link", name="Xem và ký").click()
    page.get_by_role("button", name="Ký và ban hành").click()
    page.get_by_text("01/BC-CĐBV").first.wait_for()

    campaign.province.append(campaign.province.hospital, "propaganda_attendances", 38, on=AUGUST_5)
    page.goto(here)
    page.locator("#report-text .drift", has_text="+38").click()
    page.locator("#panel", has_text="Thay đổi sau khi chốt").wait_for()
    assert "161 lượt người" in page.locator("#panel").inner_text()
    if pictures:
        page.screenshot(path=pictures / f"report-drift-390-{'js' if javascript else 'plain'}.png", full_page=True)


def write(page: Page, *, by_click: bool) -> None:
    """Two paragraphs; the figure is put in by one click, or typed by its name where no script runs."""
    page.get_by_role("link", name="Sửa đoạn").nth(1).click()
    page.locator("#write-block textarea").fill("Đề nghị hỗ trợ khẩu trang.")
    page.get_by_role("button", name="Lưu đoạn").click()
    page.get_by_role("link", name="Sửa đoạn").first.click()
    box = page.locator("#write-block textarea")
    box.fill("Đã tuyên truyền tới " if by_click else "Đã tuyên truyền tới {{propaganda_attendances}}")
    if by_click:
        page.locator("#write-block button[data-insert]").first.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert box.input_value() == "Đã tuyên truyền tới {{propaganda_attendances}}"
    page.get_by_role("button", name="Lưu đoạn").click()
    page.locator(".report-words", has_text="161 lượt người").wait_for()


def send(page: Page) -> None:
    page.get_by_role("link", name="Gửi lên").click()
    page.get_by_role("button", name="Gửi lên").click()
    page.get_by_text("Đang chờ").wait_for()


def return_with_a_remark(desk: Page, report: str) -> None:
    desk.goto(report)
    desk.get_by_role("link", name="Nhận xét đoạn này").first.click()
    desk.get_by_label("Cụm từ").fill("tuyên truyền tới")
    desk.locator("#panel textarea").fill("Bằng hình thức nào?")
    desk.get_by_role("button", name="Gắn nhận xét").click()
    desk.get_by_role("button", name="Trả lại để sửa").click()
    desk.wait_for_url("**/bao-cao/yeu-cau/**")


def accept_from_the_desk(desk: Page) -> None:
    desk.reload()
    desk.get_by_role("checkbox").first.check()
    desk.get_by_role("button", name="Chấp nhận báo cáo đã chọn").click()
    desk.locator("td", has_text="Được chấp nhận").wait_for()
