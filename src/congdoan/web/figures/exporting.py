"""The board as the official table an office keeps: each figure with the address of its trail."""

from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _

from congdoan.documents.writing import sheet
from congdoan.documents.writing.sheet import OfficialTable, SheetCell, SheetColumn
from congdoan.foundation import clock
from congdoan.foundation.units_of_count import unit_in_words
from congdoan.indicators.queries import Board, Row
from congdoan.indicators.values import State
from congdoan.indicators.wording import period_in_words
from congdoan.organisation.queries import parent
from congdoan.web.figures.looking import Look
from congdoan.web.figures.tags import figure_url
from congdoan.web.shell.request import UserRequest


def workbook(board: Board, look: Look, request: UserRequest) -> bytes:
    """One sheet: for each indicator the value (a link), the target, the percent, and who was heard.

    In Vietnamese whoever asks, as every official table.
    """
    with translation.override("vi"):
        return sheet.write_xlsx(_table(board, look, request))


def _table(board: Board, look: Look, request: UserRequest) -> OfficialTable:
    above = parent(board.unit, on=board.period.end)
    return OfficialTable(
        superior=above.name if above else "",
        issuer=board.unit.name,
        title=look.board.name if look.board else _("Bảng chỉ tiêu"),
        period=period_in_words(board.period),
        columns=tuple(_columns(board)),
        rows=tuple(_line(row, board, request) for row in board.rows),
        total=_line(board.total, board, request),
        notes=(
            _("Ô “%(missing)s” là đơn vị được giao nhưng chưa báo cáo, không tính là 0.") % {"missing": sheet.MISSING},
            sheet.position_note(board.position, clock.now()),
        ),
        name=_("Chỉ tiêu"),
    )


def _columns(board: Board) -> list[SheetColumn]:
    columns = [SheetColumn(_("Đơn vị"))]
    for indicator in board.indicators:
        group = f"{indicator} ({unit_in_words(indicator.unit_of_count)})"
        columns += [
            SheetColumn(_("Thực hiện"), "count", group),
            SheetColumn(_("Chỉ tiêu"), "count", group),
            SheetColumn("%", "percent", group),
            SheetColumn(_("Đã báo cáo"), "text", group),
        ]
    return columns


def _line(row: Row, board: Board, request: UserRequest) -> tuple[SheetCell, ...]:
    name = _("Cấp mình") if row.is_own else _("Cộng") if row.is_total else row.unit.name
    cells: list[SheetCell] = [name]
    for cell in row.cells:
        part = cell.part
        if part.reading.hidden:
            cells += [part.reading.hidden, "", "", ""]
            continue
        is_missing = part.state in (State.MISSING, State.NOT_APPLICABLE)
        value = None if is_missing else _rounded(part.value)
        link = request.build_absolute_uri(figure_url(row.unit, cell.indicator, row.period, board.structure))
        heard = part.completeness
        cells += [
            sheet.Figure(value, link),
            _rounded(cell.aim.target.value) if cell.aim else "",
            _rounded(cell.aim.percent) if cell.aim and cell.aim.percent is not None else "",
            f"{heard.heard}/{heard.due}" if heard.due else "",
        ]
    return tuple(cells)


def _rounded(value: int | Decimal | None) -> int | Decimal | None:
    if value is None or isinstance(value, int):
        return value
    rounded = value.quantize(Decimal("0.1"))
    return int(rounded) if rounded == rounded.to_integral_value() else rounded
