"""A Word file holds more than its running text: boxes, tables in tables, changes not yet accepted."""

from email.message import EmailMessage

from congdoan.documents import read
from documents.test_files import LETTER, _number, _paragraph, _word

BOX_NAMES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def _cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(map(_paragraph, paragraphs))}</w:tc>"


def test_a_text_box_is_read_once_though_word_stores_it_twice() -> None:
    inside = f"<w:txbxContent>{_paragraph('Số: 9/KH-CĐVC')}</w:txbxContent>"
    box = (
        f"<w:p {BOX_NAMES}><w:r><mc:AlternateContent><mc:Choice><wps:txbx>{inside}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{inside}</v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    reading = read(_word(box + _paragraph("KẾ HOẠCH") + _paragraph("Tổ chức Tháng Công nhân")))
    assert reading.text.count("9/KH-CĐVC") == 1
    assert _number(reading) == "9/KH-CĐVC"


def test_a_table_in_a_cell_is_read_once_and_a_locked_cell_too() -> None:
    inner = f"<w:tbl><w:tr>{_cell('Trao 12 suất quà')}</w:tr></w:tbl>"
    control = f"<w:sdt><w:sdtContent>{_cell('Thăm 7 đoàn viên')}</w:sdtContent></w:sdt>"
    text = read(_word(f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc>{control}</w:tr></w:tbl>")).text
    assert text.count("12 suất quà") == 1
    assert text.count("7 đoàn viên") == 1


def test_a_row_struck_out_and_a_passage_moved_are_read_as_they_will_be() -> None:
    struck = f"<w:tr><w:trPr><w:del/></w:trPr>{_cell('Trao 99 suất quà')}</w:tr>"
    moved = "<w:p><w:moveFrom><w:r><w:t>Thăm 55 hộ.</w:t></w:r></w:moveFrom></w:p>"
    arrived = "<w:p><w:moveTo><w:r><w:t>Thăm 55 hộ.</w:t></w:r></w:moveTo></w:p>"
    text = read(_word(f"<w:tbl>{struck}<w:tr>{_cell('Trao 12 suất quà')}</w:tr></w:tbl>{moved}{arrived}")).text
    assert "99" not in text
    assert "12 suất quà" in text
    assert text.count("55 hộ") == 1


def test_of_several_attachments_the_first_paper_is_read_and_the_others_are_named() -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@an-lac.example", "b@an-lac.example", "Công văn"
    message.set_content("Kính gửi.")
    message.add_alternative("<p>Kính gửi.</p>", subtype="html")
    word = _word("".join(map(_paragraph, LETTER.split("\n"))))
    for name, content in (("hong.docx", b"PK\x03\x04 torn"), ("công văn 14.docx", word), ("hai.txt", b"hai")):
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    reading = read(message.as_bytes(), name="thu.eml")
    assert _number(reading) == "14/LĐLĐ"
    assert reading.warnings[0] == "Đọc từ tệp đính kèm công văn 14.docx."
    assert "Chưa đọc tệp đính kèm hai.txt." in reading.warnings


def test_a_page_wrapped_in_a_form_and_with_an_open_head_is_read() -> None:
    lines = "".join(f"<p>{line}</p>" for line in LETTER.split("\n"))
    page = f"<html><head><title>x</title><body><form id='aspnetForm'>{lines}<select><option>Chọn</select></form>"
    reading = read(page.encode(), name="trang.htm")
    assert _number(reading) == "14/LĐLĐ"
    assert "Chọn" not in reading.text
