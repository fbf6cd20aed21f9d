"""A report goes up, comes back with remarks, is accepted and signed;

what was signed never changes, it shows its drift.
"""

from datetime import date

import pytest

from congdoan.foundation.errors import Changed, Refused
from congdoan.indicators.models import Indicator
from congdoan.reports import actions
from congdoan.reports.drift import changes_since
from congdoan.reports.figures import plain_text, shown
from reports_stories import Campaign

AUGUST_5, AUGUST_20 = date(2021, 8, 5), date(2021, 8, 20)


def test_a_draft_is_prefilled_from_the_units_own_journal_up_to_the_cutoff(campaign: Campaign) -> None:
    hospital = campaign.province.hospital
    campaign.province.append(hospital, "propaganda_attendances", 161, on=AUGUST_5)
    campaign.province.append(hospital, "propaganda_attendances", 40, on=AUGUST_20)
    campaign.province.append(campaign.province.clinic, "propaganda_attendances", 70, on=AUGUST_5)

    report = campaign.report(hospital)

    first = report.blocks.filter(kind="paragraph").first()
    assert first is not None
    assert plain_text(first) == "Lượt người nghe tuyên truyền: 161 lượt người."
    assert campaign.report(hospital) == report


def test_the_upper_report_uses_the_indicators_own_formula_over_its_units(campaign: Campaign) -> None:
    campaign.province.append(campaign.province.hospital, "propaganda_attendances", 161, on=AUGUST_5)
    campaign.province.append(campaign.province.clinic, "propaganda_attendances", 70, on=AUGUST_5)

    report = campaign.upper()

    assert shown(report)["propaganda_attendances"].value == 231


def test_a_name_that_is_no_figure_of_the_report_is_refused_and_nothing_is_lost(campaign: Campaign) -> None:
    block = campaign.report(campaign.province.hospital).blocks.filter(kind="paragraph").first()
    assert block is not None

    with pytest.raises(Refused, match=r"Không có con số tên \{\{members\}\}"):
        actions.write(block, text="Có {{members}} đoàn viên", version=1, by=campaign.lan)
    block.refresh_from_db()
    assert "{{propaganda_attendances}}" in block.text


def test_the_second_of_two_savers_sees_what_the_first_saved(campaign: Campaign) -> None:
    block = campaign.report(campaign.province.hospital).blocks.filter(kind="paragraph").first()
    assert block is not None
    actions.write(block, text="Bản của Lan", version=1, by=campaign.lan)

    with pytest.raises(Changed) as refusal:
        actions.write(block, text="Bản của Minh", version=1, by=campaign.province.minh)
    assert refusal.value.theirs == {"text": "Bản của Lan"}


def test_an_unwritten_heading_keeps_a_report_at_home(campaign: Campaign) -> None:
    report = campaign.report(campaign.province.hospital)

    with pytest.raises(Refused, match="Còn mục chưa viết"):
        actions.send(report, version=1, by=campaign.lan)
    assert campaign.written(campaign.province.hospital).pk == report.pk
    assert actions.send(report, version=1, by=campaign.lan).state == "sent"


def test_sending_freezes_and_ends_the_duty_and_a_remark_brings_both_back(campaign: Campaign) -> None:
    report = campaign.sent(campaign.province.hospital)
    assert report.obligation is not None
    report.obligation.refresh_from_db()
    assert report.obligation.state == "done"
    assert report.tokens.filter(frozen__isnull=True).count() == 0
    block = report.blocks.filter(kind="paragraph").first()

    with pytest.raises(Refused, match="chép đúng như trong báo cáo"):
        actions.remark(report, block=block, quote="không có câu này", text="Sai", by=campaign.sector)
    made = actions.remark(report, block=block, quote="nghe tuyên truyền", text="Ghi rõ hình thức.", by=campaign.sector)
    back = actions.send_back(report, version=report.version, by=campaign.sector)

    assert (back.state, back.journal_position) == ("returned", None)
    back.obligation.refresh_from_db()  # type: ignore[union-attr]
    assert back.obligation.state == "returned"  # type: ignore[union-attr]
    with pytest.raises(Refused, match="chưa trả lời"):
        actions.send(back, version=back.version, by=campaign.lan)
    actions.close_remark(made, reply="Đã ghi: tuyên truyền trực tuyến.", by=campaign.lan)
    assert actions.send(back, version=back.version, by=campaign.lan).state == "sent"


def test_a_report_is_returned_only_with_something_to_mend(campaign: Campaign) -> None:
    report = campaign.sent(campaign.province.hospital)

    with pytest.raises(Refused, match="ít nhất một nhận xét"):
        actions.send_back(report, version=report.version, by=campaign.sector)
    assert (
        actions.send_back(report, version=report.version, note="Thiếu số liệu nữ.", by=campaign.sector).state
        == "returned"
    )


def test_two_judges_at_once_cannot_both_decide(campaign: Campaign) -> None:
    report = campaign.sent(campaign.province.hospital)
    actions.accept(report, version=report.version, by=campaign.sector)

    with pytest.raises(Changed, match="vừa được người khác xử lý"):
        actions.send_back(report, version=report.version, note="Thiếu", by=campaign.sector)


def test_a_signed_figure_stays_and_a_late_fact_shows_as_drift(campaign: Campaign) -> None:
    hospital = campaign.province.hospital
    campaign.province.append(hospital, "propaganda_attendances", 161, on=AUGUST_5)
    report = campaign.accepted(hospital)
    signed = actions.sign(report, signer=campaign.chair(hospital), version=report.version, by=campaign.lan)

    campaign.province.append(hospital, "propaganda_attendances", 12, on=AUGUST_5)
    campaign.province.append(hospital, "propaganda_attendances", 99, on=AUGUST_20)

    figure = shown(signed)["propaganda_attendances"]
    assert (figure.value, figure.live, figure.drift) == (161, 173, 12)
    assert [change.entry.quantity for change in changes_since(figure.token)] == [12]
    assert signed.document is not None
    assert signed.document.symbol == "01/BC-CĐBV"
    block = signed.blocks.filter(kind="paragraph").first()
    assert block is not None
    with pytest.raises(Refused, match="không còn ở bước soạn"):
        actions.write(block, text="Sửa sau khi ký", version=block.version, by=campaign.lan)


def test_only_who_signs_for_the_unit_today_may_sign(campaign: Campaign) -> None:
    report = campaign.accepted(campaign.province.hospital)

    with pytest.raises(Refused, match="không có quyền ký"):
        actions.sign(report, signer=campaign.chair(campaign.province.clinic), version=report.version, by=campaign.lan)


def test_an_excerpt_keeps_its_source_and_the_figures_as_they_were_accepted(campaign: Campaign) -> None:
    hospital = campaign.province.hospital
    campaign.province.append(hospital, "propaganda_attendances", 161, on=AUGUST_5)
    upper = campaign.upper()
    source = campaign.sent(hospital).blocks.filter(kind="paragraph").first()
    assert source is not None

    with pytest.raises(Refused, match="chưa được chấp nhận"):
        actions.pick_excerpt(upper, source=source, after=None, by=campaign.sector)
    report = source.report
    report.refresh_from_db()
    actions.accept(report, version=report.version, by=campaign.sector)
    source.refresh_from_db()
    picked = actions.pick_excerpt(upper, source=source, after=None, by=campaign.sector)

    assert picked.text == "Đã tổ chức 161 lượt người nghe tuyên truyền."
    assert picked.excerpt_of == source


def test_an_excerpt_fills_the_empty_paragraph_its_section_begins_with(campaign: Campaign) -> None:
    upper = campaign.upper()
    source = campaign.sent(campaign.province.hospital).blocks.filter(kind="paragraph").first()
    assert source is not None
    actions.accept(source.report, version=source.report.version, by=campaign.sector)
    empty = actions.add_block(upper, kind="paragraph", after=None, by=campaign.sector)
    count = upper.blocks.count()

    picked = actions.pick_excerpt(upper, source=source, after=empty, by=campaign.sector)
    assert (picked.pk, upper.blocks.count()) == (empty.pk, count)
    assert (picked.excerpt_of, bool(picked.text)) == (source, True)


def test_a_figure_is_placed_once_and_its_wording_stays_true(campaign: Campaign) -> None:
    report = campaign.report(campaign.province.hospital)
    indicator = Indicator.objects.get(code="safety_team_coverage")

    token = actions.place_figure(report, indicator=indicator, by=campaign.lan)

    assert actions.place_figure(report, indicator=indicator, by=campaign.lan) == token
    with pytest.raises(Refused, match="cách viết"):
        actions.set_wording(token, wording="almost", by=campaign.lan)


def test_a_silence_is_no_zero_neither_in_the_draft_nor_once_signed(campaign: Campaign) -> None:
    hospital = campaign.province.hospital
    report = campaign.accepted(hospital)
    silent = shown(report)["propaganda_attendances"]
    assert (silent.state, silent.text, silent.listed) == ("silent", "chưa có số", "chưa có số")
    signed = actions.sign(report, signer=campaign.chair(hospital), version=report.version, by=campaign.lan)
    assert shown(signed)["propaganda_attendances"].text == "chưa có số"
