"""Minh looks at one order from the top: the tree, the day, the panel, the late sheet, the reminders."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client

from builders import Province
from congdoan.accounts.models import Role
from congdoan.documents.sheets import read_table
from congdoan.foundation import clock
from congdoan.foundation.actor import command
from congdoan.foundation.working_date import set_working_date
from congdoan.obligations import actions
from congdoan.obligations.models import Obligation, Reminder
from congdoan.organisation.models import Unit
from desk.orders import Order, act, order
from web.parts import HTMX

pytestmark = pytest.mark.django_db

SignIn = Callable[[str, Role, Unit], Client]


@pytest.fixture
def story(province: Province) -> Iterator[Order]:
    told = order(province)
    act(told.of(province.hospital, told.spread), "Sinh hoạt chuyên đề, khoa Nội", date(2024, 8, 14), by=province.lan)
    set_working_date(date(2024, 9, 16), by=command("test"))
    with clock.set_to(date(2024, 9, 16)):
        yield told


@pytest.fixture
def minh(province: Province, story: Order, sign_in: SignIn) -> Client:
    return sign_in("Minh", Role.CHAIR, province.top)


@pytest.fixture
def head(province: Province, story: Order, sign_in: SignIn) -> Client:
    return sign_in("Hà", Role.OFFICER, province.sector)


def text(client: Client, url: str, **more: object) -> str:
    return client.get(url, **more).content.decode()  # type: ignore[arg-type]


def test_the_tree_says_who_is_late_and_why(minh: Client, story: Order) -> None:
    page = text(minh, f"/nhiem-vu/soi-chi/{story.dispatch.key}/")
    for words in (
        "Sợi chỉ của 42-NQ/TW",
        "53-CTr/TU",
        "Nút thắt: ban hành 31/07/2024, trễ 19 ngày; 1 đơn vị dưới bị chậm theo",
        "Trễ 9 ngày",
        "Chậm theo Công đoàn ngành Y tế tỉnh Phong Lai",
        "Còn 22 ngày thay vì 41, vẫn kịp",
        "Sinh hoạt chuyên đề, khoa Nội",
        "Đã gửi 18/06/2024, chưa mở",
        "1/4 xong",
    ):
        assert words in page


def test_the_panel_explains_and_offers_only_what_may_be_done(
    minh: Client, head: Client, story: Order, province: Province
) -> None:
    late = story.of(province.clinic)
    url = f"/nhiem-vu/soi-chi/{story.plan.key}/?xem=o-{late.key}"
    seen_by_head, seen_by_minh = text(head, url), text(minh, url)

    for words in ("Vì sao trễ", "ra đúng hạn, đơn vị có <b>41 ngày</b>", "Gửi lời nhắc", "Gia hạn"):
        assert words in seen_by_head
    assert "Vì sao trễ" in seen_by_minh
    assert "Gửi lời nhắc" not in seen_by_minh


def test_the_panel_is_the_same_alone_and_in_its_page(head: Client, story: Order, province: Province) -> None:
    url = f"/nhiem-vu/soi-chi/{story.plan.key}/?xem=o-{story.of(province.clinic).key}"
    alone = text(head, url, **HTMX, HTTP_HX_TARGET="panel")
    assert alone.lstrip().startswith("<aside")
    assert "<html" not in alone
    assert alone.split("Vì sao trễ")[1][:400] in text(head, url)


def test_the_day_moves_the_whole_tree(minh: Client, story: Order) -> None:
    url = f"/nhiem-vu/soi-chi/{story.dispatch.key}/"
    assert "Nút thắt: ban hành" not in text(minh, f"{url}?ngay=10/07/2024")
    assert "0/2 xong" in text(minh, f"{url}?ngay=10/07/2024")
    assert "Nút thắt: ban hành" in text(minh, f"{url}?buoc=90&tre=1")
    assert "nằm ngoài thời gian của văn bản" in text(minh, f"{url}?ngay=01/01/1990")
    assert "Tháng 2 chỉ có 29 ngày" in text(minh, f"{url}?ngay=30/02/2024")
    assert minh.get(f"{url}?buoc=999999999999").status_code == 200
    assert minh.get(f"{url}?buoc=hai").status_code == 200


def test_only_late_leaves_the_way_up(minh: Client, story: Order) -> None:
    page = text(minh, f"/nhiem-vu/soi-chi/{story.dispatch.key}/?tre=1")
    assert "Chậm theo" in page
    assert "Sinh hoạt chuyên đề" not in page


def test_the_late_sheet_lists_each_delay_with_its_cause(minh: Client, story: Order) -> None:
    page = text(minh, f"/nhiem-vu/soi-chi/{story.dispatch.key}/danh-sach-tre/")
    assert "2 nhiệm vụ trễ" in page
    assert "9 ngày do Công đoàn ngành Y tế tỉnh Phong Lai ra văn bản muộn" in page
    assert f"/nhiem-vu/soi-chi/{story.dispatch.key}/danh-sach-tre.xlsx" in page


def test_the_late_sheet_is_taken_along_as_a_workbook(minh: Client, story: Order) -> None:
    answer = minh.get(f"/nhiem-vu/soi-chi/{story.dispatch.key}/danh-sach-tre.xlsx", headers={"Accept-Language": "en"})
    read = read_table(answer.content, name="tre.xlsx")

    assert len(read.rows) == 2
    assert 9 in {row["Trong đó do cấp trên ra văn bản muộn"] for row in read.rows}, "so many days its giver was late"
    assert {row["Đơn vị"] for row in read.rows} <= {unit.name for unit in Unit.objects.all()}


def test_a_stranger_finds_nothing(province: Province, story: Order, sign_in: SignIn) -> None:
    hoa = sign_in("Hoa", Role.CHAIR, province.elsewhere)
    key = story.of(province.clinic).key
    for url in (
        f"soi-chi/{story.dispatch.key}/",
        f"soi-chi/{story.dispatch.key}/danh-sach-tre/",
        f"soi-chi/{story.dispatch.key}/danh-sach-tre.xlsx",
        f"{key}/",
    ):
        assert hoa.get(f"/nhiem-vu/{url}").status_code == 404
    assert hoa.post(f"/nhiem-vu/{key}/khong-phat-sinh/").status_code == 404
    assert hoa.post(f"/nhiem-vu/{key}/nhac/", {"text": "Nhắc"}).status_code == 404


def test_many_are_reminded_at_once_and_nobody_twice(head: Client, story: Order, province: Province) -> None:
    url = f"/nhiem-vu/soi-chi/{story.plan.key}/nhac/"
    page = text(head, url)
    assert page.count('type="checkbox" name="keys"') == 2
    keys = [story.of(province.clinic).key, story.of(province.hospital, story.supervise).key]
    answer = head.post(url, {"keys": keys, "text": "Kính đề nghị sớm làm."}, follow=True).content.decode()
    assert "Đã nhắc 2 đơn vị." in answer
    again = head.post(url, {"keys": keys, "text": "Nhắc lại."}, follow=True).content.decode()
    assert "đã được Hà nhắc hôm nay" in again
    assert Reminder.objects.count() == 2
    assert "Hà đã nhắc hôm nay" in text(head, url)
    assert "Hãy chọn ít nhất một đơn vị" in head.post(url, {"text": "Nhắc"}).content.decode()


def test_only_the_giver_reminds_many(minh: Client, story: Order) -> None:
    assert minh.get(f"/nhiem-vu/soi-chi/{story.plan.key}/nhac/").status_code == 404
    assert minh.get(f"/nhiem-vu/soi-chi/{story.dispatch.key}/nhac/").status_code == 200


def test_the_list_of_directives_shows_how_each_stands(minh: Client, head: Client, story: Order) -> None:
    given, received = text(head, "/nhiem-vu/"), text(head, "/nhiem-vu/?cua=nhan")
    assert story.plan.symbol in given
    assert "1 việc trễ" in given
    assert "1/3 xong" in given
    assert story.dispatch.symbol in received
    assert "1/1 xong" in received
    assert "1 việc trễ" in text(minh, "/nhiem-vu/?tre=1")


def test_the_units_own_duties_as_list_and_calendar(province: Province, story: Order, sign_in: SignIn) -> None:
    lan = sign_in("Lan", Role.CHAIR, province.hospital)
    assert "Giám sát, phản biện xã hội" in text(lan, "/nhiem-vu/cua-don-vi/")
    assert "Tuyên truyền, triển khai" in text(lan, "/nhiem-vu/cua-don-vi/?loc=xong")
    assert "Giám sát, phản biện" in text(lan, "/nhiem-vu/lich/?thang=2024-10")
    assert lan.get("/nhiem-vu/lich/?thang=khong").status_code == 200
    assert Obligation.objects.count() == 5


def test_a_slip_in_the_year_makes_nobody_punctual(story: Order, province: Province, sign_in: SignIn) -> None:
    hanh, key = sign_in("Hạnh", Role.CHAIR, province.clinic), story.of(province.clinic).key
    refused = hanh.post(f"/nhiem-vu/{key}/xong/", {"on": "20/08/1924", "note": "Đã làm đủ"})
    assert refused.status_code == 422
    assert "Ngày này trước 31/07/2024" in refused.content.decode()
    assert 'value="Đã làm đủ"' in refused.content.decode()

    assert hanh.post(f"/nhiem-vu/{key}/xong/", {"on": "20/08/2024"}).status_code == 302
    assert story.of(province.clinic).done_on == date(2024, 8, 20)


def test_a_corrected_form_leads_back_to_where_it_stood(story: Order, head: Client, province: Province) -> None:
    key, stood = story.of(province.clinic).key, f"/nhiem-vu/soi-chi/{story.plan.key}/?tre=1"
    typed = {"to": "30/09/2024", "reason": "", "next": stood}
    refused = head.post(f"/nhiem-vu/{key}/gia-han/", typed).content.decode()
    assert f'name="next" value="{stood}"' in refused
    assert head.post(f"/nhiem-vu/{key}/gia-han/", {**typed, "reason": "Mưa lũ"})["Location"] == stood


def test_a_unit_reminded_of_two_duties_counts_once(story: Order, head: Client, province: Province) -> None:
    actions.reopen(story.of(province.hospital, story.spread), reason="Sót một khoa", by=province.lan)
    keys = [story.of(province.hospital, duty).key for duty in (story.spread, story.supervise)]
    url = f"/nhiem-vu/soi-chi/{story.plan.key}/nhac/"
    answer = head.post(url, {"keys": keys, "text": "Kính đề nghị sớm làm."}, follow=True).content.decode()
    assert "Đã nhắc 1 đơn vị về 2 nhiệm vụ." in answer


def test_nothing_to_report_is_one_tap_on_the_list_of_the_unit(
    story: Order, province: Province, sign_in: SignIn
) -> None:
    hanh, reader = sign_in("Hạnh", Role.CHAIR, province.clinic), sign_in("Tâm", Role.READER, province.clinic)
    address = f"/nhiem-vu/{story.of(province.clinic).key}/khong-phat-sinh/"
    assert f'action="{address}"' in text(hanh, "/nhiem-vu/cua-don-vi/")
    assert address not in text(reader, "/nhiem-vu/cua-don-vi/")
    hanh.post(address, {"next": "/nhiem-vu/cua-don-vi/"})
    assert address not in text(hanh, "/nhiem-vu/cua-don-vi/"), "done with"


def test_what_was_waived_late_is_not_explained_as_late(story: Order, head: Client, province: Province) -> None:
    owed = story.of(province.clinic, story.spread)
    assert "Vì sao trễ" in text(head, f"/nhiem-vu/{owed.key}/")
    actions.waive(owed, reason="Đơn vị tạm ngừng hoạt động", by=command("test"))
    assert "Vì sao trễ" not in text(head, f"/nhiem-vu/{owed.key}/")


def test_what_a_worker_did_was_done_by_the_system(story: Order, head: Client, province: Province) -> None:
    owed = story.of(province.clinic, story.spread)
    actions.waive(owed, reason="Đơn vị tạm ngừng hoạt động", by=command("lay_recurring"))
    page = text(head, f"/nhiem-vu/{owed.key}/")
    assert "16/09/2024 · Hệ thống" in page
    assert "lay_recurring" not in page
    head.post("/ngon-ngu/", {"language": "en", "next": "/"})
    assert "16/09/2024 · The system" in text(head, f"/nhiem-vu/{owed.key}/")
