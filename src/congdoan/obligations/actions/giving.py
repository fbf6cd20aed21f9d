"""Duties that no clause of a paper carries: spoken orders, conclusions, promises, recommendations."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import Measure
from congdoan.foundation.text import nfc
from congdoan.obligations.actions.laying import lay
from congdoan.obligations.models import Duty, DutyBearer, DutyState, Obligation, Origin, Recurrence
from congdoan.organisation.models import Body
from congdoan.registry.models import RegisteredDocument


def enter_spoken(
    *,
    giver: Body,
    bearers: Sequence[Body],
    what: str,
    on: date,
    by: Actor,
    due_on: date | None = None,
    proof: str = "",
    measure: Measure | None = None,
    recurrence: str = Recurrence.ONCE,
    accountable_office: str = "",
) -> Duty:
    """Enter an order given by word of mouth on `on`, and lay it. See `give`."""
    return give(
        origin=Origin.SPOKEN, giver=giver, bearers=bearers, what=what, on=on, by=by, due_on=due_on, proof=proof,
        measure=measure, recurrence=recurrence, accountable_office=accountable_office,
    )  # fmt: skip


@transaction.atomic
def give(
    *,
    origin: str,
    giver: Body,
    bearers: Sequence[Body],
    what: str,
    on: date,
    by: Actor,
    due_on: date | None = None,
    due_text: str = "",
    proof: str = "",
    measure: Measure | None = None,
    recurrence: str = Recurrence.ONCE,
    accountable_office: str = "",
    is_report: bool = False,
    document: RegisteredDocument | None = None,
    carries: Obligation | None = None,
) -> Duty:
    """Make a duty of `origin` and lay it on the bearers at once.

    Raises Refused for an order without words or bearers, given on a day to come, or due before it was given.
    """
    _refuse_unclear(what, bearers, on=on, due_on=due_on)
    duty = Duty.objects.create(
        origin=origin, document=document, given_by=giver, given_on=on, what=nfc(what).strip(), proof=nfc(proof).strip(),
        measure=measure, due_on=due_on, due_text=due_text, recurrence=recurrence, is_report=is_report,
        accountable_office=accountable_office, carries=carries, state=DutyState.ACCEPTED,
    )  # fmt: skip
    DutyBearer.objects.bulk_create([DutyBearer(duty=duty, body=body) for body in dict.fromkeys(bearers)])
    lay(duty, on=on, by=by)
    return duty


def _refuse_unclear(what: str, bearers: Sequence[Body], *, on: date, due_on: date | None) -> None:
    if not what.strip():
        raise Refused(_("Hãy ghi việc phải làm."), field="what")
    if not bearers:
        raise Refused(_("Hãy chọn đơn vị phải làm."), field="bearers")
    if on > clock.today():
        raise Refused(_("Ngày giao %(day)s chưa tới.") % {"day": f"{on:%d/%m/%Y}"}, field="on")
    if due_on and due_on < on:
        raise Refused(
            _("Hạn %(due)s trước ngày giao %(day)s.") % {"due": f"{due_on:%d/%m/%Y}", "day": f"{on:%d/%m/%Y}"},
            field="due_on",
        )
