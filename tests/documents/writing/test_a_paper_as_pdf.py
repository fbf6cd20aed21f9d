"""The PDF of a paper: what is on its pages, and that nothing typed is ever taken for markup."""

import unicodedata
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from congdoan.documents.writing import (
    Appendix,
    Bullet,
    Column,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Recipient,
    Signature,
    Span,
    Table,
    layout_on,
    write_pdf,
)
from congdoan.documents.writing.typeset import fonts
from documents.writing.papers import SENTENCE, form, letter, plan, wide_table

LAYOUT = layout_on(date(2024, 6, 18))


def pages(paper: Paper, family: str = "union") -> list[str]:
    """The text of each page, blanks and line ends made single blanks."""
    data = write_pdf(paper, layout_on(date(2024, 6, 18), family))  # type: ignore[arg-type]
    document = pypdfium2.PdfDocument(data)
    try:
        texts = []
        for page in document:
            words = page.get_textpage()
            texts.append(" ".join(unicodedata.normalize("NFC", words.get_text_bounded()).split()))
            words.close()
            page.close()
        return texts
    finally:
        document.close()


def test_a_plan_says_all_its_parts() -> None:
    (text,) = pages(plan())
    for part in (
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH LÂM ĐỒNG",
        "CÔNG ĐOÀN NGÀNH Y TẾ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 08/KH-CĐYT",
        "Lâm Đồng, ngày 03 tháng 8 năm 2021",
        "KẾ HOẠCH",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "a) Chăm lo đời sống",
        "báo cáo theo quy định./.",
        "Nơi nhận:",
        "- LĐLĐ tỉnh (B/c);",
        "- Lưu: VT, CĐ ngành.",
        "TM. BAN THƯỜNG VỤ CHỦ TỊCH",
        "Trần Thị Minh Hạnh",
    ):
        assert part in text


def test_a_letter_has_no_title_but_a_reference_and_its_addressees() -> None:
    (text,) = pages(letter())
    assert "V/v thực hiện Chương trình hành động" in text
    assert "Kính gửi: - Liên đoàn Lao động các huyện, thành phố; - Công đoàn ngành" in text
    assert "KẾ HOẠCH" not in text


def test_the_party_header_replaces_the_nations() -> None:
    (text,) = pages(plan(superior="Tỉnh ủy Lai Châu", issuer="Ban Tuyên giáo", number="53", symbol="KH/BTG"), "party")
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
    assert "CỘNG HÒA" not in text
    assert "Số 53-KH/BTG" in text


def test_page_numbers_begin_on_the_second_page_and_again_in_an_appendix() -> None:
    long = plan(
        body=tuple(Paragraph(SENTENCE) for _ in range(30)),
        appendices=(Appendix("Danh sách", (Paragraph("một"), PageBreak(), Paragraph("hai"))),),
    )
    texts = pages(long)
    body, appendix = texts[:-2], texts[-2:]
    assert [text.split()[0] for text in body[1:]] == [str(number) for number in range(2, len(body) + 1)]
    assert appendix[0].startswith("Phụ lục DANH SÁCH (Kèm theo Kế hoạch số 08/KH-CĐYT")
    assert appendix[1] == "2 hai"


@pytest.mark.parametrize("paragraphs", range(9, 15))
def test_a_signature_is_never_alone_on_a_page(paragraphs: int) -> None:
    last = pages(plan(body=(*(Paragraph(SENTENCE) for _ in range(paragraphs)), Paragraph("Lời cuối."))))[-1]
    assert "Lời cuối./." in last
    assert "Trần Thị Minh Hạnh" in last


def test_a_table_repeats_its_head_on_every_page() -> None:
    texts = pages(plan(kind="Báo cáo", body=(wide_table(80), Paragraph("Hết."))))
    with_rows = [text for text in texts if "CĐCS Bệnh viện" in text]
    assert len(with_rows) >= 3
    assert all("Kết nạp mới" in text for text in with_rows)


def test_a_figure_carries_its_source_as_a_footnote() -> None:
    said = (Span("Đã hỗ trợ "), Span("404 đoàn viên", bold=True, note="Tổng của 37 ghi nhận."), Span(" khó khăn."))
    (text,) = pages(plan(body=(Paragraph(said),)))
    assert "404 đoàn viên" in text
    assert text.endswith("Tổng của 37 ghi nhận.")


HOSTILE = [
    "#let x = 1; $a_b$ *đậm* _nghiêng_ `mã` \\ <nhãn> @ref",
    "- không phải dấu đầu dòng",
    "+ 1. /term: = không phải đề mục",
    "// chú thích /* a */ -- --- ... ~ 'q' \"q\"",
    '#panic() #include "x" #read("/etc/passwd")',
    "{{ biến }} %d & &amp; ]]> \\u{41}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_was_typed_is_what_is_printed(text: str) -> None:
    everywhere = plan(
        subject=text,
        body=(Heading(2, text), Paragraph(text), Bullet(text), Table((Column(text),), ((text,),)), Paragraph("Hết.")),
        signatures=(Signature("CHỦ TỊCH", text),),
    )
    printed = "".join("".join(pages(everywhere)).split())
    assert printed.count("".join(text.split())) == 7


def test_decomposed_vietnamese_is_printed_composed() -> None:
    (text,) = pages(plan(body=(Paragraph(unicodedata.normalize("NFD", SENTENCE)),)))
    assert SENTENCE.rstrip(".") in text


def test_a_word_longer_than_the_line_is_broken_and_loses_no_letter() -> None:
    texts = pages(plan(issuer="A" * 90, body=(Paragraph("w" * 300),)))
    text = "".join("".join(texts).split())
    assert "A" * 90 in text
    assert "w" * 300 in text


def test_signs_no_font_can_draw_still_give_a_file() -> None:
    assert write_pdf(plan(body=(Paragraph("\U00013000 chữ cổ"),)), LAYOUT).startswith(b"%PDF")


def test_the_file_knows_its_title_language_and_archive_form() -> None:
    data = write_pdf(plan(), LAYOUT)
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_value("Title").startswith("Kế hoạch 08/KH-CĐYT: Phát động")
    assert document.get_metadata_value("Author") == "Công đoàn ngành Y tế"
    document.close()
    assert b"/Lang(vi-VN)" in data
    assert b"<pdfaid:part>2<" in data


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert write_pdf(plan(), LAYOUT) == write_pdf(plan(), LAYOUT)
    undated = plan(number=None, on=None, is_draft=True)
    assert write_pdf(undated, LAYOUT) == write_pdf(undated, LAYOUT)


def test_a_draft_says_so() -> None:
    assert "DỰ THẢO" in pages(plan(is_draft=True))[0]
    assert "DỰ THẢO" not in pages(plan())[0]


def test_minutes_are_signed_by_two_side_by_side() -> None:
    both = (Signature("THƯ KÝ", "Lê Thị Nhung"), Signature("CHỦ TỌA", "Trần Thị Minh Hạnh"))
    (text,) = pages(plan(kind="Biên bản", signatures=both))
    assert "THƯ KÝ" in text
    assert text.index("Trần Thị Minh Hạnh") < text.index("Nơi nhận:")


def test_a_list_of_recipients_longer_than_a_page_goes_on_over_the_next() -> None:
    everybody = tuple(Recipient(f"Ban Chấp hành Công đoàn cơ sở Bệnh viện Đa khoa khu vực số {i}") for i in range(60))
    text = " ".join(pages(plan(recipients=everybody)))
    assert all(f"khu vực số {number};" in text for number in range(60))
    assert "- Lưu: VT, CĐ ngành." in text


def test_a_cell_longer_than_a_page_is_printed_to_its_end() -> None:
    words = [f"từ{number}" for number in range(3000)]
    table = Table((Column("STT"), Column("Nội dung")), (("1", " ".join(words)),))
    text = " ".join(pages(plan(body=(table, Paragraph("Hết.")))))
    assert all(word in text for word in words[::100])
    assert words[-1] in text


def test_a_paper_with_nothing_in_it_is_still_a_page() -> None:
    bare = Paper(issuer="", symbol="", place="", subject="", body=())
    assert len(pages(bare)) == 1


def test_fonts_fetched_in_folders_of_their_own_are_found_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vendor = tmp_path / "web" / "static" / "vendor" / "tinos"
    for style in ("400Regular", "700Bold"):
        (vendor / style).mkdir(parents=True)
        (vendor / style / f"Tinos_{style}.ttf").touch()
    monkeypatch.setattr(fonts.congdoan, "__file__", str(tmp_path / "__init__.py"))
    assert fonts.font_folder() == vendor


def test_without_fetched_fonts_the_machines_own_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts.congdoan, "__file__", str(tmp_path / "__init__.py"))
    assert fonts.font_folder() is None


def test_a_form_names_itself_instead_of_the_nation_and_leaves_room_for_each_hand() -> None:
    (text,) = pages(form())
    said = (
        "CÔNG ĐOÀN NGÀNH Y TẾ", "Mẫu số: C41-BB", "Số: 0012/PC-2021", "PHIẾU CHI", "Ngày 03 tháng 8 năm 2021",
        "THỦ TRƯỞNG ĐƠN VỊ", "(Ký, họ tên, đóng dấu)", "Trần Thị Minh Hạnh", "Đã nhận đủ số tiền:", "THỦ QUỸ",
    )  # fmt: skip
    places = [text.index(words) for words in said]
    assert places == sorted(places)
    assert "CỘNG HÒA" not in text
    assert "./." not in text
