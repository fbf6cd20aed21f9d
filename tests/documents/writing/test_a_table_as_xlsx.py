"""The workbook of an official table: figures that lead back, gaps that are no zeros, text that is never a formula."""

import re
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from congdoan.documents.sheets import read_table
from congdoan.documents.writing.sheet import (
    Figure,
    OfficialTable,
    SheetColumn,
    position_note,
    write_xlsx,
)

COLUMNS = (
    SheetColumn("Đơn vị"),
    SheetColumn("Tổng số", "count", "Đoàn viên"),
    SheetColumn("Nữ", "count", "Đoàn viên"),
    SheetColumn("Số tiền (đồng)", "money"),
    SheetColumn("Tỷ lệ (%)", "percent"),
    SheetColumn("Ngày báo cáo", "day"),
)
TRAIL = "https://cong-doan.example/s/1"
ROWS = (
    (
        "CĐCS Trung tâm Y tế Đà Lạt",
        161,
        98,
        Figure(512_000_000, TRAIL),
        Decimal("97.5"),
        None,
    ),
    ("CĐCS Bệnh viện Phổi", Figure(0), Figure(None), Figure(None), None, date(2021, 8, 20)),
)


def official(**changes: Any) -> OfficialTable:
    given: dict[str, Any] = {
        "superior": "Liên đoàn Lao động tỉnh Lâm Đồng",
        "issuer": "Công đoàn ngành Y tế",
        "title": "Kết quả hoạt động công đoàn tháng 8/2021",
        "period": "Từ 01/8/2021 đến 20/8/2021",
        "columns": COLUMNS,
        "rows": ROWS,
        "total": ("Tổng cộng", 161, 98, 512_000_000, None, None),
        "notes": (position_note(10_482, datetime(2021, 8, 20, 14, 5)),),  # noqa: DTZ001
        "name": "Tháng 8/2021",
    }
    return OfficialTable(**given | changes)


def part(data: bytes, name: str) -> str:
    with ZipFile(BytesIO(data)) as file:
        return file.read(name).decode()


def test_what_is_written_reads_back_with_its_grouped_head_and_without_its_total() -> None:
    table = read_table(write_xlsx(official()), name="bang.xlsx")
    assert table.titles == (
        "STT",
        "Đơn vị",
        "Đoàn viên / Tổng số",
        "Đoàn viên / Nữ",
        "Số tiền (đồng)",
        "Tỷ lệ (%)",
        "Ngày báo cáo",
    )
    first, second = table.rows
    assert dict(first.cells) == {
        "STT": 1,
        "Đơn vị": "CĐCS Trung tâm Y tế Đà Lạt",
        "Đoàn viên / Tổng số": 161,
        "Đoàn viên / Nữ": 98,
        "Số tiền (đồng)": 512_000_000,
        "Tỷ lệ (%)": Decimal("97.5"),
        "Ngày báo cáo": None,
    }
    assert second["Ngày báo cáo"] == date(2021, 8, 20)
    assert [line.reason for line in table.skipped] == ["total", "after the table"]


def test_a_missing_figure_says_so_and_a_zero_is_a_zero() -> None:
    second = read_table(write_xlsx(official()), name="bang.xlsx").rows[1]
    assert second["Đoàn viên / Tổng số"] == 0
    assert second["Đoàn viên / Nữ"] == "thiếu"


def test_a_figure_leads_back_to_its_trail_and_stays_a_number() -> None:
    data = write_xlsx(official())
    sheet = part(data, "xl/worksheets/sheet1.xml")
    (place,) = re.findall(r'<hyperlink ref="([A-Z]+\d+)"', sheet)
    assert re.search(rf'<c r="{place}" s="\d+"><v>512000000</v>', sheet)
    assert TRAIL in part(data, "xl/worksheets/_rels/sheet1.xml.rels")


def test_the_letterhead_title_and_state_of_the_journal_are_said() -> None:
    words = part(write_xlsx(official()), "xl/sharedStrings.xml")
    for line in (
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH LÂM ĐỒNG",
        "CÔNG ĐOÀN NGÀNH Y TẾ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "KẾT QUẢ HOẠT ĐỘNG CÔNG ĐOÀN THÁNG 8/2021",
        "Số liệu tại vị trí nhật ký 10.482, in lúc 14:05 ngày 20/08/2021.",
    ):
        assert line in words


@pytest.mark.parametrize("text", ["=1+1", "+84 912", "-5", "@SUM(A1)", "http://x.example", '=HYPERLINK("http://x")'])
def test_text_is_never_a_formula_nor_a_link(text: str) -> None:
    data = write_xlsx(official(rows=((text, 1, 1, 1, 1, None),), total=None))
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    (row,) = read_table(data, name="bang.xlsx").rows
    assert row["Đơn vị"] == text
    assert ("quotePrefix" in part(data, "xl/styles.xml")) == text.startswith(("=", "+", "-", "@"))


def test_a_sum_too_long_for_excel_keeps_its_last_dong() -> None:
    huge = 9_007_199_254_740_993
    (row,) = read_table(write_xlsx(official(rows=(("A", 1, 1, huge, 1, None),), total=None)), name="a.xlsx").rows
    assert row["Số tiền (đồng)"] == str(huge)


def test_the_page_is_a4_across_fitted_to_its_width_with_the_head_on_every_page() -> None:
    data = write_xlsx(official())
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert 'paperSize="9"' in sheet
    assert 'orientation="landscape"' in sheet
    assert 'fitToHeight="0"' in sheet
    assert "_xlnm.Print_Titles" in part(data, "xl/workbook.xml")


def test_two_tables_of_one_name_get_sheets_of_their_own() -> None:
    workbook = part(write_xlsx(official(), official()), "xl/workbook.xml")
    assert re.findall(r'<sheet name="([^"]+)"', workbook) == ["Tháng 8-2021", "Tháng 8-2021 (2)"]


@pytest.mark.parametrize("columns", [COLUMNS[:1], COLUMNS[:2]])
def test_a_narrow_table_still_has_room_for_the_letterhead(columns: tuple[SheetColumn, ...]) -> None:
    rows = tuple(row[: len(columns)] for row in ROWS)
    sheet = part(write_xlsx(official(columns=columns, rows=rows, total=None, superior="")), "xl/worksheets/sheet1.xml")
    widths = [float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', sheet)]
    assert sum(widths) > 80


def test_the_same_table_gives_the_same_bytes_and_names_only_its_issuer() -> None:
    assert write_xlsx(official()) == write_xlsx(official())
    core = part(write_xlsx(official()), "docProps/core.xml")
    assert "<dc:creator>Công đoàn ngành Y tế</dc:creator>" in core


def test_a_table_must_have_columns_and_rows_that_fit_them() -> None:
    with pytest.raises(ValueError, match="at least one column"):
        official(columns=(), rows=(), total=None)
    with pytest.raises(ValueError, match="2 cells under 6 columns"):
        official(rows=(("A", 1),))
    with pytest.raises(ValueError, match="at least one table"):
        write_xlsx()


def test_a_trail_is_a_web_address() -> None:
    with pytest.raises(ValueError, match="web address"):
        Figure(1, "javascript:alert(1)")


def test_the_issuer_never_stands_over_the_ordinals_alone() -> None:
    """The figures of a report end in a wide column that held the nation's half by itself."""
    columns = (SheetColumn("Con số"), SheetColumn("Giá trị", "count"), SheetColumn("Nơi có con số ấy, đọc từ đâu"))
    rows = (("Lượt người nghe tuyên truyền", 235, "Cộng mọi ghi nhận " * 6),)
    book = part(write_xlsx(official(columns=columns, rows=rows, total=None)), "xl/worksheets/sheet1.xml")
    first = re.search(r'<mergeCell ref="A1:([A-Z])1"', book)
    assert first is not None, "the issuer stands over several columns"
    assert first.group(1) >= "B"
