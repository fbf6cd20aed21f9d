"""By clicks: money to the unit above and below, what was only raised, the end of a fund, another rate of dues."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client

from builders import Province
from congdoan.accounts.models import Role
from congdoan.dues import queries as of_dues
from congdoan.foundation import clock
from congdoan.foundation.figures import NO_BREAK
from congdoan.funds.models import Fund, Lot, Raised, Remittance, Voucher
from fund_stories import counted

pytestmark = pytest.mark.django_db

Door = Callable[..., Client]
TODAY = "20/08/2025"


@pytest.fixture(autouse=True)
def august() -> Iterator[None]:
    with clock.set_to(date(2025, 8, 20)):
        yield


def _fund(thu: Client, name: str = "Quỹ xã hội", amount: str = "5 triệu", stream: str = "social") -> Fund:
    thu.post("/quy/mo-quy/", {"name": name, "stream": stream})
    fund = Fund.objects.latest("pk")
    if amount:
        said = {"amount_vnd": amount, "origin": "donation", "method": "bank", "on": TODAY, "donors": "Bà Hiền"}
        assert thu.post(f"/quy/{fund.key}/thu/", said).status_code == 302
    return fund


def test_money_goes_up_through_three_people_and_is_confirmed_above(province: Province, sign_in: Door) -> None:
    thu = sign_in("Thu", Role.ACCOUNTANT, province.hospital)
    above = sign_in("Cúc", Role.ACCOUNTANT, province.sector)
    fund = _fund(thu)
    theirs = _fund(above, amount="")
    said = {"fund": fund.key, "amount_vnd": "2 triệu", "about": "Ủng hộ quỹ ngành"}
    page = "/quy/giua-cac-cap/"

    assert thu.post(page, {**said, "to": province.clinic.code}).status_code == 200, "a neighbour is no choice"
    assert (
        f"chỉ còn 5.000.000{NO_BREAK}đ"
        in thu.post(page, {**said, "to": "PL-YT", "amount_vnd": "6 triệu"}).content.decode()
    )
    assert thu.post(page, {**said, "to": "PL-YT"}).status_code == 302
    sent = Remittance.objects.get()
    arrival = f"{page}{sent.key}/nhan/"
    assert "bên chuyển chưa chi" in above.get(page).content.decode()
    received = {"into": theirs.key, "on": TODAY, "method": "bank"}
    assert "chưa chi xong khoản này" in above.post(arrival, received).content.decode()

    paying = {"amount_vnd": "2 triệu", "payee": "Công đoàn ngành", "method": "bank"}
    assert thu.post(f"/quy/giu/{sent.reservation.key}/lap-phieu/", paying).status_code == 302
    voucher = Voucher.objects.get(kind="payment")
    chair, cashier = sign_in("Lan", Role.CHAIR, province.hospital), sign_in("Bình", Role.CASHIER, province.hospital)
    assert chair.post(f"/quy/phieu/{voucher.key}/duyet/").status_code == 302
    assert cashier.post(f"/quy/phieu/{voucher.key}/chi/", {"on": TODAY}).status_code == 302

    assert "Xác nhận đã nhận" in above.get(page).content.decode()
    assert thu.get(arrival).status_code == 404, "the sender does not confirm for the receiver"
    reader = sign_in("Kiểm", Role.INSPECTOR, province.sector)
    assert (reader.get(page).status_code, reader.post(arrival, received).status_code) == (200, 403)
    assert above.post(arrival, received).status_code == 302
    theirs.refresh_from_db()
    assert (theirs.balance_vnd, Lot.objects.get(fund=theirs).origin_id) == (2_000_000, "from_below")
    assert "đã được xác nhận trước đó" in above.post(arrival, received).content.decode()


def test_what_was_only_raised_enters_no_books_and_may_be_withdrawn(province: Province, sign_in: Door) -> None:
    officer = sign_in("Hà", Role.OFFICER, province.sector)
    said = {"kind": "sponsorship", "bound": "exact", "happened_on": TODAY, "giver": "Công ty Hoa Ban"}
    page = "/quy/van-dong/"
    assert officer.post(page, {**said, "amount_vnd": "13 triệu"}).status_code == 302
    assert officer.post(page, {**said, "amount_vnd": "20 tỷ", "bound": "nearly"}).status_code == 302
    listed = officer.get(page).content.decode()
    assert f"13.000.000{NO_BREAK}đ" in listed
    assert f"gần 20.000.000.000{NO_BREAK}đ" in listed
    assert counted("donations_raised", province.sector) == 20_013_000_000
    assert not Fund.objects.exists()
    assert "chưa đến" in officer.post(page, {**said, "amount_vnd": "1", "happened_on": "21/08/2025"}).content.decode()

    first = Raised.objects.earliest("pk")
    assert officer.post(f"{page}{first.key}/rut/", {"reason": "Ghi nhầm"}).status_code == 302
    assert counted("donations_raised", province.sector) == 20_000_000_000
    assert "đã được rút" in officer.post(f"{page}{first.key}/rut/", {"reason": "Lần nữa"}).content.decode()
    reader = sign_in("Kiểm", Role.INSPECTOR, province.top)
    assert reader.post(page, {**said, "amount_vnd": "1"}).status_code == 403
    assert sign_in("Lan", Role.CHAIR, province.hospital).get(f"{page}{first.key}/rut/").status_code == 404


def test_a_fund_is_carried_into_the_next_and_closed(province: Province, sign_in: Door) -> None:
    thu = sign_in("Thu", Role.ACCOUNTANT, province.hospital)
    old, new = _fund(thu, "Quỹ 2024"), _fund(thu, "Quỹ 2025", amount="")
    other = _fund(thu, "Ngân sách", amount="", stream="budget")
    assert "còn tiền" in thu.post(f"/quy/{old.key}/dong/", {"on": TODAY}).content.decode()
    assert thu.post(f"/quy/{old.key}/chuyen-so/", {"into": other.key, "on": TODAY}).status_code == 200, "streams"
    assert thu.post(f"/quy/{old.key}/chuyen-so/", {"into": new.key, "on": TODAY}).status_code == 302
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.balance_vnd, new.balance_vnd) == (0, 5_000_000)
    assert counted("donations_received", province.hospital) == 5_000_000, "nothing counts anew"
    assert thu.post(f"/quy/{old.key}/dong/", {"on": TODAY}).status_code == 302
    assert "Quỹ đã đóng từ ngày 20/08/2025" in thu.get(f"/quy/{old.key}/").content.decode()
    chair = sign_in("Lan", Role.CHAIR, province.hospital)
    for step in ("chuyen-so", "dong"):
        assert chair.post(f"/quy/{new.key}/{step}/", {"on": TODAY, "into": new.key}).status_code == 403


def test_another_group_and_an_own_rate_hold_from_their_day(province: Province, sign_in: Door) -> None:
    thu = sign_in("Thu", Role.ACCOUNTANT, province.hospital)
    step = "/quy/doan-phi/nhom/"
    assert thu.post(step, {"thang": "2025-08", "group": "public", "since": "01/01/2025"}).status_code == 302
    said = {"thang": "2025-08", "group": "public", "since": "01/08/2025", "own_rate": "0,75"}
    assert "Hãy ghi nghị quyết" in thu.post(step, said).content.decode()
    act = {"symbol": "02/NQ-CĐBV", "dated": "25/07/2025"}
    assert "Mức riêng phải cao hơn" in thu.post(step, {**said, **act, "own_rate": "0,5"}).content.decode()
    assert "nhiều nhất hai số lẻ" in thu.post(step, {**said, **act, "own_rate": "0,755"}).content.decode()
    assert thu.post(step, {**said, **act}).status_code == 302
    schemes = [of_dues.scheme_on(province.hospital, day) for day in (date(2025, 7, 31), date(2025, 8, 1))]
    assert [(row.own_rate, row.cited_symbol) for row in schemes if row] == [(None, ""), (75, "02/NQ-CĐBV")]
    page = thu.get("/quy/doan-phi/?thang=2025-08").content.decode()
    assert f"0,75{NO_BREAK}%" in page
    assert "02/NQ-CĐBV" in page
