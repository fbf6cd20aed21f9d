"""A unit says how much its chair approves alone and how much its committee, from a day on, by its own act."""

from datetime import date

import pytest
from django.test import Client

from care_stories import TODAY, Care
from congdoan.accounts.models import Role
from congdoan.cases.queries import limits
from congdoan.foundation.errors import Refused
from web.care.conftest import SignIn

ADDRESS = "/cham-lo/quy-dinh/tham-quyen/"


def typed(care: Care, **other: str) -> dict[str, str]:
    return {
        "unit": care.top.code,
        "chair_vnd": "1 triệu",
        "committee_vnd": "8 triệu",
        "since": f"{TODAY:%d/%m/%Y}",
        "symbol": "15/QC-LĐLĐ",
        "dated": "02/05/2024",
        "article": "Điều 9",
        **other,
    }


@pytest.fixture
def minh(care: Care, enter: SignIn) -> Client:
    return enter("Minh", Role.CHAIR, care.top)


def test_new_limits_hold_from_their_day_and_the_old_ones_stay_in_the_list(care: Care, minh: Client) -> None:
    before = limits(care.top, TODAY)
    assert minh.post(ADDRESS, typed(care)).status_code == 302

    now = limits(care.top, TODAY)
    assert (now.chair_vnd, now.committee_vnd) == (1_000_000, 8_000_000)
    assert limits(care.top, date(2024, 5, 19)) == before
    page = minh.get(ADDRESS).content.decode()
    assert "15/QC-LĐLĐ" in page
    assert "Điều 9" in page
    assert "mức khởi đầu" in page
    assert care.hospital.name not in page
    with pytest.raises(Refused, match="do tập thể quyết định"):
        care.proposed(amount_vnd=2_000_000)


def test_a_committee_never_below_its_chair_and_never_without_an_act(care: Care, minh: Client) -> None:
    assert "không thể thấp hơn" in minh.post(ADDRESS, typed(care, committee_vnd="500.000")).content.decode()
    assert minh.post(ADDRESS, typed(care, symbol="")).status_code == 200
    assert minh.post(ADDRESS, typed(care, committee_vnd="", unit=care.hospital.code)).status_code == 302
    assert limits(care.hospital, TODAY).committee_vnd is None
    assert "Đã có giá trị dùng từ ngày này" in minh.post(ADDRESS, typed(care, unit=care.hospital.code)).content.decode()


def test_who_does_not_approve_here_reads_and_sets_nothing(care: Care, minh: Client, enter: SignIn) -> None:
    officer, lan = enter("Yến", Role.OFFICER, care.top), enter("Lan", Role.CHAIR, care.hospital)
    assert 'name="chair_vnd"' not in officer.get(ADDRESS).content.decode()
    officer.post(ADDRESS, typed(care))
    lan.post(ADDRESS, typed(care))  # the unit above her own is not hers to choose
    assert limits(care.top, TODAY).chair_vnd != 1_000_000
