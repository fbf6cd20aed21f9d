"""The log, the working days and the parameters: read by those who may, changed only at the top."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from builders import FOUNDED, Province
from congdoan.accounts import actions
from congdoan.accounts.models import Role, RoleHolding, User
from congdoan.foundation import audit, clock
from congdoan.foundation import working_date as dates
from congdoan.foundation.actor import Actor, command
from congdoan.foundation.errors import NotAllowed
from congdoan.foundation.models import AuditEntry, Holiday, Parameter
from congdoan.foundation.periods import valid_from
from congdoan.foundation.queries import parameter
from congdoan.foundation.working_date import earliest_working_date, set_working_date, working_date
from congdoan.installation.settings import installation
from congdoan.organisation.queries import parameter_at

SignIn = Callable[..., Client]


@pytest.fixture
def everywhere(province: Province, sign_in: SignIn) -> Client:
    """Administers both provinces of this installation."""
    browser = sign_in("Quản trị chung", Role.ADMINISTRATOR, province.top)
    account = User.objects.get(name="Quản trị chung")
    RoleHolding.objects.create(
        user=account, role=Role.ADMINISTRATOR, unit=province.elsewhere, valid=valid_from(FOUNDED)
    )
    return browser


@pytest.fixture
def admin(province: Province, sign_in: SignIn) -> Client:
    return sign_in("Minh", Role.ADMINISTRATOR, province.top)


def test_the_log_is_narrowed_by_who_what_unit_and_day(province: Province, admin: Client) -> None:
    actions.create_account("hoa", name="Hoa Nguyễn", by=Actor("lan", "Lan Phạm", "PL-YT-BV"))
    actions.create_account("mai", name="Mai Trần", by=province.minh)

    both = admin.get("/quan-tri/nhat-ky/").content.decode()
    assert "Mở tài khoản Hoa Nguyễn" in both
    assert "Mở tài khoản Mai Trần" in both
    for query in ("who=Lan", "what=Hoa", "unit=pl-yt-bv", "what=accounts.account&who=lan"):
        narrowed = admin.get(f"/quan-tri/nhat-ky/?{query}").content.decode()
        assert "Mở tài khoản Hoa Nguyễn" in narrowed, query
        assert "Mở tài khoản Mai Trần" not in narrowed, query
    assert "Không có dòng nào" in admin.get("/quan-tri/nhat-ky/?until=01/01/2020").content.decode()


def test_what_happened_in_another_province_is_not_in_the_log(province: Province, admin: Client) -> None:
    """Nor what the installation did by itself: with two provinces in it, that may concern either."""
    actions.create_account("xa", name="Người Sông Trà", by=Actor("hoa", "Hoa", "ST"))
    audit.record("demo.loaded", "installation:", "Nạp dữ liệu của Sông Trà.", by=command("demo"))

    assert "Sông Trà" not in admin.get("/quan-tri/nhat-ky/").content.decode()


def test_a_day_off_is_entered_corrected_and_removed(everywhere: Client) -> None:
    admin = everywhere
    typed = {"day": "29/04/2027", "name": "Nghỉ hoán đổi", "source": "Thông báo 1"}

    admin.post("/quan-tri/lich/", typed)
    admin.post("/quan-tri/lich/", {**typed, "is_working": "on", "is_verified": "on"})
    day = Holiday.objects.get(day=date(2027, 4, 29))
    assert (day.is_working, day.is_verified) == (True, True)
    assert "Nghỉ hoán đổi" in admin.get("/quan-tri/lich/?nam=2027").content.decode()
    admin.post("/quan-tri/lich/2027-04-29/bo/")
    assert not Holiday.objects.filter(day=date(2027, 4, 29)).exists()
    assert admin.post("/quan-tri/lich/2027-04-29/bo/").status_code == 404


def test_a_parameter_gets_its_next_value_and_the_old_still_judges_old_days(everywhere: Client) -> None:
    admin = everywhere
    key = "obligations.extensions_allowed"
    typed = {"value": "2", "since": "01/01/2026", "cited_symbol": "5/QĐ-TLĐ", "is_verified": "on"}
    url = f"/quan-tri/tham-so/{key}/"

    assert "cùng loại" in admin.post(url, {**typed, "value": "hai"}).content.decode()
    assert admin.post(url, typed).status_code == 302
    assert (parameter(key, date(2025, 12, 31)).value, parameter(key, date(2026, 1, 1)).value) == (1, 2)
    assert "5/QĐ-TLĐ" in admin.get(url).content.decode()
    assert "hãy chọn ngày sau đó" in admin.post(url, {**typed, "since": "01/01/2025"}).content.decode()


def test_who_administers_one_province_changes_nothing_for_the_other(province: Province, admin: Client) -> None:
    key = "obligations.extensions_allowed"
    url, typed = f"/quan-tri/tham-so/{key}/", {"value": "2", "since": "01/01/2026"}
    assert "Hãy đặt giá trị riêng" in admin.get(url).content.decode()
    assert admin.post(url, typed).status_code == 403
    assert admin.post(url, {**typed, "scope": "ST"}).status_code == 200  # not among the choices
    assert admin.post(url, {**typed, "scope": "PL"}).status_code == 302
    day = date(2026, 1, 1)
    held = [parameter_at(key, unit, day).value for unit in (province.top, province.clinic, province.elsewhere)]
    assert held == [2, 2, 1]
    assert parameter_at(key, province.clinic, date(2025, 12, 31)).value == 1
    assert "riêng PL" in admin.get(url).content.decode()
    line = AuditEntry.objects.filter(action="foundation.parameter.set").latest("pk")
    assert "tại PL" in line.sentence
    outside = "/quan-tri/tham-so/notices.channels/"
    assert "chỉ có một giá trị chung" in admin.post(outside, {**typed, "value": "[]", "scope": "PL"}).content.decode()
    assert admin.post("/quan-tri/lich/", {"day": "29/04/2027", "name": "Nghỉ"}).status_code == 403
    assert admin.post("/quan-tri/lich/2027-01-01/bo/").status_code == 403
    assert "Thêm hoặc sửa" not in admin.get("/quan-tri/lich/").content.decode()


def test_who_approves_how_much_is_not_set_as_any_number_is(province: Province, everywhere: Client) -> None:
    url, care = "/quan-tri/tham-so/cases.approval/", "/cham-lo/quy-dinh/tham-quyen/"
    typed = {"value": '{"grassroots": {"chair": 5000000}}', "since": "01/01/2026", "scope": province.top.code}

    shown = everywhere.get(url).content.decode()
    assert f'href="{care}"' in shown
    assert 'name="value"' not in shown
    assert "có trang riêng để đặt" in everywhere.post(url, typed).content.decode()
    assert parameter("cases.approval", date(2026, 1, 1), scope=province.top.code).scope == ""
    assert everywhere.get(care).status_code == 200, "the page it leads to lets administrators in"


def test_a_rule_with_a_shape_is_not_typed_as_a_line(province: Province, everywhere: Client) -> None:
    url = "/quan-tri/tham-so/cases.rules.covid/"
    shown = everywhere.get(url).content.decode()
    assert 'href="/cham-lo/quy-dinh/"' in shown
    assert 'name="value"' not in shown
    typed = {"value": '{"lines": []}', "since": "01/01/2026", "cited_symbol": "1/QĐ", "is_verified": "on"}
    assert "có trang riêng để đặt" in everywhere.post(url, typed).content.decode()
    assert not Parameter.objects.filter(key="cases.rules.covid", cited_symbol="1/QĐ").exists()
    assert everywhere.get("/cham-lo/quy-dinh/").status_code == 200


def test_a_value_is_compared_by_somebody_on_a_day_with_an_act_it_cites(province: Province, everywhere: Client) -> None:
    key = "obligations.extensions_allowed"
    url = f"/quan-tri/tham-so/{key}/"
    everywhere.post(url, {"value": "2", "since": "01/01/2026"})
    everywhere.post(url, {"value": "3", "since": "01/01/2027", "cited_symbol": "5/QĐ-TLĐ"})
    assert "chưa ghi văn bản" in everywhere.post(f"{url}doi-chieu/", {"since": "2026-01-01"}).content.decode()
    with clock.set_to(date(2027, 2, 3)):
        assert everywhere.post(f"{url}doi-chieu/", {"since": "2027-01-01"}).status_code == 302
    row = parameter(key, date(2027, 1, 1))
    assert (row.is_verified, row.verified_by_name, row.verified_on) == (True, "Quản trị chung", date(2027, 2, 3))
    assert "Quản trị chung, 03/02/2027" in everywhere.get(url).content.decode()
    assert AuditEntry.objects.filter(action="foundation.parameter.verified").count() == 1
    assert everywhere.post(f"{url}doi-chieu/", {"since": "2027-01-01"}).status_code == 409


def test_what_holds_for_everyone_is_changed_only_at_the_top(province: Province, sign_in: SignIn) -> None:
    lower = sign_in("Quản trị ngành", Role.ADMINISTRATOR, province.sector)

    for address in ("lich/", "tham-so/", "tham-so/notices.channels/", "ngay-lam-viec/"):
        assert lower.get(f"/quan-tri/{address}").status_code == 403
    assert lower.get("/quan-tri/tai-khoan/").status_code == 200


def test_notices_are_read_and_marked(province: Province) -> None:
    from builders import user
    from congdoan.accounts.notices import notify

    lan = user("Lan", Role.CHAIR, province.hospital)
    browser = Client()
    browser.force_login(lan)
    notify([lan], kind="test", text="Có nhiệm vụ mới", link="/nhiem-vu/")

    assert "Có nhiệm vụ mới" in browser.get("/viec-cua-toi/thong-bao/").content.decode()
    browser.post("/viec-cua-toi/thong-bao/")
    assert not lan.notices.filter(read_at__isnull=True).exists()


def test_where_real_work_is_done_nobody_moves_the_day(
    province: Province, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_working_date(date(2021, 8, 20), scope=province.top.code, by=province.minh)
    address = "/quan-tri/ngay-lam-viec/"
    assert address in admin.get("/quan-tri/").content.decode()
    assert admin.post(address, {"day": "21/08/2021"}).status_code == 302
    assert working_date(province.top.code) == date(2021, 8, 21)

    real = replace(installation(), is_rehearsal=False)
    monkeypatch.setattr(dates, "installation", lambda: real)
    assert working_date(province.top.code) is None
    assert earliest_working_date() == clock.today()
    assert address not in admin.get("/quan-tri/").content.decode()
    assert admin.post(address, {"day": "20/08/2021"}).status_code == 404
    with pytest.raises(NotAllowed, match="luôn theo ngày thật"):
        set_working_date(date(2021, 8, 20), by=province.minh)
