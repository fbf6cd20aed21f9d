"""Lists of members as offices really keep them."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import xlsxwriter

HEADS = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Đơn vị", "Số CCCD", "Chức vụ", "Dân tộc", "Điện thoại")


def plain_sheet(rows: Sequence[Sequence[object]], heads: Sequence[str] = HEADS) -> bytes:
    """One line of heads, then the rows."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Danh sách")
    for place, head in enumerate(heads):
        sheet.write(0, place, head)
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            sheet.write(line, place, value, day) if isinstance(value, date) else sheet.write(line, place, value)
    book.close()
    return target.getvalue()


def office_sheet() -> bytes:
    """A letterhead, a title, heads of two lines with merged cells and birth years under Nam and Nữ, a line counting the
    columns, groups by department, a totals row and who signs.
    """
    target = BytesIO()
    book = xlsxwriter.Workbook(target)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("DS đoàn viên")
    sheet.merge_range(0, 0, 0, 3, "CÔNG ĐOÀN NGÀNH Y TẾ TỈNH PHONG LAI")
    sheet.merge_range(0, 4, 0, 8, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    sheet.merge_range(2, 0, 2, 8, "DANH SÁCH ĐOÀN VIÊN CÔNG ĐOÀN NĂM 2024")
    for place, head in {0: "STT", 1: "Họ và tên", 4: "Số CMND/CCCD", 5: "Chức vụ", 8: "Ghi chú"}.items():
        sheet.merge_range(4, place, 5, place, head)
    sheet.merge_range(4, 2, 4, 3, "Ngày, tháng, năm sinh")
    sheet.write_row(5, 2, ["Nam", "Nữ"])
    sheet.merge_range(4, 6, 4, 7, "Ngày vào Đảng")
    sheet.write_row(5, 6, ["Dự bị", "Chính thức"])
    sheet.write_row(6, 0, [f"({number})" for number in range(1, 10)])
    sheet.merge_range(7, 0, 7, 8, "I. Khoa Nội")
    sheet.write_row(8, 0, [1, "Lò Thị Mai", "", "20/5/1990", "068190001234", "Điều dưỡng", "3/2/2015", "3/2/2016", ""])
    sheet.write_row(9, 0, [2, "Giàng A Nam", "", "", "", "Lái xe", "", "", "mới về"])
    sheet.write_datetime(9, 2, date(1985, 2, 3), day)
    sheet.merge_range(10, 0, 10, 8, "II. Khoa Ngoại")
    sheet.write_row(11, 0, [3, "Trần Văn Hùng", "1979", "", "68179000077", "Bác sĩ", "", "", ""])
    sheet.write_row(12, 0, ["", "Tổng cộng: 3 đoàn viên", "", "", "", "", "", "", ""])
    sheet.write(14, 6, "Phong Lai, ngày 5 tháng 1 năm 2024")
    sheet.write(15, 1, "NGƯỜI LẬP BIỂU")
    sheet.write(15, 6, "TM. BAN CHẤP HÀNH")
    book.close()
    return target.getvalue()
