"""What officers decided on the duties the reader proposed, as examples to replay beside a paper's corrected fields."""

from typing import Any

from congdoan.obligations.models import Duty, DutyState, Origin
from congdoan.obligations.proposing.deciding import WITHOUT_DATE
from congdoan.organisation.models import Unit
from congdoan.registry.models import RegisteredDocument
from congdoan.registry.readings import marks


def papers_decided(units: list[Unit] | None = None) -> set[int]:
    """Papers on whose duties an officer decided otherwise than read: one was dropped, added, or given another day. One
    query for the duties and one for the papers."""
    decided = Duty.objects.filter(origin=Origin.CLAUSE, document__reading__has_key="marks")
    decided = decided.exclude(state=DutyState.PROPOSED).select_related("document")
    if units is not None:
        decided = decided.filter(document__keeper__in=units)
    return {duty.document_id for duty in decided if duty.document_id and _is_corrected(duty)}


def duties_of(document: RegisteredDocument) -> list[dict[str, Any]]:
    """Every decided duty of a paper: where it was read (nowhere if it was added), what was read of its time, and what
    stands. One query."""
    rows = document.duties.filter(origin=Origin.CLAUSE).exclude(state=DutyState.PROPOSED)
    return [
        {"place": duty.ordinal, "start": duty.start, "end": duty.end, "what": duty.what}
        | {"read": _read(duty), "written": _written(duty)}
        for duty in rows.select_related("document")
    ]


def _is_corrected(duty: Duty) -> bool:
    return _read(duty) != _written(duty)


def _read(duty: Duty) -> dict[str, str]:
    """Empty for a duty that was not read."""
    if duty.start is None or duty.document is None:
        return {}
    own = f"duties/{duty.ordinal}/"
    found = {mark.field.removeprefix(own): mark.value for mark in marks(duty.document.reading)}
    return {"is": "1"} | {name: found[name] for name in ("when", "rule") if name in found}


def _written(duty: Duty) -> dict[str, str]:
    """Empty for a duty that was dropped."""
    if duty.state == DutyState.REJECTED:
        return {}
    when = {"when": duty.due_on.isoformat()} if duty.due_on else {}
    rule = {"rule": duty.due_text} if duty.due_text and duty.due_text != WITHOUT_DATE else {}
    return {"is": "1"} | when | rule
