"""A reading field by field, under the names by which an officer's corrections are kept: "symbol", "recipients/2".

One list of names for the register that stores corrections and for the evaluation that replays them.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from congdoan.documents.reading import Reading, Span, Value


def values_of(reading: Reading) -> Iterator[tuple[str, Value[Any]]]:
    """Every value read with its field, in the order of a paper."""
    header, period = reading.header, reading.period
    single = {
        "type": header.type,
        "symbol": header.number,
        "place": header.place,
        "issued_on": header.date,
        "issuer": header.issuer,
        "superior": header.superior,
        "subject": header.subject,
        "period_start": period.start,
        "period_end": period.end,
        "peak_start": period.peak_start,
        "peak_end": period.peak_end,
        "archive": reading.archive,
    }
    if signatory := reading.signatory:
        single |= {
            "signer_name": signatory.name,
            "signer_title": signatory.title,
            "signer_authority": signatory.authority,
        }
    yield from ((field, value) for field, value in single.items() if value)
    for place, base in enumerate(reading.bases, 1):
        yield f"bases/{place}", base.number or base.subject or Value("", Span(base.span.start, base.span.end))
    for place, addressee in enumerate(reading.addressees, 1):
        yield f"addressees/{place}", addressee
    for place, recipient in enumerate(reading.recipients, 1):
        yield f"recipients/{place}", recipient.name
    for place, duty in enumerate(reading.duties, 1):
        for executor in duty.executors:
            yield f"duties/{place}/who", executor
        if when := duty.due_on or duty.due_rule:
            yield f"duties/{place}/{'when' if duty.due_on else 'rule'}", when
        if duty.target:
            yield f"duties/{place}/target", duty.target


def plain_values(reading: Reading) -> dict[str, str]:
    """The fields as plain text, duties left out: they are proposals, decided one by one."""
    return {field: plain(value.value) for field, value in values_of(reading) if not field.startswith("duties/")}


def plain(value: object) -> str:
    """A value as text; a date as ISO."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def claim_in_words(value: Any, unit: str, qualifier: str, measure: str) -> str:
    """A claim's `value` in the schema of the corpus, with what it counts, as one line to compare: "over 45 item
    gifts_given"."""
    told = "/".join(map(str, value.values())) if isinstance(value, dict) else str(value)
    return f"{qualifier} {told} {unit} {measure}"
