"""Papers with duties, for the stories of this room."""

from collections.abc import Sequence
from datetime import date

from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.obligations import actions
from congdoan.obligations.models import Duty, DutyBearer, Obligation
from congdoan.organisation.models import Body, Unit
from congdoan.registry import actions as registry
from congdoan.registry.fields import ClauseFields, PaperFields
from congdoan.registry.models import RegisteredDocument


def draft(
    unit: Unit, subject: str, *, based_on: Sequence[RegisteredDocument] = (), by: Actor, **more: object
) -> RegisteredDocument:
    """A draft plan of `unit`, ready to be issued."""
    fields = PaperFields(
        subject=subject, type="KH", signer_name="Vũ Thị Sao", signer_title="CHỦ TỊCH", text=subject,
        clauses=(ClauseFields("Việc cần làm.", "1", path="1"),),
    )  # fmt: skip
    return registry.draft(unit, fields=fields.with_(**more), by=by, based_on=based_on)


def asks(document: RegisteredDocument, what: str, *bearers: Body, due_on: date | None = None, **more: object) -> Duty:
    """An accepted duty of the first clause of the draft, meant for `bearers`."""
    ordinal = document.duties.count() + 1
    fields = {"origin": "clause", "given_by": document.keeper, "given_on": clock.today(), "state": "accepted", **more}
    duty = Duty.objects.create(
        document=document, clause=document.clauses.first(), ordinal=ordinal, what=what, due_on=due_on, **fields
    )  # type: ignore[misc]
    DutyBearer.objects.bulk_create([DutyBearer(duty=duty, body=body) for body in bearers])
    return duty


def issue(document: RegisteredDocument, on: date, *, by: Actor, **more: object) -> list[Obligation]:
    """Issue it on that day, the clock set to it."""
    with clock.set_to(on):
        return actions.issue(document, on=on, by=by, **more)  # type: ignore[arg-type]
