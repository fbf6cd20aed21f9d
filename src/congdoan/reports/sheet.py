"""The figures of a report as an official table: one row a unit, one column a figure, each a way back to its trail."""

from collections.abc import Callable
from decimal import Decimal

from django.db.models import Max

from congdoan.accounts.models import User
from congdoan.documents.writing import Figure, OfficialTable, SheetColumn, position_note, write_xlsx
from congdoan.documents.writing.sheet import Kind, SheetCell
from congdoan.foundation import clock
from congdoan.foundation.units_of_count import unit_on_paper
from congdoan.journal.models import Entry
from congdoan.organisation import queries as organisation
from congdoan.reports.figures import Part, Shown, frozen_figure, live_figure, may_see_parts, shown
from congdoan.reports.models import Report, ReportRequest
from congdoan.reports.paper import day_of, written_by


def figures_sheet(report: Report, *, trail: str, reader: User | None = None) -> bytes:
    """An .xlsx of the report's figures by unit, as signed where they are, live where not.

    `trail` is the web address that opens a figure when its name is put after it. Figures about illness are told by
    unit only to a `reader` who sees the cases.
    """
    return write_xlsx(figures_table(report, trail=trail, reader=reader))


def figures_table(report: Report, *, trail: str, reader: User | None = None) -> OfficialTable:
    """The same table as values. A unit that was asked and not heard says so; it is no zero."""
    figures = list(shown(report).values())
    closed = [figure for figure in figures if not _is_split(figure, reader)]
    shares = [{} if figure in closed else _shares(figure) for figure in figures]
    units = _everyone([figure for figure in figures if figure not in closed])
    asked, above = report.request, organisation.parent(report.writer, on=day_of(report))

    def cell(figure: Shown) -> Callable[[Decimal | None], Figure]:
        return lambda value: Figure(value, trail + figure.token.name)

    def row(name: str) -> tuple[SheetCell, ...]:
        cells = (
            cell(figure)(column[name]) if name in column else "" for figure, column in zip(figures, shares, strict=True)
        )
        return (name, *cells)

    return OfficialTable(
        issuer=written_by(report),
        superior=above.name if above else "",
        title=f"Số liệu báo cáo {asked.title}",
        period=_days(asked),
        columns=(SheetColumn("Đơn vị"), *map(_column, figures)),
        rows=tuple(map(row, units)),
        total=("Toàn đơn vị", *(cell(figure)(_known(figure)) for figure in figures)),
        notes=(*_notes(report), *_not_split(closed)),
        name="Số liệu",
    )


def _is_split(figure: Shown, reader: User | None) -> bool:
    if not figure.token.indicator.is_sensitive:
        return True
    return reader is not None and bool(may_see_parts(reader, figure.token))


def _not_split(closed: list[Shown]) -> tuple[str, ...]:
    if not closed:
        return ()
    names = "; ".join(figure.token.indicator.name for figure in closed)
    return (f"Không chia theo đơn vị để không lộ ai được hỗ trợ: {names}.",)


def _everyone(figures: list[Shown]) -> list[str]:
    """Every unit that is part of a figure, also where it had nothing to say, in the order they are named."""
    parts = (frozen_figure(figure.token) or live_figure(figure.token) for figure in figures)
    names = (part.name if isinstance(part, Part) else part.unit.name for one in parts for part in one.parts)
    return list(dict.fromkeys(names))


def _days(asked: ReportRequest) -> str:
    period = f"{asked.period_start:%d/%m/%Y} – {asked.period_end:%d/%m/%Y}"
    return f"Kỳ {period}, chốt hết ngày {asked.cutoff_on:%d/%m/%Y}"


def _column(figure: Shown) -> SheetColumn:
    indicator = figure.token.indicator
    kinds: dict[str, Kind] = {"VND": "money", "percent": "percent"}
    unit = unit_on_paper(indicator.unit_of_count)
    return SheetColumn(f"{indicator.name} ({unit})", kinds.get(indicator.unit_of_count, "count"))


def _known(figure: Shown) -> Decimal | None:
    return None if figure.state == "missing" else figure.value


def _shares(figure: Shown) -> dict[str, Decimal | None]:
    """Each unit's share by name; None where it was asked and not heard, left out where nobody asked or spoke."""
    frozen = frozen_figure(figure.token)
    parts: list[tuple[str, str, Decimal | int | None]]
    if frozen:
        parts = [(part.name, part.state, part.value) for part in frozen.parts]
    else:
        parts = [(part.unit.name, part.state.code, part.value) for part in live_figure(figure.token).parts]
    return {
        name: None if state == "missing" or value is None else Decimal(value)
        for name, state, value in parts
        if state not in {"silent", "not_applicable"}
    }


def _notes(report: Report) -> tuple[str, ...]:
    signed = report.journal_position
    position = signed if signed is not None else Entry.objects.aggregate(last=Max("pk"))["last"] or 0
    state = "Số liệu đã chốt khi gửi." if signed is not None else "Số liệu đang chạy, sẽ chốt khi gửi."
    return (
        position_note(position, clock.now()),
        f"{state} Tỷ lệ tính lại từ tử số và mẫu số, không cộng dọc.",
    )
