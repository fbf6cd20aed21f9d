"""The .docx of a paper: what Word finds in it, and how it stays the same on every machine."""

import unicodedata
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from congdoan.documents.writing import (
    Appendix,
    Bullet,
    Column,
    Heading,
    Paper,
    Paragraph,
    Signature,
    Span,
    Table,
    layout_on,
    write_docx,
)
from documents.writing.papers import SENTENCE, form, letter, plan, wide_table

LAYOUT = layout_on(date(2024, 6, 18))
TWIPS_PER_MM = 1440 / 25.4


def opened(paper: Paper) -> Document:
    return docx.Document(BytesIO(write_docx(paper, LAYOUT)))


def lines(document: Document) -> Iterator[str]:
    """Every paragraph in the order of reading, those in tables too."""
    for paragraph in document.element.body.iter(qn("w:p")):
        pieces = paragraph.iter(qn("w:t"), qn("w:br"))
        yield "".join("\n" if piece.tag == qn("w:br") else piece.text or "" for piece in pieces)


def part(paper: Paper, name: str) -> str:
    with ZipFile(BytesIO(write_docx(paper, LAYOUT))) as file:
        return file.read(name).decode()


def test_a_plan_says_all_its_parts_in_order() -> None:
    said = [line for line in lines(opened(plan())) if line]
    expected = [
        "LIÊN ĐOÀN LAO ĐỘNG\nTỈNH LÂM ĐỒNG",
        "CÔNG ĐOÀN NGÀNH Y TẾ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 08/KH-CĐYT",
        "Lâm Đồng, ngày 03 tháng 8 năm 2021",
        "KẾ HOẠCH",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Bảo đảm an toàn cho đoàn viên",
        SENTENCE,
        "a) Chăm lo đời sống",
        "- Thăm hỏi, động viên đoàn viên trong khu cách ly;",
        "Đề nghị các công đoàn cơ sở triển khai và báo cáo theo quy định./.",
        "Nơi nhận:",
        "- LĐLĐ tỉnh (B/c);",
        "- Lưu: VT, CĐ ngành.",
        "TM. BAN THƯỜNG VỤ",
        "CHỦ TỊCH",
        "Trần Thị Minh Hạnh",
    ]
    assert [line for line in said if line in expected] == expected


def test_the_letterhead_says_its_widths_on_table_grid_and_every_cell() -> None:
    head = opened(plan()).tables[0]._tbl
    grid = [int(column.get(qn("w:w"))) for column in head.iter(qn("w:gridCol"))]
    cells = [int(width.get(qn("w:w"))) for width in head.iter(qn("w:tcW"))]
    left, right = grid
    assert cells == [left, right, left, right]
    assert int(head.find(qn("w:tblPr")).find(qn("w:tblW")).get(qn("w:w"))) == left + right
    assert (left + right) / TWIPS_PER_MM == pytest.approx(LAYOUT.text_width_mm, abs=0.1)
    assert head.find(qn("w:tblPr")).find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"


def test_the_page_is_a4_with_the_margins_of_the_decree() -> None:
    section = opened(plan()).sections[0]
    edges = (section.page_width, section.page_height, section.top_margin, section.left_margin, section.right_margin)
    assert [round(edge.mm) for edge in edges if edge is not None] == [210, 297, 20, 30, 15]


def test_the_page_number_stands_in_the_header_but_not_on_the_first_page() -> None:
    section = opened(plan()).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_an_appendix_begins_a_section_numbered_from_one_on_its_own_paper() -> None:
    appendices = (Appendix("Số liệu", (wide_table(),), is_wide=True), Appendix("Danh sách", (Paragraph("một"),)))
    main, wide, upright = opened(plan(appendices=appendices)).sections
    assert [round(section.page_width.mm) for section in (main, wide, upright) if section.page_width] == [210, 297, 210]
    assert wide.different_first_page_header_footer
    assert wide.header.is_linked_to_previous
    assert wide._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_body_and_headings_are_styles_a_word_processor_knows() -> None:
    document = opened(plan())
    names = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert names["I. MỤC ĐÍCH, YÊU CẦU"] == "Heading 1"
    assert names[SENTENCE] == "Thân văn bản"
    body = document.styles["Thân văn bản"].paragraph_format
    assert body.first_line_indent.mm == pytest.approx(12.7, abs=0.05)
    assert body.space_after.pt == 6


def test_the_last_words_keep_with_the_signature_which_no_page_divides() -> None:
    document = opened(plan())
    last = next(p for p in document.paragraphs if p.text.endswith("./."))
    assert last.paragraph_format.keep_with_next
    (signed,) = [table for table in document.tables if "Nơi nhận:" in table.cell(0, 0).text]
    assert signed._tbl.find(qn("w:tr")).find(qn("w:trPr")).find(qn("w:cantSplit")) is not None


def test_two_who_sign_stand_side_by_side_over_the_recipients() -> None:
    both = (Signature("THƯ KÝ", "Lê Thị Nhung"), Signature("CHỦ TỌA", "Trần Thị Minh Hạnh"))
    ending = opened(plan(kind="Biên bản", signatures=both)).tables[-1]
    left, right = (ending.cell(0, column).text for column in (0, 1))
    assert left.index("Lê Thị Nhung") < left.index("Nơi nhận:")
    assert right.startswith("CHỦ TỌA")


def test_a_wide_table_repeats_its_grouped_head_and_fits_the_page() -> None:
    table = opened(plan(body=(wide_table(), Paragraph("Hết.")))).tables[1]._tbl
    rows = table.findall(qn("w:tr"))
    heads = [row for row in rows if row.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None]
    assert heads == rows[:2]
    grid = sum(int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol")))
    assert grid / TWIPS_PER_MM == pytest.approx(LAYOUT.text_width_mm, abs=0.2)
    for row in rows:
        spans = [cell.find(qn("w:tcPr")).find(qn("w:gridSpan")) for cell in row.findall(qn("w:tc"))]
        assert sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans) == 12


def test_the_total_is_never_alone_on_a_page() -> None:
    table = opened(plan(body=(wide_table(), Paragraph("Hết.")))).tables[1]._tbl
    last_row = table.findall(qn("w:tr"))[-2]
    assert all(p.find(qn("w:pPr")).find(qn("w:keepNext")) is not None for p in last_row.iter(qn("w:p")))


def test_a_figure_carries_its_source_and_its_way_back() -> None:
    said = (Span("Hỗ trợ "), Span("404 đoàn viên", note="Tổng của 37 ghi nhận.", link="https://cong-doan.example/s/1"))
    paper = plan(body=(Paragraph(said),))
    assert "Tổng của 37 ghi nhận." in part(paper, "word/footnotes.xml")
    assert "https://cong-doan.example/s/1" in part(paper, "word/_rels/document.xml.rels")
    assert "footnoteReference" in part(paper, "word/document.xml")


@pytest.mark.parametrize("text", ["<w:p/> & ]]> &amp;", "=1+1 #x $y$ *z*", "- gạch", "😀 中文"])
def test_what_was_typed_is_what_is_read(text: str) -> None:
    everywhere = plan(
        subject=text,
        body=(Heading(2, text), Paragraph(text), Bullet(text), Table((Column(text),), ((text,),)), Paragraph("Hết.")),
        signatures=(Signature("CHỦ TỊCH", text),),
    )
    printed = "\n".join(lines(opened(everywhere)))
    assert printed.count(text) == 7


def test_blanks_between_words_are_kept() -> None:
    assert "hai  khoảng   trắng./." in list(lines(opened(plan(body=(Paragraph("hai  khoảng   trắng"),)))))


def test_decomposed_letters_and_control_characters_are_made_fit_to_print() -> None:
    dirty = unicodedata.normalize("NFD", SENTENCE) + "\x00\x0b\x1bHết"
    assert f"{SENTENCE}\nHết./." in list(lines(opened(plan(body=(Paragraph(dirty),)))))


def test_the_file_names_its_issuer_and_nobody_else() -> None:
    properties = opened(plan()).core_properties
    assert properties.author == properties.last_modified_by == "Công đoàn ngành Y tế"
    assert properties.title.startswith("Kế hoạch 08/KH-CĐYT: Phát động")
    assert properties.created is not None
    assert properties.created.date() == date(2021, 8, 3)
    data = write_docx(plan(), LAYOUT)
    with ZipFile(BytesIO(data)) as file:
        everything = b"".join(file.read(name) for name in file.namelist())
        assert not any("thumbnail" in name or "customXml" in name for name in file.namelist())
    assert b"python-docx" not in everything
    assert b"Macintosh" not in everything


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert write_docx(plan(is_draft=True), LAYOUT) == write_docx(plan(is_draft=True), LAYOUT)
    undated = plan(on=None, number=None)
    assert write_docx(undated, LAYOUT) == write_docx(undated, LAYOUT)


def test_a_draft_is_marked_on_every_page_and_in_the_letterhead() -> None:
    section = opened(plan(is_draft=True)).sections[0]
    for header in (section.header, section.first_page_header):
        assert 'string="DỰ THẢO"' in header._element.xml
    assert "DỰ THẢO" in list(lines(opened(plan(is_draft=True))))
    assert "DỰ THẢO" not in list(lines(opened(plan())))


def test_a_letter_lists_its_addressees_under_the_colon() -> None:
    said = list(lines(opened(letter())))
    first = said.index("Kính gửi:")
    assert said[first + 1 : first + 3] == [
        "- Liên đoàn Lao động các huyện, thành phố;",
        "- Công đoàn ngành, Công đoàn Viên chức tỉnh.",
    ]


def test_a_form_names_itself_instead_of_the_nation_and_leaves_room_for_each_hand() -> None:
    text = "\n".join(lines(opened(form()))).replace("CÔNG ĐOÀN\nNGÀNH", "CÔNG ĐOÀN NGÀNH")
    said = (
        "CÔNG ĐOÀN NGÀNH Y TẾ", "Mẫu số: C41-BB", "Số: 0012/PC-2021", "PHIẾU CHI", "Ngày 03 tháng 8 năm 2021",
        "THỦ TRƯỞNG ĐƠN VỊ", "(Ký, họ tên, đóng dấu)", "Trần Thị Minh Hạnh", "Đã nhận đủ số tiền:", "THỦ QUỸ",
    )  # fmt: skip
    places = [text.index(words) for words in said]
    assert places == sorted(places)
    assert "CỘNG HÒA" not in text
    assert "./." not in text
