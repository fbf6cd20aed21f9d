"""What leaves the house says what the screen says: number, day, issuer and subject survive, every value is equal."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from django.utils import translation
from python_calamine import CalamineWorkbook

from congdoan.documents import Reading, read
from congdoan.documents.writing import Figure, layout_on, write_docx, write_pdf
from congdoan.reports import actions
from congdoan.reports.figures import frozen_figure, shown
from congdoan.reports.models import Report
from congdoan.reports.paper import day_of, paper
from congdoan.reports.sheet import figures_sheet, figures_table
from reports_stories import Campaign

AUGUST_5 = date(2021, 8, 5)
TRAIL = "http://phonglai.example/bao-cao/KEY/?so="


def signed(campaign: Campaign) -> Report:
    hospital = campaign.province.hospital
    hospital.place = "Phong Lai"
    hospital.save(update_fields=["place"])
    campaign.province.append(hospital, "propaganda_attendances", 161, on=AUGUST_5)
    report = campaign.accepted(hospital)
    return actions.sign(report, signer=campaign.chair(hospital), version=report.version, by=campaign.lan)


def header_of(reading: Reading) -> tuple[str, date, str, str]:
    head = reading.header
    assert head.number
    assert head.date
    assert head.issuer
    assert head.subject
    return head.number.value, head.date.value, head.issuer.value, head.subject.value


def test_a_signed_report_reads_back_from_word_and_pdf(campaign: Campaign) -> None:
    report = signed(campaign)
    printed = paper(report, trail=TRAIL)
    files = [write(printed, layout_on(day_of(report))) for write in (write_docx, write_pdf)]

    for data in files:
        reading = read(data)
        symbol, day, issuer, subject = header_of(reading)
        assert (symbol, day) == ("01/BC-CĐBV", date(2021, 8, 16))
        assert "bệnh viện đa khoa phong lai" in issuer.lower()
        assert subject == "Sơ kết đợt thi đua cao điểm"
        assert "161 lượt người" in reading.text


def test_a_draft_carries_no_number_and_says_what_it_is(campaign: Campaign) -> None:
    printed = paper(campaign.written(campaign.province.hospital))

    assert (printed.is_draft, printed.number, printed.signatures) == (True, None, ())


def test_the_workbook_holds_the_figures_of_the_report_to_the_digit(campaign: Campaign) -> None:
    campaign.province.append(campaign.province.hospital, "propaganda_attendances", 161, on=AUGUST_5)
    campaign.province.append(campaign.province.clinic, "propaganda_attendances", 70, on=AUGUST_5)
    report = campaign.upper()

    table = figures_table(report, trail=TRAIL)
    rows = CalamineWorkbook.from_filelike(BytesIO(figures_sheet(report, trail=TRAIL))).get_sheet_by_index(0).to_python()

    assert table.total is not None
    assert table.total[1] == Figure(shown(report)["propaganda_attendances"].value, f"{TRAIL}propaganda_attendances")
    assert [row[2] for row in rows if row[1] == campaign.province.hospital.name] == [161]
    assert [row[2] for row in rows if row[1] == "Toàn đơn vị"] == [231]
    assert any("vị trí nhật ký" in str(row[0]) for row in rows)


def test_a_list_of_figures_counts_in_its_readers_language_the_sentence_in_vietnamese(campaign: Campaign) -> None:
    report = campaign.written(campaign.province.hospital)
    campaign.province.append(campaign.province.hospital, "propaganda_attendances", 161, on=AUGUST_5)
    figure = shown(report)["propaganda_attendances"]

    assert (figure.text, figure.listed) == ("161 lượt người", "161 lượt người")
    with translation.override("en"):
        assert (figure.text, figure.listed) == ("161 lượt người", "161 attendances")


def test_the_workbook_of_a_signed_report_keeps_its_frozen_values(campaign: Campaign) -> None:
    report = signed(campaign)
    campaign.province.append(campaign.province.hospital, "propaganda_attendances", 12, on=AUGUST_5)

    table = figures_table(report, trail=TRAIL)

    frozen = frozen_figure(report.tokens.get(name="propaganda_attendances"))
    assert frozen is not None
    assert table.total is not None
    assert table.total[1] == Figure(frozen.value, f"{TRAIL}propaganda_attendances")
    assert frozen.value == Decimal(161)
