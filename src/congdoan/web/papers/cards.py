"""The duties of a paper as cards: who they would fall on, what is missing, what may be done with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congdoan.foundation import clock
from congdoan.obligations.models import Duty, DutyState
from congdoan.obligations.proposing.bearing import bodies_now, is_others, left_out
from congdoan.organisation.models import Body
from congdoan.registry.models import RegisteredDocument


@dataclass(frozen=True, slots=True)
class Card:
    """A duty beside its paper. `number` is the one its sentence bears in the text; `laid` on how many it lies.
    `left_out`: whom the words also mean, and it is not proposed for.
    """

    number: int
    duty: Duty
    groups: tuple[str, ...]
    bodies: tuple[Body, ...]
    is_decided: bool
    is_others: bool = False
    laid: int = 0
    left_out: tuple[Body, ...] = ()

    @property
    def is_dateless(self) -> bool:
        return self.duty.due_on is None

    @property
    def is_nobodys(self) -> bool:
        return not self.bodies

    @property
    def has_gap(self) -> bool:
        """Whether the officer still has to fill something in."""
        return (
            not self.is_decided and not self.is_others and (self.is_dateless or self.is_nobodys or bool(self.left_out))
        )

    @property
    def is_accepted(self) -> bool:
        return self.duty.state == DutyState.ACCEPTED

    @property
    def is_rejected(self) -> bool:
        return self.duty.state == DutyState.REJECTED


def cards_of(document: RegisteredDocument, duties: Sequence[Duty]) -> list[Card]:
    """A card for each duty, in the order of the paper."""
    on = document.issued_on or clock.today()
    return [_card(number, duty, on) for number, duty in enumerate(duties, 1)]


def card_of(duty: Duty) -> Card:
    """The card of one duty, with the number it has among its paper's."""
    assert duty.document is not None, "a proposed duty stands in a paper"
    keys = list(duty.document.duties.order_by("ordinal", "pk").values_list("pk", flat=True))
    return _card(keys.index(duty.pk) + 1, duty, duty.document.issued_on or clock.today())


def _card(number: int, duty: Duty, on: date) -> Card:
    groups = tuple(row.group.name for row in duty.bearers.select_related("group") if row.group)
    bodies = tuple(bodies_now(duty, on=on))
    others = not bodies and duty.state == DutyState.PROPOSED and is_others(duty)
    laid = duty.obligations.count() if duty.state == DutyState.ACCEPTED else 0
    narrowed = tuple(left_out(duty)) if bodies and duty.state == DutyState.PROPOSED else ()
    return Card(number, duty, groups, bodies, duty.state != DutyState.PROPOSED, others, laid, narrowed)
