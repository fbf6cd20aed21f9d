"""A reading as JSON, in the schema of the evaluation corpus (docs/evaluation.md)."""

from decimal import Decimal
from typing import Any

from congdoan.documents.reading import Base, Claim, Duty, Range, Ratio, Reading, Recipient, Section, Signatory, Value


def to_json(reading: Reading) -> dict[str, Any]:
    """The plain values, without spans and confidences; `duties` and `warnings` come on top of the corpus schema."""
    header, period = reading.header, reading.period
    return {
        "kind": reading.kind,
        "document": {
            "type": _plain(header.type),
            "number": _plain(header.number),
            "place": _plain(header.place),
            "date": _plain(header.date),
            "issuer": _plain(header.issuer),
            "superior": _plain(header.superior),
            "subject": _plain(header.subject),
            "bases": [_base(base) for base in reading.bases],
            "addressees": [addressee.value for addressee in reading.addressees],
            "recipients": [_recipient(recipient) for recipient in reading.recipients],
            "archive": _plain(reading.archive),
            "signatory": _signatory(reading.signatory or Signatory()),
            "period": {
                "start": _plain(period.start),
                "end": _plain(period.end),
                "peak_start": _plain(period.peak_start),
                "peak_end": _plain(period.peak_end),
            },
            "deadlines": [
                {"date": _plain(deadline.date), "rule": _plain(deadline.rule), "what": deadline.what}
                for deadline in reading.deadlines
            ],
            "sections": [_section(section) for section in reading.sections],
            "assignments": [
                {"assignee": assignment.assignee.value, "task": assignment.task.value}
                for assignment in reading.assignments
            ],
        },
        "claims": [claim_to_json(claim) for claim in reading.claims],
        "petitions": [{"text": petition.text.value, "theme": petition.theme} for petition in reading.petitions],
        "duties": [_duty(duty) for duty in reading.duties],
        "warnings": list(reading.warnings),
    }


def _duty(duty: Duty) -> dict[str, Any]:
    return {
        "executors": [executor.value for executor in duty.executors],
        "act": duty.act.value,
        "proof": _plain(duty.proof),
        "due": _plain(duty.due_on),
        "rule": _plain(duty.due_rule),
        "measure": duty.measure,
        "missing": list(duty.missing),
        "start": duty.span.start,
        "end": duty.span.end,
    }


def _plain(value: Value[Any] | None) -> Any:
    if value is None:
        return None
    return value.value if isinstance(value.value, str) else value.value.isoformat()


def _base(base: Base) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "number": _plain(base.number),
        "date": _plain(base.date),
        "issuer": _plain(base.issuer),
        "subject": _plain(base.subject),
    }
    return plain | ({"nested": True} if base.is_nested else {})


def _recipient(recipient: Recipient) -> dict[str, Any]:
    return {"name": recipient.name.value, "purpose": _plain(recipient.purpose)}


def _signatory(signatory: Signatory) -> dict[str, Any]:
    return {
        "name": _plain(signatory.name),
        "title": _plain(signatory.title),
        "authority": _plain(signatory.authority),
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "label": section.label.value,
        "title": _plain(section.title),
        "parent": "/".join(section.parent) or None,
    }


def claim_to_json(claim: Claim) -> dict[str, Any]:
    """A claim in the schema of the corpus."""
    value: Any
    match claim.value:
        case Ratio(numerator, denominator):
            value = {"numerator": _number(numerator), "denominator": _number(denominator)}
        case Range(low, high):
            value = {"min": _number(low), "max": _number(high)}
        case _:
            value = _number(claim.value)
    return {
        "text": claim.text,
        "start": claim.span.start,
        "measure": claim.measure,
        "value": value,
        "unit": claim.unit,
        "qualifier": claim.qualifier,
        "period": claim.period,
        "unit_of_organisation": claim.organisation,
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
