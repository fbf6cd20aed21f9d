"""Issuing a paper with what it asks: numbered, delivered and laid on its bearers in one transaction."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from congdoan.foundation.actor import Actor
from congdoan.obligations import queries
from congdoan.obligations.actions.carrying import carry, carry_out
from congdoan.obligations.actions.laying import lay
from congdoan.obligations.actions.stepping import step
from congdoan.obligations.models import Duty, DutyState, Obligation
from congdoan.registry import actions as registry
from congdoan.registry.models import RegisteredDocument


@transaction.atomic
def issue(
    document: RegisteredDocument,
    *,
    on: date,
    by: Actor,
    number: int | None = None,
    suffix: str = "",
    completes: Sequence[Obligation] = (),
    connects: bool = True,
) -> list[Obligation]:
    """Issue the draft and lay every accepted duty on its bearers; answer with the new obligations.

    A duty that says nothing about what it passes down is tied to what the issuer owes from the papers named as ground,
    where only one thing can be meant (`connects=False` leaves it untied). What the issuer owes above is then under way,
    carried by this paper, and done on the day of issue if it is among `completes`. What was still owed from a paper
    that this one replaces is let off. Raises what `registry.issue` and `lay` raise, and then nothing has happened.
    """
    issued = registry.issue(document, on=on, by=by, number=number, suffix=suffix)
    if issued.replaces:
        _let_off(issued.replaces, _("Thay bằng %(symbol)s.") % {"symbol": issued.symbol}, by=by)
    issued.duties.update(given_on=on)
    duties = list(issued.duties.filter(state=DutyState.ACCEPTED).select_related("carries", "given_by", "document"))
    if connects:
        _connect(issued, duties, by=by)
    _number(duties)
    laid = [row for duty in duties for row in lay(duty, on=on, by=by)]
    carried = {duty.carries.pk: duty.carries for duty in duties if duty.carries}
    carried.update((row.pk, row) for row in completes)
    finished = {row.pk for row in completes}
    for pk in sorted(carried):
        carry_out(carried[pk], issued, by=by, completes=pk in finished)
    return laid


def _number(duties: Sequence[Duty]) -> None:
    """Those laid are counted from one, in their order: what was dropped leaves no gap for the units to wonder at."""
    for place, duty in enumerate(duties, 1):
        duty.ordinal = place
        duty.save(update_fields=["ordinal"])


def _connect(document: RegisteredDocument, duties: Sequence[Duty], *, by: Actor) -> None:
    among = queries.carryable(document)
    for duty in duties:
        if duty.carries is None and (upper := queries.proposed_carry(duty, among)):
            duty.carries = carry(duty, upper, by=by).carries


@transaction.atomic
def recall(document: RegisteredDocument, *, on: date, reason: str, by: Actor) -> RegisteredDocument:
    """Recall an issued paper and let every bearer off what is still owed from it. What was done stays done."""
    recalled = registry.recall(document, on=on, reason=reason, by=by)
    _let_off(recalled, recalled.recall_reason, by=by)
    return recalled


def _let_off(document: RegisteredDocument, reason: str, *, by: Actor) -> None:
    for row in Obligation.objects.filter(duty__document=document).open().order_by("pk"):
        step(row, "waived", by=by, note=reason)
