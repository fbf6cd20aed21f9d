"""Lan drops a paper in, corrects it, takes its duties; Sao at the sector union writes one of her own and issues it."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builders import SETUP, Province
from congdoan.accounts.models import Role
from congdoan.foundation import clock
from congdoan.obligations.models import DutyState, Obligation
from congdoan.organisation.actions import add_person, appoint
from congdoan.registry import actions
from congdoan.registry.models import DocumentState, RegisteredDocument
from congdoan.registry.seeking import standing_marks
from web.papers.dropping import as_shown, begun, dropped
from web.parts import apply_part

TODAY = date(2021, 3, 4)
SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def on_the_day():
    with clock.set_to(clock.moment(TODAY)):
        yield


@pytest.fixture
def lan(province: Province, sign_in: SignIn) -> Client:
    return sign_in("Lan", Role.CHAIR, province.hospital)


@pytest.fixture
def sao(province: Province, sign_in: SignIn) -> Client:
    person = add_person("Vũ Thị Sao", by=SETUP)
    appoint(
        person, body=province.sector, title="Chủ tịch", signs_as="TM. BAN THƯỜNG VỤ", since=date(2018, 1, 1), by=SETUP
    )
    return sign_in("Sao", Role.CHAIR, province.sector)


def test_every_value_is_tied_to_its_words_both_ways(lan: Client) -> None:
    paper = dropped(lan)
    shown = lan.get(f"/van-ban/{paper.key}/doc/").content.decode()

    assert 'id="m-symbol" href="#f-symbol"' in shown
    assert 'id="f-symbol"' in shown
    assert 'href="#m-symbol"' in shown
    for duty in paper.duties.all():
        assert f'id="viec-{duty.key}"' in shown
        assert f'id="m-viec-{duty.key}"' in shown or f'href="#viec-{duty.key}"' in shown
    assert "Bản gốc ghi “05/KH-CDYT”; trong sổ sẽ là 05/KH-CĐYT" in shown


def test_she_corrects_accepts_and_enters_and_owes_what_she_took(lan: Client, province: Province) -> None:
    paper = dropped(lan)
    url = f"/van-ban/{paper.key}/doc/"
    report = paper.duties.get(due_on=date(2021, 6, 15))
    lan.post(f"/van-ban/viec/{report.key}/nhan/", {"version": report.version})
    sent = as_shown(lan, url, "fields") | {"place": "Phong Lai", "then": "enter"}
    answer = lan.post(url, sent)

    assert answer.status_code == 302, answer.content.decode()
    paper.refresh_from_db()
    assert (paper.state, paper.symbol, paper.numbers.get().number) == (DocumentState.REGISTERED, "05/KH-CĐYT", 1)
    assert Obligation.objects.get().bearer_id == province.hospital.pk
    page = lan.get(f"/van-ban/{paper.key}/").content.decode()
    assert "Số đến" in page
    assert "05/KH-CDYT" in page


def test_a_duty_without_a_date_asks_on_its_card_and_the_answer_fits_the_page(lan: Client) -> None:
    paper = dropped(lan)
    duty = paper.duties.get(due_text="theo quy định")
    refused = lan.post(f"/van-ban/viec/{duty.key}/nhan/", {"version": duty.version}).content.decode()
    assert "hãy đặt một ngày" in refused
    wrong = lan.post(f"/van-ban/viec/{duty.key}/nhan/", {"version": duty.version, "due_on": "31/02/2021"})
    assert "31" in wrong.content.decode()
    assert duty.state == DutyState.PROPOSED

    data = {"version": duty.version, "without_date": "on"}
    fitted = apply_part(lan, f"/van-ban/viec/{duty.key}/nhan/", from_url=f"/van-ban/{paper.key}/doc/", data=data)
    assert "Đã nhận" in fitted


def test_the_second_saver_sees_what_is_stored_and_keeps_what_was_typed(lan: Client) -> None:
    paper = dropped(lan)
    url = f"/van-ban/{paper.key}/doc/"
    opened = as_shown(lan, url, "fields")
    lan.post(url, opened | {"subject": "Bản thứ nhất"})
    late = lan.post(url, opened | {"subject": "Bản thứ hai"}).content.decode()

    assert "Bản thứ nhất" in late
    assert "Bản thứ hai" in late
    assert "Người khác vừa lưu" in late


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("chạy.exe", b"MZ\0\0", "không phải loại tệp"),
        ("rỗng.docx", b"", "trống|rỗng|empty"),
    ],
)
def test_a_wrong_file_is_refused_beside_the_field(lan: Client, name: str, data: bytes, words: str) -> None:
    import re

    answer = lan.post("/van-ban/tiep-nhan/", {"file": SimpleUploadedFile(name, data)}).content.decode()
    assert re.search(words, answer)
    assert not RegisteredDocument.objects.exists()


def test_an_unreadable_file_is_kept_and_the_fields_wait_to_be_typed(lan: Client) -> None:
    paper = dropped(lan, "quét.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\0 hong")
    shown = lan.get(f"/van-ban/{paper.key}/doc/").content.decode()
    assert "quét.pdf" in shown
    assert "Không thấy trong văn bản" in shown
    given = lan.get(f"/van-ban/{paper.key}/tep/{paper.document_files.get().file.key}/")
    assert b"".join(given.streaming_content) == b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\0 hong"
    assert "attachment" in given["Content-Disposition"]


def test_the_same_paper_dropped_twice_is_recognised(lan: Client) -> None:
    first = dropped(lan)
    again = dropped(lan)
    assert f'href="/van-ban/{first.key}/"' in lan.get(f"/van-ban/{again.key}/doc/").content.decode()


def test_a_paper_of_ones_own_signed_before_goes_into_the_outgoing_book(sao: Client, province: Province) -> None:
    paper = dropped(sao)
    assert "văn bản của chính đơn vị" in sao.get(f"/van-ban/{paper.key}/doc/").content.decode()
    sao.post(f"/van-ban/{paper.key}/doc/cua-minh/")
    for duty in paper.duties.all():
        sao.post(f"/van-ban/viec/{duty.key}/{'nhan' if duty.due_on else 'bo'}/", {"version": duty.version})
    summary = sao.get(f"/van-ban/{paper.key}/ban-hanh/").content.decode()
    assert 'value="5"' in summary
    answer = sao.post(f"/van-ban/{paper.key}/ban-hanh/", {"on": "02/03/2021", "number": "5"})

    assert answer.status_code == 302, answer.content.decode()
    paper.refresh_from_db()
    assert (paper.symbol, paper.issued_on) == ("05/KH-CĐYT", date(2021, 3, 2))
    assert {row.bearer_id for row in Obligation.objects.all()} == {province.hospital.pk, province.clinic.pk}


def test_she_writes_on_the_ground_of_another_previews_and_issues(sao: Client, lan: Client, province: Province) -> None:
    upper = dropped(sao)
    sent = as_shown(sao, f"/van-ban/{upper.key}/doc/", "fields")
    sao.post(
        f"/van-ban/{upper.key}/doc/",
        sent | {"symbol": "11/KH-LĐLĐ", "issuer": province.top.code, "issuer_text": province.top.name, "then": "enter"},
    )
    draft = begun(sao, upper)
    url = f"/van-ban/{draft.key}/soan/"
    sent = as_shown(sao, url, "draft")
    assert sent["base-0-symbol"] == "11/KH-LĐLĐ"
    body = "I. NỘI DUNG\n1. Mỗi đơn vị thăm hỏi một đoàn viên khó khăn.\nBáo cáo kết quả trước ngày 20/6/2021."
    signer = str(province.sector.offices.get().pk)
    answer = sao.post(url, sent | {"type": "KH", "body": body, "signer": signer, "then": "preview"})
    assert answer.status_code == 302, answer.content.decode()

    preview = sao.get(f"/van-ban/{draft.key}/xem-truoc/").content.decode()
    assert "Căn cứ Kế hoạch số 11/KH-LĐLĐ" in preview
    assert "TM. BAN THƯỜNG VỤ" in preview
    for kind, mark in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert sao.get(f"/van-ban/{draft.key}/ban-in.{kind}").content.startswith(mark)

    blocked = sao.get(f"/van-ban/{draft.key}/ban-hanh/").content.decode()
    assert "Các CĐCS trực thuộc" in blocked
    issued = sao.post(f"/van-ban/{draft.key}/ban-hanh/", {"on": "04/03/2021"}, follow=True).content.decode()
    assert "01/KH-CĐYT" in issued
    assert "Bệnh viện Đa khoa" in issued

    assert "01/KH-CĐYT" in lan.get("/van-ban/?so=cho").content.decode()
    page = lan.get(f"/van-ban/{draft.key}/").content.decode()
    assert "Vào sổ đến" in page
    lan.post(f"/van-ban/{draft.key}/vao-so/")
    delivery = RegisteredDocument.objects.get(pk=draft.pk).deliveries.get(body=province.hospital)
    assert (delivery.opened_by, delivery.acknowledged_by) == ("Lan", "Lan")
    assert "Trung tâm Y tế" not in lan.get(f"/van-ban/{draft.key}/").content.decode().split("<aside")[-1]


def test_undecided_duties_hold_the_issue_back(sao: Client) -> None:
    draft = begun(sao)
    sao.post(
        f"/van-ban/{draft.key}/viec/", {"what": "Báo cáo tháng", "groups": "grassroots_children", "recurrence": "once"}
    )
    shown = sao.get(f"/van-ban/{draft.key}/ban-hanh/").content.decode()
    assert "chưa quyết định" in shown
    assert "Cấp số và ban hành" not in shown
    sao.post(f"/van-ban/{draft.key}/ban-hanh/", {"on": "04/03/2021"})
    draft.refresh_from_db()
    assert draft.state == DocumentState.DRAFT


def test_a_clerk_may_write_and_only_a_signer_may_issue(sign_in: SignIn, province: Province) -> None:
    clerk = sign_in("Thu", Role.CLERK, province.sector)
    draft = begun(clerk)
    assert clerk.get(f"/van-ban/{draft.key}/ban-hanh/").status_code == 403
    assert "cần vai trò" in clerk.get(f"/van-ban/{draft.key}/xem-truoc/").content.decode()


def test_a_draft_set_aside_comes_back_by_undo(sao: Client) -> None:
    draft = begun(sao)
    gone = sao.post(f"/van-ban/{draft.key}/bo/", follow=True).content.decode()
    assert f"/van-ban/{draft.key}/lay-lai/" in gone
    sao.post(f"/van-ban/{draft.key}/lay-lai/")
    assert sao.get(f"/van-ban/{draft.key}/soan/").status_code == 200


def test_a_spoken_order_reaches_its_units_at_once(sao: Client, province: Province) -> None:
    sao.post(
        "/van-ban/giao-mieng/",
        {"on": "04/03/2021", "what": "Rà soát tổ an toàn", "groups": "grassroots_children", "recurrence": "once"},
    )
    assert {row.bearer_id for row in Obligation.objects.all()} == {province.hospital.pk, province.clinic.pk}


def test_a_recalled_paper_says_so_to_its_receivers(sao: Client, lan: Client, province: Province) -> None:
    paper = dropped(sao)
    sao.post(f"/van-ban/{paper.key}/doc/cua-minh/")
    for duty in paper.duties.all():
        sao.post(f"/van-ban/viec/{duty.key}/bo/")
    sao.post(f"/van-ban/{paper.key}/ban-hanh/", {"on": "02/03/2021", "number": "5"})
    assert "lý do" in sao.post(f"/van-ban/{paper.key}/thu-hoi/", {"on": "04/03/2021"}).content.decode()
    sao.post(f"/van-ban/{paper.key}/thu-hoi/", {"on": "04/03/2021", "reason": "Sai phụ lục"})
    seen = lan.get(f"/van-ban/{paper.key}/").content.decode()
    assert "Sai phụ lục" in seen
    assert "Vào sổ đến</button>" not in seen


def test_the_books_print_and_download_and_void(lan: Client, province: Province) -> None:
    from papers import letter

    actions.register_incoming(province.hospital, fields=letter(), received_on=TODAY, by=province.lan)
    series = province.hospital.series.get()
    lan.post(f"/van-ban/so/{series.pk}/huy/", {"reason": "Ghi hỏng"})
    printed = lan.get("/van-ban/so/2021/den/in/").content.decode()
    assert "Sổ đăng ký văn bản đến năm 2021" in printed
    assert "Hủy số: Ghi hỏng" in printed
    assert "41/LĐLĐ" in printed
    assert BytesIO(lan.get("/van-ban/so/2021/den.xlsx").content).read(2) == b"PK"
    assert lan.get(f"/van-ban/so/{series.pk}/").status_code == 200
    refused = lan.post(f"/van-ban/so/{series.pk}/huy/", {"reason": " "})
    assert refused.status_code == 409


def test_a_list_is_narrowed_without_accents_and_says_what_to_do_when_empty(lan: Client, province: Province) -> None:
    from papers import letter

    actions.register_incoming(province.hospital, fields=letter(), received_on=TODAY, by=province.lan)
    assert "41/LĐLĐ" in lan.get("/van-ban/?words=thang+cong+nhan&year=2021&type=CV").content.decode()
    assert "41/LĐLĐ" not in lan.get("/van-ban/?words=thang+cong+nhan&year=2020").content.decode()
    assert "Thả một tệp" in lan.get("/van-ban/?so=di").content.decode()
    assert lan.get("/van-ban/?so=xyz&tu=abc&year=zz").status_code == 200
    apply_part(lan, "/van-ban/?words=thang")


def test_a_long_list_costs_no_more_queries_than_a_short_one(
    lan: Client, province: Province, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    from papers import letter

    lan.get("/van-ban/")
    for number in range(1, 31):
        fields = letter(f"{number}/LĐLĐ")
        actions.register_incoming(province.hospital, fields=fields, received_on=TODAY, by=province.lan)
    with django_assert_max_num_queries(24):
        assert "30/LĐLĐ" in lan.get("/van-ban/").content.decode()


def test_someone_of_another_province_finds_no_door(sign_in: SignIn, lan: Client, province: Province) -> None:
    paper = dropped(lan)
    hoa = sign_in("Hoa", Role.CHAIR, province.elsewhere)
    file = paper.document_files.get().file.key
    for path in ("", "doc/", "xem-truoc/", f"tep/{file}/", "ban-in.pdf", "ban-hanh/", "thu-hoi/", "soan/"):
        assert hoa.get(f"/van-ban/{paper.key}/{path}").status_code == 404
    for path in ("bo/", "vao-so/", "xac-nhan/", "viec/"):
        assert hoa.post(f"/van-ban/{paper.key}/{path}").status_code == 404
    duty = paper.duties.first()
    assert hoa.post(f"/van-ban/viec/{duty.key}/nhan/").status_code == 404
    assert "Tháng Công nhân" not in hoa.get("/van-ban/?so=tat-ca").content.decode()


def test_a_value_typed_anew_leads_to_its_own_words_and_no_longer_to_the_misread_ones(lan: Client) -> None:
    paper = dropped(lan)
    url = f"/van-ban/{paper.key}/doc/"
    lan.post(url, as_shown(lan, url, "fields") | {"place": "PHONG  LAI", "subject": "Một tên không có trong văn bản"})

    paper.refresh_from_db()
    marks = {mark.field: mark for mark in standing_marks(paper.reading, paper.text)}
    place = marks["place"]
    assert paper.text[place.start : place.end] == "Phong Lai"
    assert "subject" not in marks
    assert {"symbol", "issued_on"} <= set(marks)
    shown = lan.get(url).content.decode()
    assert 'href="#m-place"' in shown
    assert 'href="#m-subject"' not in shown
