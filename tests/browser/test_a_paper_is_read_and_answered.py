"""A paper on a phone: from its words to its fields and back, its duties taken, with a script and without one."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from builders import SETUP, Province, user
from congdoan.foundation.working_date import set_working_date
from congdoan.obligations import proposing
from congdoan.obligations.models import DutyState
from congdoan.registry.models import DocumentState, RegisteredDocument

pytestmark = pytest.mark.browser
PHONE = (390, 844)
WORDS = """LIÊN ĐOÀN LAO ĐỘNG TỈNH PHONG LAI
CÔNG ĐOÀN NGÀNH Y TẾ
Số: 05/KH-CDYT

Phong Lai, ngày 02 tháng 3 năm 2021

KẾ HOẠCH
Tổ chức Tháng Công nhân

1. Công đoàn cơ sở

Báo cáo kết quả về Công đoàn ngành trước ngày 15/6/2021.

Đề nghị Ban Chấp hành các công đoàn cơ sở báo cáo theo quy định./.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Vũ Thị Sao
"""


@pytest.mark.parametrize("javascript", [True, False])
def test_lan_reads_takes_and_enters_a_paper_on_her_phone(
    open_as: Callable[..., Page], javascript: bool, pictures: Path | None
) -> None:
    province = Province()
    lan = user("Lan", "chair", province.hospital)
    set_working_date(date(2021, 3, 4), by=SETUP)
    paper = proposing.receive(province.hospital, text=WORDS, by=lan.acting(province.hospital))
    page = open_as(lan, f"/van-ban/{paper.key}/doc/", size=PHONE, javascript=javascript)
    if javascript:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    if pictures:
        page.screenshot(
            path=pictures / f"paper-read-390-{'js' if javascript else 'plain'}.png",
            full_page=True,
            caret="initial",
            animations="allow",
        )

    page.locator("#m-symbol").click()
    assert page.url.endswith("#f-symbol")
    page.locator("#f-symbol a").click()
    assert page.url.endswith("#m-symbol")

    dated, undated = paper.duties.get(due_on=date(2021, 6, 15)), paper.duties.get(due_text="theo quy định")
    page.locator(f"#viec-{dated.key}").get_by_role("button", name="Nhận việc này").click()
    page.locator(f"#viec-{dated.key}").get_by_text("Đã nhận").wait_for()
    page.locator(f"#viec-{undated.key}").get_by_role("button", name="Nhận việc này").click()
    page.get_by_text("hãy đặt một ngày").wait_for()
    assert undated.state == DutyState.PROPOSED

    page.goto(page.url.split("/van-ban/")[0] + f"/van-ban/{paper.key}/doc/")
    page.get_by_role("button", name="Vào sổ đến và giao việc đã nhận").click()
    page.get_by_text("Số đến").first.wait_for()
    assert RegisteredDocument.objects.get(pk=paper.pk).state == DocumentState.REGISTERED
