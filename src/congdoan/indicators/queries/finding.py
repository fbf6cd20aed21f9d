"""Indicators by the names people and programs give them."""

from django.utils.translation import gettext as _

from congdoan.foundation.errors import NotFound
from congdoan.indicators.models import Board, Indicator


def indicator_by_code(code: str) -> Indicator:
    """Raises NotFound, naming the nearest codes."""
    found = Indicator.objects.filter(code=code).first()
    if found is None:
        near = Indicator.objects.filter(code__icontains=code.split("_")[0]).values_list("code", flat=True)[:5]
        raise NotFound(
            _("Không có chỉ tiêu mang mã “%(code)s”. Gần nhất: %(near)s.")
            % {"code": code, "near": ", ".join(near) or _("không có")},
            field="indicator",
        )
    return found


def indicators_of_board(board: Board) -> list[Indicator]:
    """Those of a named board, in its order."""
    return [row.indicator for row in board.rows.select_related("indicator")]
