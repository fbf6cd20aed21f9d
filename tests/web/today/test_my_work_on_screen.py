"""Lan opens Việc của tôi between two shifts: one tap, one undo, no dead button."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client

from builders import Province
from congdoan.accounts.models import Notice, Role
from congdoan.foundation import clock
from congdoan.foundation.actor import command
from congdoan.foundation.working_date import set_working_date
from congdoan.obligations import actions
from congdoan.obligations.models import Obligation
from congdoan.organisation.models import Unit
from desk.orders import SAO

pytestmark = pytest.mark.django_db

SignIn = Callable[[str, Role, Unit], Client]
TODAY = date(2024, 9, 16)


@pytest.fixture
def owed(province: Province) -> Iterator[Obligation]:
    """A list the hospital should have made by 10 September."""
    with clock.set_to(date(2024, 9, 2)):
        duty = actions.enter_spoken(
            giver=province.sector, bearers=[province.hospital], what="Lập danh sách đoàn viên bị ảnh hưởng mưa lũ",
            on=date(2024, 9, 2), due_on=date(2024, 9, 10), by=SAO,
        )  # fmt: skip
    set_working_date(TODAY, by=command("test"))
    with clock.set_to(TODAY):
        yield duty.obligations.get()


@pytest.fixture
def lan(province: Province, owed: Obligation, sign_in: SignIn) -> Client:
    return sign_in("Lan", Role.CHAIR, province.hospital)


@pytest.fixture
def head(province: Province, owed: Obligation, sign_in: SignIn) -> Client:
    return sign_in("Hà", Role.OFFICER, province.sector)


def test_what_is_late_stands_first_and_nothing_is_a_dead_end(lan: Client) -> None:
    page = lan.get("/viec-cua-toi/").content.decode()
    assert "Thứ Hai, 16/09/2024. Có 1 việc trễ." in page
    assert "Trễ 4 ngày" in page
    assert 'href="#"' not in page
    assert "Đề nghị hỗ trợ" in page


def test_nothing_happened_is_one_press_and_one_undo(lan: Client, owed: Obligation) -> None:
    answer = lan.post(f"/nhiem-vu/{owed.key}/khong-phat-sinh/", {"version": owed.version, "next": "/viec-cua-toi/"})
    assert answer["Location"] == "/viec-cua-toi/"
    page = lan.get("/viec-cua-toi/").content.decode()
    assert "Đã báo không phát sinh." in page
    undo = f"/nhiem-vu/{owed.key}/rut-khong-phat-sinh/"
    assert undo in page
    assert "Hôm nay không còn việc nào chờ" in page

    lan.post(undo)
    owed.refresh_from_db()
    assert owed.state == "acknowledged"
    assert lan.post(undo).status_code == 409


def test_two_people_press_at_once_and_the_second_is_told(lan: Client, owed: Obligation) -> None:
    shown = owed.version
    lan.post(f"/nhiem-vu/{owed.key}/tiep-nhan/", {"version": shown})
    answer = lan.post(f"/nhiem-vu/{owed.key}/khong-phat-sinh/", {"version": shown})
    assert answer.status_code == 409
    assert "Lan vừa cập nhật" in answer.content.decode()


def test_nobody_confirms_or_extends_their_own(lan: Client, owed: Obligation) -> None:
    for address, typed in (
        ("xac-nhan", {}),
        ("gia-han", {"to": "30/9/2024", "reason": "Bận"}),
        ("mien", {"reason": "x"}),
    ):
        assert lan.post(f"/nhiem-vu/{owed.key}/{address}/", typed).status_code == 403
    assert lan.post(f"/nhiem-vu/{owed.key}/bay/").status_code == 404
    assert lan.get(f"/nhiem-vu/{owed.key}/xac-nhan/").status_code == 405


def test_what_is_typed_wrong_comes_back_beside_its_field(head: Client, owed: Obligation) -> None:
    cases = [
        ("gia-han", {"to": "5/9/2024", "reason": "Muộn"}, "sau hạn hiện nay, 10/09/2024"),
        ("gia-han", {"to": "13/9/2024", "reason": "Muộn"}, "13/09/2024 đã qua"),
        ("gia-han", {"to": "31/9/2024", "reason": "Muộn"}, "Tháng 9 chỉ có 30 ngày"),
        ("gia-han", {"to": "30/9/2024", "reason": ""}, "Hãy ghi lý do"),
        ("mien", {"reason": " "}, "Hãy ghi lý do"),
        ("nhac", {"text": ""}, "Hãy viết lời nhắc"),
    ]
    for address, typed, words in cases:
        answer = head.post(f"/nhiem-vu/{owed.key}/{address}/", typed)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), address
    owed.refresh_from_db()
    assert (owed.state, owed.due_on) == ("delivered", date(2024, 9, 10))


def test_the_giver_reminds_sends_back_and_confirms(lan: Client, head: Client, owed: Obligation) -> None:
    url = f"/nhiem-vu/{owed.key}/"
    head.post(f"{url}nhac/", {"text": "Kính đề nghị sớm gửi."})
    assert "đã được Hà nhắc hôm nay" in head.post(f"{url}nhac/", {"text": "Lại."}, follow=True).content.decode()
    lan.post(f"{url}xong/", {"on": "15/9/2024"})
    assert "Chờ xác nhận" in head.get("/viec-cua-toi/").content.decode()
    head.post(f"{url}tra-lai/", {"reason": "Thiếu số điện thoại"})
    assert "“Thiếu số điện thoại”" in lan.get("/viec-cua-toi/").content.decode()
    lan.post(f"{url}xong/", {"on": "16/9/2024"})
    head.post(f"{url}xac-nhan/")
    page = head.get(url).content.decode()
    for words in ("Trả lại", "Thiếu số điện thoại", "Đã xác nhận", "Kính đề nghị sớm gửi."):
        assert words in page


def test_a_notice_leads_to_its_matter_and_is_then_read(lan: Client, head: Client, owed: Obligation) -> None:
    head.post(f"/nhiem-vu/{owed.key}/nhac/", {"text": "Kính đề nghị sớm gửi."})
    notice = Notice.objects.get(kind="obligations.reminded")
    assert notice.text in lan.get("/viec-cua-toi/").content.decode()
    assert lan.get(f"/viec-cua-toi/thong-bao/{notice.key}/")["Location"] == f"/nhiem-vu/{owed.key}/"
    assert lan.get("/viec-cua-toi/thong-bao/").status_code == 200
    assert head.get(f"/viec-cua-toi/thong-bao/{notice.key}/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_a_link_out_is_not_followed(lan: Client, owed: Obligation) -> None:
    answer = lan.post(f"/nhiem-vu/{owed.key}/tiep-nhan/", {"next": "https://elsewhere.example/"})
    assert answer["Location"] == f"/nhiem-vu/{owed.key}/"


def test_the_search_answers_from_the_top_bar(lan: Client, owed: Obligation) -> None:
    assert "Lập danh sách đoàn viên" in lan.get("/viec-cua-toi/tim/?q=danh sach").content.decode()
    assert "Không tìm thấy" in lan.get("/viec-cua-toi/tim/?q=khong co gi dau").content.decode()
    assert "Gõ ít nhất hai chữ" in lan.get("/viec-cua-toi/tim/?q=a").content.decode()


def test_it_is_all_there_in_english(lan: Client, owed: Obligation) -> None:
    lan.cookies["django_language"] = "en"
    page = lan.get("/viec-cua-toi/").content.decode()
    assert "1 thing is late" in page.lower()
    assert "Nothing happened" in page
