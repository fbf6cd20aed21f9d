"""Minh looks at the board, opens a number down to the act, and is never shown a silence as a zero."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from act_stories import AUGUST, DAY, ordered
from builders import Province
from congdoan.accounts.models import Role
from congdoan.activities import actions
from congdoan.activities.models import Act, ActKind
from congdoan.foundation import clock
from congdoan.indicators.actions import give_target
from congdoan.indicators.models import Target
from congdoan.indicators.queries import indicator_by_code
from congdoan.organisation.models import Unit
from web.parts import apply_part

SignIn = Callable[..., Client]
BOARD = "/chi-tieu/?board=covid-campaign&period=2021-08"


@pytest.fixture(autouse=True)
def twentieth_of_august() -> Iterator[None]:
    with clock.set_to(date(2021, 8, 20)):
        yield


@pytest.fixture
def minh(province: Province, sign_in: SignIn) -> Client:
    return sign_in("Minh", Role.OFFICER, province.sector)


def told(province: Province, unit: Unit, **counts: int) -> Act:
    return actions.record(
        ActKind.objects.get(code="propaganda"),
        lead=unit,
        title="Phát thanh tại khoa Nội",
        happened_on=DAY,
        counts=counts,
        by=province.lan,
    )


def given(province: Province, value: int = 200) -> Target:
    return give_target(
        indicator_by_code("propaganda_attendances"),
        giver=province.top,
        receiver=province.sector,
        period=AUGUST,
        value=Decimal(value),
        by=province.minh,
    )


def test_missing_and_zero_never_look_alike(province: Province, minh: Client) -> None:
    quiet = province.unit("CĐCS Chi cục An toàn vệ sinh thực phẩm", under=province.sector)
    ordered(province, province.hospital, province.clinic, quiet)
    told(province, province.hospital, propaganda_attendances=161)
    told(province, quiet, propaganda_attendances=0)
    given(province)

    page = unescape(minh.get(BOARD).content.decode())

    assert page.count("Chưa báo cáo</a>") == 2, "the clinic's attendances, and what is divided from them"
    assert page.count("không phát sinh, đã xác nhận") == 1
    assert "2/3 đơn vị, thiếu 1" in page
    assert "/ 200 · 80,5\N{NO-BREAK SPACE}%" in page


def test_a_number_opens_down_to_the_act(province: Province, minh: Client) -> None:
    act = told(province, province.hospital, propaganda_attendances=161)
    opened = f"{BOARD}&unit=PL-YT&open=propaganda_attendances&at=PL-YT-BV"

    page = apply_part(minh, opened, from_url=f"{BOARD}&unit=PL-YT")

    assert "161 lượt người" in page
    assert reverse("acts:act", args=[act.key]) in page
    alone = minh.get(reverse("figures:figure", args=["PL-YT-BV", "propaganda_attendances"]), {"period": "2021-08"})
    assert "Phát thanh tại khoa Nội" in alone.content.decode()


def test_other_units_boards_are_as_if_they_were_not_there(province: Province, sign_in: SignIn) -> None:
    lan = sign_in("Lan", Role.CHAIR, province.hospital)
    told(province, province.clinic, propaganda_attendances=40)

    for address in (
        f"{BOARD}&unit=PL-YT",
        f"{BOARD}&open=propaganda_attendances&at=PL-YT-NS",
        reverse("figures:figure", args=["ST", "propaganda_attendances"]),
    ):
        assert lan.get(address).status_code == 404, address
    assert lan.get(BOARD).status_code == 200


def test_the_workbook_leads_back_to_every_figure(province: Province, minh: Client) -> None:
    ordered(province, province.hospital, province.clinic)
    told(province, province.hospital, propaganda_attendances=161)
    given(province)

    answer = minh.get("/chi-tieu/bang-tinh/", {"board": "covid-campaign", "period": "2021-08"})

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    cells = [cell for row in rows for cell in row]
    assert "CĐCS Bệnh viện Đa khoa Phong Lai" in cells
    assert {161, "thiếu", 200, 80.5, "1/2"} <= set(cells)


def test_the_workbook_is_an_official_paper_and_speaks_vietnamese_to_a_reader_of_english(minh: Client) -> None:
    asked = {"board": "covid-campaign", "period": "2021-08"}
    minh.post("/ngon-ngu/", {"language": "en", "next": "/"})
    sheets = [minh.get("/chi-tieu/bang-tinh/", asked)]
    minh.post("/ngon-ngu/", {"language": "vi", "next": "/"})
    sheets.append(minh.get("/chi-tieu/bang-tinh/", asked))

    english, vietnamese = (
        CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python() for answer in sheets
    )
    assert english == vietnamese
    assert any("Thực hiện" in row for row in english)


def test_an_unclear_period_is_told_and_the_board_stays(province: Province, minh: Client) -> None:
    page = minh.get(BOARD.replace("2021-08", "thang tam"))

    assert (page.status_code, "Không hiểu kỳ" in page.content.decode()) == (200, True)


def test_what_is_typed_is_added_up_before_it_is_saved(province: Province, minh: Client) -> None:
    """With a script at every key, without one by a button; nothing is kept either way."""
    url = reverse("figures:split", args=[given(province, 100).key])
    typed = {"unit-PL-YT-BV": "70", "unit-PL-YT-NS": "50,5", "tinh": "1"}

    whole = minh.post(url, typed).content.decode()
    part = minh.post(url, typed, headers={"HX-Request": "true"}).content.decode()
    assert "giao vượt <b>20,5</b>" in part
    assert part.strip().startswith("<tfoot")
    assert part.strip() in whole
    unclear = minh.post(url, {**typed, "unit-PL-YT-NS": "năm mươi"}).content.decode()
    assert "còn thiếu <b>30</b>" in unclear
    assert not Target.objects.filter(giver=province.sector).exists()


def test_a_target_is_split_with_its_gap_in_sight(province: Province, minh: Client) -> None:
    target = given(province, 100)
    url = reverse("figures:split", args=[target.key])

    minh.post(url, {"unit-PL-YT-BV": "60", "unit-PL-YT-NS": "35"})
    assert "còn thiếu <b>5</b>" in minh.get(url).content.decode()
    minh.post(url, {"unit-PL-YT-BV": "80", "unit-PL-YT-NS": "35"})
    assert "giao vượt <b>15</b>" in minh.get(url).content.decode()
    assert "Không hiểu số này" in minh.post(url, {"unit-PL-YT-BV": "tám mươi mấy"}).content.decode()
    assert minh.post(reverse("figures:change", args=[target.key]), {"value": "1"}).status_code == 403
    assert "giao vượt" in minh.get(reverse("figures:target", args=[target.key])).content.decode()


def test_the_giver_changes_and_the_receiver_registers(province: Province, minh: Client, sign_in: SignIn) -> None:
    top = sign_in("Hằng", Role.CHAIR, province.top)
    form = {
        "indicator": "members_visited",
        "receiver": "PL-YT",
        "period": "2021",
        "value": "400",
        "symbol": "12/KH-LĐLĐ",
    }
    assert top.post(reverse("figures:give"), form).status_code == 302
    target = Target.objects.get()
    assert "đã giao chỉ tiêu này" in top.post(reverse("figures:give"), form).content.decode()

    assert minh.post(reverse("figures:register", args=[target.key]), {"value": "450"}).status_code == 302
    assert (
        "không thấp hơn" in minh.post(reverse("figures:register", args=[target.key]), {"value": "390"}).content.decode()
    )
    assert top.post(reverse("figures:change", args=[target.key]), {"value": "410"}).status_code == 302
    shown = minh.get("/chi-tieu/giao/").content.decode()
    assert "410" in shown
    assert "450" in shown
