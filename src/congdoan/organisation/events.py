"""The record of changes: what kind, from which units to which, by which act."""

from collections.abc import Sequence
from datetime import date

from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.citation import Citation
from congdoan.organisation.models import Unit, UnitEvent, UnitEventPart


def record_event(
    kind: str,
    *,
    effective_on: date,
    by: Actor,
    come_from: Sequence[Unit] = (),
    to: Sequence[Unit] = (),
    basis: Citation | None = None,
    decided_on: date | None = None,
    note: str = "",
    stated_counts: dict[str, int] | None = None,
) -> UnitEvent:
    """Record a change of the organisation. Decided on the day of the act behind it unless told.

    `stated_counts` are the numbers the act itself states, kept to be reconciled with the record.
    """
    decided = decided_on or (basis.dated if basis else None) or effective_on
    event = UnitEvent.objects.create(
        kind=kind,
        decided_on=decided,
        effective_on=effective_on,
        note=note,
        stated_counts=stated_counts or {},
        recorded_at=clock.now(),
        recorded_by=by.name,
        **cited(basis),
    )
    UnitEventPart.objects.bulk_create(
        [UnitEventPart(event=event, unit=unit, role="from") for unit in come_from]
        + [UnitEventPart(event=event, unit=unit, role="to") for unit in to]
    )
    return event


def cited(basis: Citation | None) -> dict[str, object]:
    """The three columns of a citation; empty when no act is named."""
    return basis.columns() if basis else {}
