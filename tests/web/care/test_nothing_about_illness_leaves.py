"""What each role can see, export, guess from an address, find by searching or in the logs about one ill person."""

import io
import logging
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from care_stories import TODAY, Care
from congdoan.accounts.models import Disclosure, Notice, Role, User
from congdoan.cases import actions
from congdoan.cases.models import CaseEvent, Programme, SupportCase
from congdoan.foundation.files import path_of, store, store_photo
from congdoan.foundation.models import AuditEntry, StoredFile
from congdoan.funds import actions as funds
from congdoan.funds.models import Voucher
from congdoan.funds.queries import lots_of, voucher_label
from congdoan.journal.models import Entry
from congdoan.organisation.models import Person, Unit
from congdoan.registry.models import RegisteredDocument

SignIn = Callable[[str, str, Unit], Client]
NAME = "Lò Thị Hoa"
STORY = "ung thư phổi giai đoạn hai"
ILLNESS = ("hiểm nghèo", "critical_illness", "critical illness", "ung thư", "hoa-chi", "3749")


def ill(care: Care, **said: object) -> SupportCase:
    """Hoa is critically ill; Lan, who chairs the hospital's union, asks the federation; she is helped."""
    photo = store_photo(picture(), name="giay-ra-vien-ung-thu.jpg", by=care.lan, is_encrypted=True)
    case = care.ask("critical_illness", story=STORY, files=[photo], **said)
    case = actions.survey(case, on=TODAY, found="Đang hóa trị", by=care.binh)
    actions.propose(case, amount_vnd=3_000_000, on=TODAY, by=care.binh, exception="quy chế, bệnh hiểm nghèo")
    care.decide(case)
    care.pay(care.fresh(case))
    care.hand(care.fresh(case))
    return care.fresh(case)


def picture() -> bytes:
    from PIL import Image

    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(drawn, "JPEG")
    return drawn.getvalue()


def addresses(case: SupportCase) -> list[str]:
    assert case.decision is not None
    return [
        "/cham-lo/",
        "/cham-lo/danh-sach/tat-ca/",
        "/cham-lo/danh-sach/cho-duyet/",
        "/cham-lo/chua-duoc-cham-lo/",
        "/cham-lo/duyet/",
        "/cham-lo/dot-qua/",
        f"/cham-lo/ho-so/{case.key}/",
        f"/cham-lo/quyet-dinh/{case.decision.key}/",
        f"/van-ban/{case.decision.document.key}/",
        f"/van-ban/?q={NAME}",
        f"/viec-cua-toi/tim/?q={NAME}",
        "/viec-cua-toi/",
        "/viec-cua-toi/thong-bao/",
    ]


@pytest.fixture
def hoa(care: Care) -> SupportCase:
    return ill(care)


OUTSIDERS = [
    ("Kế", Role.ACCOUNTANT, "top"),
    ("Quỹ", Role.CASHIER, "top"),
    ("Kiểm", Role.INSPECTOR, "top"),
    ("Đọc", Role.READER, "top"),
    ("Quản", Role.ADMINISTRATOR, "top"),
    ("Văn thư", Role.CLERK, "top"),
    ("Ngành", Role.OFFICER, "sector"),
    ("Trạm", Role.CHAIR, "clinic"),
    ("Xa", Role.CHAIR, "elsewhere"),
    ("Đoàn viên", Role.MEMBER, "hospital"),
    ("Tổng", Role.CONFEDERATION, "top"),
]


@pytest.mark.parametrize(("name", "role", "where"), OUTSIDERS, ids=[str(role) for _n, role, _w in OUTSIDERS])
def test_nobody_outside_the_circle_reads_the_name_or_the_illness_anywhere(
    care: Care, hoa: SupportCase, enter: SignIn, name: str, role: str, where: str
) -> None:
    client = enter(name, role, getattr(care, where))
    for address in addresses(hoa):
        answer = client.get(address, follow=True)
        body = answer.content.decode()
        if answer.status_code == 200:
            shown = body.replace(f'value="{NAME}"', "").replace(f"“{NAME}”", "")
            assert NAME not in shown, address
            assert not [word for word in ILLNESS if word in shown.lower()], address
        for hop, _status in answer.redirect_chain:
            assert not [word for word in ILLNESS if word in hop.lower()]


@pytest.mark.parametrize(("name", "role", "where"), OUTSIDERS, ids=[str(role) for _n, role, _w in OUTSIDERS])
def test_nobody_outside_the_circle_opens_it(
    care: Care, hoa: SupportCase, enter: SignIn, name: str, role: str, where: str
) -> None:
    client = enter(name, role, getattr(care, where))
    file = hoa.files.first()
    assert file is not None
    opened = client.post(f"/cham-lo/ho-so/{hoa.key}/mo/", {"purpose": "muốn biết chuyện"})
    paper = client.get(f"/cham-lo/ho-so/{hoa.key}/tep/{file.file.key}/")
    assert opened.status_code in (403, 404)
    assert paper.status_code in (403, 404)
    assert not Disclosure.objects.exists()


def test_in_another_province_the_case_is_as_if_it_were_not_there(care: Care, hoa: SupportCase, enter: SignIn) -> None:
    far = enter("Xa", Role.CHAIR, care.elsewhere)
    assert far.get(f"/cham-lo/ho-so/{hoa.key}/").status_code == 404
    assert far.get("/cham-lo/ho-so/KHONGCOMA2/").status_code == 404


def test_the_circle_sees_what_it_is_for_and_opens_the_name_with_a_purpose(
    care: Care, hoa: SupportCase, enter: SignIn
) -> None:
    binh = enter("Bình", Role.OFFICER, care.top)
    address = f"/cham-lo/ho-so/{hoa.key}/"
    closed = binh.get(address).content.decode()
    assert "hiểm nghèo" in closed
    assert NAME not in closed
    assert STORY not in closed
    refused = binh.post(f"{address}mo/", {"purpose": "xem"})
    assert "mục đích" in refused.content.decode()
    assert not Disclosure.objects.exists()
    binh.post(f"{address}mo/", {"purpose": "thẩm định mức hỗ trợ"})
    opened = binh.get(address).content.decode()
    assert NAME in opened
    assert STORY in opened
    line = Disclosure.objects.get()
    assert (line.person_key, line.purpose) == (care.hoa.key, "thẩm định mức hỗ trợ")
    assert "ung thư" not in line.what
    assert "hiểm nghèo" not in line.what
    file = hoa.files.first()
    assert file is not None
    paper = binh.get(f"{address}tep/{file.file.key}/")
    assert paper.status_code == 200
    assert paper.headers["Cache-Control"] == "no-store"
    assert binh.get(address).headers["Cache-Control"] == "no-store"


def test_the_person_reads_their_own_case_and_who_opened_it(care: Care, hoa: SupportCase, enter: SignIn) -> None:
    binh = enter("Bình", Role.OFFICER, care.top)
    binh.post(f"/cham-lo/ho-so/{hoa.key}/mo/", {"purpose": "thẩm định mức hỗ trợ"})
    own = enter("Hoa", Role.MEMBER, care.hospital)
    from congdoan.accounts.models import User

    User.objects.filter(name="Hoa").update(person=Person.objects.get(pk=care.hoa.pk))
    assert own.get(f"/cham-lo/ho-so/{hoa.key}/").status_code == 200
    read = own.get("/cham-lo/ai-da-mo/").content.decode()
    assert "thẩm định mức hỗ trợ" in read
    assert "Bình" in read


def test_the_exported_sheet_is_masked_even_for_the_circle(care: Care, hoa: SupportCase, enter: SignIn) -> None:
    binh = enter("Bình", Role.OFFICER, care.top)
    binh.post(f"/cham-lo/ho-so/{hoa.key}/mo/", {"purpose": "thẩm định mức hỗ trợ"})
    answer = binh.get("/cham-lo/bang.xlsx")
    words = text_of(answer.content)
    assert "L. T. H." in words
    assert NAME not in words
    assert not [word for word in ILLNESS if word in words.lower()]


def test_the_lists_of_a_decision_are_masked_unless_each_person_gets_a_line(
    care: Care, hoa: SupportCase, enter: SignIn
) -> None:
    assert hoa.decision is not None
    binh = enter("Bình", Role.OFFICER, care.top)
    address = f"/cham-lo/quyet-dinh/{hoa.decision.key}/danh-sach.docx"
    masked = text_of(binh.get(address).content)
    assert NAME not in masked
    assert not [word for word in ILLNESS if word in masked.lower()]
    assert binh.post(address, {"purpose": ""}).status_code == 409
    named = text_of(binh.post(address, {"purpose": "lưu hồ sơ tài chính"}).content)
    assert NAME in named
    assert Disclosure.objects.filter(purpose="lưu hồ sơ tài chính").count() == 1


def test_the_slips_of_a_sensitive_round_are_masked_unless_each_person_gets_a_line(care: Care, enter: SignIn) -> None:
    made = care.round({care.hospital: 2}, programme=Programme.objects.get(code="epidemic_visit"), name="Thăm hỏi")
    bich = enter("Bích", Role.CHAIR, care.hospital)
    by = User.objects.get(name="Bích").acting(care.hospital)
    actions.put_on_list(made, care.hospital, [care.hoa], by=by)
    actions.put_on_list(made, care.hospital, [care.hoa], relation="child", relative_names=["Lò Văn An"], by=by)
    address = f"/cham-lo/dot-qua/{made.key}/ten/{care.hospital.code}/ky-nhan.docx"
    masked = text_of(bich.get(address).content)
    assert "L. T. H." in masked
    assert NAME not in masked
    assert "Lò Văn An" not in masked
    assert bich.post(address, {"purpose": " "}).status_code == 409
    named = text_of(bich.post(address, {"purpose": "trao quà có ký nhận"}).content)
    assert NAME in named
    assert "Lò Văn An" in named
    assert Disclosure.objects.filter(purpose="trao quà có ký nhận").count() == 2


def test_the_registered_paper_names_nobody_and_no_illness(care: Care, hoa: SupportCase) -> None:
    paper = RegisteredDocument.objects.get(support_decision__cases=hoa)
    words = " ".join([paper.subject, paper.text, paper.folded, *paper.bases.values_list("subject", flat=True)])
    assert NAME not in words
    assert "lo thi hoa" not in words
    assert not [word for word in ILLNESS if word in words.lower()]


def test_notices_audit_and_logs_carry_a_code_and_a_step(
    care: Care, enter: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    enter("Bình", Role.OFFICER, care.top)
    enter("Minh", Role.CHAIR, care.top)
    with caplog.at_level(logging.DEBUG):
        case = ill(care)
    assert Notice.objects.filter(text__contains=case.key).exists()
    said = [f"{row.text} {row.link} {row.message} {row.filled}" for row in Notice.objects.all()]
    said += [
        f"{row.sentence} {row.subject} {row.details} {row.filled}"
        for row in AuditEntry.objects.filter(action__startswith="cases.")
    ]
    said += [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    for line in said:
        assert NAME not in line
        assert not [word for word in ILLNESS if word in line.lower()], line


def test_the_journal_and_the_files_tell_nobody(care: Care, hoa: SupportCase) -> None:
    assert not [field.name for field in Entry._meta.fields if field.name in ("name", "note", "text")]
    stored: StoredFile = hoa.files.get().file
    assert (stored.is_encrypted, stored.name) == (True, "tep-kin.jpg")
    assert not path_of(stored.digest).read_bytes().startswith(b"\xff\xd8")
    plain = store(b"%PDF-1.4 x", name="a.pdf", by=care.lan)
    other = care.ask("disaster", person=care.person("A"))
    with pytest.raises(ValueError, match="sealed"):
        actions.amend(other, version=1, files=[plain], by=care.lan)


BESIDE_THE_CIRCLE = [("Kế", Role.ACCOUNTANT), ("Quỹ", Role.CASHIER), ("Kiểm", Role.INSPECTOR)]


def test_a_gift_for_the_ill_alone_is_followed_to_nobody_but_by_those_who_decide(care: Care, enter: SignIn) -> None:
    """Whoever is paid out of money for one illness has it: the cashier knows the payee, so must not know the gift."""
    said = {"donors": ["Quỹ Ngày mai"], "restricted_to": ["critical_illness"]}
    for_the_ill = funds.receive(care.fund, 5_000_000, on=TODAY, method="cash", by=care.thu, **said)
    case = ill(care)
    [(lot, part)] = lots_of(case.source)
    assert (lot, part) == (for_the_ill, 3_000_000)
    voucher = voucher_label(Voucher.objects.get(kind="payment"))
    address = f"/quy/khoan-thu/{lot.key}/"
    for name, role in BESIDE_THE_CIRCLE:
        told = enter(name, role, care.top).get(address).content.decode()
        assert "3.000.000" in told, "that it was spent is no secret"
        assert not [word for word in (voucher, str(care.hospital), case.key) if word in told], role

    binh = enter("Bình", Role.OFFICER, care.top)
    followed = binh.get(address).content.decode()
    assert voucher in followed
    assert f"/cham-lo/ho-so/{case.key}/" in followed
    assert address in binh.get(f"/cham-lo/ho-so/{case.key}/").content.decode(), "and from the person back to the gift"
    thu = enter("Kế", Role.ACCOUNTANT, care.top)
    assert address not in thu.get(f"/cham-lo/ho-so/{case.key}/").content.decode()


def test_a_gift_for_several_matters_is_followed_by_whoever_sees_the_fund(care: Care, enter: SignIn) -> None:
    ill(care)
    [lot] = care.fund.lots.all()
    told = enter("Kiểm", Role.INSPECTOR, care.top).get(f"/quy/khoan-thu/{lot.key}/").content.decode()
    assert voucher_label(Voucher.objects.get(kind="payment")) in told


def test_sealed_words_are_not_in_the_database(care: Care, hoa: SupportCase) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT story, facts, relative_name FROM cases_supportcase WHERE id = %s", [hoa.pk])
        words = " ".join(cursor.fetchone())
        cursor.execute("SELECT string_agg(found, ' ') FROM cases_survey")
        words += cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(note, ' ') FROM cases_caseevent")
        words += cursor.fetchone()[0]
    assert STORY not in words
    assert "hóa trị" not in words
    assert words.count("s1.") >= 2
    assert str(CaseEvent.objects.filter(case=hoa).first().note) == ""  # type: ignore[union-attr]


def test_a_case_is_found_by_its_code_not_by_a_name(care: Care, hoa: SupportCase, enter: SignIn) -> None:
    binh = enter("Bình", Role.OFFICER, care.top)
    found = binh.get("/viec-cua-toi/tim/", {"q": "ung thu"})
    assert found.status_code == 200
    assert hoa.key not in found.content.decode()


def text_of(data: bytes) -> str:
    """Every text in a .docx or .xlsx."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return " ".join(
            archive.read(name).decode("utf-8", "ignore") for name in archive.namelist() if name.endswith(".xml")
        )


def test_who_left_the_post_reads_no_longer_what_they_asked_there(care: Care, enter: SignIn) -> None:
    """Asked at the hospital, put before the federation: it stays with the officer, and ends with the post."""
    lan = enter("Lan", Role.CHAIR, care.hospital)
    user = User.objects.get(name="Lan")
    case = care.ask("critical_illness", story=STORY, unit=care.hospital, by=user.acting(care.hospital))
    case = actions.forward(case, to=care.top, by=care.binh)
    SupportCase.objects.filter(pk=case.pk).update(for_unit=care.clinic)
    address = f"/cham-lo/ho-so/{case.key}/"
    assert lan.get(address).status_code == 200

    user.holdings.update(unit=care.other_sector)
    assert lan.get(address).status_code == 404
    assert lan.post(f"{address}mo/", {"purpose": "muốn đọc lại hồ sơ cũ"}).status_code == 404
    assert case.key not in lan.get("/cham-lo/").content.decode()
    user.holdings.update(unit=care.hospital, role=Role.CLERK)
    assert STORY not in lan.post(f"{address}mo/", {"purpose": "muốn đọc lại hồ sơ cũ"}, follow=True).content.decode()
