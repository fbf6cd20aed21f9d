"""The confederation and a member see figures, and nothing of what stands behind them; no link leads them astray."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from builders import Province
from congdoan.accounts.models import Role
from congdoan.foundation import clock
from congdoan.obligations import actions
from congdoan.obligations.models import Obligation
from desk.orders import SAO

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
TODAY = date(2021, 8, 20)


@pytest.fixture(autouse=True)
def on_the_day():
    with clock.set_to(TODAY):
        yield


@pytest.fixture
def owed(province: Province) -> Obligation:
    return actions.enter_spoken(
        giver=province.sector, bearers=[province.hospital], what="Lập danh sách tổ an toàn", on=TODAY, by=SAO
    ).obligations.get()


@pytest.mark.parametrize("role", [Role.CONFEDERATION, Role.MEMBER])
def test_they_begin_at_the_figures_and_open_no_records(province: Province, sign_in: SignIn, role: Role) -> None:
    province.append(province.hospital, "propaganda_attendances", 40, on=TODAY)
    seen = sign_in("Yên", role, province.sector)
    assert seen.get("/viec-cua-toi/", follow=True).redirect_chain[-1][0] == "/chi-tieu/"
    board = seen.get("/chi-tieu/?period=2021-08&open=propaganda_attendances")
    assert board.status_code == 200
    page = board.content.decode()
    assert "Bạn được xem số tổng" in page
    assert "Việc đã ghi" not in page
    funds = seen.get("/quy/")
    assert funds.status_code == 403, "an empty page would say that the unit has no fund"
    assert "chưa có quỹ" not in funds.content.decode()


@pytest.mark.parametrize("role", [Role.CONFEDERATION, Role.MEMBER])
def test_what_the_unit_owes_is_not_shown_to_them(
    province: Province, owed: Obligation, sign_in: SignIn, role: Role
) -> None:
    seen = sign_in("Yên", role, province.hospital)
    chair = sign_in("Lan", Role.CHAIR, province.hospital)
    for path in ("/nhiem-vu/cua-don-vi/", "/nhiem-vu/lich/?thang=2021-08", "/nhiem-vu/"):
        assert "Lập danh sách" not in seen.get(path).content.decode()
    assert "Lập danh sách" in chair.get("/nhiem-vu/cua-don-vi/").content.decode()
    rail = seen.get("/chi-tieu/").content.decode()
    assert 'href="/van-ban/"' not in rail
    assert seen.get(f"/nhiem-vu/{owed.key}/").status_code == 404


def test_an_inspector_is_led_to_no_door_that_refuses(province: Province, owed: Obligation, sign_in: SignIn) -> None:
    inspector = sign_in("Kiểm", Role.INSPECTOR, province.sector)
    officer = sign_in("Tú", Role.OFFICER, province.sector)
    assert "/van-ban/giao-mieng/" not in inspector.get("/nhiem-vu/").content.decode()
    assert "/van-ban/giao-mieng/" in officer.get("/nhiem-vu/").content.decode()
    assert "/van-ban/soan/" not in inspector.get("/nhiem-vu/").content.decode()


def test_a_notice_about_an_order_by_word_of_mouth_opens_what_is_owed(province: Province, sign_in: SignIn) -> None:
    lan = sign_in("Lan", Role.CHAIR, province.hospital)
    actions.enter_spoken(giver=province.sector, bearers=[province.hospital], what="Trực đêm", on=TODAY, by=SAO)
    from congdoan.accounts.models import Notice

    notice = Notice.objects.get()
    mine = Obligation.objects.get()
    assert lan.get(f"/viec-cua-toi/thong-bao/{notice.key}/").headers["Location"] == f"/nhiem-vu/{mine.key}/"
