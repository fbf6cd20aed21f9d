"""From a reading to the fields an officer corrects: the words kept, the bodies they mean looked up as proposals."""

from datetime import date
from typing import TypeVar

from congdoan.documents import Reading, Signatory, Value
from congdoan.foundation import clock
from congdoan.organisation.models import Body, Unit
from congdoan.registry.fields import BaseFields, ClauseFields, PaperFields, RecipientFields
from congdoan.registry.models import DocumentType, RecipientKind
from congdoan.registry.queries.recognising import body_named, recipients_of
from congdoan.registry.readings import stored

T = TypeVar("T")


def fields_read(reading: Reading, *, unit: Unit) -> PaperFields:
    """What the reader made of a paper lying on the desk of `unit`. Nothing is filled in that the paper does not say."""
    header, period = reading.header, reading.period
    signatory = reading.signatory or Signatory()
    day = _value(header.date)
    on = day or clock.today()
    issuer_text = _value(header.issuer) or ""
    issuer = body_named(issuer_text, near=unit, on=on) if issuer_text else None
    type_code = _value(header.type) or ""
    return PaperFields(
        subject=_value(header.subject) or "",
        type=type_code if DocumentType.objects.filter(code=type_code).exists() else "",
        issuer=issuer,
        issuer_text=issuer_text,
        superior_text=_value(header.superior) or "",
        symbol=_value(header.number) or "",
        place=_value(header.place) or "",
        issued_on=day,
        text=reading.text,
        signer_name=_value(signatory.name) or "",
        signer_title=_value(signatory.title) or "",
        signer_authority=_value(signatory.authority) or "",
        archive=_value(reading.archive) or "",
        period_start=_value(period.start),
        period_end=_value(period.end),
        peak_start=_value(period.peak_start),
        peak_end=_value(period.peak_end),
        bases=_bases(reading),
        recipients=_recipients(reading, issuer=issuer, unit=unit, on=on),
        clauses=clauses_of(reading),
        reading=stored(reading),
    )


def clauses_of(reading: Reading) -> tuple[ClauseFields, ...]:
    """The clauses with their labels, headings and places in the text. A part that has a title and no words of its own
    stands before the first clause in it.
    """
    titles = {section.path: section.title.value for section in reading.sections if section.title}
    told: set[tuple[str, ...]] = set()
    found: list[ClauseFields] = []
    for clause in reading.clauses:
        for depth in range(1, len(clause.path)):
            above = clause.path[:depth]
            if above in titles and above not in told:
                told.add(above)
                found.append(ClauseFields(label=above[-1], heading=titles[above], path="/".join(above)))
        told.add(clause.path)
        found.append(
            ClauseFields(
                text=clause.text,
                label=clause.path[-1] if clause.path else "",
                heading=titles.get(clause.path, ""),
                path="/".join(clause.path),
                start=clause.span.start,
                end=clause.span.end,
            )
        )
    return tuple(found)


def _bases(reading: Reading) -> tuple[BaseFields, ...]:
    return tuple(
        BaseFields(
            symbol=_value(base.number) or "",
            dated=_value(base.date),
            issuer_text=_value(base.issuer) or "",
            subject=_value(base.subject) or "",
            is_nested=base.is_nested,
        )
        for base in reading.bases
    )


def _recipients(reading: Reading, *, issuer: Body | None, unit: Unit, on: date) -> tuple[RecipientFields, ...]:
    """Each printed line with whom it seems to mean, seen from the issuer where that is a unit of this house."""
    seen_from = Unit.objects.filter(pk=issuer.pk).first() if issuer else None
    lines = [(line.value, RecipientKind.ADDRESSEE) for line in reading.addressees]
    for row in reading.recipients:
        purpose = f" ({row.purpose.value})" if row.purpose else ""
        lines.append((f"{row.name.value}{purpose}", RecipientKind.COPY))
    return tuple(
        recipient
        for printed, kind in lines
        for recipient in recipients_of(printed, kind=kind, seen_from=seen_from or unit, on=on)
    )


def _value(value: Value[T] | None) -> T | None:
    return value.value if value else None
