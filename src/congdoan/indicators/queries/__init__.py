"""Questions over figures: one figure, a board of them, the trail down to the acts, the targets beside them."""

from congdoan.indicators.queries.board import Board, Cell, Row, board
from congdoan.indicators.queries.figure import figure, figures
from congdoan.indicators.queries.finding import indicator_by_code, indicators_of_board
from congdoan.indicators.queries.glance import glance
from congdoan.indicators.queries.targets import targets_for
from congdoan.indicators.queries.trail import Step, Trail, trail

__all__ = [
    "Board",
    "Cell",
    "Row",
    "Step",
    "Trail",
    "board",
    "figure",
    "figures",
    "glance",
    "indicator_by_code",
    "indicators_of_board",
    "targets_for",
    "trail",
]
