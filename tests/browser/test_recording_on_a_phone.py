"""Lan records an act between two shifts, on her phone: at most eight taps, also where no script runs."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from act_stories import ordered
from browser.chromium import PHONE
from browser.conftest import Open
from builders import Province, user
from congdoan.accounts.models import Role, User
from congdoan.activities.models import Act

pytestmark = pytest.mark.browser
RECORD = "/ghi-nhan/moi/"


@pytest.fixture
def province(fresh_database: str) -> Province:
    return Province()


@pytest.fixture
def lan(province: Province) -> User:
    ordered(province, province.hospital)
    return user("Nguyễn Thị Lan", Role.CHAIR, province.hospital)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "buoi-tuyen-truyen.jpg"
    Image.new("RGB", (800, 600), "steelblue").save(path, "JPEG")
    return path


class Thumb:
    """Counts what a thumb does: presses, and fields touched to type in them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def press(self, name: str, *, role: str = "button") -> None:
        self.taps += 1
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]

    def type(self, label: str, text: str) -> None:
        self.taps += 1
        self.page.get_by_label(label).first.fill(text)


def test_from_the_order_to_the_receipt_in_at_most_eight_taps(
    lan: User, open_as: Open, photo: Path, pictures: Path | None
) -> None:
    page = open_as(lan, RECORD, size=PHONE)
    thumb = Thumb(page)
    if pictures:
        page.screenshot(path=pictures / "record-start-390.png", full_page=True)
    thumb.press("Ghi việc đã làm", role="link")
    thumb.type("Lượt người nghe tuyên truyền", "161")
    thumb.type("Ở đâu", "Hội trường A, Bệnh viện Đa khoa")
    thumb.taps += 1
    page.locator("input[name=photos]").set_input_files(photo)
    thumb.press("Với việc này, nhiệm vụ đã đánh dấu là xong", role="checkbox")
    if pictures:
        page.screenshot(path=pictures / "record-390.png", full_page=True)
    thumb.press("Ghi nhận")
    page.wait_for_url("**/bien-nhan/")

    act = Act.objects.get()
    assert page.get_by_text(act.key).first.is_visible()
    assert thumb.taps <= 8
    assert (act.act_files.count(), act.answers.get().completes) == (1, True)
    if pictures:
        page.screenshot(path=pictures / "receipt-390.png", full_page=True)


def test_every_step_works_without_a_script(lan: User, open_as: Open) -> None:
    page = open_as(lan, RECORD, size=PHONE, javascript=False)
    page.get_by_role("link", name="Tuyên truyền, phổ biến").click()
    page.get_by_label("Lượt người nghe tuyên truyền").first.fill("1.610")
    page.get_by_role("button", name="Ghi nhận").click()

    assert Act.objects.get().counts.get(measure="propaganda_attendances").quantity == 1610


def test_what_was_typed_outlives_a_lost_connection_and_a_change_of_kind(lan: User, open_as: Open) -> None:
    page = open_as(lan, f"{RECORD}?kind=propaganda", size=PHONE)
    page.get_by_label("Ở đâu").fill("Khoa Truyền nhiễm")
    page.get_by_label("Lượt người nghe tuyên truyền").first.fill("161")
    page.context.set_offline(True)
    page.get_by_role("button", name="Ghi nhận").click()
    assert page.get_by_text("Mất kết nối").is_visible()
    assert page.get_by_label("Ở đâu").input_value() == "Khoa Truyền nhiễm"
    page.context.set_offline(False)

    page.get_by_text("Đổi loại việc").click()
    page.get_by_role("link", name="Đối thoại").click()
    page.get_by_label("Ý kiến, kiến nghị ghi nhận").wait_for()
    assert page.get_by_label("Ở đâu").input_value() == "Khoa Truyền nhiễm"
    page.get_by_role("button", name="Ghi nhận").click()
    page.wait_for_url("**/bien-nhan/")
    assert Act.objects.get().kind_id == "dialogue"


@pytest.mark.parametrize("kind", ["propaganda", "conference", "safety_team", "inspection", "situation", "visit"])
def test_no_form_runs_off_the_side_of_a_phone(lan: User, open_as: Open, pictures: Path | None, kind: str) -> None:
    page = open_as(lan, f"{RECORD}?kind={kind}", size=PHONE)

    if pictures:
        page.screenshot(path=pictures / f"record-{kind}-390.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
