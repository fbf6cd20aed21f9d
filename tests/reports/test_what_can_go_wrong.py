"""Two people at once, units that end, requests that close, cut-offs that move, names that are no figures."""

from datetime import date

import pytest

from builders import SETUP, user
from congdoan.accounts.models import Notice, Role
from congdoan.foundation import periods
from congdoan.foundation.errors import Changed, NotFound, Refused
from congdoan.indicators.models import Indicator
from congdoan.reports import access, actions, queries
from congdoan.reports.claims import Typed, marked
from congdoan.reports.drift import changes_since, drifted
from congdoan.reports.figures import plain_text, segments, shown
from congdoan.reports.handover import hand_over, open_matters
from congdoan.reports.models import Block, Report
from reports_stories import AUGUST_16, Campaign

AUGUST_5 = date(2021, 8, 5)


def first_paragraph(report: Report) -> Block:
    found = report.blocks.filter(kind="paragraph").first()
    assert found is not None
    return found


def test_a_removed_block_comes_back_with_its_source_and_its_remarks(campaign: Campaign) -> None:
    report = campaign.sent(campaign.province.hospital)
    actions.remark(report, block=first_paragraph(report), text="Thiếu hình thức.", by=campaign.sector)
    report = actions.send_back(report, version=report.version, by=campaign.sector)
    block = first_paragraph(report)

    actions.remove_block(block, by=campaign.lan)
    assert report.remarks.get().block is None
    again = actions.restore_block(report, block.key, by=campaign.lan)

    assert (again.key, again.text, again.ordinal) == (block.key, block.text, block.ordinal)
    assert report.remarks.get().block == again
    assert actions.restore_block(report, block.key, by=campaign.lan) == again
    with pytest.raises(NotFound, match="Không còn dấu vết"):
        actions.restore_block(report, "NOSUCHKEY1", by=campaign.lan)


def test_a_closed_request_takes_no_further_report_but_lets_those_sent_be_judged(campaign: Campaign) -> None:
    sent = campaign.sent(campaign.province.hospital)
    waiting = campaign.written(campaign.province.clinic)
    actions.close_request(campaign.asked, by=campaign.sector)
    campaign.asked.refresh_from_db()

    with pytest.raises(Refused, match="đã đóng ngày 16/08/2021"):
        actions.send(waiting, version=waiting.version, by=campaign.lan)
    with pytest.raises(Refused, match="đã đóng"):
        actions.open_report(campaign.asked, unit=campaign.province.other_sector, by=campaign.sector)
    assert actions.accept(sent, version=sent.version, by=campaign.sector).state == "accepted"

    actions.reopen_request(campaign.asked, by=campaign.sector)
    assert actions.send(waiting, version=waiting.version, by=campaign.lan).state == "sent"


def test_a_moved_cutoff_counts_drafts_anew_and_leaves_what_was_sent(campaign: Campaign) -> None:
    for unit in (campaign.province.hospital, campaign.province.clinic):
        campaign.province.append(unit, "propaganda_attendances", 100, on=AUGUST_5)
        campaign.province.append(unit, "propaganda_attendances", 40, on=date(2021, 8, 12))
    sent = campaign.sent(campaign.province.hospital)
    draft = campaign.report(campaign.province.clinic)

    assert actions.move_cutoff(campaign.asked, cutoff_on=date(2021, 8, 10), by=campaign.sector) == 1

    assert shown(draft)["propaganda_attendances"].value == 100
    assert shown(sent)["propaganda_attendances"].value == 140
    with pytest.raises(Refused, match="trong hoặc sau kỳ"):
        actions.move_cutoff(campaign.asked, cutoff_on=date(2021, 7, 31), by=campaign.sector)
    with pytest.raises(Refused, match="không thể sau hạn gửi 18/08/2021"):
        actions.move_cutoff(campaign.asked, cutoff_on=date(2021, 8, 19), by=campaign.sector)


def test_the_heir_of_a_unit_goes_on_with_its_report_and_the_figures_stay(campaign: Campaign) -> None:
    old, new = campaign.province.hospital, campaign.province.clinic
    campaign.province.append(old, "propaganda_attendances", 161, on=AUGUST_5)
    report = campaign.written(old)
    heir, former = user("Hạnh", Role.CHAIR, new), user("Lan", Role.CHAIR, old)
    assert access.may_write(former, report)
    assert not access.may_write(heir, report)
    assert [str(matter) for matter in open_matters([old], AUGUST_16)] == [f"{old.name}: 1 báo cáo chưa ký"]

    hand_over(old, new, AUGUST_16, SETUP)

    report = Report.objects.get(pk=report.pk)
    assert (access.may_write(heir, report).allowed, access.may_write(former, report).allowed) == (True, False)
    assert shown(report)["propaganda_attendances"].value == 161
    assert report in access.visible_to(heir)
    assert open_matters([old], AUGUST_16) == []
    sent = actions.send(report, version=report.version, by=campaign.lan)
    assert sent.unit == old


def test_the_heir_of_the_receiver_judges(campaign: Campaign) -> None:
    sent = campaign.sent(campaign.province.hospital)
    heir = user("Hà", Role.OFFICER, campaign.province.other_sector)
    assert not access.may_judge(heir, sent)

    hand_over(campaign.province.sector, campaign.province.other_sector, AUGUST_16, SETUP)

    campaign.asked.refresh_from_db()
    sent = Report.objects.get(pk=sent.pk)
    assert access.may_judge(heir, sent)
    assert [row.pk for row in queries.awaiting(campaign.province.other_sector)] == [sent.pk]
    assert list(queries.awaiting(campaign.province.sector)) == []


def test_a_report_is_signed_once(campaign: Campaign) -> None:
    report = campaign.accepted(campaign.province.hospital)
    chair = campaign.chair(campaign.province.hospital)
    signed = actions.sign(report, signer=chair, version=report.version, by=campaign.lan)

    with pytest.raises(Changed):
        actions.sign(report, signer=chair, version=signed.version - 1, by=campaign.lan)
    with pytest.raises(Refused, match="đã ký"):
        actions.sign(report, signer=chair, version=signed.version, by=campaign.lan)


@pytest.mark.parametrize(
    "text", ["{{", "}} {{ }}", "{{Tên Có Dấu}}", "{{ a b }}", "{% load x %}", "{" * 5000 + "}" * 5000, "x" * 10_000]
)
def test_what_looks_like_a_figure_and_is_none_stays_as_it_was_typed(campaign: Campaign, text: str) -> None:
    report = campaign.report(campaign.province.hospital)
    block = actions.write(first_paragraph(report), text=text, version=1, by=campaign.lan)

    assert block.text == text
    assert plain_text(block) == text


def test_a_figure_taken_out_of_the_text_still_opens(campaign: Campaign) -> None:
    campaign.province.append(campaign.province.hospital, "propaganda_attendances", 161, on=AUGUST_5)
    report = campaign.report(campaign.province.hospital)
    actions.write(first_paragraph(report), text="Không phát sinh.", version=1, by=campaign.lan)

    assert shown(report)["propaganda_attendances"].value == 161


def test_an_excerpt_tells_when_its_source_is_mended_and_takes_the_new_words(campaign: Campaign) -> None:
    hospital = campaign.province.hospital
    campaign.province.append(hospital, "propaganda_attendances", 161, on=AUGUST_5)
    lower = campaign.accepted(hospital)
    upper = campaign.upper()
    picked = actions.pick_excerpt(upper, source=first_paragraph(lower), after=None, by=campaign.sector)
    assert queries.changed_sources(upper) == {}

    lower = actions.send_back(lower, version=lower.version, note="Ghi lại.", by=campaign.sector)
    assert queries.changed_sources(upper) == {picked.pk: "returned"}
    with pytest.raises(Refused, match="chưa được chấp nhận"):
        actions.renew_excerpt(picked, version=picked.version, by=campaign.sector)
    source = first_paragraph(lower)
    actions.write(source, text="Đã tuyên truyền trực tuyến.", version=source.version, by=campaign.lan)
    lower = actions.send(lower, version=lower.version, by=campaign.lan)
    actions.accept(lower, version=lower.version, by=campaign.sector)
    assert queries.changed_sources(upper) == {picked.pk: "rewritten"}

    renewed = actions.renew_excerpt(picked, version=picked.version, by=campaign.sector)
    assert renewed.text == "Đã tuyên truyền trực tuyến."
    assert queries.changed_sources(upper) == {}


def test_many_are_accepted_at_once_and_one_refused_stops_no_other(campaign: Campaign) -> None:
    good, doubtful = campaign.sent(campaign.province.hospital), campaign.sent(campaign.province.clinic)
    actions.remark(doubtful, text="Số này chưa rõ.", by=campaign.sector)

    done = actions.accept_many([(doubtful, doubtful.version), (good, good.version)], by=campaign.sector)

    assert [row.unit for row in done.accepted] == [campaign.province.hospital]
    assert [(row.unit, str(reason)[:18]) for row, reason in done.refused] == [
        (campaign.province.clinic, "Còn nhận xét chưa ")
    ]
    doubtful.refresh_from_db()
    assert doubtful.state == "sent"


def test_each_side_is_told_of_the_other(campaign: Campaign) -> None:
    writer = user("Lan", Role.CHAIR, campaign.province.hospital)
    judge = user("Hoàng", Role.OFFICER, campaign.province.sector)
    report = campaign.sent(campaign.province.hospital)
    report = actions.send_back(report, version=report.version, note="Thiếu.", by=campaign.sector)

    told = Notice.objects.filter(kind__startswith="reports.").values_list("user", "kind", "link")
    assert set(told) == {
        (judge.pk, "reports.sent", f"report:{report.key}"),
        (writer.pk, "reports.returned", f"report:{report.key}"),
    }


def test_a_typed_number_is_told_from_a_recorded_one_and_put_right(campaign: Campaign) -> None:
    campaign.province.append(campaign.province.hospital, "participants_count", 58, on=AUGUST_5)
    report = campaign.report(campaign.province.hospital)
    token = actions.place_figure(report, indicator=Indicator.objects.get(code="participants_count"), by=campaign.lan)
    sentence = "Có 85 người tham gia đợt thi đua."
    block = actions.write(first_paragraph(report), text=sentence, version=1, by=campaign.lan)

    typed = numbers_typed(block)
    assert [(piece.text, piece.is_contradicted) for piece in typed] == [("85 người", True)]
    assert typed[0].figure is not None
    assert typed[0].figure.value == 58

    block = actions.quote_figure(block, words=typed[0].text, token=token, version=block.version, by=campaign.lan)
    assert block.text == "Có {{participants_count}} tham gia đợt thi đua."
    assert numbers_typed(block) == []
    with pytest.raises(Refused, match="không còn chữ"):
        actions.quote_figure(block, words="85 người", token=token, version=block.version, by=campaign.lan)


def test_a_typed_number_that_agrees_or_hedges_truly_contradicts_nothing(campaign: Campaign) -> None:
    campaign.province.append(campaign.province.hospital, "participants_count", 58, on=AUGUST_5)
    report = campaign.report(campaign.province.hospital)
    actions.place_figure(report, indicator=Indicator.objects.get(code="participants_count"), by=campaign.lan)
    block = first_paragraph(report)
    for words in ("Có 58 người tham gia.", "Có trên 50 người tham gia.", "Có gần 60 người tham gia."):
        block = actions.write(block, text=words, version=block.version, by=campaign.lan)
        assert [piece.is_contradicted for piece in numbers_typed(block)] == [False], words


def numbers_typed(block: Block) -> list[Typed]:
    figures = shown(block.report)
    pieces = marked(segments(block, figures), figures)
    assert "".join(piece.text for piece in pieces) == plain_text(block, figures)
    return [piece for piece in pieces if isinstance(piece, Typed)]


def test_a_unit_that_does_not_owe_the_report_opens_none(campaign: Campaign) -> None:
    with pytest.raises(Refused, match="không phải gửi báo cáo này"):
        actions.open_report(campaign.asked, unit=campaign.province.other_sector, by=campaign.lan)
    assert not Report.objects.filter(unit=campaign.province.other_sector).exists()


def test_a_contradicted_number_is_kept_only_with_a_reason_that_readers_see(campaign: Campaign) -> None:
    block = first_paragraph(campaign.written(campaign.province.hospital, "Có 400 lượt người tham dự."))

    with pytest.raises(Refused, match="ghi lý do"):
        actions.keep_number(block, words="400", reason=" ", by=campaign.lan)
    with pytest.raises(Refused, match="không còn chữ “500”"):
        actions.keep_number(block, words="500", reason="Theo sổ điểm danh.", by=campaign.lan)
    actions.keep_number(block, words="400", reason="Theo sổ điểm danh.", by=campaign.lan)
    kept = actions.keep_number(block, words="400", reason="Theo sổ điểm danh của khoa Nội.", by=campaign.lan)

    assert [row.reason for row in block.kept_numbers.all()] == ["Theo sổ điểm danh của khoa Nội."]
    assert kept.kept_by_name == "Lan"


def test_a_remark_is_taken_back_until_the_unit_has_seen_it(campaign: Campaign) -> None:
    report = campaign.sent(campaign.province.hospital)
    wrong = actions.remark(report, text="Nhầm báo cáo.", by=campaign.sector)
    with pytest.raises(Refused, match="bỏ nhận xét trước khi chấp nhận"):
        actions.accept(report, version=report.version, by=campaign.sector)

    actions.withdraw_remark(wrong, by=campaign.sector)
    shown_to_the_unit = actions.remark(report, text="Ghi rõ hình thức.", by=campaign.sector)
    actions.send_back(report, version=report.version, by=campaign.sector)

    with pytest.raises(Refused, match="đã gửi cho đơn vị"):
        actions.withdraw_remark(shown_to_the_unit, by=campaign.sector)


def test_drift_names_who_moved_a_signed_figure_and_cancels_out(campaign: Campaign) -> None:
    province, indicator = campaign.province, Indicator.objects.get(code="propaganda_attendances")
    province.append(province.hospital, "propaganda_attendances", 161, on=AUGUST_5)
    report = campaign.accepted(province.hospital)
    actions.sign(report, signer=campaign.chair(province.hospital), version=report.version, by=campaign.lan)
    asked = ([province.hospital, province.clinic, province.sector], [indicator], periods.month(8, 2021))
    assert drifted(*asked) == {}

    province.append(province.hospital, "propaganda_attendances", 38, on=AUGUST_5)
    province.append(province.clinic, "propaganda_attendances", 70, on=AUGUST_5)

    assert {(unit, drift.quantity) for (unit, _code), drift in drifted(*asked).items()} == {(province.hospital.pk, 38)}
    [change] = changes_since(report.tokens.get(indicator=indicator))
    assert (change.entry.quantity, change.by) == (38, "Lan")
    province.append(province.hospital, "propaganda_attendances", -38, on=AUGUST_5)
    assert drifted(*asked) == {}


def test_a_remark_needs_a_report_before_its_reader_and_is_answered_once(campaign: Campaign) -> None:
    report = campaign.written(campaign.province.hospital)
    with pytest.raises(Refused, match="còn đang soạn"):
        actions.remark(report, text="Sớm quá.", by=campaign.sector)

    report = actions.send(report, version=1, by=campaign.lan)
    made = actions.remark(report, text="Ghi rõ hình thức.", by=campaign.sector)
    with pytest.raises(Refused, match="không còn ở bước soạn"):
        actions.close_remark(made, reply="Đã ghi.", by=campaign.lan)
    report = actions.send_back(report, version=report.version, by=campaign.sector)
    actions.close_remark(made, reply="Đã ghi: trực tuyến.", by=campaign.lan)
    with pytest.raises(Refused, match="đã được trả lời"):
        actions.close_remark(made, reply="Bản khác.", by=campaign.lan)

    report = actions.send(report, version=report.version, by=campaign.lan)
    report = actions.accept(report, version=report.version, by=campaign.sector)
    signed = actions.sign(
        report, signer=campaign.chair(campaign.province.hospital), version=report.version, by=campaign.lan
    )
    with pytest.raises(Refused, match="đã ký"):
        actions.remark(signed, text="Muộn quá.", by=campaign.sector)
    made.refresh_from_db()
    assert made.reply == "Đã ghi: trực tuyến."
