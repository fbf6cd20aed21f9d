"""The figures of a report as a workbook: one row a unit, one column a figure, each heading a way back to its trail."""

from io import BytesIO

import xlsxwriter

from congdoan.foundation import clock
from congdoan.foundation.units_of_count import unit_in_words
from congdoan.reports.figures import Frozen, Shown, frozen_figure, live_figure, shown
from congdoan.reports.models import Report


def figures_sheet(report: Report, *, trail: str) -> bytes:
    """An .xlsx of the report's figures by unit, as signed where they are, live where not.

    `trail` is the web address that opens a figure when its name is put after it. Text is written as text: a unit whose
    name begins with "=" is not a formula.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet("Số liệu")
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter", "align": "center"})
    link = book.add_format(
        {"bold": True, "text_wrap": True, "border": 1, "font_color": "#1b4b8a", "underline": 1, "align": "center"}
    )
    cell = book.add_format({"border": 1})
    number = book.add_format({"border": 1, "num_format": "#,##0.##"})
    total = book.add_format({"border": 1, "num_format": "#,##0.##", "bold": True})
    page.write(0, 0, report.request.title, book.add_format({"bold": True, "font_size": 13}))
    asked = report.request
    days = f"kỳ {asked.period_start:%d/%m/%Y} – {asked.period_end:%d/%m/%Y}, chốt {asked.cutoff_on:%d/%m/%Y}"
    page.write_string(1, 0, f"{report.unit.name} · {days}")
    page.write(3, 0, "STT", head)
    page.write(3, 1, "Đơn vị", head)
    columns = [(figure, _parts(figure)) for figure in shown(report).values()]
    names = dict.fromkeys(name for _figure, parts in columns for name in parts)
    for at, (figure, parts) in enumerate(columns, start=2):
        indicator = figure.token.indicator
        page.write_url(
            3, at, trail + figure.token.name, link, f"{indicator.name} ({unit_in_words(indicator.unit_of_count)})"
        )
        for row, name in enumerate(names, start=4):
            value = parts.get(name)
            if value is None:
                page.write(row, at, "chưa có số" if name in parts else "", cell)
            else:
                page.write_number(row, at, value, number)
        if figure.value is not None:
            page.write_number(4 + len(names), at, float(figure.value), total)
    for row, name in enumerate(names, start=4):
        page.write_number(row, 0, row - 3, cell)
        page.write_string(row, 1, name, cell)
    page.write(4 + len(names), 1, "Toàn đơn vị", head)
    position = report.journal_position or "đang chạy"
    page.write(
        6 + len(names),
        0,
        f"Số liệu tại vị trí {position} của sổ ghi, lập lúc {clock.now():%H:%M %d/%m/%Y}. Tỷ lệ không cộng dọc.",
    )
    page.set_column(0, 0, 6)
    page.set_column(1, 1, 44)
    page.set_column(2, 2 + len(columns), 18)
    page.freeze_panes(4, 2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(3)
    book.close()
    return buffer.getvalue()


def _parts(figure: Shown) -> dict[str, float | None]:
    """Each unit's share by name; None where it was asked and not heard."""
    frozen: Frozen | None = frozen_figure(figure.token)
    if frozen:
        return {part.name: None if part.value is None else float(part.value) for part in frozen.parts}
    return {
        part.unit.name: None if part.value is None else float(part.value) for part in live_figure(figure.token).parts
    }
