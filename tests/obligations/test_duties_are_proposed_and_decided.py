"""The reader proposes, an officer decides: nothing is laid that nobody accepted, no date is made up."""

from datetime import date

import pytest

from builders import Province
from congdoan.foundation.errors import Changed, Refused
from congdoan.obligations import proposing
from congdoan.obligations.models import Duty, DutyState, Obligation, Recurrence
from congdoan.obligations.proposing.bearing import bodies_now
from congdoan.organisation.models import Body, BodyGroup
from congdoan.registry import actions as registry
from congdoan.registry.fields import ClauseFields, PaperFields
from congdoan.registry.models import DocumentState, RegisteredDocument

RECEIVED = date(2021, 3, 4)
PAPER = """LIÊN ĐOÀN LAO ĐỘNG TỈNH PHONG LAI
CÔNG ĐOÀN NGÀNH Y TẾ
Số: 05/KH-CDYT

Phong Lai, ngày 02 tháng 3 năm 2021

KẾ HOẠCH
Tổ chức Tháng Công nhân

I. NỘI DUNG

1. Công đoàn cơ sở tổ chức thăm hỏi đoàn viên khó khăn.

II. TỔ CHỨC THỰC HIỆN

1. Công đoàn ngành

Tổng hợp kết quả báo cáo Liên đoàn Lao động tỉnh trước ngày 30/6/2021.

2. Công đoàn cơ sở

Xây dựng kế hoạch tổ chức Tháng Công nhân tại đơn vị. Báo cáo kết quả về Công đoàn ngành trước ngày 15/6/2021.

Đề nghị Ban Chấp hành các công đoàn cơ sở báo cáo theo quy định./.

Nơi nhận:
- LĐLĐ tỉnh;
- Các CĐCS trực thuộc;
- Lưu: VT.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Vũ Thị Sao
"""


@pytest.fixture
def at_the_hospital(province: Province) -> RegisteredDocument:
    return proposing.receive(province.hospital, data=PAPER.encode(), name="kế hoạch.txt", by=province.lan)


def undated(document: RegisteredDocument) -> Duty:
    return document.duties.get(due_text="theo quy định")


def own(province: Province) -> Body:
    return Body.objects.get(pk=province.hospital.pk)


def test_every_duty_comes_with_its_place_and_nothing_the_paper_does_not_say(
    at_the_hospital: RegisteredDocument,
) -> None:
    duties = list(at_the_hospital.duties.all())

    assert duties
    for duty in duties:
        assert PAPER[duty.start : duty.end].strip()
        assert duty.state == DutyState.PROPOSED
    dated = {duty.due_on for duty in duties if duty.due_on}
    assert dated == {date(2021, 6, 30), date(2021, 6, 15)}
    assert undated(at_the_hospital).due_on is None


def test_at_a_receiver_only_what_is_its_own_is_proposed_for_it(
    province: Province, at_the_hospital: RegisteredDocument
) -> None:
    for duty in at_the_hospital.duties.all():
        meant = {body.pk for body in bodies_now(duty, on=RECEIVED)}
        assert meant <= {province.hospital.pk}
        if duty.bearers_text.startswith("Công đoàn cơ sở"):
            assert meant == {province.hospital.pk}
        if duty.bearers_text == "Công đoàn ngành":
            assert meant == set()


def test_a_duty_without_a_date_asks_for_one_or_for_a_plain_no(
    at_the_hospital: RegisteredDocument, province: Province
) -> None:
    duty = undated(at_the_hospital)
    with pytest.raises(Refused, match="theo quy định"):
        proposing.accept(duty, by=province.lan)
    with pytest.raises(Refused, match="trước ngày văn bản"):
        proposing.accept(duty, due_on=date(2021, 1, 1), by=province.lan)
    accepted = proposing.accept(duty, without_date=True, by=province.lan)
    assert (accepted.due_on, accepted.due_text) == (None, "theo quy định")


def test_registering_lays_what_was_accepted_and_only_that(
    province: Province, at_the_hospital: RegisteredDocument
) -> None:
    report = at_the_hospital.duties.get(due_on=date(2021, 6, 15))
    proposing.accept(report, by=province.lan)
    proposing.register(at_the_hospital, received_on=RECEIVED, by=province.lan)

    obligation = Obligation.objects.get()
    assert (obligation.bearer_id, obligation.due_on) == (province.hospital.pk, date(2021, 6, 15))
    assert obligation.duty.given_by_id == province.sector.pk


def test_nobody_lays_an_upper_paper_on_a_neighbour(province: Province, at_the_hospital: RegisteredDocument) -> None:
    duty = at_the_hospital.duties.first()
    with pytest.raises(Refused, match="đơn vị mình"):
        proposing.amend(
            duty, what=duty.what, bearers=[Body.objects.get(pk=province.clinic.pk)], due_on=None, proof="",
            version=duty.version, by=province.lan,
        )  # fmt: skip


def test_a_paper_of_ones_own_goes_out_with_the_number_it_bears_and_lays_its_duties_below(province: Province) -> None:
    paper = proposing.receive(province.sector, text=PAPER, by=province.minh)
    own_paper = proposing.take_as_own(paper, by=province.minh)
    report = own_paper.duties.get(due_on=date(2021, 6, 15))

    assert own_paper.state == DocumentState.DRAFT
    assert [bearer.group.code for bearer in report.bearers.all()]
    assert {body.pk for body in bodies_now(report, on=RECEIVED)} == {province.hospital.pk, province.clinic.pk}


def test_the_second_of_two_officers_is_told(province: Province, at_the_hospital: RegisteredDocument) -> None:
    duty = at_the_hospital.duties.first()
    changed = {"bearers": [own(province)], "due_on": None, "proof": "", "by": province.lan}
    proposing.amend(duty, what="Bản của Lan", version=1, **changed)
    with pytest.raises(Changed) as refused:
        proposing.amend(duty, what="Bản của Minh", version=1, **changed)
    assert "Bản của Lan" in refused.value.theirs.values()
    assert proposing.amend(duty, what="Sau khi xem lại", version=2, **changed).what == "Sau khi xem lại"


def test_one_sentence_that_asks_two_things_is_split_and_put_together_again(
    province: Province, at_the_hospital: RegisteredDocument
) -> None:
    duty = at_the_hospital.duties.first()
    count = at_the_hospital.duties.count()
    with pytest.raises(Refused, match="ít nhất hai dòng"):
        proposing.split(duty, parts=["Một việc", " "], by=province.lan)
    parts = proposing.split(duty, parts=["Lập tổ an toàn", "Gửi danh sách"], by=province.lan)

    assert [part.split_from for part in parts] == [duty, duty]
    assert {part.start for part in parts} == {duty.start}
    assert parts[0].key != parts[1].key != duty.key
    back = proposing.reconsider(duty, by=province.lan)
    assert back.state == DutyState.PROPOSED
    assert at_the_hospital.duties.count() == count


def test_a_rejected_duty_stays_marked_and_can_be_taken_up_again(
    province: Province, at_the_hospital: RegisteredDocument
) -> None:
    duty = at_the_hospital.duties.first()
    proposing.reject(duty, reason="Không phải việc của đơn vị", by=province.lan)
    with pytest.raises(Refused, match="Xem lại"):
        proposing.accept(duty, without_date=True, by=province.lan)
    proposing.reconsider(duty, by=province.lan)
    assert Duty.objects.get(pk=duty.pk).state == DutyState.PROPOSED


def test_what_was_laid_is_not_decided_again(province: Province, at_the_hospital: RegisteredDocument) -> None:
    report = at_the_hospital.duties.get(due_on=date(2021, 6, 15))
    proposing.accept(report, by=province.lan)
    proposing.register(at_the_hospital, received_on=RECEIVED, by=province.lan)
    with pytest.raises(Refused, match="đã giao"):
        proposing.reconsider(report, by=province.lan)


def test_a_duty_that_names_nobody_is_not_accepted(province: Province) -> None:
    draft = registry.draft(province.sector, fields=plan("Nội dung"), by=province.minh)
    duty = proposing.add(draft, what="Gửi báo cáo tháng", due_on=date(2999, 1, 25), by=province.minh)
    with pytest.raises(Refused, match="Chưa rõ ai"):
        proposing.accept(duty, by=province.minh)
    group = BodyGroup.objects.get(code="grassroots_children")
    amended = proposing.amend(
        duty, what=duty.what, bearers=[group], due_on=date(2999, 1, 25), proof="", recurrence=Recurrence.MONTHLY,
        version=duty.version, by=province.minh,
    )  # fmt: skip
    assert proposing.accept(amended, by=province.minh).is_report


def test_a_file_that_cannot_be_read_is_kept_for_typing_by_hand(province: Province) -> None:
    paper = proposing.receive(
        province.hospital, data=b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\0 broken", name="quét.pdf", by=province.lan
    )
    assert paper.state == DocumentState.ARRIVING
    assert paper.reading["warnings"]
    assert paper.document_files.get().file.name == "quét.pdf"
    assert not paper.duties.exists()


@pytest.mark.parametrize(
    ("dropped", "why"),
    [
        ({"data": b"MZ\0", "name": "chạy.exe"}, "không phải loại tệp"),
        ({"data": b"", "name": "rỗng.txt"}, "rỗng"),
        ({"text": "   "}, "chọn một tệp"),
        ({}, "chọn một tệp"),
        ({"data": b"x" * (26 * 2**20), "name": "nặng.txt"}, "25 MB"),
    ],
)
def test_what_is_no_paper_is_refused_and_leaves_nothing_on_the_desk(
    province: Province, dropped: dict, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        proposing.receive(province.hospital, by=province.lan, **dropped)
    assert not RegisteredDocument.objects.exists()


def plan(words: str) -> PaperFields:
    return PaperFields(subject="Kế hoạch", type="KH", signer_name="Sao", clauses=(ClauseFields(words),))
