"""Tables as officers really send them: title rows, merged heads, totals, signatures, other sheets, other formats."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from congdoan.documents.errors import RefusedDocument, UnreadableDocument
from congdoan.documents.sheets import TableRead, read_table

Fill = Callable[[Any, Any], None]
LETTERHEAD = [
    ["LIÊN ĐOÀN LAO ĐỘNG TỈNH LÂM ĐỒNG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["CÔNG ĐOÀN NGÀNH Y TẾ", None, None, "Độc lập - Tự do - Hạnh phúc"],
    [None, None, None, "Lâm Đồng, ngày 03 tháng 8 năm 2021"],
    ["DANH SÁCH CÔNG ĐOÀN CƠ SỞ"],
    [],
]
HEAD = ["STT", "Tên đơn vị", "Ngày thành lập", "Số đoàn viên"]
ROWS = [[1, "CĐCS Trung tâm Y tế Đà Lạt", date(1995, 3, 2), 161], [2, "CĐCS Bệnh viện Phổi", date(2001, 7, 28), 88]]


def xlsx(*sheets: Iterable[Iterable[Any]] | Fill, names: Iterable[str] = ()) -> bytes:
    """A workbook with one sheet for each grid of values, or for each function that fills a sheet."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    called = list(names)
    for place, content in enumerate(sheets):
        sheet = book.add_worksheet(called[place] if place < len(called) else None)
        if callable(content):
            content(book, sheet)
        else:
            fill(book, sheet, content)
    book.close()
    return target.getvalue()


def fill(book: Any, sheet: Any, lines: Iterable[Iterable[Any]]) -> None:
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, day)
            elif value is not None:
                sheet.write(row, column, value)


def read(data: bytes, name: str = "don-vi.xlsx") -> TableRead:
    return read_table(data, name=name)


def test_the_head_is_found_under_the_letterhead() -> None:
    table = read(xlsx([*LETTERHEAD, HEAD, *ROWS]))
    assert table.titles == tuple(HEAD)
    assert table.head_rows == (6,)
    assert [row["Tên đơn vị"] for row in table.rows] == ["CĐCS Trung tâm Y tế Đà Lạt", "CĐCS Bệnh viện Phổi"]
    assert table.columns[0].is_numbering


def test_each_value_keeps_its_kind_and_its_address() -> None:
    table = read(xlsx([*LETTERHEAD, HEAD, *ROWS]))
    row = table.rows[1]
    assert row["Ngày thành lập"] == date(2001, 7, 28)
    assert row["Số đoàn viên"] == 88
    assert isinstance(row["Số đoàn viên"], int)
    assert table.address(row, "Số đoàn viên") == "D8"
    with pytest.raises(KeyError):
        table.address(row, "Địa chỉ")


def test_a_fraction_is_exact_and_a_blank_is_none() -> None:
    (row,) = read(xlsx([["Đơn vị", "Tỷ lệ", "Ghi chú"], ["CĐCS A", 97.5, None]])).rows
    assert row["Tỷ lệ"] == Decimal("97.5")
    assert row["Ghi chú"] is None


def test_merged_heads_become_titles_with_their_group() -> None:
    def grouped(book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:F1", "BẢNG TỔNG HỢP")
        for area, words in (("A3:A4", "STT"), ("B3:B4", "Đơn vị"), ("C3:D3", "Đoàn viên"), ("E3:F3", "Kết nạp mới")):
            sheet.merge_range(area, words)
        fill(
            book,
            sheet,
            [[], [], [], [None, None, "Tổng số", "Nữ", "Kế hoạch", "Thực hiện"], [1, "CĐCS A", 161, 98, 5, 6]],
        )

    table = read(xlsx(grouped))
    assert table.titles == (
        "STT",
        "Đơn vị",
        "Đoàn viên / Tổng số",
        "Đoàn viên / Nữ",
        "Kết nạp mới / Kế hoạch",
        "Kết nạp mới / Thực hiện",
    )
    assert table.head_rows == (3, 4)
    assert table.rows[0]["Kết nạp mới / Thực hiện"] == 6


def test_grouped_heads_are_read_from_a_csv_too_where_nothing_is_merged() -> None:
    text = "STT;Đơn vị;Đoàn viên;;Ghi chú\n;;Tổng số;Nữ;\n1;CĐCS A;161;98;\n"
    table = read(text.encode("utf-8-sig"), "don-vi.csv")
    assert table.titles == ("STT", "Đơn vị", "Đoàn viên / Tổng số", "Đoàn viên / Nữ", "Ghi chú")
    assert table.rows[0]["Đoàn viên / Nữ"] == "98"


@pytest.mark.parametrize("index", [["(1)", "(2)", "(3)", "(4)"], [1, 2, 3, 4], ["A", "B", 1, 2]])
def test_the_line_that_counts_the_columns_is_no_row(index: list[Any]) -> None:
    assert len(read(xlsx([HEAD, index, *ROWS])).rows) == 2


def test_totals_group_lines_and_signatures_are_told_apart_from_rows() -> None:
    table = read(
        xlsx(
            [
                HEAD,
                ["I", "Khối bệnh viện"],
                ROWS[0],
                ["II", "Khối trung tâm"],
                ROWS[1],
                [None, "Tổng cộng", None, 249],
                [],
                [None, None, "Lâm Đồng, ngày 03 tháng 8 năm 2021"],
                ["NGƯỜI LẬP BIỂU", None, "CHỦ TỊCH"],
                [None, None, "Trần Thị Minh Hạnh"],
            ]
        )
    )
    assert [row.number for row in table.rows] == [3, 5]
    assert [(line.number, line.reason) for line in table.skipped] == [
        (2, "group"),
        (4, "group"),
        (6, "total"),
        (8, "after the table"),
        (9, "after the table"),
        (10, "after the table"),
    ]


def test_a_unit_whose_name_begins_like_a_total_is_a_row() -> None:
    table = read(
        xlsx([["Đơn vị", "Cấp trên", "Ghi chú"], ["Công đoàn Tổng kho", "LĐLĐ tỉnh"], ["Công ty Cộng Hòa", "LĐLĐ"]])
    )
    assert len(table.rows) == 2


def test_a_chair_named_in_a_row_does_not_end_the_table() -> None:
    table = read(
        xlsx([["Họ tên", "Chức vụ", "Điện thoại"], ["Lò Văn Hải", "Chủ tịch"], ["Lê Thị Nhung", "Ủy viên", "0912"]])
    )
    assert [row["Họ tên"] for row in table.rows] == ["Lò Văn Hải", "Lê Thị Nhung"]


def test_numbered_rows_after_a_page_of_signatures_are_still_rows() -> None:
    table = read(xlsx([HEAD, ROWS[0], ["Người lập", "Kế toán"], ROWS[1]]))
    assert [row.number for row in table.rows] == [2, 4]


def test_numbers_written_in_advance_make_no_rows() -> None:
    assert len(read(xlsx([HEAD, *ROWS, [3], [4], [5]])).rows) == 2


def test_words_merged_over_lines_hold_for_each_but_a_sum_is_not_repeated() -> None:
    def merged(book: Any, sheet: Any) -> None:
        fill(book, sheet, [["STT", "Đơn vị", "Họ tên", "Số tiền"], [1, None, "Lan"], [2, None, "Minh"]])
        sheet.merge_range("B2:B3", "CĐCS Bệnh viện Phổi")
        sheet.merge_range("D2:D3", 3_000_000)

    first, second = read(xlsx(merged)).rows
    assert first["Đơn vị"] == second["Đơn vị"] == "CĐCS Bệnh viện Phổi"
    assert (first["Số tiền"], second["Số tiền"]) == (3_000_000, None)


def test_instructions_on_another_sheet_are_named_and_left() -> None:
    table = read(xlsx([["Hướng dẫn: điền mỗi đơn vị một dòng."]], [HEAD, *ROWS], names=["Hướng dẫn", "Đơn vị"]))
    assert (table.sheet, table.other_sheets) == ("Đơn vị", ("Hướng dẫn",))


def test_two_sheets_with_the_same_head_are_refused_with_both_names() -> None:
    with pytest.raises(UnreadableDocument, match="“Tháng 7” và “Tháng 8”"):
        read(xlsx([HEAD, *ROWS], [HEAD, *ROWS], names=["Tháng 7", "Tháng 8"]))


def test_an_empty_twin_does_no_harm() -> None:
    assert read(xlsx([HEAD], [HEAD, *ROWS], names=["Mẫu", "Đơn vị"])).sheet == "Đơn vị"


def test_a_hidden_sheet_is_not_read() -> None:
    def hidden(book: Any, sheet: Any) -> None:
        fill(book, sheet, [HEAD, *ROWS])
        sheet.hide()

    assert read(xlsx([HEAD, *ROWS], hidden)).other_sheets == ()


def test_two_columns_of_one_name_are_refused_with_their_letters() -> None:
    with pytest.raises(UnreadableDocument, match="hai cột B và D"):
        read(xlsx([["STT", "Họ tên", "Đơn vị", "họ tên"], [1, "Lan", "A", "B"]]))


def test_values_under_no_title_are_pointed_out() -> None:
    assert read(xlsx([HEAD, [*ROWS[0], "thừa"]])).untitled == ("E",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_is_read_whatever_its_signs(encoding: str, separator: str) -> None:
    lines = [HEAD, ["1", "CĐCS Trung tâm Y tế Đà Lạt", "02/3/1995", "161"]]
    text = "\r\n".join(separator.join(line) for line in lines)
    table = read(text.encode(encoding), "don-vi.csv")
    assert table.rows[0]["Tên đơn vị"] == "CĐCS Trung tâm Y tế Đà Lạt"


def test_decomposed_letters_and_hard_blanks_are_mended() -> None:
    (row,) = read("Đơn vị,Ghi chú\nHoa\u0300 Bi\u0300nh\u00a0,\u00a0\n".encode(), "a.csv").rows
    assert row["Đơn vị"] == "Hoà Bình"
    assert row["Ghi chú"] is None


def ods(rows: str) -> bytes:
    """A minimal OpenDocument sheet holding the given table rows."""
    names = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Đơn vị">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
        file.writestr("META-INF/manifest.xml", MANIFEST)
    return target.getvalue()


MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"></manifest:manifest>'
)


def ods_text(words: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'


def test_an_open_document_sheet_is_read() -> None:
    head = "".join(ods_text(words) for words in ("STT", "Tên đơn vị"))
    number = '<table:table-cell office:value-type="float" office:value="1"/>'
    table = read(
        ods(f"<table:table-row>{head}</table:table-row><table:table-row>{number}{ods_text('CĐCS A')}</table:table-row>")
    )
    assert table.rows[0].cells == {"STT": 1, "Tên đơn vị": "CĐCS A"}


REFUSED = [
    (b"", "rỗng"),
    (b"%PDF-1.7 ...", "không phải bảng tính"),
    (b"\x89PNG\r\n", "không phải bảng tính"),
    (b"MZ\x90\0\x03\0\0\0", "không phải bảng tính"),
    (b"PK\x03\x04 broken", "bị hỏng"),
    (b"<html><table><tr><td>STT</td></tr></table></html>", "trang web"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "bị hỏng"),
    ("chỉ có một câu".encode(), "Không tìm thấy bảng"),
]


@pytest.mark.parametrize(("data", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_a_file_that_is_no_table_is_refused_in_plain_words(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableDocument, match=words) as refusal:
        read(data, "tep.xlsx")
    assert "“tep.xlsx”" in str(refusal.value)


def archive(**members: bytes) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return target.getvalue()


def test_a_word_file_is_named_as_such() -> None:
    with pytest.raises(UnreadableDocument, match="tệp Word"):
        read(archive(word__document_dot_xml=b"<w/>"))


def test_an_archive_is_no_table() -> None:
    with pytest.raises(UnreadableDocument, match="tệp nén"):
        read(archive(anh_dot_jpg=b"x"))


def test_a_file_that_unpacks_to_a_mountain_is_refused_before_it_is_opened() -> None:
    bomb = archive(xl__workbook_dot_xml=b"0" * 150_000_000, xl__worksheets__sheet1_dot_xml=b"0" * 60_000_000)
    assert len(bomb) < 1_000_000
    with pytest.raises(RefusedDocument, match="giải nén ra quá lớn"):
        read(bomb)


def test_one_stray_cell_at_the_end_of_the_world_does_not_take_the_server_down() -> None:
    def stray(book: Any, sheet: Any) -> None:
        fill(book, sheet, [HEAD, *ROWS])
        sheet.write(1_048_575, 16_383, "x")

    with pytest.raises(RefusedDocument, match="quá lớn"):
        read(xlsx(stray))


def test_a_table_without_rows_says_so() -> None:
    with pytest.raises(UnreadableDocument, match="chưa có dòng nào"):
        read(xlsx([HEAD]))


def test_an_empty_workbook_has_no_table() -> None:
    with pytest.raises(UnreadableDocument, match="Không tìm thấy bảng"):
        read(xlsx([]))


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("congdoan.documents.sheets.reading.MAX_ROWS", 1)
    with pytest.raises(RefusedDocument, match="hơn 1 dòng"):
        read(xlsx([HEAD, *ROWS]))
