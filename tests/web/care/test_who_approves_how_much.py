"""How much a chair approves alone and how much the committee, from a day on: said by the unit's act, not by them."""

from datetime import date

import pytest
from django.test import Client

from builders import user
from care_stories import TODAY, Care
from congdoan.accounts.models import Role, User
from congdoan.cases import actions
from congdoan.cases.queries import limits
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import NotAllowed, Refused
from congdoan.foundation.models import Parameter
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
def admin(care: Care, enter: SignIn) -> Client:
    """Who administers the province and approves nothing."""
    return enter("Quản trị", Role.ADMINISTRATOR, care.top)


def test_new_limits_hold_from_their_day_and_the_old_ones_stay_in_the_list(care: Care, admin: Client) -> None:
    before = limits(care.top, TODAY)
    assert admin.post(ADDRESS, typed(care)).status_code == 302

    now = limits(care.top, TODAY)
    assert (now.chair_vnd, now.committee_vnd) == (1_000_000, 8_000_000)
    assert limits(care.top, date(2024, 5, 19)) == before
    page = admin.get(ADDRESS).content.decode()
    assert "15/QC-LĐLĐ" in page
    assert "Điều 9" in page
    assert "mức khởi đầu" in page
    assert "chưa đối chiếu" in page, "nobody said that they had compared it"
    assert care.hospital.name not in page
    with pytest.raises(Refused, match="do tập thể quyết định"):
        care.proposed(amount_vnd=2_000_000)


def test_a_committee_never_below_its_chair_never_without_an_act_and_never_backwards(care: Care, admin: Client) -> None:
    assert "không thể thấp hơn" in admin.post(ADDRESS, typed(care, committee_vnd="500.000")).content.decode()
    assert admin.post(ADDRESS, typed(care, symbol="")).status_code == 200
    assert "ngày đã qua" in admin.post(ADDRESS, typed(care, since="19/05/2024")).content.decode()
    hospital = typed(care, committee_vnd="", unit=care.hospital.code, is_verified="on")
    assert admin.post(ADDRESS, hospital).status_code == 302
    assert Parameter.objects.get(scope=care.hospital.code).is_verified
    assert limits(care.hospital, TODAY).committee_vnd is None
    assert "Đã có giá trị dùng từ ngày này" in admin.post(ADDRESS, hospital).content.decode()


def test_nobody_sets_the_limits_they_approve_under(care: Care, enter: SignIn) -> None:
    """Minh approves at the province: he says what the health sector may, right below, and never what he may himself."""
    minh = enter("Minh", Role.CHAIR, care.top)
    before = limits(care.top, TODAY)

    assert "không tự đặt mức duyệt" in minh.post(ADDRESS, typed(care)).content.decode()
    assert "do người duyệt ở cấp trên" in minh.post(ADDRESS, typed(care, unit=care.hospital.code)).content.decode()
    assert minh.post(ADDRESS, typed(care, unit=care.sector.code)).status_code == 302
    assert (limits(care.top, TODAY), limits(care.sector, TODAY).chair_vnd) == (before, 1_000_000)

    other = user("Minh quản trị", Role.ADMINISTRATOR, care.top)
    person = care.person("Đỗ Văn Minh")
    User.objects.filter(name__startswith="Minh").update(person=person)
    with pytest.raises(NotAllowed, match="không tự đặt"):  # another account of the same person
        actions.set_limits(care.top, chair_vnd=1, committee_vnd=None, since=TODAY, by=Actor(other.key, "Minh", "PL"),
                           basis=Citation("15/QC-LĐLĐ", TODAY, "LĐLĐ"))  # fmt: skip


def test_who_neither_administers_nor_approves_above_reads_and_sets_nothing(care: Care, enter: SignIn) -> None:
    officer, lan = enter("Yến", Role.OFFICER, care.top), enter("Lan", Role.CHAIR, care.hospital)
    for reader in (officer, lan):
        page = reader.get(ADDRESS).content.decode()
        assert 'name="chair_vnd"' not in page
        assert "người duyệt ở cấp trên trực tiếp" in page
    officer.post(ADDRESS, typed(care))
    lan.post(ADDRESS, typed(care, unit=care.hospital.code))
    assert limits(care.top, TODAY).chair_vnd != 1_000_000
    assert not Parameter.objects.filter(scope=care.hospital.code).exists()
