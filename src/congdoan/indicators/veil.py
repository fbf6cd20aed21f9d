"""Figures about illness: told whole to those who see the cases, and to others only where nobody is to be recognised.

Others are told one number: that of the unit their sight begins at, for a whole year, and “fewer than five” where it is
small. No part, no shorter span, no unit below: of two numbers that differ by one unit or one month, the difference
would tell of that unit's or month's one patient.
"""

from dataclasses import replace

from django.utils.translation import gettext as _

from congdoan.accounts.access import units_in_reach
from congdoan.accounts.models import User
from congdoan.accounts.rules import Task
from congdoan.foundation import clock, periods
from congdoan.foundation.periods import Period
from congdoan.indicators.access import may_see_what_for
from congdoan.indicators.models import Formula, Indicator
from congdoan.indicators.queries.board import Board, Cell, Row
from congdoan.indicators.rules import is_few
from congdoan.indicators.values import Completeness, Figure, Part, Reading, State
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Unit

LEAST = "privacy.least_people"
COUNTS_PEOPLE = {Formula.SUM, Formula.DISTINCT, Formula.STOCK}


def veiled(figure: Figure, user: User) -> Figure:
    """The figure as the user may be told it: itself, or one number without parts, gaps and papers."""
    if may_see_what_for(user, figure.unit, figure.indicator):
        return figure
    reading = _one_number(figure.reading, user, figure.unit, figure.indicator, figure.period, figure.structure is None)
    return replace(figure, reading=reading, parts=(), gaps=(), completeness=Completeness(), reported=())


def veiled_board(board: Board, user: User) -> Board:
    """The board as the user may be told it: the cells of such an indicator veiled, its sum as in `veiled`."""
    hidden = {row.code for row in board.indicators if not may_see_what_for(user, board.unit, row)}
    if not hidden:
        return board
    rows = tuple(_row(row, hidden, None, board) for row in board.rows)
    return replace(board, rows=rows, total=_row(board.total, hidden, user, board))


def _row(row: Row, hidden: set[str], user: User | None, board: Board) -> Row:
    return replace(
        row,
        cells=tuple(_cell(cell, row, user, board) if cell.indicator.code in hidden else cell for cell in row.cells),
    )


def _cell(cell: Cell, row: Row, user: User | None, board: Board) -> Cell:
    reading = _not_split()
    if user is not None:
        read, is_then = cell.part.reading, board.structure is None
        reading = _one_number(read, user, row.unit, cell.indicator, row.period, is_then)
    state = State.HIDDEN if reading.hidden else cell.part.state
    part: Part = replace(cell.part, reading=reading, completeness=Completeness(), state=state)
    return Cell(cell.indicator, part, None, None, ())


def _one_number(read: Reading, user: User, unit: Unit, indicator: Indicator, period: Period, is_then: bool) -> Reading:
    """What one who does not see the cases is told: a whole year of the unit where their sight begins, if not small."""
    is_whole = is_then and period == periods.year(period.start.year) and indicator.formula in COUNTS_PEOPLE
    if not is_whole or not _sight_begins_at(user, unit):
        return _not_split()
    least: int = organisation.parameter_at(LEAST, unit, clock.today()).value
    if is_few(read.value, read.entries, indicator.unit_of_count, least=least):
        return Reading(None, hidden=_("dưới %(least)d người") % {"least": least})
    return Reading(read.value)


def _not_split() -> Reading:
    return Reading(None, hidden=_("không chia nhỏ"))


def _sight_begins_at(user: User, unit: Unit) -> bool:
    above = organisation.parent(unit, on=clock.today())
    return above is None or not units_in_reach(user, Task.SEE_TOTALS).filter(pk=above.pk).exists()
