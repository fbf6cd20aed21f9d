"""Officers drop whatever they have: the paper is found in it, or they are told plainly why not."""

import io
import zipfile
from email.message import EmailMessage

import docx
import pytest
from PIL import Image

from congdoan.documents import MissingReader, Reading, RefusedDocument, UnreadableDocument, read
from congdoan.documents.files import scans

LETTER = """LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC
LIÊN ĐOÀN LAO ĐỘNG HUYỆN SÔNG THAO
Số: 14/LĐLĐ
Sông Thao, ngày 05 tháng 3 năm 2024
V/v rà soát đoàn viên

Kính gửi: Các công đoàn cơ sở trực thuộc.

1. Gửi danh sách về LĐLĐ huyện trước ngày 15/3/2024.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Trần Thị Bích Lài
"""
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _number(reading: Reading) -> str | None:
    return reading.header.number.value if reading.header.number else None


def _word(body: str, parts: dict[str, str] | None = None) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in (parts or {}).items():
            archive.writestr(f"word/{name}", content)
    return held.getvalue()


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_word_file_with_its_header_in_a_table() -> None:
    paper = docx.Document()
    left, right = paper.add_table(1, 2).rows[0].cells
    left.text = "LIÊN ĐOÀN LAO ĐỘNG TỈNH AN LẠC\nCÔNG ĐOÀN VIÊN CHỨC\nSố: 7/KH-CĐVC"
    right.text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nAn Lạc, ngày 02 tháng 5 năm 2024"
    for text in ("KẾ HOẠCH", "Tổ chức Tháng Công nhân", "", "I. NỘI DUNG", "Thăm 12 đoàn viên ốm."):
        paper.add_paragraph(text)
    held = io.BytesIO()
    paper.save(held)
    reading = read(held.getvalue(), name="kehoach.docx")
    assert _number(reading) == "7/KH-CĐVC"
    assert reading.header.issuer is not None
    assert reading.header.issuer.value == "Công đoàn Viên chức tỉnh An Lạc"
    assert reading.header.subject is not None
    assert reading.header.subject.value == "Tổ chức Tháng Công nhân"


def test_deleted_and_hidden_words_are_not_read_and_lists_are_counted() -> None:
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    counted = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>'
    body = (
        "<w:p><w:r><w:t>Trao 12 </w:t></w:r><w:del><w:r><w:delText>và 99 </w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>7 </w:t></w:r><w:ins><w:r><w:t>suất quà.</w:t></w:r></w:ins></w:p>"
        f"<w:p>{counted}<w:r><w:t>MỤC ĐÍCH</w:t></w:r></w:p><w:p>{counted}<w:r><w:t>NỘI DUNG</w:t></w:r></w:p>"
    )
    reading = read(_word(body, {"numbering.xml": numbering}))
    assert reading.text.split("\n") == ["Trao 12 suất quà.", "I. MỤC ĐÍCH", "II. NỘI DUNG"]


def test_a_page_and_a_letter_with_an_attachment() -> None:
    page = "<html><head><script>1</script></head><body>" + "".join(f"<p>{line}</p>" for line in LETTER.split("\n"))
    assert _number(read(page.encode(), name="trang.html")) == "14/LĐLĐ"
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@an-lac.example", "b@an-lac.example", "Công văn"
    message.set_content("Gửi các đồng chí văn bản.")
    message.add_attachment(LETTER.encode(), maintype="text", subtype="plain", filename="14-ldld.txt")
    reading = read(message.as_bytes(), name="thu.eml")
    assert _number(reading) == "14/LĐLĐ"
    assert reading.warnings == ("Đọc từ tệp đính kèm 14-ldld.txt.",)


@pytest.mark.parametrize(("name", "told"), [(None, "tệp 1.docx"), ("Công văn 14", "Công văn 14.docx")])
def test_a_paper_attached_without_a_telling_name(name: str | None, told: str) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@an-lac.example", "b@an-lac.example", "Công văn"
    message.set_content("Gửi các đồng chí văn bản.")
    message.add_attachment(b"\x89PNG\r\n\x1a\nlogo", maintype="image", subtype="png", disposition="inline")
    paper = _word("".join(_paragraph(line) for line in LETTER.splitlines()))
    kind = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    message.add_attachment(paper, maintype="application", subtype=kind, filename=name)
    reading = read(message.as_bytes(), name="thu.eml")
    assert _number(reading) == "14/LĐLĐ"
    assert reading.warnings == (f"Đọc từ tệp đính kèm {told}.",)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            "Liªn ®oµn Lao ®éng tØnh ®· trao 120 suÊt quµ cho ®oµn viªn, c«ng nh©n lao ®éng cã hoµn c¶nh khã kh¨n.",
            "120 suÊt quµ",
        ),
        (
            "Lieân ñoaøn Lao ñoäng tænh ñaõ trao 120 suaát quaø cho ñoaøn vieân, coâng nhaân lao ñoäng coù hoaøn.",
            "120 suaát quaø",
        ),
    ],
)
def test_old_fonts_are_read(typed: str, words: str) -> None:
    (claim,) = read(typed).claims
    assert (claim.value, claim.measure, claim.text) == (120, "gifts_given", words)
    (claim,) = read(typed.encode("latin-1")).claims
    assert claim.value == 120


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_any_unicode_text_file(encoding: str) -> None:
    assert _number(read(LETTER.replace("\n", "\r\n").encode(encoding))) == "14/LĐLĐ"


def test_a_bomb_a_macro_and_a_torn_file_are_refused() -> None:
    with pytest.raises(RefusedDocument, match="bung ra quá lớn"):
        read(_word(_paragraph("0" * 30_000_000)))
    with pytest.raises(RefusedDocument, match="macro"):
        read(_word(_paragraph("x"), {"vbaProject.bin": "x"}))
    with pytest.raises(UnreadableDocument, match="bị hỏng"):
        read(_word(_paragraph("x"))[:-30])
    with pytest.raises(RefusedDocument, match="khai báo lạ"):
        read(_with_entities())
    for data in (b"", b"%PDF-1.4 torn", bytes(range(256)) * 20):
        with pytest.raises(UnreadableDocument):
            read(data)


def _with_entities() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    return held.getvalue()


def test_a_scan_needs_ocr_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "can_read_scans", lambda: False)
    with pytest.raises(MissingReader, match="apt install tesseract-ocr tesseract-ocr-vie"):
        scans.text_of_image(Image.new("L", (400, 100), 255))


def test_a_program_under_the_name_of_a_paper_is_not_read_as_words() -> None:
    with pytest.raises(UnreadableDocument, match="không phải là văn bản"):
        read(b"MZ\x90\x00\x03" + bytes(5000))
