"""What stands on a paper around its author's own words."""

from datetime import date

import pytest

from congdoan.documents.writing import (
    Bullet,
    Column,
    Heading,
    NoLayout,
    Paragraph,
    Recipient,
    Signature,
    Span,
    Table,
    layout_on,
)
from congdoan.documents.writing.letterhead import letterhead
from congdoan.documents.writing.metrics import name_lines, width_mm
from congdoan.documents.writing.paper import plain
from congdoan.documents.writing.safe_text import clean
from congdoan.documents.writing.signing import signings
from congdoan.documents.writing.wording import (
    addressee_lines,
    annexed_to,
    closed_body,
    day_in_words,
    heading_text,
    listed,
    number_line,
    recipient_lines,
)
from documents.writing.papers import letter, plan

UNION = layout_on(date(2024, 6, 18))
PARTY = layout_on(date(2024, 6, 18), "party")


@pytest.mark.parametrize(
    ("number", "symbol", "printed"),
    [
        ("8", "KH-CĐYT", "Số: 08/KH-CĐYT"),
        ("282", "LĐLĐ", "Số: 282/LĐLĐ"),
        ("6b", "NQ-TLĐ", "Số: 06b/NQ-TLĐ"),
        ("30", "2020/NĐ-CP", "Số: 30/2020/NĐ-CP"),
    ],
)
def test_a_number_below_ten_gets_its_zero(number: str, symbol: str, printed: str) -> None:
    assert number_line(plan(number=number, symbol=symbol), UNION) == printed


def test_a_paper_without_a_number_leaves_room_to_write_it() -> None:
    assert number_line(plan(number=None), UNION).split() == ["Số:", "/KH-CĐYT"]
    assert len(number_line(plan(number=None), UNION)) > len("Số: 08/KH-CĐYT")


def test_the_party_writes_its_number_with_a_hyphen() -> None:
    assert number_line(plan(number="53", symbol="CTr/TU"), PARTY) == "Số 53-CTr/TU"


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2021, 8, 3), "ngày 03 tháng 8 năm 2021"),
        (date(2025, 2, 1), "ngày 01 tháng 02 năm 2025"),
        (date(2024, 12, 18), "ngày 18 tháng 12 năm 2024"),
    ],
)
def test_zeros_stand_before_days_to_nine_and_months_to_two(day: date, printed: str) -> None:
    assert day_in_words(day) == printed


def test_an_open_day_leaves_room_but_keeps_its_year() -> None:
    assert day_in_words(None, year=2026).split() == ["ngày", "tháng", "năm", "2026"]


def test_lists_end_in_semicolons_and_a_full_stop() -> None:
    assert listed(("Căn cứ Luật;", "Căn cứ Điều lệ", " ", "Xét đề nghị.")) == [
        "Căn cứ Luật;",
        "Căn cứ Điều lệ;",
        "Xét đề nghị.",
    ]
    assert listed(("như nhau", "như nhau")) == ["như nhau;", "như nhau."]


def test_recipients_carry_their_purpose_and_end_with_the_archive() -> None:
    assert recipient_lines(letter()) == [
        "- Như kính gửi;",
        "- VP Tỉnh ủy Lai Châu (B/c);",
        "- Thường trực LĐLĐ tỉnh;",
        "- Lưu: VT, Ban CSPL&QHLĐ.",
    ]
    assert recipient_lines(plan(recipients=(Recipient("LĐLĐ tỉnh"),), archive="")) == ["- LĐLĐ tỉnh."]


def test_one_addressee_stands_alone_and_several_are_a_list() -> None:
    assert addressee_lines(letter(addressees=("Sở Y tế",))) == ["Sở Y tế"]
    assert [line[-1] for line in addressee_lines(letter())] == [";", "."]


@pytest.mark.parametrize(
    ("heading", "printed"),
    [
        (Heading(1, "MỤC ĐÍCH", "I"), "I. MỤC ĐÍCH"),
        (Heading(2, "Nội dung", "1.1"), "1.1. Nội dung"),
        (Heading(3, "Việc", "a"), "a) Việc"),
        (Heading(1, "Tổ chức", "Điều 2."), "Điều 2. Tổ chức"),
        (Heading(2, "Không đánh số"), "Không đánh số"),
    ],
)
def test_a_heading_is_labelled_by_its_level(heading: Heading, printed: str) -> None:
    assert heading_text(heading) == printed


@pytest.mark.parametrize("ending", ["quy định", "quy định.", "quy định./.", "quy định;", "quy định ./."])
def test_the_last_words_are_closed_once(ending: str) -> None:
    assert plain(closed_body(plan(body=(Paragraph(ending),)), UNION)[-1].text) == "quy định./."


def test_the_party_closes_with_a_full_stop_and_a_list_item_closes_like_a_paragraph() -> None:
    assert plain(closed_body(plan(body=(Bullet("xong;"),)), PARTY)[-1].text) == "xong."


def test_a_body_ending_in_a_table_is_left_as_it_is() -> None:
    table = Table((Column("STT"),), (("1",),))
    assert closed_body(plan(body=(table,)), UNION) == (table,)


@pytest.mark.parametrize("last", [Paragraph(""), Paragraph(()), Bullet(" ")])
def test_an_empty_last_line_is_not_closed(last: Paragraph | Bullet) -> None:
    assert closed_body(plan(body=(last,)), UNION) == (last,)


def test_names_of_two_who_sign_stand_on_one_level() -> None:
    long = Signature("CHỦ TỊCH", "Trần Thị Minh Hạnh", ("TM. BAN CHẤP HÀNH CÔNG ĐOÀN NGÀNH Y TẾ TỈNH LÂM ĐỒNG",))
    left, right = signings(plan(signatures=(long, Signature("GIÁM ĐỐC", "Lê Thị Nhung"))), UNION)
    assert left.titles[-1] == ["CHỦ TỊCH"]
    assert len(left.titles[0]) > 1
    assert left.lines_short == 0
    assert left.lines == right.lines + right.lines_short


def test_an_appendix_says_which_paper_it_belongs_to() -> None:
    assert annexed_to(plan(), UNION) == "(Kèm theo Kế hoạch số 08/KH-CĐYT ngày 03/8/2021 của Công đoàn ngành Y tế)"


def test_a_letter_has_its_subject_under_the_number_and_a_plan_under_its_title() -> None:
    assert " ".join(letterhead(letter(), UNION).reference).startswith("V/v thực hiện Chương trình hành động")
    assert letterhead(plan(), UNION).reference == []


def test_the_rules_are_as_long_as_the_motto_and_less_than_half_of_the_issuer() -> None:
    head = letterhead(plan(), UNION)
    motto = width_mm("Độc lập - Tự do - Hạnh phúc", UNION.faces.motto.size_pt, bold=True)
    issuer = width_mm("CÔNG ĐOÀN NGÀNH Y TẾ", UNION.faces.issuer.size_pt, bold=True)
    assert head.nation_rule_mm == pytest.approx(motto, rel=0.03)
    assert issuer / 3 < head.issuer_rule_mm < issuer / 2


def test_the_nation_fits_its_half_on_one_line() -> None:
    right = UNION.text_width_mm - UNION.letterhead_left_mm
    assert width_mm("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", UNION.faces.nation.size_pt, bold=True) < right


def test_the_party_header_has_no_motto_and_an_asterisk() -> None:
    head = letterhead(plan(), PARTY)
    assert (head.nation, head.motto, head.issuer_mark) == ("ĐẢNG CỘNG SẢN VIỆT NAM", "", "*")
    assert head.issuer_rule_mm == 0


def test_a_place_with_a_long_name_keeps_the_date_on_its_line() -> None:
    head = letterhead(plan(place="Thành phố Hồ Chí Minh"), UNION)
    assert 11 <= head.dateline_pt < UNION.faces.dateline.size_pt
    assert width_mm(head.dateline, head.dateline_pt) <= UNION.text_width_mm - UNION.letterhead_left_mm


def test_a_long_name_is_broken_before_its_place_and_never_within_a_compound() -> None:
    assert name_lines("LIÊN ĐOÀN LAO ĐỘNG TỈNH LÂM ĐỒNG", 70, 12) == ["LIÊN ĐOÀN LAO ĐỘNG", "TỈNH LÂM ĐỒNG"]
    lines = name_lines("CÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP VÀ KHU CHẾ XUẤT THÀNH PHỐ HỒ CHÍ MINH", 70, 12)
    assert not any(line.endswith(("THÀNH", "CÔNG")) for line in lines)
    assert all(width_mm(line, 12) <= 70 for line in lines)


def test_a_break_the_author_made_is_kept() -> None:
    assert name_lines("BAN CHẤP HÀNH\nCÔNG ĐOÀN BỆNH VIỆN", 70, 12) == ["BAN CHẤP HÀNH", "CÔNG ĐOÀN BỆNH VIỆN"]


def test_decomposed_letters_and_control_characters_are_made_fit_to_print() -> None:
    assert clean("Hoa\u0300 Bi\u0300nh\x00\x1b") == "Hoà Bình"
    assert clean("một\r\nhai\rba\tbốn") == "một\nhai\nba bốn"


def test_the_rulebook_of_its_day_judges_a_paper() -> None:
    assert "933/QĐ-TLĐ" in layout_on(date(2024, 5, 14)).rulebook
    assert "1013/QĐ-TLĐ" in layout_on(date(2024, 5, 13)).rulebook
    assert layout_on(date(2024, 5, 14)).unverified


def test_an_unknown_family_has_no_layout() -> None:
    with pytest.raises(NoLayout):
        layout_on(date(2024, 5, 14), "army")  # type: ignore[arg-type]


def test_a_table_refuses_a_row_that_does_not_fit_its_columns() -> None:
    with pytest.raises(ValueError, match="2 cells under 1 columns"):
        Table((Column("STT"),), (("1", "2"),))


def test_a_link_leads_to_the_web_only() -> None:
    assert Span("404", link="https://cong-doan.example/so-lieu/1").link
    with pytest.raises(ValueError, match="web address"):
        Span("404", link="javascript:alert(1)")
