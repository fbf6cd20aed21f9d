"""The red thread, clicked: a paper comes in, the sector's own paper gives its duty, an act answers it,

the figure opens down to the act, the report of the campaign goes up, is accepted and signed, and then shows its drift.
"""

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from browser.chromium import DESK, PHONE
from browser.conftest import Open
from builders import SETUP, Province, user
from congdoan.accounts.models import Role
from congdoan.foundation.working_date import set_working_date
from congdoan.organisation.actions import add_person, appoint
from congdoan.reports.models import Report, ReportState

pytestmark = pytest.mark.browser
PLAN = """LIÊN ĐOÀN LAO ĐỘNG TỈNH PHONG LAI
CÔNG ĐOÀN NGÀNH GIÁO DỤC
Số: 19/KH-CĐGD

Phong Lai, ngày 03 tháng 8 năm 2021

KẾ HOẠCH
Phối hợp chăm sóc sức khỏe học sinh đầu năm học

II. TỔ CHỨC THỰC HIỆN
1. Công đoàn ngành Y tế
- Tuyên truyền phòng, chống dịch tại các điểm trường trước ngày 15/8/2021.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Bế Thị Quế
"""
OWN = """I. TỔ CHỨC THỰC HIỆN
1. Công đoàn cơ sở
- Báo cáo kết quả theo quy định."""


@pytest.fixture
def province(fresh_database: str) -> Province:
    made = Province()
    for unit, name, signs_as in [
        (made.sector, "Vũ Thị Sao", "TM. BAN THƯỜNG VỤ"),
        (made.hospital, "Đỗ Thị Lan", "TM. BAN CHẤP HÀNH"),
    ]:
        person = add_person(name, by=SETUP)
        appoint(person, body=unit, title="Chủ tịch", signs_as=signs_as, since=date(2020, 1, 1), by=SETUP)
    set_working_date(date(2021, 8, 10), by=SETUP)
    return made


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def _follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def _take_in_and_answer(page: Page) -> None:
    """The education union's plan is entered, and the sector's own plan issued on it, its missing day given."""
    page.get_by_label("Hoặc dán nội dung").fill(PLAN)
    _press(page, "Đọc văn bản")
    _press(page, "Vào sổ đến và giao việc đã nhận")
    page.get_by_text("Đã vào sổ đến số 1").wait_for()

    _press(page, "Soạn văn bản triển khai")
    page.locator("[name=type]").select_option(label="Kế hoạch")
    page.locator("[name=body]").fill(OWN)
    page.locator("[name=signer]").select_option(index=1)
    page.get_by_text("Các CĐCS trực thuộc: 2", exact=True).click()
    _press(page, "Lưu dự thảo")
    _press(page, "Đọc việc từ nội dung đã lưu")
    page.get_by_text("Thiếu hạn").wait_for()
    page.locator(".duty-card").get_by_label("Đặt hạn").fill("14/08/2021")
    _press(page, "Nhận việc này")
    page.get_by_text("Đã nhận").first.wait_for()
    draft = page.url
    page.goto(draft.replace("/soan/", "/ban-hanh/"))
    _press(page, "Cấp số và ban hành")
    page.get_by_text("giao 2 việc").wait_for()


def _ask_for_the_report(page: Page) -> None:
    _follow(page, "Báo cáo kết quả theo quy định")
    page.get_by_label("Tên báo cáo").fill("Kết quả chăm sóc sức khỏe học sinh")
    page.get_by_label("Kỳ báo cáo từ ngày").fill("01/08/2021")
    page.get_by_label("đến hết ngày").fill("31/08/2021")
    page.get_by_label("Chốt số liệu hết ngày").fill("12/08/2021")
    page.get_by_label("Đề cương").fill("I. Công tác tuyên truyền | propaganda_attendances")
    _press(page, "Yêu cầu báo cáo")
    page.wait_for_url("**/yeu-cau/**")


def _record(page: Page, photo: Path) -> str:
    """Lan's sitting at the school, with its photo; the act's receipt number."""
    page.get_by_label("Ở đâu").fill("Trường Tiểu học Hoa Ban")
    page.get_by_label("Lượt người nghe tuyên truyền").first.fill("57")
    page.locator("input[name=photos]").set_input_files(photo)
    _press(page, "Ghi nhận")
    page.wait_for_url("**/bien-nhan/")
    return page.url.split("/")[-3]


def test_from_a_neighbours_paper_to_a_signed_report_and_its_drift(
    province: Province, open_as: Open, tmp_path: Path
) -> None:
    sao, lan = user("Sao", Role.CHAIR, province.sector), user("Lan", Role.CHAIR, province.hospital)
    photo = tmp_path / "buoi-noi-chuyen.jpg"
    Image.new("RGB", (400, 300), "seagreen").save(photo, "JPEG")

    desk = open_as(sao, "/van-ban/tiep-nhan/", size=DESK)
    home = desk.url.split("/van-ban/")[0]
    _take_in_and_answer(desk)
    desk.goto(f"{home}/bao-cao/yeu-cau/moi/")
    _ask_for_the_report(desk)

    phone = open_as(lan, "/ghi-nhan/moi/?kind=propaganda", size=PHONE)
    act = _record(phone, photo)

    desk.goto(f"{home}/chi-tieu/con-so/{province.sector.code}/propaganda_attendances/?period=2021-08")
    assert desk.get_by_text("57").first.is_visible()

    phone.goto(f"{home}/bao-cao/")
    _press(phone, "Bắt đầu viết")
    phone.get_by_text("57 lượt người").first.wait_for()
    _follow(phone, "Gửi lên")
    _press(phone, "Gửi lên")
    phone.get_by_text("Đang chờ").first.wait_for()
    report = Report.objects.get(unit=province.hospital)

    desk.goto(f"{home}/bao-cao/{report.key}/")
    _press(desk, "Chấp nhận")
    desk.wait_for_load_state()
    phone.goto(f"{home}/bao-cao/{report.key}/ky/")
    _press(phone, "Ký và ban hành")
    phone.get_by_text("Văn bản đã ký").wait_for()
    report.refresh_from_db()
    assert report.state == ReportState.SIGNED

    phone.goto(f"{home}/ghi-nhan/{act}/dinh-chinh/")
    phone.get_by_label("Lượt người nghe tuyên truyền").first.fill("75")
    phone.get_by_label("Lý do").first.fill("Đếm lại theo danh sách ký tên")
    _press(phone, "Lưu bản đính chính")
    phone.wait_for_url(f"**/ghi-nhan/{act}/")
    desk.goto(f"{home}/bao-cao/{report.key}/?so=propaganda_attendances")
    assert desk.locator("#report-text").get_by_text("57 lượt người").is_visible()
    assert desk.locator("#report-text .drift").inner_text().startswith("+18")
    for page in (desk, phone):
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
