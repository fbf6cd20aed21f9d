"""Questions about obligations over time and over papers."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet

from congdoan.foundation import clock
from congdoan.obligations.models import Duty, Obligation, ObligationEvent, ObligationState
from congdoan.obligations.rules import Happening, Snapshot, replay
from congdoan.organisation.models import Body
from congdoan.registry.models import DocumentState, RegisteredDocument


def state_on(obligation: Obligation, day: date) -> Snapshot:
    """Where the obligation stood at the end of `day`, from what had been entered by then. One query, none for today."""
    return states_on([obligation], day)[obligation.pk]


def states_on(obligations: Sequence[Obligation], day: date) -> dict[int, Snapshot]:
    """Where each stood at the end of `day`, by primary key. One query for any number; none for today or later."""
    if day >= clock.today():
        return {row.pk: now(row) for row in obligations}
    happened: dict[int, list[Happening]] = {row.pk: [] for row in obligations}
    rows = ObligationEvent.objects.filter(obligation__in=list(happened), on__lte=day).order_by("id")
    for pk, kind, on, new_due, done_on in rows.values_list("obligation_id", "kind", "on", "new_due", "done_on"):
        happened[pk].append(Happening(kind, on, new_due, done_on))
    return {pk: replay(events) for pk, events in happened.items()}


def now(row: Obligation) -> Snapshot:
    """Where the row says it stands."""
    return Snapshot(row.state, row.due_on, row.done_on, row.verified_on, row.extensions)


def first_day(obligation: Obligation) -> date:
    """The first day it can have been done on: when it was given, or earlier, from when its paper or its period runs."""
    paper = obligation.duty.document
    days = [obligation.placed_on, obligation.period_start, *([paper.issued_on, paper.period_start] if paper else [])]
    return min(day for day in days if day)


def carryable(document: RegisteredDocument) -> list[Obligation]:
    """What the issuer of this (draft) paper owes from the papers it is based on: what the paper may carry out.

    In the order of the upper papers' clauses. One query.
    """
    if document.issuer_id is None:
        return []
    grounds = document.bases.filter(cited__isnull=False).values("cited")
    return list(
        Obligation.objects.held_by(Body(pk=document.issuer_id))
        .filter(duty__document__in=grounds)
        .exclude(state=ObligationState.WAIVED)
        .with_names()
        .order_by("duty__document_id", "duty__ordinal", "pk")
    )


def may_carry_out(obligation: Obligation) -> QuerySet[RegisteredDocument]:
    """The holder's own papers issued since the obligation was laid, by which it may carry it out; newest first."""
    own = RegisteredDocument.objects.filter(state=DocumentState.ISSUED, issuer=obligation.holder_id)
    return own.filter(issued_on__gte=obligation.placed_on).without_words().order_by("-issued_on", "-pk")


def uppers_of(duty: Duty) -> list[Obligation]:
    """What a duty may be said to pass down: what its giver owes from the papers its own paper is based on."""
    return carryable(duty.document) if duty.document else []


def proposed_carry(duty: Duty, among: Iterable[Obligation]) -> Obligation | None:
    """Which of the obligations `duty` most likely passes down: the one counted by the same measure, else of the same
    ordinal, else the only one there is. None when that leaves a doubt.
    """
    found = list(among)
    for same in (
        [row for row in found if duty.measure_id and row.duty.measure_id == duty.measure_id],
        [row for row in found if row.duty.ordinal == duty.ordinal],
        found,
    ):
        if len(same) == 1:
            return same[0]
    return None
