"""/figures and what it needs to be asked: indicators and boards."""

import re
from datetime import date

from django.utils.translation import gettext as _
from ninja import Query, Router

from congdoan.activities.models import Act
from congdoan.api.errors import PROBLEMS
from congdoan.api.figures.shapes import (
    Asked,
    BoardName,
    BoardOut,
    CellOut,
    FigureOut,
    IndicatorOut,
    RowOut,
    StepOut,
    TrailOut,
)
from congdoan.api.request import ApiRequest
from congdoan.api.shapes import Code, Day, Limit, Named, Words, named
from congdoan.foundation import periods
from congdoan.foundation.errors import NotFound, Refused
from congdoan.indicators import queries
from congdoan.indicators.access import may_see_records, may_see_what_for, unit_for_figures
from congdoan.indicators.models import Board, Indicator
from congdoan.indicators.plain import plain_figure, plain_step, plain_value
from congdoan.indicators.queries import Cell, Row
from congdoan.indicators.veil import veiled, veiled_board

router = Router(tags=["figures"])
MOST = 40
"""Indicators on one board."""
AFTER = re.compile(r"\d{4}-\d{2}-\d{2}~[\w:.-]{1,80}")


@router.get("", response={200: FigureOut, **PROBLEMS}, summary="One figure with its parts and its gaps")
def figure(request: ApiRequest, unit: Code, indicator: Code, period: Words, structure: Day | None = None) -> FigureOut:
    """By the code path of the screens, reports and command line. `period`: 2024, 2024-Q3, 2024-07, 2023-2024,
    2024-07/2024-09. `structure`: by the tree of that day rather than of each fact's own.
    """
    found = queries.figure(
        unit_for_figures(request.user, unit),
        queries.indicator_by_code(indicator),
        periods.parse(period),
        structure=structure,
    )
    return FigureOut(**plain_figure(veiled(found, request.user)))


@router.get("/trail", response={200: TrailOut, **PROBLEMS}, summary="The records behind a figure or one of its parts")
def trail(
    request: ApiRequest,
    unit: Code,
    indicator: Code,
    period: Words,
    structure: Day | None = None,
    at: Code | None = None,
    own_only: bool = False,
    after: Words = "",
    limit: Limit = 50,
) -> TrailOut:
    """`at`: the part of this unit. For sums and stocks the quantities add up to the value."""
    user = request.user
    if after and not _is_a_place(after):
        raise Refused(_("Không có dòng “%(key)s” để tiếp tục từ đó.") % {"key": after}, field="after")
    node = unit_for_figures(user, unit)
    part = unit_for_figures(user, at) if at is not None else None
    may_see_records(user, part or node).require()
    asked = queries.indicator_by_code(indicator)
    may_see_what_for(user, part or node, asked).require()
    found = queries.figure(node, asked, periods.parse(period), structure=structure)
    page = queries.trail(found, at=part, own_only=own_only, after=after, limit=limit)
    keys = [step.act.pk for step in page.steps if step.act]
    seen = set(Act.objects.visible_to(user).filter(pk__in=keys).values_list("key", flat=True))
    items = [StepOut(**plain_step(step)) for step in page.steps]
    for item in items:
        if item.act not in seen:
            item.act = None
    return TrailOut(items=items, next=page.after or None, count=page.count, quantity=page.quantity)


@router.get("/board", response={200: BoardOut, **PROBLEMS}, summary="Children of a unit by indicators")
def board(
    request: ApiRequest,
    unit: Code,
    period: Words,
    board: Code | None = None,
    indicator: Query[list[Code]] = [],  # noqa: B006 - read, never changed
    structure: Day | None = None,
) -> BoardOut:
    """A named `board`, or up to 40 indicators given one by one."""
    at = unit_for_figures(request.user, unit)
    wanted = [queries.indicator_by_code(code) for code in list(dict.fromkeys(indicator))[:MOST]]
    if board is not None:
        wanted = [*queries.indicators_of_board(_board(board)), *wanted]
    if not wanted:
        raise Refused(_("Hãy chọn một bảng (board) hoặc ít nhất một chỉ tiêu (indicator)."), field="board")
    found = veiled_board(queries.board(at, wanted, periods.parse(period), structure=structure), request.user)
    return BoardOut(
        organisation=named(at),
        period=found.period.code,
        structure=structure,
        indicators=[Named(code=each.code, name=str(each)) for each in found.indicators],
        rows=[_row(each) for each in found.rows],
        total=_row(found.total),
        position=found.position,
    )


@router.get("/indicators", response={200: list[IndicatorOut], **PROBLEMS}, summary="What may be asked for")
def indicators(request: ApiRequest, q: Words = "") -> list[IndicatorOut]:
    return [
        IndicatorOut(code=each.code, name=str(each), formula=each.formula, unit=each.unit_of_count)
        for each in Indicator.objects.filter(code__icontains=q)
    ]


@router.get("/boards", response={200: list[BoardName], **PROBLEMS}, summary="Named sets of indicators")
def boards(request: ApiRequest) -> list[BoardName]:
    return [
        BoardName(
            code=each.code,
            name=str(each),
            indicators=[row.indicator_id for row in each.rows.all()],
        )
        for each in Board.objects.order_by("code").prefetch_related("rows")
    ]


def _board(code: str) -> Board:
    found = Board.objects.filter(code=code).first()
    if found is None:
        raise NotFound(_("Không có bảng chỉ tiêu mang mã “%(code)s”.") % {"code": code}, field="board")
    return found


def _row(row: Row) -> RowOut:
    return RowOut(
        organisation=named(row.unit),
        is_own=row.is_own,
        period=row.period.code,
        cells=[_cell(each) for each in row.cells],
    )


def _cell(cell: Cell) -> CellOut:
    return CellOut(
        indicator=cell.indicator.code,
        value=plain_value(cell.part.value),
        state=cell.part.state.code,
        hidden=cell.part.reading.hidden or None,
        completeness=Asked(due=cell.part.completeness.due, heard=cell.part.completeness.heard),
        target=plain_value(cell.aim.target.value) if cell.aim else None,
        percent_of_target=plain_value(cell.aim.percent) if cell.aim else None,
        before=plain_value(cell.before),
    )


def _is_a_place(after: str) -> bool:
    try:
        date.fromisoformat(after[:10])
    except ValueError:
        return False
    return AFTER.fullmatch(after) is not None
