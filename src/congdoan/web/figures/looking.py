"""What the board looks at, as it stands in the address: unit, indicators, period, tree, and the figure opened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from congdoan.foundation import periods
from congdoan.foundation.errors import NotFound, Refused
from congdoan.foundation.periods import Period
from congdoan.indicators import access
from congdoan.indicators.models import Board, Indicator, Target
from congdoan.indicators.queries import glance, indicator_by_code, indicators_of_board
from congdoan.indicators.rules import previous
from congdoan.indicators.wording import period_in_words
from congdoan.organisation.models import Unit
from congdoan.web.shell.request import UserRequest
from congdoan.web.shell.typed import read_day


@dataclass(frozen=True, slots=True)
class Look:
    """`opened` and `at` name the figure whose trail stands in the panel; `span` the stretch of a part that moved."""

    unit: Unit
    board: Board | None
    indicators: tuple[Indicator, ...]
    period: Period
    structure: date | None
    opened: Indicator | None
    at: Unit | None
    span: Period | None
    is_own: bool
    wrong: str

    def url(self, **changes: str | None) -> str:
        """This look with some of it changed; None leaves a part out. The panel closes unless it is asked for."""
        asked: dict[str, str | None] = {
            "unit": self.unit.code,
            "board": self.board.code if self.board else None,
            "period": self.period.code,
            "structure": self.structure.isoformat() if self.structure else None,
            **changes,
        }
        return f"{reverse('figures:board')}?{urlencode({name: value for name, value in asked.items() if value})}"


def looked_at(request: UserRequest) -> Look:
    """Raises NotFound for a unit or an indicator not there for this person; an unclear period is told, not raised."""
    asked = request.GET
    unit = access.unit_for_figures(request.user, asked.get("unit") or request.unit.code)
    boards = Board.objects.order_by("pk")
    board = boards.filter(code=asked["board"]).first() if asked.get("board") else _opening(unit, boards, request.as_of)
    indicators = tuple(indicators_of_board(board)) if board else ()
    period, wrong = _period(request, unit, board)
    opened = indicator_by_code(asked["open"]) if asked.get("open") else None
    return Look(
        unit=unit,
        board=board,
        indicators=indicators,
        period=period,
        structure=_day(asked.get("structure", "")),
        opened=opened,
        at=access.unit_for_figures(request.user, asked["at"]) if asked.get("at") else None,
        span=_stretch(asked.get("span", "")),
        is_own=bool(asked.get("own")),
        wrong=wrong,
    )


def choices(look: Look, on: date) -> list[tuple[str, str]]:
    """Periods one would pick: the one shown, those of the unit's targets, this month and the last, quarter, years."""
    found = dict.fromkeys([look.period, *_of_targets(look.unit, look.board), *_usual(on)])
    return [(period.code, period_in_words(period)) for period in found]


def _period(request: UserRequest, unit: Unit, board: Board | None) -> tuple[Period, str]:
    asked = request.GET
    try:
        if asked.get("from") and asked.get("to"):
            today = request.as_of
            return Period(read_day(asked["from"], today=today), read_day(asked["to"], today=today)), ""
        if asked.get("period"):
            return periods.parse(asked["period"]), ""
    except Refused as refused:
        return _default(unit, board, request.as_of), str(refused)
    return _default(unit, board, request.as_of), ""


def _default(unit: Unit, board: Board | None, on: date) -> Period:
    """The board's own period; else that of a target which runs on the day; else the year."""
    if board and board.period_start and board.period_end:
        return Period(board.period_start, board.period_end)
    return next((period for period in _of_targets(unit, board) if on in period), periods.year(on.year))


def _opening(unit: Unit, boards: QuerySet[Board], on: date) -> Board | None:
    """The board to begin with: the first that says anything of the unit in its own period; else the first."""
    listed = list(boards)
    speaking = (
        board
        for board in listed
        if any(
            part.reading.entries or part.completeness.due
            for part in glance(unit, indicators_of_board(board), _default(unit, board, on)).values()
        )
    )
    return next(speaking, listed[0] if listed else None)


def _of_targets(unit: Unit, board: Board | None) -> list[Period]:
    if board is None:
        return []
    rows = Target.objects.filter(receiver=unit, is_current=True, indicator__in=board.rows.values("indicator")).order_by(
        "-given_on", "-pk"
    )
    return list(dict.fromkeys(Period(*pair) for pair in rows.values_list("period_start", "period_end")))[:4]


def _usual(on: date) -> Iterator[Period]:
    this = periods.month(on.month, on.year)
    yield this
    yield previous(this)
    yield periods.quarter((on.month - 1) // 3 + 1, on.year)
    yield periods.year(on.year)
    yield periods.year(on.year - 1)


def _stretch(code: str) -> Period | None:
    try:
        return periods.parse(code) if code else None
    except Refused:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise NotFound(f"“{text}”") from error
