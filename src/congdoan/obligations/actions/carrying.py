"""A unit carries out what it owes by a paper of its own: the obligation, the paper, and what hangs beneath are tied."""

from django.db import transaction

from congdoan.foundation import audit
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.saying import gettext as _
from congdoan.obligations.actions.stepping import locked, short, step
from congdoan.obligations.models import Duty, Obligation, ObligationState
from congdoan.registry.models import DocumentState, RegisteredDocument


@transaction.atomic
def carry(duty: Duty, obligation: Obligation | None, *, by: Actor) -> Duty:
    """Say which obligation of the giver this duty passes down (None: none). What is already laid moves with it.

    Raises Refused when the obligation is not the giver's own, or hangs beneath this very duty.
    """
    row = Duty.objects.select_for_update().get(pk=duty.pk)
    if obligation and obligation.holder_id != row.given_by_id:
        raise Refused(
            _("Nhiệm vụ trên thuộc %(unit)s, không phải của đơn vị ra văn bản.") % {"unit": obligation.holder.name},
            field="carries",
        )
    if obligation and _hangs_beneath(obligation, row):
        raise Refused(_("Một nhiệm vụ không thể nằm dưới chính nó."), field="carries")
    row.carries = obligation
    row.version += 1
    row.save(update_fields=["carries", "version"])
    row.obligations.update(under=obligation)
    audit.record(
        "obligations.duty.carried",
        f"duty:{row.key}",
        _("Nối “%(what)s” vào nhiệm vụ cấp trên giao: %(upper)s.")
        % {"what": short(row.what), "upper": short(obligation.duty.what) if obligation else _("không có")},
        by=by,
    )
    return row


@transaction.atomic
def carry_out(
    obligation: Obligation, document: RegisteredDocument, *, by: Actor, completes: bool = False
) -> Obligation:
    """The bearer's issued paper carries the obligation out: under way, or done on the day of issue if it completes it.

    Raises Refused for a draft, or the paper of another body.
    """
    row = locked(obligation)
    if document.state == DocumentState.DRAFT or document.issued_on is None:
        raise Refused(_("Văn bản này còn là dự thảo; hãy ban hành trước."), field="document")
    if document.issuer_id != row.holder_id:
        raise Refused(
            _("%(paper)s không phải văn bản của %(unit)s.")
            % {"paper": document.symbol or document.subject, "unit": row.holder.name},
            field="document",
        )
    if row.carried_by_id != document.pk:
        row.carried_by = document
        row.save(update_fields=["carried_by"])
        if row.state not in {ObligationState.DONE, ObligationState.VERIFIED}:
            row = step(row, "carried", by=by, note=document.symbol)
    if completes:
        row = step(row, "done", by=by, note=document.symbol, done_on=document.issued_on)
    return row


def _hangs_beneath(obligation: Obligation | None, duty: Duty) -> bool:
    while obligation:
        if obligation.duty_id == duty.pk:
            return True
        obligation = obligation.under
    return False
