"""The two sides of the codec together: a paper's own words, written, are what the reader finds in the file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from congdoan.documents import Reading, read_text
from congdoan.documents.writing import (
    Centred,
    Layout,
    Paper,
    Paragraph,
    Recipient,
    Signature,
    layout_on,
    write_docx,
    write_pdf,
)
from documents.writing.papers import letter, plan


def as_docx(paper: Paper, layout: Layout) -> str:
    """The text of the .docx, a line for each paragraph and each break."""
    root = docx.Document(BytesIO(write_docx(paper, layout))).element.body
    lines = []
    for paragraph in root.iter(qn("w:p")):
        pieces = paragraph.iter(qn("w:t"), qn("w:br"))
        lines.append("".join("\n" if piece.tag == qn("w:br") else piece.text or "" for piece in pieces))
    return "\n".join(lines)


def as_pdf(paper: Paper, layout: Layout) -> str:
    """The text of the PDF, page after page."""
    document = pypdfium2.PdfDocument(write_pdf(paper, layout))
    try:
        return "\n".join(page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document)
    finally:
        document.close()


WRITERS = [as_docx, as_pdf]
Writer = Callable[[Paper, Layout], str]


def read_back(paper: Paper, write: Writer) -> Reading:
    return read_text(write(paper, layout_on(paper.on or date(2026, 1, 1))))


@pytest.mark.parametrize("write", WRITERS)
def test_a_plan_comes_back_with_its_header_recipients_and_signature(write: Writer) -> None:
    paper = plan()
    reading = read_back(paper, write)
    header = reading.header
    assert header.number is not None
    assert header.number.value == "08/KH-CĐYT"
    assert header.date is not None
    assert header.date.value == paper.on
    assert header.place is not None
    assert header.place.value == "Lâm Đồng"
    assert header.issuer is not None
    assert header.issuer.value.startswith(paper.issuer)
    assert header.superior is not None
    assert header.superior.value == paper.superior
    assert header.subject is not None
    assert header.subject.value == paper.subject
    assert [recipient.name.value for recipient in reading.recipients] == [one.name for one in paper.recipients]
    assert [one.purpose.value for one in reading.recipients if one.purpose] == ["báo cáo", "phối hợp", "thực hiện"]
    assert reading.signatory is not None
    assert reading.signatory.name is not None
    assert reading.signatory.name.value == "Trần Thị Minh Hạnh"
    assert reading.signatory.title is not None
    assert reading.signatory.title.value == "CHỦ TỊCH"
    assert reading.signatory.authority is not None
    assert reading.signatory.authority.value == "TM. BAN THƯỜNG VỤ"


@pytest.mark.parametrize("write", WRITERS)
def test_a_letter_comes_back_with_its_reference_and_both_addressees(write: Writer) -> None:
    paper = letter()
    reading = read_back(paper, write)
    assert reading.header.subject is not None
    assert reading.header.subject.value == paper.subject
    assert [addressee.value for addressee in reading.addressees] == list(paper.addressees)


def test_a_decision_comes_back_with_its_grounds() -> None:
    paper = replace(
        plan(),
        kind="Quyết định",
        number="6b",
        symbol="QĐ-CĐYT",
        subject="Về việc khen thưởng các tập thể, cá nhân có thành tích xuất sắc",
        decider="Ban Thường vụ Công đoàn ngành Y tế",
        bases=(
            "Căn cứ Điều lệ Công đoàn Việt Nam",
            "Căn cứ Quyết định số 999/QĐ-TLĐ ngày 29/5/2024 của Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam",
        ),
        body=(
            Centred("QUYẾT ĐỊNH:"),
            Paragraph("Tặng Giấy khen cho 13 cá nhân.", lead="Điều 1."),
            Paragraph("Văn phòng chịu trách nhiệm thi hành Quyết định này.", lead="Điều 2."),
        ),
        recipients=(Recipient("Như Điều 2"),),
        signatures=(Signature("PHÓ CHỦ TỊCH", "Lê Thị Nhung", ("TM. BAN THƯỜNG VỤ",)),),
        on=date(2025, 2, 1),
    )
    reading = read_back(paper, as_docx)
    assert reading.header.number is not None
    assert reading.header.number.value == "06b/QĐ-CĐYT"
    assert [base.number.value for base in reading.bases if base.number] == ["999/QĐ-TLĐ"]
    assert reading.signatory is not None
    assert reading.signatory.title is not None
    assert reading.signatory.title.value == "PHÓ CHỦ TỊCH"


@pytest.mark.parametrize("write", WRITERS)
def test_a_draft_comes_back_without_the_number_and_day_it_does_not_have(write: Writer) -> None:
    reading = read_back(plan(number=None, on=None, year=2026, is_draft=True), write)
    assert reading.header.number is None
    assert reading.header.date is None
    assert reading.header.subject is not None
