"""Minh brings a list in on a phone: what is wrong comes back marked in the file, the rest comes in and goes out."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import expect
from python_calamine import load_workbook

from browser.chromium import PHONE
from browser.conftest import Open
from builders import SETUP, Province, user
from congdoan.accounts.models import Role
from congdoan.foundation.working_date import set_working_date
from membership.sheets import plain_sheet
from membership_stories import members

pytestmark = pytest.mark.browser
SINCE = date(2024, 1, 1)
ROWS = (
    (1, "Lò Thị Mai", date(1990, 5, 20), "Nữ", "PL-YT-BV", "", "Điều dưỡng", "Thái", ""),
    (2, "Giàng A Nam", "31/2/1985", "Nam", "PL-YT-BV", "", "Lái xe", "Mông", ""),
    (3, "Trần Văn Hùng", 1979, "nam", "PL-YT-NS", "", "Bác sĩ", "", ""),
)


def test_a_sheet_with_an_error_comes_back_marked_and_the_rest_is_undone(
    fresh_database: str, open_as: Open, pictures: Path | None
) -> None:
    province = Province()
    set_working_date(date(2024, 12, 20), by=SETUP)
    minh = user("Minh", Role.OFFICER, province.sector)
    page = open_as(minh, "/doan-vien/nhap/", size=PHONE)
    page.locator("input[type=file]").set_input_files(
        {"name": "danh sach.xlsx", "mimeType": "application/vnd.ms-excel", "buffer": plain_sheet(ROWS)}
    )
    page.get_by_label("Theo dõi từ ngày").fill("01/01/2024")
    page.get_by_role("button", name="Đọc và xem trước").click()

    expect(page.get_by_role("heading", name="Dòng có lỗi")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if pictures:
        page.screenshot(path=pictures / "members-batch-390.png", full_page=True)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải bảng đã đánh dấu lỗi").click()
    rows = load_workbook(BytesIO(Path(download.value.path()).read_bytes())).get_sheet_by_index(0).to_python()
    assert [("Giàng A Nam" in row, any("Ngày sinh: " in str(cell) for cell in row)) for row in rows[2:3]] == [
        (True, True)
    ]
    assert members(province.top, SINCE) == 0

    page.get_by_role("button", name="Bỏ qua 1 dòng lỗi, nhập 2 người").click()
    expect(page.get_by_text("Đã nhập 2 đoàn viên")).to_be_visible()
    assert members(province.top, SINCE) == 2

    page.get_by_role("button", name="Hoàn tác lần nhập này").click()
    expect(page.locator("#members-batch")).to_contain_text("Đã hoàn tác")
    assert members(province.top, SINCE) == 0
