"""The frame holds on a desk and on a phone: nothing runs off the side, and everything opens without JavaScript."""

from datetime import date
from pathlib import Path

import pytest

from browser.chromium import DESK, PHONE
from browser.conftest import Open
from builders import Province, user
from congdoan.accounts.models import Role, RoleHolding, User
from congdoan.foundation.periods import valid_from

pytestmark = pytest.mark.browser
DESK_AT_TWICE, SMALLEST = (720, 450), (320, 640)


@pytest.fixture
def province(fresh_database: str) -> Province:
    return Province()


@pytest.fixture
def thinh(province: Province) -> User:
    return user("Vàng Quốc Thịnh", Role.ADMINISTRATOR, province.top)


@pytest.mark.parametrize(
    ("size", "letters"),
    [(DESK, ""), (PHONE, ""), (DESK_AT_TWICE, ""), (SMALLEST, ""), (DESK, "?twice")],
    ids=["desk", "phone", "desk at 200 %", "smallest phone", "letters twice as large"],
)
def test_no_piece_runs_off_the_side(
    thinh: User, open_as: Open, pictures: Path | None, size: tuple[int, int], letters: str
) -> None:
    page = open_as(thinh, f"/_gallery/{letters}", size=size)
    if pictures:
        page.screenshot(path=pictures / f"gallery-{size[0]}{letters.replace('?', '-')}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_every_target_is_wide_enough_for_a_thumb(thinh: User, open_as: Open) -> None:
    page = open_as(thinh, "/_gallery/", size=PHONE)
    small = page.evaluate(
        """() => [...document.querySelectorAll(".button, .input, .chips label, .check, summary, .areas a, .big-button")]
            .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
            .filter(([, box]) => box.height > 0 && box.height < 44).map(([html]) => html)"""
    )
    assert small == []


def test_on_a_phone_without_javascript_the_drawer_and_the_menus_open(
    province: Province, thinh: User, open_as: Open, pictures: Path | None
) -> None:
    RoleHolding.objects.create(user=thinh, role=Role.OFFICER, unit=province.sector, valid=valid_from(date(2020, 1, 1)))
    page = open_as(thinh, "/_gallery/", size=PHONE, javascript=False)
    page.get_by_text("Thêm", exact=True).click()
    assert page.locator(".drawer .language").is_visible()
    if pictures:
        page.screenshot(path=pictures / "drawer-390.png")
    page.get_by_text("Thêm", exact=True).click()
    page.locator(".acting summary").click()
    if pictures:
        page.screenshot(path=pictures / "acting-390.png")
    page.get_by_role("button", name=province.sector.name).click()
    assert province.sector.name in page.locator(".acting summary").inner_text()


def test_the_keyboard_walks_the_tree(thinh: User, open_as: Open) -> None:
    page = open_as(thinh, "/_gallery/")
    rows = page.locator("a.tree-row")
    rows.nth(0).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('aria-level')") == "3"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.getAttribute('aria-level')") == "2"
    page.keyboard.press("End")
    assert rows.last.evaluate("row => row === document.activeElement")


def test_a_name_is_typed_and_a_unit_is_found(thinh: User, province: Province, open_as: Open) -> None:
    page = open_as(thinh, "/_gallery/")
    picker = page.locator("form").filter(has=page.locator("#id_empty-unit-search")).first
    picker.locator("#id_empty-unit-search").fill("benh vien")
    found = picker.locator(".found label").filter(has_text=province.hospital.name)
    found.wait_for()
    found.click()
    assert picker.locator("input[name=empty-unit]:checked").get_attribute("value") == province.hospital.code


def test_the_stepper_counts_and_the_calendar_button_appears(thinh: User, open_as: Open) -> None:
    page = open_as(thinh, "/_gallery/")
    stepper = page.locator("[data-stepper]").first
    stepper.get_by_role("button", name="Thêm một").click(click_count=2)
    assert stepper.locator("input").input_value() == "2"
    stepper.get_by_role("button", name="Bớt một").click()
    assert stepper.locator("input").input_value() == "1"
    assert page.locator("[data-day] > button").first.is_visible()
