"""What the giver does with an obligation: verifies that it was done, sends it back, lets the bearer off."""

from django.db import transaction

from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import NotAllowed
from congdoan.foundation.saying import gettext as _
from congdoan.obligations.actions.stepping import locked, step
from congdoan.obligations.actions.telling import tell_bearer
from congdoan.obligations.models import Obligation


@transaction.atomic
def verify(obligation: Obligation, *, by: Actor, note: str = "", version: int | None = None) -> Obligation:
    """The giver has looked and confirms that it was done. Raises NotAllowed in the bearer's own name."""
    _refuse_own(obligation, by)
    row = step(obligation, "verified", by=by, version=version, note=note)
    tell_bearer(row, "verified", _("Đã xác nhận: %(what)s"))
    return row


@transaction.atomic
def send_back(obligation: Obligation, *, reason: str, by: Actor, version: int | None = None) -> Obligation:
    """Not done as asked: back to the bearer with the reason. What was verified may be sent back; history keeps both."""
    _refuse_own(obligation, by)
    row = step(obligation, "returned", by=by, version=version, note=reason)
    tell_bearer(row, "returned", _("Bị trả lại để làm tiếp: %(what)s"))
    return row


@transaction.atomic
def waive(obligation: Obligation, *, reason: str, by: Actor, version: int | None = None) -> Obligation:
    """The giver lets this bearer off, and says why."""
    _refuse_own(obligation, by)
    row = step(obligation, "waived", by=by, version=version, note=reason)
    tell_bearer(row, "waived", _("Được miễn: %(what)s"))
    return row


def _refuse_own(obligation: Obligation, by: Actor) -> None:
    """Whoever owes does not judge."""
    row = locked(obligation)
    if by.unit_code and by.unit_code == row.holder.code:
        raise NotAllowed(
            _("%(unit)s không tự xác nhận, trả lại hay miễn nhiệm vụ của chính mình; việc đó là của bên giao.")
            % {"unit": row.holder.name}
        )
