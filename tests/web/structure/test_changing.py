"""Founding, renaming, appointing by form; and every reorganisation looked at before it is done."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from builders import Province
from congdoan.accounts.models import Role
from congdoan.organisation.models import Line, Office, Unit
from congdoan.organisation.queries import parent
from congdoan.organisation.verify import verify

SignIn = Callable[..., Client]


@pytest.fixture
def admin(province: Province, sign_in: SignIn) -> Client:
    return sign_in("Quản trị", Role.ADMINISTRATOR, province.top)


def test_a_unit_is_founded_under_another_by_who_may_organise(
    province: Province, admin: Client, sign_in: SignIn
) -> None:
    typed = {"name": "CĐCS Trạm Y tế Bản Mới", "code": "PL-YT-BM", "level": "grassroots", "since": "01/02/2024"}
    url = "/to-chuc/don-vi/PL-YT/them/"

    refused = sign_in("Lan", Role.CHAIR, province.sector).post(url, typed)
    assert refused.status_code == 403
    assert "Quản trị hệ thống" in refused.content.decode()
    assert admin.post(url, typed).status_code == 302
    assert parent(Unit.objects.get(code="PL-YT-BM"), on=date(2024, 2, 1)) == province.sector
    again = admin.post(url, typed).content.decode()
    assert "không dùng lại được" in again


def test_a_decision_without_its_symbol_is_asked_for(admin: Client) -> None:
    typed = {"name": "CĐCS Bệnh viện Trung tâm", "on": "01/02/2024", "cited_date": "20/01/2024"}

    assert "Hãy ghi số của quyết định" in admin.post("/to-chuc/don-vi/PL-YT-BV/doi-ten/", typed).content.decode()
    assert admin.post("/to-chuc/don-vi/PL-YT-BV/doi-ten/", {**typed, "cited_symbol": "9/QĐ-LĐLĐ"}).status_code == 302
    assert Unit.objects.get(code="PL-YT-BV").name == "CĐCS Bệnh viện Trung tâm"


def test_a_post_is_taken_and_left(province: Province, admin: Client) -> None:
    typed = {"person": "Lò Văn Bình", "title": "Chủ tịch", "since": "01/02/2024", "until": "31/12/2024"}
    admin.post("/to-chuc/don-vi/PL-YT-BV/chuc-vu/", typed)
    office = Office.objects.get(body=province.hospital)
    assert office.valid.upper == date(2025, 1, 1), "the last day is typed, the day after it is kept"

    admin.post(f"/to-chuc/don-vi/PL-YT-BV/chuc-vu/{office.key}/thoi/", {"on": "01/06/2024"})
    office.refresh_from_db()
    assert office.valid.upper == date(2024, 6, 1)


def test_a_merger_is_rehearsed_and_only_then_done(province: Province, admin: Client) -> None:
    province.append(province.clinic, "propaganda_attendances", 40, on=date(2025, 6, 30))
    url, plan = "/to-chuc/don-vi/PL-YT-NS/sap-nhap/", {"on": "01/07/2025", "into": "PL-YT-BV"}

    shown = admin.post(url, plan).content.decode()
    assert "Số liệu đã qua của toàn tỉnh không đổi" in shown
    assert "kết thúc hoạt động" in shown
    province.clinic.refresh_from_db()
    assert province.clinic.ended_on is None, "a rehearsal changes nothing"

    assert admin.post(url, {**plan, "lam": "1"}).status_code == 302
    province.clinic.refresh_from_db()
    assert province.clinic.ended_on == date(2025, 7, 1)
    assert verify() == []


def test_what_is_left_without_an_heir_is_listed_and_asked_for(province: Province, admin: Client) -> None:
    url, plan = "/to-chuc/don-vi/PL-YT/ket-thuc/", {"on": "01/07/2025"}

    refused = admin.post(url, {**plan, "lam": "1"}).content.decode()
    assert "2 đơn vị trực thuộc chưa có cấp trên mới" in refused
    assert "Hãy chọn nơi về cho các đơn vị trực thuộc" in refused
    assert admin.post(url, {**plan, "children_to": "PL", "lam": "1"}).status_code == 302
    assert parent(province.hospital, on=date(2025, 7, 1)) == province.top


def test_a_unit_is_split_with_the_ticked_children_going_to_the_first(province: Province, admin: Client) -> None:
    plan = {
        "on": "01/07/2025", "first_code": "PL-DP", "first_name": "CĐ Y tế dự phòng", "children": ["PL-YT-NS"],
        "second_code": "PL-KCB", "second_name": "CĐ Khám chữa bệnh", "lam": "1",
    }  # fmt: skip
    url = "/to-chuc/don-vi/PL-YT/chia-tach/"

    assert "cần đơn vị mới thứ hai" in admin.post(url, {**plan, "second_code": ""}).content.decode()
    assert admin.post(url, plan).status_code == 302
    on = date(2025, 7, 1)
    homes = [unit.code for unit in (parent(province.clinic, on=on), parent(province.hospital, on=on)) if unit]
    assert homes == ["PL-DP", "PL-KCB"]


def test_nobody_moves_a_unit_to_where_they_have_no_say(province: Province, sign_in: SignIn) -> None:
    """The sector's administrator may let go of a hospital, but not hang it under another sector."""
    own = sign_in("Quản trị ngành", Role.ADMINISTRATOR, province.sector)

    answer = own.post("/to-chuc/don-vi/PL-YT-BV/chuyen/", {"on": "01/07/2025", "to": "PL-GD", "lam": "1"})
    assert "cần vai trò: Quản trị hệ thống" in answer.content.decode()
    assert parent(province.hospital, on=date(2025, 7, 1)) == province.sector


def test_many_units_move_and_end_by_one_decision(province: Province, admin: Client) -> None:
    url = "/to-chuc/don-vi/PL-YT/nhieu/chuyen/"
    assert "ít nhất một đơn vị" in admin.post(url, {"on": "01/07/2025", "to": "PL-GD"}).content.decode()

    plan = {"on": "01/07/2025", "to": "PL-GD", "units": ["PL-YT-BV", "PL-YT-NS"], "cited_symbol": "12/QĐ-LĐLĐ"}
    shown = admin.post(url, plan).content.decode()
    assert "CĐCS Bệnh viện Đa khoa Phong Lai" in shown
    assert parent(province.hospital, on=date(2025, 7, 1)) == province.sector, "a rehearsal changes nothing"
    admin.post(url, {**plan, "lam": "1"})
    assert [parent(unit, on=date(2025, 7, 1)) for unit in (province.hospital, province.clinic)] == [
        province.other_sector,
        province.other_sector,
    ]

    ended = {"on": "01/08/2025", "all_of_them": "on", "cited_symbol": "13/QĐ-LĐLĐ", "lam": "1"}
    admin.post("/to-chuc/don-vi/PL-GD/nhieu/ket-thuc/", ended)
    province.clinic.refresh_from_db()
    assert province.clinic.ended_on == date(2025, 8, 1)
    assert verify() == []


def test_a_unit_takes_its_place_in_the_line_of_its_profession(province: Province, admin: Client) -> None:
    line = Line.objects.get(code="professional")
    url, typed = "/to-chuc/don-vi/PL-YT/he-thong/", {"line": line.pk, "since": "01/02/2024"}

    refused = admin.post(url, {**typed, "under": "PL-GD"}).content.decode()
    assert "hãy xếp đơn vị đó trước" in refused
    assert admin.post(url, typed).status_code == 302
    assert "đã có trong hệ thống" in admin.post(url, typed).content.decode()
    assert admin.post("/to-chuc/don-vi/PL-YT-BV/he-thong/", {**typed, "under": "PL-YT"}).status_code == 302
    assert parent(province.hospital, on=date(2024, 2, 1), line="professional") == province.sector
    assert verify() == []
