"""The indicator board and a figure's own page."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from congdoan.foundation import clock, periods
from congdoan.foundation.errors import NotFound, Refused
from congdoan.indicators import access, queries
from congdoan.indicators.models import Board as NamedBoard
from congdoan.indicators.queries import Board, Cell, Row, indicator_by_code
from congdoan.indicators.values import State
from congdoan.indicators.veil import veiled_board
from congdoan.reports.drift import Drift, drifted
from congdoan.web.figures.exporting import workbook
from congdoan.web.figures.looking import Look, choices, looked_at
from congdoan.web.figures.opening import Opened, open_figure
from congdoan.web.shell.page import page
from congdoan.web.shell.request import UserRequest, asks_for_part

Moved = dict[tuple[int, str], Drift]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cell with the address that opens it."""

    cell: Cell
    url: str
    drift: Drift | None = None
    """What has moved since under a figure the unit signed within the period."""

    @property
    def look(self) -> str:
        """The class of the cell: zero and missing never look alike."""
        states = {State.ZERO: "is-zero", State.MISSING: "is-missing", State.SILENT: "is-silent"}
        under = "is-under" if self.cell.aim and not self.cell.aim.is_met and self.cell.aim.percent is not None else ""
        return " ".join(filter(None, (states.get(self.cell.part.state, ""), under)))


def board(request: UserRequest) -> HttpResponse:
    """Children down, indicators across. `?open=` opens one figure's trail beside it; HTMX asks for that panel alone."""
    look = looked_at(request)
    opened = _opened(request, look)
    if asks_for_part(request):
        return page(request, "figures/board.html", part="panel", look=look, opened=opened, close=look.url())
    shown = _shown(request, look)
    moved = drifted([look.unit, *(row.unit for row in shown.rows)], look.indicators, look.period)
    return page(
        request,
        "figures/board.html",
        part="panel",
        look=look,
        board=shown,
        rows=[(row, [_drawn(look, row, cell, moved) for cell in row.cells]) for row in shown.rows],
        total=[_drawn(look, shown.total, cell, moved) for cell in shown.total.cells],
        has_drift=bool(moved),
        boards=NamedBoard.objects.order_by("pk"),
        choices=choices(look, request.as_of),
        opened=opened,
        close=look.url(),
        was=look.url(structure=None),
        now=look.url(structure=request.as_of.isoformat()),
        export=look.url().replace(reverse("figures:board"), reverse("figures:export"), 1),
        above=_above(request, look),
    )


def export(request: UserRequest) -> HttpResponse:
    """The board as a workbook; every figure in it leads back here."""
    look = looked_at(request)
    shown = _shown(request, look)
    answer = HttpResponse(workbook(shown, look, request), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="chi-tieu-{look.unit.code}-{look.period.code}.xlsx"'.replace(
        "/", "_", 1
    )
    return answer


def figure(request: UserRequest, unit: str, indicator: str) -> HttpResponse:
    """One figure on a page of its own: where links from files and reports lead."""
    found = access.unit_for_figures(request.user, unit)
    asked = request.GET
    try:
        period = periods.parse(asked.get("period") or str(request.as_of.year))
        structure = periods.parse(asked["structure"]).start if asked.get("structure") else None
    except Refused as refused:
        raise NotFound(refused.message) from refused
    opened = open_figure(
        request.user,
        found,
        indicator_by_code(indicator),
        period,
        structure=structure,
        is_own=bool(asked.get("own")),
        after=asked.get("after", ""),
        limit=50,
    )
    first = {name: str(said) for name, said in asked.items() if name != "after"}
    following = f"?{urlencode({**first, 'after': opened.trail.after})}" if opened.trail.after else ""
    return page(
        request,
        "figures/figure.html",
        part="records",
        opened=opened,
        period=period,
        following=following,
        start=f"?{urlencode(first)}" if opened.is_further else "",
        today=clock.today(),
    )


def _opened(request: UserRequest, look: Look) -> Opened | None:
    if look.opened is None:
        return None
    return open_figure(
        request.user,
        look.at or look.unit,
        look.opened,
        look.span or look.period,
        structure=look.structure,
        top=look.unit,
        is_own=look.is_own,
    )


def _shown(request: UserRequest, look: Look) -> Board:
    """The board as this person may be told it."""
    return veiled_board(queries.board(look.unit, look.indicators, look.period, structure=look.structure), request.user)


def _drawn(look: Look, row: Row, cell: Cell, moved: Moved) -> Drawn:
    span = None if row.period == look.period else row.period.code
    url = look.url(open=cell.indicator.code, at=row.unit.code, span=span, own="1" if row.is_own else None)
    return Drawn(
        cell, url, None if row.is_own or cell.part.reading.hidden else moved.get((row.unit.pk, cell.indicator.code))
    )


def _above(request: UserRequest, look: Look) -> str:
    """The board of the unit one acts for, when looking at another one."""
    return "" if look.unit == request.unit else look.url(unit=request.unit.code)
