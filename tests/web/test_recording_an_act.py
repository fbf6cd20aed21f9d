"""Lan records on her phone what her hospital did, sees what it fed, and puts right what she got wrong."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from act_stories import ordered, total
from builders import Province, user
from congdoan.accounts.models import Role
from congdoan.activities.actions.waiting import forget_waiting_files
from congdoan.activities.models import Act, WaitingFile
from congdoan.foundation import clock
from congdoan.foundation.models import StoredFile
from congdoan.installation.settings import installation
from congdoan.obligations.actions import enter_spoken
from congdoan.obligations.models import NilReturn
from congdoan.reorganisation.actions import merge
from congdoan.reports.models import Report, ReportRequest, ReportState

SignIn = Callable[..., Client]
RECORD = "/ghi-nhan/moi/"


@pytest.fixture(autouse=True)
def twentieth_of_august() -> Iterator[None]:
    with clock.set_to(date(2021, 8, 20)):
        yield


@pytest.fixture
def lan(province: Province, sign_in: SignIn) -> Client:
    return sign_in("Lan", Role.CHAIR, province.hospital)


def said(**more: object) -> dict[str, object]:
    """What the form sends for a sitting of 161 listeners."""
    return {
        "kind": "propaganda",
        "client_token": "T1",
        "happened_on": "05/08/2021",
        "place": "Hội trường A",
        "theme": "5K và vắc-xin",
        "count-propaganda_sittings": "1",
        "count-propaganda_attendances": "161",
        **more,
    }


def photo() -> BytesIO:
    drawn = BytesIO()
    Image.new("RGB", (60, 40), "red").save(drawn, "JPEG")
    drawn.seek(0)
    drawn.name = "anh.jpg"
    return drawn


def test_one_screen_one_form_one_receipt(province: Province, lan: Client) -> None:
    obligation = ordered(province, province.hospital)
    assert "Tuyên truyền phòng, chống dịch" in lan.get(RECORD).content.decode()
    assert installation().data

    answer = lan.post(RECORD, said(answers=[obligation.key], completes="on", photos=[photo()]))

    act = Act.objects.get()
    assert answer.url == reverse("acts:receipt", args=[act.key])  # type: ignore[attr-defined]
    receipt = lan.get(answer.url).content.decode()  # type: ignore[attr-defined]
    for words in (act.key, "Công đoàn ngành Y tế", "161", "Xong"):
        assert words in receipt
    assert (total(province.top), act.act_files.get().role, act.sitting.theme) == (161, "photo", "5K và vắc-xin")
    page = lan.get(reverse("acts:act", args=[act.key])).content.decode()
    picture = reverse("acts:paper", args=[act.key, act.act_files.get().file.key])
    assert picture in page
    shown = lan.get(picture)
    assert (shown["Content-Type"], b"".join(shown)[:2]) == ("image/jpeg", b"\xff\xd8")  # type: ignore[arg-type]


def test_sent_twice_it_is_one_act(province: Province, lan: Client) -> None:
    first, again = lan.post(RECORD, said()), lan.post(RECORD, said())

    assert first.url == again.url  # type: ignore[attr-defined]
    assert Act.objects.count() == 1


def test_the_kind_one_came_for_is_chosen_by_what_the_order_counts(province: Province, lan: Client) -> None:
    obligation = ordered(province, province.hospital)

    page = lan.get(RECORD, {"obligation": obligation.key}).content.decode()

    assert 'name="kind" value="propaganda"' in page
    assert f'value="{obligation.key}" checked' in page


def test_a_number_far_from_the_usual_is_asked_about_once(province: Province, lan: Client) -> None:
    lan.post(RECORD, said())

    asked = lan.post(RECORD, said(client_token="T2", **{"count-propaganda_attendances": "16100"}))
    assert "gấp hơn 10 lần" in asked.content.decode()
    assert Act.objects.count() == 1
    confirmed = re.search(r'name="confirmed" value="([^"]+)"', asked.content.decode())[1]  # type: ignore[index]
    other = said(client_token="T2", confirmed=confirmed, **{"count-propaganda_attendances": "99000"})
    assert "gấp hơn 10 lần" in lan.post(RECORD, other).content.decode(), "a yes to other numbers is no yes to these"
    same = said(client_token="T2", confirmed=confirmed, **{"count-propaganda_attendances": "16100"})
    assert lan.post(RECORD, same).status_code == 302


def test_a_photo_sent_with_a_form_that_comes_back_is_kept_for_its_sender_alone(
    province: Province, lan: Client, sign_in: SignIn
) -> None:
    """Sent once, asked something back, recorded with it; another form, another person, a tick to drop it: without."""
    assert "Đã giữ" not in lan.get(f"{RECORD}?kind=propaganda").content.decode()

    back = lan.post(RECORD, said(happened_on="21/08/2021", photos=photo(), papers=BytesIO(b""))).content.decode()
    assert "anh.jpg" in back
    assert "Đã giữ, không phải chọn lại" in back
    assert "Chưa giữ được: anh.jpg" not in back
    assert "anh.jpg" in lan.post(RECORD, said(happened_on="22/08/2021", photos=photo())).content.decode()
    assert WaitingFile.objects.count() == 1, "the same photo chosen again is one"
    minh = sign_in("Minh", Role.CHAIR, province.hospital)
    assert "anh.jpg" not in minh.post(RECORD, said(happened_on="21/08/2021")).content.decode()
    assert "anh.jpg" not in lan.post(RECORD, said(happened_on="21/08/2021", client_token="T2")).content.decode()

    lan.post(RECORD, said())
    [paper] = Act.objects.get().act_files.all()
    assert (paper.role, paper.file.name) == ("photo", "anh.jpg")


def test_more_files_than_a_form_takes_leave_what_was_typed_in_place(province: Province, lan: Client) -> None:
    many = [SimpleUploadedFile(f"bien-ban-{n}.txt", b"Bien ban") for n in range(31)]
    back = lan.post(RECORD, said(happened_on="21/08/2021", theme="5K và vắc-xin", papers=many))
    shown = back.content.decode()
    assert (back.status_code, Act.objects.count()) == (200, 0)
    assert "tối đa 30 tệp" in shown
    assert "5K và vắc-xin" in shown


def test_a_kept_photo_may_be_dropped_and_is_forgotten_in_time(province: Province, lan: Client) -> None:
    wrong = {"happened_on": "21/08/2021"}
    lan.post(RECORD, said(photos=photo(), client_token="T3", **wrong))
    mistaken = WaitingFile.objects.get().file
    left = lan.post(RECORD, said(client_token="T3", **{"drop-file": mistaken.key}, **wrong)).content.decode()
    assert "Đã giữ" not in left
    mistaken.refresh_from_db()
    assert mistaken.destroyed_at

    lan.post(RECORD, said(photos=photo(), client_token="T4", **wrong))
    lan.post(RECORD, said(photos=photo(), client_token="T5", **wrong))
    lan.post(RECORD, said(client_token="T5"))
    assert forget_waiting_files() == 0
    with clock.set_to(date(2021, 8, 23)):
        assert forget_waiting_files() == 2
    assert Act.objects.get().act_files.get().file.destroyed_at is None
    assert StoredFile.objects.filter(destroyed_at__isnull=True).count() == 1, "what nobody recorded is gone"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"happened_on": "21/08/2021"}, "chưa đến"),
        ({"happened_on": "31/6/2021"}, "Tháng 6 chỉ có 30 ngày"),
        ({"count-propaganda_attendances": "mười"}, "Không hiểu"),
        ({"count-propaganda_sittings.online": "9"}, "nhiều hơn số chung"),
        ({"photos": [BytesIO(b"not a photo")]}, "Không mở được ảnh"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_lost(
    province: Province, lan: Client, wrong: dict[str, object], words: str
) -> None:
    answer = lan.post(RECORD, said(**wrong))

    assert words in answer.content.decode()
    assert "Hội trường A" in answer.content.decode()
    assert not Act.objects.exists()
    assert lan.post(RECORD, said()).status_code == 302


def test_nothing_happened_is_one_tap(province: Province, lan: Client) -> None:
    obligation = ordered(province, province.hospital)

    lan.post(reverse("acts:nothing_happened", args=[obligation.key]))

    assert NilReturn.objects.get().obligation == obligation
    strange = user("Hoa", Role.CHAIR, province.elsewhere)
    client = Client()
    client.force_login(strange)
    assert client.post(reverse("acts:nothing_happened", args=[obligation.key])).status_code == 404


def test_taken_back_at_once_or_withdrawn_later_with_a_reason(province: Province, lan: Client) -> None:
    lan.post(RECORD, said())
    act = Act.objects.get()
    assert "Hoàn tác" in lan.get(reverse("acts:receipt", args=[act.key])).content.decode()

    with clock.set_to(date(2021, 8, 25)):
        assert lan.post(reverse("acts:undo", args=[act.key])).status_code == 409
        assert "trừ đi" in lan.get(reverse("acts:withdraw", args=[act.key])).content.decode()
        lan.post(reverse("acts:withdraw", args=[act.key]), {"reason": "ghi trùng", "version": act.version})

    assert total(province.top) == 0
    assert "ghi trùng" in lan.get(reverse("acts:act", args=[act.key])).content.decode()


def test_a_correction_shows_was_and_is(province: Province, lan: Client) -> None:
    lan.post(RECORD, said(**{"count-propaganda_attendances": "1610"}))
    act = Act.objects.get()
    url = reverse("acts:correct", args=[act.key])
    assert 'value="1.610"' in lan.get(url).content.decode()
    fixed = said(title=act.title, reason="gõ thừa số 0", version=act.version)

    assert lan.post(url, fixed).status_code == 302

    page = lan.get(reverse("acts:act", args=[act.key])).content.decode()
    assert "<s>1.610</s> → <b>161</b>" in page
    assert lan.post(url, fixed).status_code == 409, "the second to save is told"


def test_names_are_for_those_allowed_and_other_provinces_see_nothing(
    province: Province, lan: Client, sign_in: SignIn
) -> None:
    lan.post(RECORD, said(papers=[SimpleUploadedFile("ky-nhan.txt", b"danh sach ky nhan")]))
    act = Act.objects.get()
    page, paper = (
        reverse("acts:act", args=[act.key]),
        reverse("acts:paper", args=[act.key, act.act_files.get().file.key]),
    )
    reader = sign_in("Đọc", Role.READER, province.sector)
    inspector = sign_in("Kiểm tra", Role.INSPECTOR, province.top)
    hoa = sign_in("Hoa", Role.CHAIR, province.elsewhere)

    assert "Lan" not in reader.get(page).content.decode()
    assert reader.get(paper).status_code == 403
    assert b"".join(inspector.get(paper)) == b"danh sach ky nhan"  # type: ignore[arg-type]
    assert [hoa.get(address).status_code for address in (page, paper)] == [404, 404]
    assert inspector.get(reverse("acts:correct", args=[act.key])).status_code == 403


def test_the_list_finds_without_accents_and_by_receipt_code(province: Province, lan: Client, sign_in: SignIn) -> None:
    lan.post(RECORD, said(title="Tuyên truyền tại khoa Truyền nhiễm"))
    act = Act.objects.get()
    minh = sign_in("Minh", Role.OFFICER, province.top)

    for words in ("khoa truyen nhiem", "BENH VIEN DA KHOA", act.key):
        assert act.key in minh.get("/ghi-nhan/", {"q": words}).content.decode(), words
    for query in ({"q": "khoa ngoai"}, {"kind": "visit"}, {"period": "2021-07"}):
        assert act.key not in minh.get("/ghi-nhan/", query).content.decode()
    assert "Không hiểu kỳ" in minh.get("/ghi-nhan/", {"period": "tháng tám"}).content.decode()
    hoa = sign_in("Hoa", Role.CHAIR, province.elsewhere)
    assert act.key not in hoa.get("/ghi-nhan/").content.decode()


def test_over_a_signed_period_the_recorder_is_told_before_and_after(province: Province, lan: Client) -> None:
    duty = ordered(province, province.sector).duty
    asked = ReportRequest.objects.create(
        duty=duty, title="Báo cáo tháng 8", receiver=province.top, period_start=date(2021, 8, 1),
        period_end=date(2021, 8, 31), cutoff_on=date(2021, 8, 31),
    )  # fmt: skip
    Report.objects.create(
        request=asked, unit=province.sector, state=ReportState.SIGNED, journal_position=0, created_at=clock.now(),
        created_by="minh", signed_at=clock.now(),
    )  # fmt: skip

    asked_first = lan.post(RECORD, said()).content.decode()
    assert "đã ký “Báo cáo tháng 8”" in unescape(asked_first)
    assert not Act.objects.exists()
    confirmed = re.search(r'name="confirmed" value="([^"]+)"', asked_first)
    assert confirmed
    assert lan.post(RECORD, said(confirmed=confirmed[1])).status_code == 302
    receipt = lan.get(reverse("acts:receipt", args=[Act.objects.get().key])).content.decode()
    assert "số đã ký giữ nguyên" in receipt
    assert lan.post(RECORD, said(client_token="T9", happened_on="30/07/2021")).status_code == 302, "before the period"


def test_the_screens_speak_english_too(province: Province, lan: Client) -> None:
    lan.post(RECORD, said())
    lan.cookies["django_language"] = "en"

    for address, words in (
        (f"{RECORD}?kind=conference", "Members called"),
        ("/ghi-nhan/", "Recorded acts"),
        (reverse("acts:act", args=[Act.objects.get().key]), "Receipt code"),
        ("/chi-tieu/?board=covid-campaign&period=2021-08&open=propaganda_attendances", "How it is counted"),
        ("/chi-tieu/giao/", "Each target has a giver"),
    ):
        assert words in lan.get(address).content.decode(), address


def test_choosing_a_kind_forgets_no_obligation(province: Province, lan: Client) -> None:
    unmeasured = enter_spoken(
        giver=province.sector,
        bearers=[province.hospital],
        what="Rà soát đoàn viên khó khăn",
        on=date(2021, 8, 3),
        due_on=date(2021, 8, 31),
        by=province.minh,
    ).obligations.get()

    kinds = lan.get(RECORD, {"obligation": unmeasured.key}).content.decode()
    address = next(unescape(found) for found in re.findall(r'href="(\?kind=propaganda[^"]*)"', kinds))

    assert lan.get(RECORD + address).context["chosen"] == [unmeasured.key]


def test_a_form_opened_for_a_unit_that_has_ended_is_not_recorded_for_its_heir(province: Province, lan: Client) -> None:
    opened = lan.get(f"{RECORD}?kind=propaganda").content.decode()
    assert f'name="unit" value="{province.hospital.code}"' in opened
    merge([province.hospital], into=province.clinic, on=date(2021, 8, 10), decided_by=None, by=province.minh)

    refused = lan.post(RECORD, said(unit=province.hospital.code))
    assert refused.status_code == 409
    assert "đã kết thúc hoạt động từ 10/08/2021 nên không ghi việc ở đó nữa." in refused.content.decode()
    assert not Act.objects.exists()
    assert f"Từ nay bạn làm việc cho {province.clinic}" in unescape(refused.content.decode())
    assert "Từ nay bạn làm việc cho" not in lan.get(RECORD).content.decode(), "said once"


def test_an_address_that_names_another_unit_opens_no_form(province: Province, lan: Client) -> None:
    assert lan.get(f"{RECORD}?unit={province.hospital.code}").status_code == 200
    refused = lan.get(f"{RECORD}?unit={province.clinic.code}&kind=propaganda")
    assert refused.status_code == 403
    assert "record-form" not in refused.content.decode()
    assert province.clinic.name in refused.content.decode()
    assert lan.get(f"{RECORD}?unit=KHONG-CO").status_code == 404
