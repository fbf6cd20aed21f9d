"""A clerk drops files, sees them finish by themselves, and corrects the first by keys alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from builders import SETUP, Province, user
from congdoan.foundation.working_date import set_working_date
from congdoan.intake.reading import read_next
from congdoan.registry.models import RegisteredDocument

pytestmark = pytest.mark.browser
DESK = (1440, 900)
PLAN = """LIÊN ĐOÀN LAO ĐỘNG TỈNH PHONG LAI
CÔNG ĐOÀN NGÀNH Y TẾ

Phong Lai, ngày 02 tháng 3 năm 2021

KẾ HOẠCH
Tổ chức Tháng Công nhân

1. Công đoàn cơ sở báo cáo kết quả trước ngày 15/6/2021.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Vũ Thị Sao
"""


def test_thu_follows_a_batch_and_corrects_by_keys(open_as: Callable[..., Page], pictures: Path | None) -> None:
    province = Province()
    thu = user("Thu", "clerk", province.clinic)
    set_working_date(date(2021, 3, 4), by=SETUP)
    page = open_as(thu, "/van-ban/tiep-nhan/", size=DESK)
    files = [
        {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
        for name, text in (("05.txt", PLAN), ("ban-sao.txt", PLAN))
    ]
    page.set_input_files("input[type=file]", files)  # type: ignore[arg-type]
    page.locator("form#drop button.is-main").click()
    expect(page.locator("#batch-files")).to_contain_text("Đã xong 0/2 tệp")

    while read_next():
        pass
    expect(page.locator("#batch-files")).to_contain_text("Đã xong 2/2 tệp", timeout=15_000)
    if pictures:
        page.screenshot(path=pictures / "batch-1440.png", full_page=True)

    with page.expect_event("load"):  # keys are heard once the next page has its script
        page.locator(".batch-row a.button").click()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("[name=symbol]")).to_be_focused()
    page.keyboard.type("05/KH-CĐYT")
    page.keyboard.press("Alt+ArrowDown")
    page.locator("[name=issued_on]").focus()
    page.keyboard.press("Alt+Enter")
    expect(page.locator("#m-issued_on")).to_be_focused()
    page.keyboard.press("Alt+Enter")
    expect(page.locator("[name=issued_on]")).to_be_focused()
    page.keyboard.press("Control+s")
    expect(page.locator(".toast").first).to_contain_text("Đã lưu")
    assert RegisteredDocument.objects.get().symbol_raw == "05/KH-CĐYT"
