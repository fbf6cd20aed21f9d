"""What stands round every screen: who acts, seen from when, and how refusals, faults and lost sessions are told."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from builders import SETUP, Province
from congdoan.accounts.models import Role, RoleHolding, User
from congdoan.foundation.periods import valid_from
from congdoan.foundation.working_date import set_working_date
from web.parts import apply_part

pytestmark = pytest.mark.urls("web.screens_for_the_frame")
HTMX = {"HTTP_HX_REQUEST": "true"}
SignIn = Callable[..., Client]


@pytest.fixture
def browser(lan: User) -> Client:
    client = Client()
    client.force_login(lan)
    return client


def said(client: Client, url: str = "/thu/trang/", **headers: str) -> str:
    return client.get(url, **headers).content.decode()


def test_nobody_sees_a_screen_before_signing_in(province: Province) -> None:
    answer = Client().get("/thu/trang/")
    assert answer.status_code == 302
    assert answer["Location"] == "/dang-nhap/?next=/thu/trang/"


def test_a_person_without_a_role_is_told_so_and_can_leave(province: Province, sign_in: SignIn) -> None:
    client = sign_in("Hoa", Role.CHAIR, province.clinic)
    assert client.get("/thu/trang/").status_code == 200
    RoleHolding.objects.all().delete()
    client.session.flush()
    client.force_login(User.objects.get(name="Hoa"))
    assert client.get("/thu/trang/").status_code == 403
    assert client.post("/dang-xuat/").status_code == 302


def test_one_acts_for_one_unit_at_a_time(province: Province, browser: Client, lan: User) -> None:
    RoleHolding.objects.create(user=lan, role=Role.OFFICER, unit=province.clinic, valid=valid_from(date(2020, 1, 1)))
    assert f"Lan · {province.hospital.code}" in said(browser)
    browser.post("/lam-viec-cho/", {"unit": province.clinic.code})
    assert f"Lan · {province.clinic.code}" in said(browser)
    assert browser.post("/lam-viec-cho/", {"unit": province.top.code}).status_code == 404


def test_a_role_that_ends_or_begins_is_felt_at_the_next_page(province: Province, browser: Client, lan: User) -> None:
    said(browser)
    RoleHolding.objects.all().delete()
    assert browser.get("/thu/trang/").status_code == 403
    RoleHolding.objects.create(user=lan, role=Role.OFFICER, unit=province.clinic, valid=valid_from(date(2020, 1, 1)))
    assert f"Lan · {province.clinic.code}" in said(browser)


def test_each_province_lives_on_its_own_working_date(province: Province, sign_in: SignIn) -> None:
    set_working_date(date(2021, 8, 20), scope=province.top.code, by=SETUP)
    assert "20/08/2021" in said(sign_in("Lan", Role.CHAIR, province.hospital))
    assert "20/08/2021" not in said(sign_in("Hoa", Role.CHAIR, province.elsewhere))


def test_one_may_look_from_a_day_past_but_not_to_come(province: Province, browser: Client) -> None:
    set_working_date(date(2021, 8, 20), by=SETUP)
    browser.post("/nhin-tu-ngay/", {"day": "30/6/2021", "next": "/thu/trang/"})
    assert "· 30/06/2021" in said(browser)
    assert "· 01/07/2021" in said(browser, "/thu/trang/?tu-ngay=01/07/2021")
    assert "· 01/07/2021" in said(browser), "the pages after it agree"
    assert "· 20/08/2021" in said(browser, "/thu/trang/?tu-ngay=2022-01-01")
    answer = browser.post("/nhin-tu-ngay/", {"day": "31/6/2021", "next": "/thu/trang/"})
    assert answer.status_code == 409
    assert "Tháng 6 chỉ có 30 ngày" in answer.content.decode()


def test_looking_from_another_day_leads_back_only_to_our_own_pages(browser: Client) -> None:
    assert browser.post("/nhin-tu-ngay/", {"today": "1", "next": "https://elsewhere.example/"})["Location"] == "/"
    assert browser.post("/nhin-tu-ngay/", {"today": "1", "next": "/a/?x=1&tu-ngay=2020-01-01"})["Location"] == "/a/?x=1"


@pytest.mark.parametrize(("kind", "status"), [("verb", 409), ("right", 403), ("missing", 404), ("changed", 409)])
def test_a_refusal_says_what_and_how_to_mend_it(browser: Client, kind: str, status: int) -> None:
    from web.screens_for_the_frame import REFUSALS

    whole = browser.get(f"/thu/tu-choi/{kind}/")
    assert whole.status_code == status
    assert str(REFUSALS[kind]) in whole.content.decode()
    part = browser.get(f"/thu/tu-choi/{kind}/", **HTMX)
    assert (part.status_code, part["HX-Retarget"]) == (status, "#refusal")
    assert "<html" not in part.content.decode()


def test_who_saves_second_sees_what_the_first_saved(browser: Client) -> None:
    assert "30/09/2024" in said(browser, "/thu/tu-choi/changed/")


def test_htmx_gets_the_part_and_a_browser_the_whole(browser: Client) -> None:
    whole = browser.get("/thu/trang/")
    part = browser.get("/thu/trang/", **HTMX)
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert "HX-Request" in whole["Vary"]
    assert "HX-Request" in part["Vary"]
    for header in ("HTTP_HX_BOOSTED", "HTTP_HX_HISTORY_RESTORE_REQUEST"):
        assert "<html" in said(browser, **HTMX, **{header: "true"})


def test_a_part_put_into_the_page_is_what_a_reload_shows(browser: Client) -> None:
    assert 'id="panel-title"' in apply_part(browser, "/thu/viec/?mo=404", from_url="/thu/viec/")
    with pytest.raises(AssertionError):
        apply_part(browser, "/thu/viec/", data={"what": "", "on": "31/9/2024"})


def test_a_redirect_answered_to_htmx_is_a_whole_visit(browser: Client) -> None:
    assert browser.get("/thu/chuyen/")["Location"] == "/thu/trang/"
    answer = browser.get("/thu/chuyen/", **HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/thu/trang/")


def test_a_toast_rides_along_with_the_next_part(browser: Client) -> None:
    browser.get("/thu/chuyen/", **HTMX)
    part = said(browser, **HTMX)
    assert 'hx-swap-oob="beforeend"' in part
    assert "Đã nhắc 4 đơn vị." in part
    assert 'action="/thu/hoan-tac/"' in part
    assert "Đã nhắc 4 đơn vị." not in said(browser)


def test_nothing_at_an_address_is_a_calm_page_inside_and_outside(browser: Client, province: Province) -> None:
    for client in (browser, Client()):
        answer = client.get("/khong-co/")
        assert answer.status_code == 404
        assert "Không tìm thấy trang này" in answer.content.decode()


def test_our_own_fault_says_that_it_is_ours(browser: Client) -> None:
    browser.raise_request_exception = False
    answer = browser.get("/thu/hong/")
    assert answer.status_code == 500
    assert "broken on purpose" not in answer.content.decode()
    assert "không phải do bạn" in answer.content.decode()


def test_a_lost_session_shows_what_was_typed_but_no_secret(lan: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(lan)
    typed = {"note": "Thăm chị Sua ở khoa Sản", "password": "bi-mat", "csrfmiddlewaretoken": "cu"}
    answer = client.post("/thu/trang/", typed, headers={"referer": "http://testserver/thu/don/"})
    assert answer.status_code == 403
    assert 'href="http://testserver/thu/don/"' in answer.content.decode(), "back to the form, not to where it is sent"
    assert "Thăm chị Sua ở khoa Sản" in answer.content.decode()
    assert "bi-mat" not in answer.content.decode()


def test_an_address_that_only_takes_what_is_sent_says_so_when_it_is_opened(browser: Client) -> None:
    answer = browser.get("/lam-viec-cho/")
    assert answer.status_code == 405
    assert "chỉ nhận việc bấm từ trang của nó" in answer.content.decode()


def test_english_is_a_choice_not_the_browser_s(browser: Client) -> None:
    assert "Seen from" not in said(browser, HTTP_ACCEPT_LANGUAGE="en")
    browser.post("/ngon-ngu/", {"language": "en", "next": "/"})
    assert "Seen from" in said(browser)


def test_the_frame_costs_four_queries(browser: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """The session, the person, the working date, the roles held today; what an area counts in the rail comes on top."""
    browser.get("/thu/trang/")
    with django_assert_num_queries(4):
        browser.get("/thu/trang/", **HTMX)
