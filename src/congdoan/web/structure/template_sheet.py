"""The sheet offered for filling in: the heads the import understands, two sample lines, the levels to choose from."""

from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from congdoan.organisation.models import Level

HEADS = ("STT", "Mã", "Tên", "Tên viết tắt", "Cấp", "Trực thuộc (mã hoặc tên)", "Ngày thành lập", "Ký hiệu", "Địa bàn")
WIDTHS = (6, 16, 48, 22, 26, 34, 18, 12, 24)
ROWS = 500


def workbook() -> bytes:
    """An .xlsx; the column of levels offers those of this installation, codes and dates are text."""
    levels = [level.name for level in Level.objects.all()]
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter"})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet("Đơn vị")
    for place, (title, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.set_column(place, place, width, text)
        sheet.write_string(0, place, title, head)
    known = book.add_worksheet("Cấp")
    known.set_column(0, 0, 48)
    for line, name in enumerate(levels):
        known.write_string(line, 0, name)
    sheet.data_validation(
        1, 4, ROWS, 4, {"validate": "list", "source": f"='Cấp'!$A$1:$A${len(levels)}", "error_message": _("Chọn cấp.")}
    )
    sheet.freeze_panes(1, 0)
    book.close()
    return target.getvalue()
