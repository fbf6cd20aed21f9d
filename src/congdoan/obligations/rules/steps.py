"""Every step an obligation can take, listed once: the verbs, the buttons, the diagram and the tests read this table."""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congdoan.obligations.states import ObligationState as State


class Side(Enum):
    """Whose step it is."""

    BEARER = "bearer"
    GIVER = "giver"
    HOUSE = "house"
    """Neither: the installation itself, when a paper is issued or the organisation is redrawn."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step: from which states, to which state (None: it stays where it is), by whom, and whether a reason is owed.

    `label` names the step in a history ("Tiếp nhận"), `asked` in a refusal ("tiếp nhận").
    """

    kind: str
    label: Promise
    side: Side
    sources: frozenset[str]
    target: str | None
    needs_reason: bool = False


OPEN = frozenset({State.DELIVERED, State.OPENED, State.ACKNOWLEDGED, State.IN_PROGRESS, State.RETURNED})
"""Something is still owed."""

SETTLED = frozenset({State.DONE, State.VERIFIED, State.WAIVED})
"""Nothing more is owed, unless it is returned."""

_UNTOUCHED = frozenset({State.DELIVERED, State.OPENED})

STEPS: dict[str, Step] = {
    step.kind: step
    for step in (
        Step("laid", _("Giao"), Side.HOUSE, frozenset(), State.DELIVERED),
        Step("opened", _("Mở văn bản"), Side.BEARER, frozenset({State.DELIVERED}), State.OPENED),
        Step("acknowledged", _("Tiếp nhận"), Side.BEARER, _UNTOUCHED, State.ACKNOWLEDGED),
        Step("begun", _("Bắt đầu làm"), Side.BEARER, OPEN - {State.IN_PROGRESS}, State.IN_PROGRESS),
        Step("carried", _("Ra văn bản triển khai"), Side.BEARER, OPEN, State.IN_PROGRESS),
        Step("done", _("Làm xong"), Side.BEARER, OPEN, State.DONE),
        Step("reopened", _("Mở lại"), Side.BEARER, frozenset({State.DONE}), State.IN_PROGRESS, needs_reason=True),
        Step("nil", _("Báo không phát sinh"), Side.BEARER, OPEN, State.DONE),
        Step("nil_part", _("Báo không phát sinh một kỳ"), Side.BEARER, OPEN, State.IN_PROGRESS),
        Step("nil_withdrawn", _("Rút lại “không phát sinh”"), Side.BEARER, frozenset({State.DONE}), State.ACKNOWLEDGED),
        Step("verified", _("Xác nhận"), Side.GIVER, frozenset({State.DONE}), State.VERIFIED),
        Step("returned", _("Trả lại"), Side.GIVER, frozenset({State.DONE, State.VERIFIED}), State.RETURNED, True),
        Step("waived", _("Miễn"), Side.GIVER, OPEN, State.WAIVED, needs_reason=True),
        Step("extended", _("Gia hạn"), Side.GIVER, OPEN, None, needs_reason=True),
        Step("dated", _("Đặt hạn"), Side.GIVER, OPEN, None, needs_reason=True),
        Step("handed_over", _("Chuyển giao"), Side.HOUSE, OPEN | SETTLED, None),
    )
}


def steps_from(state: str) -> list[Step]:
    """The steps the table allows from `state`, in the table's order."""
    return [step for step in STEPS.values() if state in step.sources]
