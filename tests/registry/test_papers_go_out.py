"""The sector union issues a plan: numbered at that moment, delivered to whoever stood below it on that day."""

from datetime import date

import pytest

from builders import SETUP, Province
from congdoan.foundation import clock
from congdoan.foundation.errors import Changed, Refused
from congdoan.organisation.actions import rename
from congdoan.organisation.models import Body
from congdoan.registry import actions, queries
from congdoan.registry.fields import RecipientFields
from congdoan.registry.models import DocumentState, RecipientKind
from papers import MARCH_1, MARCH_4, issued_plan, letter, plan


def test_a_group_is_expanded_as_of_the_day_of_issue(province: Province) -> None:
    province.unit("CĐCS Bệnh viện mới", under=province.sector, since=date(2021, 3, 10))
    paper = issued_plan(province)
    province.unit("CĐCS Trạm mới", under=province.sector, since=date(2021, 3, 2))

    assert {delivery.body for delivery in paper.deliveries.all()} == {
        Body.objects.get(code=province.hospital.code), Body.objects.get(code=province.clinic.code)
    }  # fmt: skip


def test_a_body_named_twice_is_delivered_once_and_the_issuer_never(province: Province) -> None:
    hospital = RecipientFields("CĐCS Bệnh viện", RecipientKind.ADDRESSEE, body=province.hospital)
    own = RecipientFields("BCH", RecipientKind.COPY, body=province.sector)
    fields = plan()
    draft = actions.draft(
        province.sector, fields=fields.with_(recipients=(hospital, own, *fields.recipients)), by=province.minh
    )
    paper = actions.issue(draft, on=MARCH_4, by=province.minh)

    assert paper.deliveries.count() == 2
    assert paper.deliveries.get(body=province.hospital).recipient.kind == RecipientKind.ADDRESSEE


def test_somebody_outside_stays_printed_and_is_not_delivered(province: Province) -> None:
    fields = plan(recipients=(RecipientFields("Như kính gửi"), RecipientFields("VP Tỉnh ủy", purpose="báo cáo")))
    paper = actions.issue(actions.draft(province.sector, fields=fields, by=province.minh), on=MARCH_4, by=province.minh)
    assert not paper.deliveries.exists()
    assert paper.recipients.count() == 2


def test_the_symbol_is_of_the_day_and_stays_when_the_unit_is_renamed(province: Province) -> None:
    paper = issued_plan(province)
    rename(province.sector, name="Công đoàn Y tế Phong Lai", symbol="CĐYTPL", on=date(2021, 4, 1), by=SETUP)
    later = issued_plan(province, on=date(2021, 4, 2))

    paper.refresh_from_db()
    assert (paper.symbol, later.symbol) == ("01/KH-CĐYT", "02/KH-CĐYTPL")
    assert paper.issuer_text == "Công đoàn ngành Y tế tỉnh Phong Lai"


@pytest.mark.parametrize(
    ("missing", "why"),
    [
        ({"type": ""}, "loại văn bản"),
        ({"subject": ""}, "trích yếu"),
        ({"clauses": (), "text": ""}, "chưa có nội dung"),
        ({"signer_name": ""}, "người ký"),
    ],
)
def test_an_unready_draft_is_refused_and_takes_no_number(province: Province, missing: dict, why: str) -> None:
    draft = actions.draft(province.sector, fields=plan(**missing), by=province.minh)
    with pytest.raises(Refused, match=why):
        actions.issue(draft, on=MARCH_4, by=province.minh)
    draft.refresh_from_db()
    assert draft.state == DocumentState.DRAFT
    assert not draft.numbers.exists()


def test_an_issued_paper_is_not_revised_and_not_issued_again(province: Province) -> None:
    paper = issued_plan(province)
    with pytest.raises(Refused, match="văn bản thay thế"):
        actions.revise(paper, fields=plan(), version=paper.version, by=province.minh)
    with pytest.raises(Refused, match="văn bản thay thế"):
        actions.issue(paper, on=MARCH_4, by=province.minh)


def test_two_writers_of_one_draft(province: Province) -> None:
    draft = actions.draft(province.sector, fields=plan(), by=province.minh)
    actions.revise(draft, fields=plan(subject="Bản của Minh"), version=1, by=province.minh)
    with pytest.raises(Changed) as changed:
        actions.revise(draft, fields=plan(subject="Bản của Lan"), version=1, by=province.lan)
    assert changed.value.theirs["subject"] == "Bản của Minh"


def test_a_recalled_paper_keeps_its_number_and_tells_why(province: Province) -> None:
    paper = issued_plan(province)
    with pytest.raises(Refused, match="lý do"):
        actions.recall(paper, on=MARCH_4, reason=" ", by=province.minh)
    with pytest.raises(Refused, match="trước ngày ban hành"):
        actions.recall(paper, on=MARCH_1, reason="Sai phụ lục", by=province.minh)
    recalled = actions.recall(paper, on=MARCH_4, reason="Sai phụ lục", by=province.minh)

    assert recalled.numbers.get().number == 1
    with pytest.raises(Refused, match="thu hồi"):
        actions.register_delivery(paper, unit=province.hospital, received_on=MARCH_4, by=province.lan)


def test_a_replacement_recalls_the_old_paper_when_it_is_issued_not_before(province: Province) -> None:
    old = issued_plan(province)
    new = actions.replace(old, by=province.minh)
    old.refresh_from_db()
    assert old.state == DocumentState.ISSUED

    actions.revise(new, fields=plan(subject="Bản đúng"), version=new.version, by=province.minh)
    issued = actions.issue(new, on=MARCH_4, by=province.minh)
    old.refresh_from_db()
    assert (old.state, issued.replaces) == (DocumentState.RECALLED, old)
    assert "02/KH-CĐYT" in old.recall_reason


def test_a_draft_on_the_ground_of_another_begins_with_its_words(province: Province) -> None:
    upper = issued_plan(province)
    fields = queries.outline_from(upper, unit=province.hospital, on=MARCH_4)
    draft = actions.draft(province.hospital, fields=fields, based_on=[upper], by=province.lan)

    assert draft.bases.get().cited == upper
    assert draft.clauses.get().text == "Mỗi đơn vị tổ chức ít nhất một buổi tập huấn."
    assert [step.symbol for step in queries.trail(draft)] == ["01/KH-CĐYT", draft.subject]
    assert draft.recipients.get().body == Body.objects.get(code=province.sector.code)


def test_who_opened_and_acknowledged_is_kept_with_the_first_moment(province: Province) -> None:
    paper = issued_plan(province)
    with clock.set_to(clock.moment(date(2021, 3, 5))):
        actions.mark_opened(paper, province.hospital, province.lan)
    with clock.set_to(clock.moment(date(2021, 3, 9))):
        actions.mark_opened(paper, province.hospital, province.minh)
        actions.acknowledge(paper, province.hospital, province.lan)
        actions.acknowledge(paper, province.hospital, province.minh)

    delivery = paper.deliveries.get(body=province.hospital)
    assert (delivery.opened_at.date(), delivery.opened_by) == (date(2021, 3, 5), "Lan")
    assert delivery.acknowledged_by == "Lan"
    assert actions.mark_opened(paper, province.elsewhere, province.minh) is None
    with pytest.raises(Refused, match="không được gửi đến"):
        actions.acknowledge(paper, province.elsewhere, province.minh)


def test_letters_from_below_are_found_under_the_symbol_typed_without_accents(province: Province) -> None:
    fields = letter("07/BC-CDYT", type="BC", issuer=province.sector)
    paper = actions.register_incoming(province.top, fields=fields, received_on=MARCH_4, by=province.minh)
    assert (paper.symbol_raw, paper.symbol) == ("07/BC-CDYT", "07/BC-CĐYT")


def test_a_paper_to_a_unit_that_has_ended_is_refused_and_takes_no_number(province: Province) -> None:
    clinic = RecipientFields("CĐCS Phòng khám", RecipientKind.ADDRESSEE, body=province.clinic)
    draft = actions.draft(province.sector, fields=plan(recipients=(clinic,)), by=province.minh)
    province.clinic.ended_on = MARCH_1
    province.clinic.save()
    with pytest.raises(Refused, match=r"đã kết thúc hoạt động từ 01/03/2021; hãy sửa nơi nhận"):
        actions.issue(draft, on=MARCH_4, by=province.minh)
    assert not draft.numbers.exists()
