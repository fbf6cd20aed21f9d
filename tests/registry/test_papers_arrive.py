"""A clerk drops papers in: read, corrected, entered once; the same paper twice is recognised."""

from datetime import date

import pytest

from builders import Province, user
from congdoan.documents import read_text
from congdoan.foundation import clock
from congdoan.foundation.errors import Changed, NotFound, Refused
from congdoan.foundation.models import AuditEntry
from congdoan.registry import access, actions, queries
from congdoan.registry.models import DocumentState, RegisteredDocument
from congdoan.registry.readings import corrections, marks
from papers import MARCH_1, MARCH_4, base, issued_plan, letter

PRINTED = """LIÊN ĐOÀN LAO ĐỘNG TỈNH PHONG LAI
Số: 41/LDLD

Phong Lai, ngày 01 tháng 3 năm 2021

V/v chuẩn bị Tháng Công nhân

Kính gửi: - Công đoàn ngành, Công đoàn Viên chức tỉnh;
- Các đơn vị trực thuộc.

Căn cứ Chương trình số 12-CTr/TU, ngày 15/01/2021 của Ban Thường vụ Tỉnh ủy Phong Lai về đời sống công nhân;
Liên đoàn Lao động tỉnh yêu cầu các đơn vị:

1. Gửi kế hoạch Tháng Công nhân về Liên đoàn Lao động tỉnh trước ngày 20/3/2021.

Nơi nhận:
- Như kính gửi;
- VP Tỉnh ủy (B/c);
- Lưu: VT.

TM. BAN THƯỜNG VỤ
PHÓ CHỦ TỊCH

Lò Văn Tướng
"""


def test_what_is_read_is_laid_out_with_its_places_and_the_bodies_it_means(province: Province) -> None:
    fields = queries.fields_read(read_text(PRINTED), unit=province.sector)
    paper = actions.take_paper(province.sector, fields=fields, files=[("cv.txt", PRINTED.encode())], by=province.minh)

    assert paper.state == DocumentState.ARRIVING
    assert paper.issuer == province.top.body_ptr
    assert (paper.symbol_raw, paper.symbol) == ("41/LDLD", "41/LĐLĐ")
    read = {mark.field: mark for mark in marks(paper.reading)}
    assert PRINTED[read["symbol"].start : read["symbol"].end] == "41/LDLD"
    assert [basis.symbol for basis in paper.bases.all()] == ["12-CTr/TU"]
    meant = {row.name: row.group.code for row in paper.recipients.all() if row.group}
    assert meant["Công đoàn ngành"] == "sector_children"
    assert meant["Các đơn vị trực thuộc"] == "children"


def test_corrections_stand_beside_the_reading_which_is_never_overwritten(province: Province) -> None:
    fields = queries.fields_read(read_text(PRINTED), unit=province.sector)
    paper = actions.take_paper(province.sector, fields=fields, by=province.minh)
    before = paper.reading["marks"]

    saved = actions.correct_arriving(
        paper, fields=fields.with_(place="Nậm Sơn", symbol="41/LĐLĐ"), version=paper.version, by=province.minh
    )

    assert saved.reading["marks"] == before
    changed = {(row.field, row.read, row.written) for row in corrections(saved.reading)}
    assert ("place", "Phong Lai", "Nậm Sơn") in changed
    assert ("symbol", "41/LDLD", "41/LĐLĐ") in changed


def test_the_second_of_two_savers_sees_both_values(province: Province) -> None:
    paper = actions.take_paper(province.sector, fields=letter(), by=province.minh)
    actions.correct_arriving(paper, fields=letter(place="Nậm Sơn"), version=1, by=province.minh)

    with pytest.raises(Changed) as changed:
        actions.correct_arriving(paper, fields=letter(place="Phong Lai"), version=1, by=province.lan)
    assert changed.value.theirs == {"place": "Nậm Sơn"}


def test_an_arrival_takes_the_next_number_and_is_acknowledged(province: Province) -> None:
    paper = actions.register_incoming(province.sector, fields=letter(), received_on=MARCH_4, by=province.minh)

    assert paper.numbers.get().number == 1
    assert paper.deliveries.get().acknowledged_by == "Minh"
    assert AuditEntry.objects.filter(subject=f"document:{paper.key}", sentence__contains="sổ đến số 1").exists()


@pytest.mark.parametrize(
    ("again", "why"),
    [
        (letter("41/LDLD"), "vào sổ đến số 1"),
        (letter("Số: 41 / LĐLĐ", issuer_text="LIÊN ĐOÀN LAO ĐỘNG TỈNH PHONG LAI"), "vào sổ đến số 1"),
    ],
)
def test_the_same_paper_is_recognised_however_it_is_typed(province: Province, again: object, why: str) -> None:
    issuer = province.top
    actions.register_incoming(province.sector, fields=letter(issuer=issuer), received_on=MARCH_4, by=province.minh)
    with pytest.raises(Refused, match=why):
        actions.register_incoming(
            province.sector, fields=again.with_(issuer=issuer), received_on=MARCH_4, by=province.minh
        )


def test_the_same_number_of_another_year_or_issuer_is_another_paper(province: Province) -> None:
    for fields in (letter(), letter(issued_on=date(2020, 3, 1)), letter(issuer_text="LĐLĐ tỉnh Sông Trà")):
        actions.register_incoming(province.sector, fields=fields, received_on=MARCH_4, by=province.minh)
    assert RegisteredDocument.objects.arrived_at(province.sector).count() == 3


def test_naming_a_symbol_does_not_open_another_units_copy(province: Province) -> None:
    actions.register_incoming(
        province.elsewhere, fields=letter(text="Nội dung riêng."), received_on=MARCH_4, by=province.minh
    )
    ours = actions.register_incoming(
        province.sector, fields=letter(text="Bản của ta."), received_on=MARCH_4, by=province.minh
    )
    assert ours.text == "Bản của ta."
    hoa = user("Hoa", "officer", province.sector)
    assert list(access.visible_to(hoa)) == [ours]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        (letter(issuer_text=""), "cơ quan ban hành"),
        (letter(subject=""), "trích yếu"),
        (letter(issued_on=date(2999, 1, 1)), "sau hôm nay"),
    ],
)
def test_an_incomplete_paper_is_refused_with_what_is_missing(province: Province, fields: object, why: str) -> None:
    with pytest.raises(Refused, match=why):
        actions.register_incoming(province.sector, fields=fields, received_on=MARCH_4, by=province.minh)


def test_a_paper_of_ones_own_does_not_go_into_the_incoming_book(province: Province) -> None:
    with pytest.raises(Refused, match="sổ đi"):
        actions.register_incoming(
            province.sector, fields=letter(issuer=province.sector), received_on=MARCH_4, by=province.minh
        )


def test_a_delivered_paper_is_entered_with_one_press_and_only_once(province: Province) -> None:
    paper = issued_plan(province)
    taken = actions.register_delivery(paper, unit=province.hospital, received_on=MARCH_4, by=province.lan)

    assert taken.number == 1
    assert paper.deliveries.get(body=province.hospital).acknowledged_by == "Lan"
    with pytest.raises(Refused, match="Đã vào sổ đến số 1"):
        actions.register_delivery(paper, unit=province.hospital, received_on=MARCH_4, by=province.lan)
    with pytest.raises(Refused, match="không được gửi đến"):
        actions.register_delivery(paper, unit=province.elsewhere, received_on=MARCH_4, by=province.lan)


def test_a_paper_dropped_in_that_was_also_delivered_points_to_the_delivery(province: Province) -> None:
    paper = issued_plan(province)
    with pytest.raises(Refused, match="Chờ vào sổ"):
        actions.register_incoming(
            province.hospital,
            fields=letter(paper.symbol, issued_on=MARCH_4, issuer=province.sector),
            received_on=MARCH_4,
            by=province.lan,
        )


def test_a_ground_is_linked_when_it_is_known_and_cited_when_it_is_not(province: Province) -> None:
    lower = actions.register_incoming(
        province.top,
        fields=letter("53-CTr/TU", issuer_text="Tỉnh ủy", bases=(base("42-NQ/TW", date(2020, 11, 24)),)),
        received_on=MARCH_4,
        by=province.minh,
    )
    assert lower.bases.get().cited is None
    upper = actions.register_incoming(
        province.top,
        fields=letter("42-NQ/TW", issued_on=date(2020, 11, 24), issuer_text="Ban Chấp hành Trung ương"),
        received_on=MARCH_4,
        by=province.minh,
    )
    assert lower.bases.get().cited == upper
    assert [step.symbol for step in queries.trail(lower)] == ["42-NQ/TW", "53-CTr/TU"]


def test_the_trail_goes_on_through_papers_that_are_only_named(province: Province) -> None:
    named = (base("53-CTr/TU", date(2024, 5, 24)), base("42-NQ/TW", date(2023, 11, 24), is_nested=True))
    paper = actions.register_incoming(
        province.sector, fields=letter("41/LĐLĐ", bases=named), received_on=MARCH_4, by=province.minh
    )
    assert [step.symbol for step in queries.trail(paper)] == ["42-NQ/TW", "53-CTr/TU", "41/LĐLĐ"]


def test_a_paper_cleared_from_the_desk_comes_back_as_it_was(province: Province) -> None:
    paper = actions.take_paper(province.sector, fields=letter(), by=province.minh)
    assert actions.set_aside(paper, by=province.minh).state == DocumentState.DISCARDED
    assert actions.bring_back(paper, by=province.minh).state == DocumentState.ARRIVING
    actions.enter(paper, received_on=MARCH_4, by=province.minh)
    with pytest.raises(Refused, match="đã có số"):
        actions.set_aside(paper, by=province.minh)


def test_an_arrival_entered_by_mistake_is_struck_through_and_can_be_entered_anew(province: Province) -> None:
    paper = actions.register_incoming(province.sector, fields=letter(), received_on=MARCH_4, by=province.minh)
    actions.void_number(paper.numbers.get(), reason="Nhầm sổ", by=province.minh)

    assert not RegisteredDocument.objects.arrived_at(province.sector).exists()
    paper.refresh_from_db()
    assert paper.state == DocumentState.ARRIVING
    assert actions.enter(paper, received_on=MARCH_4, by=province.minh).number == 2


def test_only_those_it_was_sent_to_may_read_a_paper(province: Province) -> None:
    paper = issued_plan(province)
    lan, hoa = user("Lan", "chair", province.hospital), user("Hoa", "chair", province.elsewhere)

    assert access.document_for_reading(lan, paper.key) == paper
    with pytest.raises(NotFound):
        access.document_for_reading(hoa, paper.key)


def test_a_draft_is_read_at_its_desk_only(province: Province) -> None:
    paper = actions.take_paper(province.sector, fields=letter(), by=province.minh)
    clerk, above = user("Thu", "clerk", province.sector), user("Minh", "chair", province.top)
    inspector = user("Kiên", "inspector", province.sector)

    assert access.document_for_editing(clerk, paper.key) == paper
    for other in (above, inspector):
        with pytest.raises(NotFound):
            access.document_for_reading(other, paper.key)


def test_a_paper_is_found_without_accents(province: Province) -> None:
    with clock.set_to(MARCH_4):
        actions.register_incoming(province.sector, fields=letter(), received_on=MARCH_1, by=province.minh)
    assert RegisteredDocument.objects.saying("thang cong nhan ldld").count() == 1
    assert RegisteredDocument.objects.saying("thang cong nhan nong").count() == 0
