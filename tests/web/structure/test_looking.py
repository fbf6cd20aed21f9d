"""The tree on any day, a unit with its history, a search that needs no accents; strangers see none of it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from builders import Province
from congdoan.accounts.models import Role
from congdoan.organisation.actions import add_person, appoint
from congdoan.organisation.models import Unit
from congdoan.reorganisation.actions import merge
from web.parts import apply_part

SignIn = Callable[..., Client]
JULY_1 = date(2025, 7, 1)


@pytest.fixture
def reader(province: Province, sign_in: SignIn) -> Client:
    return sign_in("Tuấn", Role.READER, province.other_sector)


def said(browser: Client, url: str) -> str:
    return browser.get(url).content.decode()


def test_a_branch_opens_the_same_by_link_and_in_place(reader: Client) -> None:
    closed = said(reader, "/to-chuc/")
    assert "Công đoàn ngành Y tế tỉnh Phong Lai" in closed
    assert "CĐCS Bệnh viện Đa khoa Phong Lai" not in closed
    assert "Sông Trà" not in closed, "another province's house is not shown"

    opened = apply_part(reader, "/to-chuc/?mo=PL&mo=PL-YT", from_url="/to-chuc/")
    assert "CĐCS Bệnh viện Đa khoa Phong Lai" in opened


def test_an_ended_unit_stands_in_the_tree_of_its_days_and_is_marked_after(province: Province, reader: Client) -> None:
    merge([province.clinic], into=province.hospital, on=JULY_1, decided_by=None, by=province.minh)
    branch, clinic = "/to-chuc/?mo=PL&mo=PL-YT", "CĐCS Trung tâm Y tế huyện Nậm Sơn"

    assert clinic not in said(reader, branch)
    with_ended = said(reader, f"{branch}&da-het=1")
    assert clinic in with_ended
    assert "đã kết thúc 01/07/2025" in with_ended
    june = said(reader, f"{branch}&tu-ngay=30/06/2025")
    assert clinic in june
    assert "đã kết thúc 01" not in june


def test_a_unit_shows_what_became_of_it(province: Province, reader: Client) -> None:
    merge([province.clinic], into=province.hospital, on=JULY_1, decided_by=None, by=province.minh)

    page = said(reader, "/to-chuc/don-vi/PL-YT-NS/")
    assert "đã kết thúc hoạt động từ 01/07/2025" in page
    assert "01/01/2015 – 30/06/2025" in page
    assert "Sáp nhập" in page
    assert "CĐCS Bệnh viện Đa khoa Phong Lai" in page


def test_who_leads_is_named_only_to_those_who_may_read_names(
    province: Province, sign_in: SignIn, reader: Client
) -> None:
    person = add_person("Lò Văn Bình", by=province.minh)
    appoint(person, body=province.hospital, title="Chủ tịch", since=JULY_1, by=province.minh)

    assert "Lò Văn Bình" in said(sign_in("Lan", Role.CHAIR, province.hospital), "/to-chuc/don-vi/PL-YT-BV/")
    assert "Lò Văn Bình" not in said(reader, "/to-chuc/don-vi/PL-YT-BV/")


@pytest.mark.parametrize("words", ["benh vien phong lai", "bvdk", "PL-YT-BV"])
def test_a_few_letters_find_a_unit_for_those_of_the_house(
    province: Province, sign_in: SignIn, reader: Client, words: str
) -> None:
    found = "CĐCS Bệnh viện Đa khoa Phong Lai"

    assert found in said(reader, f"/to-chuc/tim/?q={words}")
    assert found not in said(sign_in("Hoa", Role.CHAIR, province.elsewhere), f"/to-chuc/tim/?q={words}")


def test_strangers_get_no_unit_by_its_address(province: Province, sign_in: SignIn) -> None:
    stranger = sign_in("Hoa", Role.ADMINISTRATOR, province.elsewhere)

    assert stranger.get("/to-chuc/don-vi/ST/").status_code == 200
    for address in ("", "them/", "doi-ten/", "chuc-vu/", "ban-chap-hanh/", "chuyen/", "sap-nhap/", "ket-thuc/"):
        assert stranger.get(f"/to-chuc/don-vi/PL-YT-BV/{address}").status_code == 404


def test_the_tree_asks_a_fixed_number_of_questions(
    province: Province, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    said(reader, "/to-chuc/")
    for number in range(20):
        province.unit(f"CĐCS Trạm Y tế {number}", under=province.sector)
    with django_assert_num_queries(13):
        said(reader, "/to-chuc/?mo=PL&mo=PL-YT")
    assert Unit.objects.count() == 26
