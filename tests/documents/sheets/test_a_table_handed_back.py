"""The copy with errors marked: where they are, what they say, and that it can be mended and sent again."""

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from congdoan.documents.sheets import CellError, mark_errors, read_table
from documents.sheets.test_a_table_read import HEAD, LETTERHEAD, ROWS, fill, xlsx

ERRORS = [
    CellError(row=8, title="Số đoàn viên", message="Phải là số từ 5 trở lên."),
    CellError(row=8, title="Ngày thành lập", message="Ngày sau ngày hôm nay."),
    CellError(row=7, message="Đơn vị này đã có."),
]


def part(data: bytes, name: str) -> str:
    with ZipFile(BytesIO(data)) as file:
        return file.read(name).decode()


def test_the_copy_reads_as_the_same_table() -> None:
    original = xlsx([*LETTERHEAD, HEAD, *ROWS])
    copy = read_table(mark_errors(original, ERRORS, name="don-vi.xlsx"), name="loi.xlsx")
    before = read_table(original, name="don-vi.xlsx")
    assert copy.rows == before.rows
    assert copy.columns == before.columns


def test_errors_stand_in_comments_and_in_a_last_column() -> None:
    copy = mark_errors(xlsx([*LETTERHEAD, HEAD, *ROWS]), ERRORS, name="don-vi.xlsx")
    comments = part(copy, "xl/comments1.xml")
    assert 'ref="D8"' in comments
    assert 'ref="C8"' in comments
    assert "Phải là số từ 5 trở lên." in comments
    words = part(copy, "xl/sharedStrings.xml")
    assert "Số đoàn viên: Phải là số từ 5 trở lên.; Ngày thành lập: Ngày sau ngày hôm nay." in words
    assert '<c r="E6"' in part(copy, "xl/worksheets/sheet1.xml")


def test_an_error_of_the_whole_line_marks_all_its_cells() -> None:
    comments = part(mark_errors(xlsx([*LETTERHEAD, HEAD, *ROWS]), ERRORS[2:], name="a.xlsx"), "xl/comments1.xml")
    assert all(f'ref="{column}7"' in comments for column in "ABCD")


def test_a_second_round_does_not_pile_up_columns() -> None:
    once = mark_errors(xlsx([HEAD, *ROWS]), [CellError(2, "Sai.", "Số đoàn viên")], name="a.xlsx")
    twice = mark_errors(once, [CellError(3, "Sai nữa.", "Số đoàn viên")], name="a.xlsx")
    assert part(twice, "xl/sharedStrings.xml").count("<t>Lỗi</t>") == 1
    assert read_table(twice, name="a.xlsx").titles == tuple(HEAD)


def test_formulas_typed_as_text_stay_text() -> None:
    lines = 'Đơn vị,Ghi chú\n=HYPERLINK("http://x"),@SUM(A1)\n+1,-2\n'
    copy = mark_errors(lines.encode(), [CellError(2, "Sai.", "Đơn vị")], name="a.csv")
    assert "<f>" not in part(copy, "xl/worksheets/sheet1.xml")
    assert "quotePrefix" in part(copy, "xl/styles.xml")


def test_merged_heads_are_kept() -> None:
    def grouped(book: Any, sheet: Any) -> None:
        for area, words in (("A1:A2", "STT"), ("B1:B2", "Đơn vị"), ("C1:D1", "Đoàn viên")):
            sheet.merge_range(area, words)
        fill(book, sheet, [[], [None, None, "Tổng số", "Nữ"], [1, "CĐCS A", 161, 98]])

    original = xlsx(grouped)
    copy = mark_errors(original, [CellError(3, "Sai.", "Đoàn viên / Nữ")], name="a.xlsx")
    assert read_table(copy, name="a.xlsx").titles == read_table(original, name="a.xlsx").titles


def test_days_come_back_as_days_and_the_same_errors_give_the_same_bytes() -> None:
    original = xlsx([HEAD, *ROWS])
    copy = mark_errors(original, ERRORS, name="a.xlsx")
    assert read_table(copy, name="a.xlsx").rows[0]["Ngày thành lập"] == date(1995, 3, 2)
    assert copy == mark_errors(original, ERRORS, name="a.xlsx")


def test_a_sheet_name_excel_forbids_is_mended() -> None:
    copy = mark_errors("Đơn vị,Ghi chú\nA,b\n".encode(), [], name="tháng 7/2021 [mới]: danh sách rất dài của tỉnh.csv")
    assert read_table(copy, name="a.xlsx").rows
