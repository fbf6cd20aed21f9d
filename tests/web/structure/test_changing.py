"""Founding, renaming, appointing by form; and every reorganisation looked at before it is done."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from builders import Province
from congdoan.accounts.models import Role
from congdoan.foundation import clock
from congdoan.organisation.models import Line, Office, Unit
from congdoan.organisation.queries import parent, place_of
from congdoan.organisation.verify import verify

SignIn = Callable[..., Client]


def decide(admin: Client, url: str, plan: dict[str, object]) -> HttpResponse:
    """Look at the rehearsal, then press the button that does it. What one searched by is gone by then."""
    looked = admin.post(url, {**plan, "into-search": "benh vien"}).content.decode()
    found = re.search(r'name="da-xem" value="(\w+)"', looked)
    return admin.post(url, {**plan, "lam": "1", "da-xem": found[1] if found else ""})


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

    assert "lam" in shown
    hasty = admin.post(url, {**plan, "lam": "1"}).content.decode()
    assert "Bản kê đã đổi sau lần xem trước" in hasty, "only what was looked at is done"
    assert decide(admin, url, plan).status_code == 302
    province.clinic.refresh_from_db()
    assert province.clinic.ended_on == date(2025, 7, 1)
    assert verify() == []


def test_a_day_to_come_may_be_looked_at_and_waited_for(province: Province, admin: Client) -> None:
    """The decision is signed in August for the first of September: one sees what it will do, and does it then."""
    url, soon = "/to-chuc/don-vi/PL-YT-NS/sap-nhap/", clock.today() + timedelta(days=10)
    plan = {"on": f"{soon:%d/%m/%Y}", "into": "PL-YT-BV"}

    shown = admin.post(url, plan).content.decode()
    assert "chưa đến: đây là bản xem trước" in shown
    assert "kết thúc hoạt động" in shown
    assert 'name="lam"' not in shown
    assert "xem trước được, còn thực hiện thì từ ngày ấy" in decide(admin, url, plan).content.decode()
    province.clinic.refresh_from_db()
    assert province.clinic.ended_on is None


def test_what_is_left_without_an_heir_is_listed_and_asked_for(province: Province, admin: Client) -> None:
    url, plan = "/to-chuc/don-vi/PL-YT/ket-thuc/", {"on": "01/07/2025"}

    refused = admin.post(url, {**plan, "lam": "1"}).content.decode()
    assert "2 đơn vị trực thuộc chưa có cấp trên mới" in refused
    assert "Hãy chọn nơi về cho các đơn vị trực thuộc" in refused
    assert decide(admin, url, {**plan, "children_to": "PL"}).status_code == 302
    assert parent(province.hospital, on=date(2025, 7, 1)) == province.top


def test_a_unit_is_split_with_the_ticked_children_going_to_the_first(province: Province, admin: Client) -> None:
    plan = {
        "on": "01/07/2025", "first_code": "PL-DP", "first_name": "CĐ Y tế dự phòng", "children": ["PL-YT-NS"],
        "second_code": "PL-KCB", "second_name": "CĐ Khám chữa bệnh",
    }  # fmt: skip
    url = "/to-chuc/don-vi/PL-YT/chia-tach/"

    assert "cần đơn vị mới thứ hai" in admin.post(url, {**plan, "second_code": ""}).content.decode()
    assert decide(admin, url, plan).status_code == 302
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
    decide(admin, url, plan)
    assert [parent(unit, on=date(2025, 7, 1)) for unit in (province.hospital, province.clinic)] == [
        province.other_sector,
        province.other_sector,
    ]

    ended = {"on": "01/08/2025", "all_of_them": "on", "cited_symbol": "13/QĐ-LĐLĐ"}
    decide(admin, "/to-chuc/don-vi/PL-GD/nhieu/ket-thuc/", ended)
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


def test_a_unit_that_moves_dates_its_papers_from_another_place(province: Province, admin: Client) -> None:
    url = "/to-chuc/don-vi/PL-YT-BV/dia-danh/"
    assert 'href="/to-chuc/don-vi/PL-YT-BV/dia-danh/"' in admin.get("/to-chuc/don-vi/PL-YT-BV/").content.decode()

    typed = {"place": "Phong Lai", "on": "01/02/2024", "cited_symbol": "9/QĐ-LĐLĐ"}
    assert admin.post(url, typed).status_code == 302
    assert "không có gì để đổi" in admin.post(url, {**typed, "on": "01/03/2024"}).content.decode()
    early = admin.post(url, {"place": "Nậm Sơn", "on": "15/01/2024"}).content.decode()
    assert "Đã có địa danh dùng từ 01/02/2024" in early
    assert 'value="Nậm Sơn"' in early, "what was typed is kept"
    assert admin.post(url, {"place": "Nậm Sơn", "on": "01/07/2025"}).status_code == 302

    unit = Unit.objects.get(code="PL-YT-BV")
    days = (date(2024, 1, 31), date(2024, 2, 1), date(2025, 6, 30), date(2025, 7, 1))
    assert [place_of(unit, on=day) for day in days] == ["", "Phong Lai", "Phong Lai", "Nậm Sơn"]
    seen = admin.get("/to-chuc/don-vi/PL-YT-BV/").content.decode()
    assert "01/02/2024 – 30/06/2025" in seen
    assert verify() == []


def test_a_place_left_empty_is_that_of_the_unit_above(province: Province, admin: Client, sign_in: SignIn) -> None:
    admin.post("/to-chuc/don-vi/PL/dia-danh/", {"place": "Phong Lai", "on": "01/02/2024"})

    assert place_of(province.hospital, on=date(2024, 2, 1)) == "Phong Lai"
    assert place_of(province.hospital, on=date(2024, 1, 31)) == ""
    refused = sign_in("Lan", Role.CHAIR, province.hospital).post(
        "/to-chuc/don-vi/PL-YT-BV/dia-danh/", {"place": "Nơi khác", "on": "01/02/2024"}
    )
    assert refused.status_code == 403
