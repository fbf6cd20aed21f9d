"""An order through thirty units with long names, looked at and worked on with a mouse, a thumb and the keyboard."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from browser.chromium import DESK, PHONE
from browser.conftest import Open
from builders import SETUP, Province, user
from congdoan.accounts.models import Role, User
from congdoan.foundation import clock
from congdoan.foundation.actor import command
from congdoan.foundation.working_date import set_working_date
from congdoan.obligations import actions
from congdoan.obligations.models import Obligation
from congdoan.organisation.actions import add_person, appoint
from desk.orders import PLANNED, SAO, Order, act, order
from obligations.papers import asks, draft, issue

pytestmark = pytest.mark.browser
TODAY = date(2024, 9, 16)


@pytest.fixture
def province(fresh_database: str) -> Province:
    return Province()


@pytest.fixture
def story(province: Province) -> Iterator[Order]:
    """The dispatch and its plan, and a second plan for thirty units in every state there is."""
    told = order(province)
    act(told.of(province.hospital, told.spread), "Sinh hoạt chuyên đề, khoa Nội", date(2024, 8, 14), by=province.lan)
    names = [f"CĐCS Trung tâm Y tế huyện Nậm Sơn, Phân trạm và Phòng khám đa khoa khu vực số {n}" for n in range(30)]
    units = [province.unit(name, under=province.sector, code=f"PL-YT-{n:02}") for n, name in enumerate(names)]
    with clock.set_to(PLANNED):
        plan = draft(
            province.sector,
            "Kế hoạch rà soát, thăm hỏi đoàn viên bị ảnh hưởng bởi mưa lũ",
            based_on=[told.dispatch],
            by=SAO,
        )
        asks(plan, "Rà soát, lập danh sách đoàn viên bị ảnh hưởng", *units, due_on=date(2024, 9, 9), proof="Danh sách")
        asks(plan, "Tổ chức thăm hỏi, động viên tại cơ sở", *units, due_on=date(2024, 9, 18))
        asks(plan, "Báo cáo kết quả theo quy định", *units, due_text="theo quy định")
    issue(plan, PLANNED, by=SAO, connects=False)
    for n, unit in enumerate(units):
        first, second, _third = Obligation.objects.filter(bearer=unit).order_by("duty__ordinal")
        with clock.set_to(date(2024, 8, 5)):
            if n % 4:
                actions.acknowledge(first, by=SETUP)
        if n % 3 == 1:
            act(first, "Rà soát tại các khoa, phòng", date(2024, 8, 20 + n % 9), by=SETUP)
        with clock.set_to(date(2024, 9, 11)):
            if n % 5 == 2:
                actions.begin(second, by=SETUP)
            if n == 7:
                actions.finish(second, on=date(2024, 9, 10), by=SETUP)
                actions.send_back(second, reason="Số quà ở mục 3 là 70 hay 65 suất? Nhờ chị xem lại.", by=SAO)
    person = add_person("Lò Thị Mai Hạnh", by=SETUP)
    office = appoint(person, body=province.clinic, title="Chủ tịch", since=date(2023, 1, 1), by=SETUP)
    with clock.set_to(date(2024, 9, 9)):
        actions.name_accountable(told.of(province.clinic), office=office, by=SETUP)
        actions.remind([told.of(province.clinic)], text="Kính đề nghị đơn vị ghi nhận kết quả.", by=SAO)
    set_working_date(TODAY, by=command("test"))
    with clock.set_to(TODAY):
        yield told


@pytest.fixture
def head(province: Province, story: Order) -> User:
    return user("Vàng Quốc Thịnh", Role.CHAIR, province.sector)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_screen_holds_its_width(
    province: Province, story: Order, head: User, open_as: Open, pictures: Path | None, size: tuple[int, int]
) -> None:
    with clock.set_to(TODAY):
        minh, lan = user("Minh", Role.CHAIR, province.top), user("Hạnh", Role.CHAIR, province.clinic)
        seventh = user("Bảy", Role.CHAIR, Obligation.objects.get(state="returned").bearer.unit)
    late = story.of(province.clinic).key
    second = f"/nhiem-vu/soi-chi/{Obligation.objects.get(state='returned').duty.document.key}/"
    thread = f"/nhiem-vu/soi-chi/{story.dispatch.key}/"
    screens = {
        "thread": (minh, f"{thread}?xem=o-{late}" if size == DESK else thread),
        "thread-of-plan": (head, second),
        "panel": (head, f"/nhiem-vu/soi-chi/{story.plan.key}/?xem=o-{late}"),
        "late-only": (head, f"{second}?tre=1"),
        "directives": (head, "/nhiem-vu/"),
        "obligation": (head, f"/nhiem-vu/{late}/"),
        "mine": (seventh, "/nhiem-vu/cua-don-vi/"),
        "calendar": (seventh, "/nhiem-vu/lich/"),
        "remind": (head, f"{second}nhac/"),
        "late-sheet": (head, f"{second}danh-sach-tre/"),
        "today": (seventh, "/viec-cua-toi/"),
        "today-clinic": (lan, "/viec-cua-toi/"),
        "today-sector": (head, "/viec-cua-toi/"),
        "search": (head, "/viec-cua-toi/tim/?q=ra soat"),
    }
    for name, (who, path) in screens.items():
        page = open_as(who, path, size=size)
        if pictures:
            page.screenshot(path=pictures / f"{name}-{size[0]}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], name
        page.close()


def test_the_thread_is_worked_with_the_keyboard(province: Province, story: Order, head: User, open_as: Open) -> None:
    page = open_as(head, f"/nhiem-vu/soi-chi/{story.plan.key}/")
    page.locator("a[role=row]").first.focus()
    for _step in range(5):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#panel h2").wait_for()
    assert "xem=" in page.url
    page.get_by_role("button", name="Gửi lời nhắc").click()
    page.get_by_text("Đã nhắc 1 đơn vị.").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_function("!location.search.includes('xem')")


def test_the_thread_works_without_javascript(province: Province, story: Order, head: User, open_as: Open) -> None:
    page = open_as(head, f"/nhiem-vu/soi-chi/{story.plan.key}/?tre=1", javascript=False)
    page.locator("a[role=row]", has_text="Nậm Sơn").click()
    page.get_by_label("Hạn mới").fill("27/9/2024")
    page.get_by_label("Lý do", exact=True).fill("Nhận văn bản muộn")
    page.get_by_role("button", name="Gia hạn").click()
    assert page.get_by_text("Đã gia hạn.").is_visible()
    page.locator("a[role=row]", has_text="Nậm Sơn").count()
    assert story.of(province.clinic).due_on == date(2024, 9, 27)


def test_nothing_happened_in_one_tap_and_back(province: Province, story: Order, open_as: Open) -> None:
    with clock.set_to(TODAY):
        hanh = user("Hạnh", Role.CHAIR, province.clinic)
    page = open_as(hanh, "/viec-cua-toi/", size=PHONE)
    page.get_by_role("button", name="Không phát sinh").first.click()
    page.get_by_text("Đã báo không phát sinh.").wait_for()
    assert story.of(province.clinic).state == "done"
    page.get_by_role("button", name="Hoàn tác").click()
    page.get_by_text("Đã rút lại câu trả lời.").wait_for()
    assert story.of(province.clinic).state == "acknowledged"


def test_what_stands_at_the_foot_of_the_sheet_is_reached_on_a_phone(story: Order, head: User, open_as: Open) -> None:
    """A day already past is refused beside the field, what was typed stays, and one lands back on the thread."""
    late = Obligation.objects.get(duty=story.spread, bearer__code="PL-YT-NS")
    page = open_as(head, f"/nhiem-vu/soi-chi/{story.plan.key}/?xem=o-{late.key}", size=PHONE, allowed=("422",))
    sheet = page.locator("#panel").evaluate("panel => panel.getBoundingClientRect().toJSON()")
    assert 0 < sheet["top"] < sheet["bottom"] <= PHONE[1]

    page.locator("[name=to]").fill("01/09/2024")
    page.get_by_role("button", name="Gia hạn").click()
    page.get_by_text("Hãy ghi lý do: đơn vị sẽ đọc được.").wait_for()
    page.locator("form:has([name=to]) [name=reason]").fill("Mưa lũ chia cắt")
    page.get_by_role("button", name="Gia hạn").click()
    page.get_by_text("Ngày 01/09/2024 đã qua").wait_for()
    assert page.locator("form:has([name=to]) [name=reason]").input_value() == "Mưa lũ chia cắt"
    page.locator("[name=to]").fill("30/09/2024")
    page.get_by_role("button", name="Gia hạn").click()
    page.get_by_text("Đã gia hạn.").wait_for()
    assert "/soi-chi/" in page.url
