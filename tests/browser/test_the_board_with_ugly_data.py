"""Thirty units with long names, gaps, zeros and huge numbers: the board still reads, and a number opens beside it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from act_stories import AUGUST, DAY, ordered
from browser.chromium import DESK, PHONE
from browser.conftest import Open
from builders import Province, user
from congdoan.accounts.models import Role, User
from congdoan.activities import actions
from congdoan.activities.details import Answer, TeamDetails
from congdoan.activities.models import ActKind
from congdoan.foundation import clock
from congdoan.indicators.actions import give_target
from congdoan.indicators.queries import indicator_by_code
from congdoan.organisation.models import Unit

pytestmark = pytest.mark.browser
BOARD = "/chi-tieu/?board=covid-campaign&period=2021-08"
LONG = "CĐCS Trung tâm Kiểm soát bệnh tật và Phòng, chống dịch bệnh khu vực liên huyện phía Tây Nam số {}"


@pytest.fixture
def province(fresh_database: str) -> Province:
    return Province()


@pytest.fixture
def minh(province: Province) -> User:
    with clock.set_to(date(2021, 8, 20)):
        units = [province.unit(LONG.format(n), under=province.sector, code=f"PL-YT-{n:02}") for n in range(1, 31)]
        ordered(province, *units)
        ordered(province, *units[:20], measure="safety_teams")
        for number, unit in enumerate(units):
            if number % 5 != 1:
                _record(province, unit, number)
        for code, value in (("propaganda_attendances", 2_000_000), ("safety_team_coverage", 100)):
            give_target(
                indicator_by_code(code), giver=province.top, receiver=province.sector, period=AUGUST,
                value=Decimal(value), by=province.minh,
            )  # fmt: skip
    return user("Đinh Hải Yến", Role.OFFICER, province.sector)


def _record(province: Province, unit: Unit, number: int) -> None:
    heard = 0 if number % 7 == 3 else 1_234_567 if number == 0 else 17 * number
    actions.record(
        ActKind.objects.get(code="propaganda"), lead=unit, happened_on=DAY, by=province.lan,
        title="Tuyên truyền, phổ biến các biện pháp phòng, chống dịch bệnh Covid-19 cho đoàn viên và người lao động",
        counts={"propaganda_sittings": 1 + number % 3, "propaganda_attendances": heard},
    )  # fmt: skip
    if number % 2:
        actions.record(
            ActKind.objects.get(code="safety_team"), lead=unit, happened_on=DAY, by=province.lan, title="", counts={},
            details=TeamDetails("Tổ an toàn Covid-19", 5 + number),
            answers=[Answer(row) for row in unit.body_ptr.obligations.filter(duty__measure="safety_teams")],
        )  # fmt: skip


def test_the_board_reads_on_a_desk_and_on_a_phone(
    province: Province, minh: User, open_as: Open, pictures: Path | None
) -> None:
    opened = f"{BOARD}&open=propaganda_attendances&at=PL-YT"
    for size, address in ((DESK, BOARD), (DESK, opened), (PHONE, BOARD), (PHONE, opened)):
        page = open_as(minh, address, size=size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        if pictures:
            name = "trail" if "open" in address else "board"
            page.screenshot(path=pictures / f"{name}-{size[0]}.png", full_page=True)


def test_a_number_opens_beside_the_board_and_closes_again(province: Province, minh: User, open_as: Open) -> None:
    page = open_as(minh, BOARD, size=DESK)
    page.get_by_role("row", name="khu vực liên huyện phía Tây Nam số 1 ").locator("a.cell").nth(3).click()
    page.locator("#panel h2").wait_for()

    assert "1.234.567" in page.locator("#panel").inner_text()
    assert "open=propaganda_attendances" in page.url
    assert page.locator("a.cell.is-here").count() == 1
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "open=" not in url)
    assert page.locator("#panel h2").count() == 0


@pytest.mark.parametrize("address", ["/ghi-nhan/", "/ghi-nhan/to/", "/chi-tieu/giao/", "/chi-tieu/giao/moi/"])
def test_lists_hold_on_a_phone(
    province: Province, minh: User, open_as: Open, pictures: Path | None, address: str
) -> None:
    page = open_as(minh, address, size=PHONE)

    if pictures:
        page.screenshot(path=pictures / f"{address.strip('/').replace('/', '-')}-390.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
