"""Accounts are opened with a password read out once; roles are given and ended by those who answer for the unit."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from builders import FOUNDED, Province, user
from congdoan.accounts.models import Role, RoleHolding, User
from congdoan.accounts.tokens import holder_of
from congdoan.organisation.actions import add_person, appoint
from congdoan.organisation.models import Person

SignIn = Callable[..., Client]
TYPED = {
    "name": "Nguyễn Thị Hoa",
    "username": "hoa.nguyen",
    "role": "officer",
    "unit": "PL-YT-BV",
    "since": "01/01/2024",
}


@pytest.fixture
def admin(province: Province, sign_in: SignIn) -> Client:
    return sign_in("Minh", Role.ADMINISTRATOR, province.top)


def password_on(page: str) -> str:
    [found] = re.findall(r'class="one-time">([\w-]+)<', page)
    return str(found)


def test_a_new_account_is_shown_its_password_once(admin: Client) -> None:
    answer = admin.post("/quan-tri/tai-khoan/moi/", TYPED)
    password = password_on(answer.content.decode())
    hoa = User.objects.get(username="hoa.nguyen")

    assert "no-store" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"]
    assert hoa.check_password(password)
    assert password not in admin.get(f"/quan-tri/tai-khoan/{hoa.key}/").content.decode()
    entering = Client().post("/dang-nhap/", {"username": "hoa.nguyen", "password": password})
    assert entering["Location"].endswith("/doi-mat-khau/"), "it must be changed before anything else"


def test_a_taken_name_and_a_unit_out_of_reach_are_told_beside_the_field(province: Province, sign_in: SignIn) -> None:
    own = sign_in("Quản trị viện", Role.ADMINISTRATOR, province.hospital)
    user("hoa.nguyen", Role.READER, province.clinic)

    assert "đã có người dùng" in own.post("/quan-tri/tai-khoan/moi/", TYPED).content.decode()
    beyond = own.post("/quan-tri/tai-khoan/moi/", {**TYPED, "username": "khac", "unit": "PL"}).content.decode()
    assert "cần vai trò: Quản trị hệ thống" in beyond
    assert not User.objects.filter(username="khac").exists(), "no account without its role"


def test_a_reset_signs_out_and_a_closed_account_stays_out(province: Province, admin: Client) -> None:
    lan = user("Lan", Role.CHAIR, province.hospital)
    signed_in = Client()
    signed_in.force_login(lan)
    assert signed_in.get("/to-chuc/").status_code == 200

    password_on(admin.post(f"/quan-tri/tai-khoan/{lan.key}/dat-lai-mat-khau/").content.decode())
    assert signed_in.get("/to-chuc/").status_code == 302
    admin.post(f"/quan-tri/tai-khoan/{lan.key}/dong/", {"reason": "nghỉ việc"})
    lan.refresh_from_db()
    assert not lan.is_active
    admin.post(f"/quan-tri/tai-khoan/{lan.key}/mo-lai/")
    lan.refresh_from_db()
    assert lan.is_active


def test_a_role_is_given_and_ended_and_both_are_in_the_history(province: Province, admin: Client) -> None:
    lan = user("Lan", Role.OFFICER, province.hospital)
    role = {"role": "clerk", "unit": "PL-YT", "since": "01/01/2024", "until": "31/12/2024"}

    admin.post(f"/quan-tri/tai-khoan/{lan.key}/vai-tro/", role)
    held = RoleHolding.objects.get(user=lan, role="clerk")
    assert f"{held.valid.upper:%d/%m/%Y}" == "01/01/2025"
    again = admin.post(f"/quan-tri/tai-khoan/{lan.key}/vai-tro/", role).content.decode()
    assert "đã giữ vai trò Văn thư" in again
    officer = RoleHolding.objects.get(user=lan, role="officer")
    admin.post(f"/quan-tri/vai-tro/{officer.key}/ket-thuc/", {"on": "01/06/2024"})
    page = admin.get(f"/quan-tri/tai-khoan/{lan.key}/").content.decode()
    assert "01/01/2015 – 31/05/2024" in page
    assert "Kết thúc vai trò Cán bộ công đoàn" in page


def test_strangers_and_officers_open_no_door_here(province: Province, sign_in: SignIn) -> None:
    lan = user("Lan", Role.CHAIR, province.hospital)
    stranger = sign_in("Hoa", Role.ADMINISTRATOR, province.elsewhere)
    officer = sign_in("Tuấn", Role.OFFICER, province.hospital)

    for address in ("", "vai-tro/"):
        assert stranger.get(f"/quan-tri/tai-khoan/{lan.key}/{address}").status_code == 404
    for address in ("dat-lai-mat-khau/", "dong/", "mo-lai/"):
        assert stranger.post(f"/quan-tri/tai-khoan/{lan.key}/{address}", {"reason": "x"}).status_code == 404
    assert officer.get("/quan-tri/tai-khoan/").status_code == 403
    assert officer.get("/quan-tri/nhat-ky/").status_code == 403
    assert "Lan" not in stranger.get("/quan-tri/tai-khoan/").content.decode()


def test_one_sees_ones_rights_and_lends_the_chair(province: Province) -> None:
    lan = user("Lan", Role.CHAIR, province.hospital)
    deputy = user("Phó", Role.OFFICER, province.hospital)
    browser = Client()
    browser.force_login(lan)

    page = browser.get("/quan-tri/quyen-cua-toi/").content.decode()
    assert "Chủ tịch công đoàn" in page
    assert "ký báo cáo" in page
    lend = f"/quan-tri/quyen-cua-toi/{lan.holdings.get().key}/uy-quyen/"
    browser.post(lend, {"to": deputy.pk, "since": "01/01/2030", "until": "31/01/2030"})
    assert deputy.holdings.get(role="chair").stands_in_for == lan
    assert "Phó" in browser.get("/quan-tri/quyen-cua-toi/").content.decode()


def test_a_programs_key_is_shown_once_and_revoked_at_once(province: Province, admin: Client) -> None:
    lan = user("Lan", Role.CHAIR, province.hospital)
    url = f"/quan-tri/tai-khoan/{lan.key}/khoa/"

    assert "còn hạn" in admin.post(url, {"name": "Phần mềm nhân sự", "until": "01/01/2020"}).content.decode()
    answer = admin.post(url, {"name": "Phần mềm nhân sự", "until": "31/12/2099"})
    secret = password_on(answer.content.decode())
    assert "no-store" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"]
    assert holder_of(secret) == lan

    shown = admin.get(f"/quan-tri/tai-khoan/{lan.key}/").content.decode()
    assert "Phần mềm nhân sự" in shown
    assert secret not in shown
    admin.post(f"{url}{lan.api_tokens.get().key}/thu-hoi/")
    assert holder_of(secret) is None


def test_only_who_administers_the_account_makes_keys_for_it(province: Province, sign_in: SignIn) -> None:
    lan = user("Lan", Role.CHAIR, province.hospital)
    chair = sign_in("Hà", Role.CHAIR, province.sector)

    assert chair.post(f"/quan-tri/tai-khoan/{lan.key}/khoa/", {"name": "x", "until": "31/12/2099"}).status_code in (
        403,
        404,
    )
    assert not lan.api_tokens.exists()


def test_an_administrator_says_whose_an_account_is(province: Province, admin: Client) -> None:
    thu = add_person("Hà Thị Thu", by=province.minh, birth_year=1985)
    appoint(thu, body=province.sector, title="Kế toán", since=FOUNDED, by=province.minh)
    add_person("Hà Thị Thu", by=province.minh)  # somewhere else: nobody this administrator has to do with
    account = user("ha thi thu", Role.ACCOUNTANT, province.top)
    assert "chưa gắn với người" in admin.get("/quan-tri/tai-khoan/?chua-gan=1").content.decode()

    asked = admin.get(f"/quan-tri/tai-khoan/{account.key}/nguoi/", {"ten": "Hà Thị Thu"}).content.decode()
    assert asked.count("(sinh năm 1985; Kế toán, Công đoàn ngành Y tế tỉnh Phong Lai)") == 1
    assert asked.count("Hà Thị Thu, người chưa có trong danh bạ") == 1
    address = f"/quan-tri/tai-khoan/{account.key}/nguoi/"
    assert admin.post(address, {"ten": "Hà Thị Thu", "person": thu.key}).status_code == 302
    account.refresh_from_db()
    assert account.person == thu
    assert "Hà Thị Thu" in admin.get(f"/quan-tri/tai-khoan/{account.key}/").content.decode()

    admin.post(address, {"ten": "Hà Thị Thu", "person": "none"})
    account.refresh_from_db()
    assert account.person is None


def test_an_administrator_says_it_not_of_their_own_account(province: Province, admin: Client) -> None:
    own = User.objects.get(username="minh")
    answer = admin.post(f"/quan-tri/tai-khoan/{own.key}/nguoi/", {"ten": "Ai Khác", "person": "new"})
    assert "Không tự gắn tài khoản của mình" in answer.content.decode()
    assert not Person.objects.filter(name="Ai Khác").exists()
