"""Papers of the demo and what they ask, told in a few words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congdoan.foundation import clock, periods
from congdoan.foundation.actor import Actor
from congdoan.foundation.models import Measure
from congdoan.obligations import actions as obligations
from congdoan.obligations import proposing
from congdoan.obligations.models import Duty, Obligation
from congdoan.organisation import queries as organisation
from congdoan.organisation.models import Body, BodyGroup, Office, Unit
from congdoan.registry import actions as registry
from congdoan.registry.fields import ClauseFields, PaperFields, RecipientFields
from congdoan.registry.models import DocumentType, RegisteredDocument, Series


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing a paper asks: of whom (a group's code), by when, counted by which measure, in which clause."""

    what: str
    of: Sequence[str]
    clause: str
    due_on: date | None = None
    due_text: str = ""
    proof: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """A paper to be issued: its words by clause, who receives it, what it asks."""

    type: str
    number: int
    subject: str
    clauses: Sequence[tuple[str, str, str]]
    """Label path (`III/2`), heading, text."""
    recipients: Sequence[RecipientFields]
    asks: Sequence[Ask]
    period: tuple[date | None, date | None] = (None, None)
    peak: tuple[date | None, date | None] = (None, None)
    archive: str = "VT"


def issue(
    order: Order,
    *,
    unit: Unit,
    on: date,
    signer: Office,
    by: Actor,
    based_on: Sequence[RegisteredDocument] = (),
    carrying: Sequence[Obligation] = (),
) -> RegisteredDocument:
    """Draft the order on the given grounds, accept what it asks, number it and lay it on its bearers, all on `on`.

    The n-th thing asked carries the n-th of `carrying` down, the last one all that remain.
    """
    with clock.set_to(clock.moment(on)):
        _book(unit, order, on, by=by)
        document = registry.draft(unit, fields=_fields(order, unit, signer, on), based_on=based_on, by=by)
        clauses = {clause.path: clause for clause in document.clauses.all()}
        for place, ask in enumerate(order.asks):
            duty = proposing.add(
                document,
                what=ask.what,
                bearers=[BodyGroup.objects.get(code=code) for code in ask.of],
                due_on=ask.due_on,
                due_text=ask.due_text,
                proof=ask.proof,
                measure=Measure.objects.get(code=ask.measure) if ask.measure else None,
                clause=clauses.get(ask.clause),
                by=by,
            )
            proposing.accept(duty, without_date=ask.due_on is None, by=by)
            if carrying:
                obligations.carry(duty, carrying[min(place, len(carrying) - 1)], by=by)
        obligations.issue(document, on=on, by=by)
        document.refresh_from_db()
        return document


def owed(document: RegisteredDocument, bearer: Body, place: int = 0) -> Obligation:
    """What the paper's `place`-th duty laid on the bearer."""
    return Obligation.objects.get(duty=duties(document)[place], bearer_id=bearer.pk)


def duties(document: RegisteredDocument) -> list[Duty]:
    return list(document.duties.order_by("ordinal", "pk"))


def _book(unit: Unit, order: Order, on: date, *, by: Actor) -> None:
    """The unit kept its book on paper until this number."""
    kind = DocumentType.objects.get(code=order.type)
    if Series.objects.filter(unit=unit, direction="out", type=kind, label=str(on.year)).exists():
        return

    registry.open_series(
        unit,
        direction="out",
        type=kind,
        label=str(on.year),
        period=periods.year(on.year),
        first_number=order.number,
        by=by,
    )


def _fields(order: Order, unit: Unit, signer: Office, on: date) -> PaperFields:
    above = organisation.parent(unit, on=on)
    return PaperFields(
        subject=order.subject,
        type=order.type,
        place=unit.place,
        superior_text=above.name if above else "",
        text="\n\n".join(_words(clause) for clause in order.clauses),
        signer_name=signer.person.name,
        signer_title=signer.title.upper(),
        signer_authority=signer.signs_as,
        archive=order.archive,
        period_start=order.period[0],
        period_end=order.period[1],
        peak_start=order.peak[0],
        peak_end=order.peak[1],
        recipients=tuple(order.recipients),
        clauses=tuple(
            ClauseFields(text=text, label=path.rpartition("/")[2], heading=heading, path=path)
            for path, heading, text in order.clauses
        ),
    )


def _words(clause: tuple[str, str, str]) -> str:
    path, heading, text = clause
    label = path.rpartition("/")[2]
    return "\n".join(line for line in (f"{label}. {heading}" if heading else f"{label}.", text) if line)


def to_group(code: str, *, kind: str = "copy", purpose: str = "") -> RecipientFields:
    """A recipient that is a group, named as the group is."""
    group = BodyGroup.objects.get(code=code)
    return RecipientFields(group.name, kind=kind, purpose=purpose, group=group)


def to_body(body: Body, *, kind: str = "copy", purpose: str = "") -> RecipientFields:
    return RecipientFields(body.short_name or body.name, kind=kind, purpose=purpose, body=body)
