"""Proposed duties: those the reader found in a paper, and those an officer adds."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from congdoan.documents import Duty as ReadDuty
from congdoan.documents import Reading
from congdoan.foundation import audit, clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import Measure
from congdoan.foundation.saying import gettext as _
from congdoan.foundation.text import nfc
from congdoan.obligations.models import Duty, Origin, Recurrence
from congdoan.obligations.proposing.bearing import Bearer, bearers_meant, lay_bearers
from congdoan.obligations.proposing.words import asks_for_report, recurrence_of
from congdoan.registry.models import Clause, RegisteredDocument


@transaction.atomic
def propose(document: RegisteredDocument, reading: Reading, *, by: Actor) -> list[Duty]:
    """Lay the duties the reader found beside the paper, all undecided, each with its place in the text.

    Nothing is made up: a duty without a due day or bearer is proposed without one. Refused once duties stand there.
    """
    if document.duties.exists():
        raise Refused(_("Văn bản này đã có danh sách việc; hãy sửa từng việc thay vì đọc lại."))
    clauses = list(document.clauses.all())
    made = [_proposed(document, read, place, clauses) for place, read in enumerate(reading.duties, 1)]
    if made:
        sentence = _("Đề xuất %(count)d việc đọc được từ văn bản.") % {"count": len(made)}
        audit.record("obligations.duty.proposed", f"document:{document.key}", sentence, by=by)
    return made


@transaction.atomic
def add(
    document: RegisteredDocument,
    *,
    what: str,
    bearers: Sequence[Bearer] = (),
    due_on: date | None = None,
    due_text: str = "",
    proof: str = "",
    measure: Measure | None = None,
    recurrence: str = Recurrence.ONCE,
    clause: Clause | None = None,
    by: Actor,
) -> Duty:
    """Propose a duty the reader did not see, or one of an own draft. It is accepted like any other."""
    if not what.strip():
        raise Refused(_("Hãy ghi việc phải làm."), field="what")
    last = document.duties.order_by("-ordinal").first()
    duty = Duty.objects.create(
        origin=Origin.CLAUSE,
        document=document,
        clause=clause,
        given_by_id=giver_of(document),
        given_on=document.issued_on or clock.today(),
        ordinal=last.ordinal + 1 if last else 1,
        what=nfc(what).strip(),
        proof=nfc(proof).strip(),
        measure=measure,
        due_on=due_on,
        due_text=due_text,
        recurrence=recurrence,
        is_report=asks_for_report(what, proof),
    )
    lay_bearers(duty, bearers)
    sentence = _("Thêm việc: %(what)s") % {"what": duty.what[:200]}
    audit.record("obligations.duty.added", f"document:{document.key}", sentence, by=by)
    return duty


def giver_of(document: RegisteredDocument) -> int:
    """Whose order it is: the issuer's, or the keeper's while nobody has said which body the issuer is."""
    return document.issuer_id or document.keeper_id


def _proposed(document: RegisteredDocument, read: ReadDuty, place: int, clauses: Sequence[Clause]) -> Duty:
    words = [executor.value for executor in read.executors]
    rule = read.due_rule.value if read.due_rule else ""
    proof = read.proof.value if read.proof else ""
    duty = Duty.objects.create(
        origin=Origin.CLAUSE,
        document=document,
        clause=_clause_at(read.span.start, clauses),
        given_by_id=giver_of(document),
        given_on=document.issued_on or clock.today(),
        ordinal=place,
        bearers_text="; ".join(words)[:300],
        what=read.act.value,
        proof=proof[:200],
        measure=Measure.objects.filter(code=read.measure).first() if read.measure else None,
        due_on=read.due_on.value if read.due_on else None,
        due_text=rule[:200],
        recurrence=recurrence_of(rule),
        is_report=asks_for_report(read.act.value, proof),
        start=read.span.start,
        end=read.span.end,
        confidence=read.act.confidence,
    )
    lay_bearers(duty, bearers_meant(words, document))
    return duty


def _clause_at(place: int, clauses: Sequence[Clause]) -> Clause | None:
    """The innermost clause that holds the place."""
    holding = [row for row in clauses if row.start is not None and row.end is not None and row.start <= place < row.end]
    return max(holding, key=lambda row: row.start or 0) if holding else None
