"""What the reader read, kept beside what an officer made of it.

The `reading` column of a paper holds plain JSON: `kind`, `warnings`, `marks` (each value read, with the span it came
from and how sure the reader was; never changed again) and, once an officer has saved, `corrected`: the values that
stand, by whom and when. So a better reader can be run over old papers and scored against what people decided.
"""

from dataclasses import dataclass
from typing import Any

from congdoan.documents import Reading
from congdoan.documents.fieldwise import plain as _plain
from congdoan.documents.fieldwise import values_of
from congdoan.documents.reading import DOUBTFUL
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.registry.fields import PaperFields
from congdoan.registry.models import RecipientKind


@dataclass(frozen=True, slots=True)
class Mark:
    """One value read: of which field, from which stretch of the text, how surely. `also`: further places it is from."""

    field: str
    value: str
    start: int
    end: int
    confidence: float
    also: tuple[tuple[int, int], ...] = ()

    @property
    def is_doubtful(self) -> bool:
        return self.confidence < DOUBTFUL


@dataclass(frozen=True, slots=True)
class Correction:
    """A field where the officer's value differs from the one read; an empty `read` was not read at all."""

    field: str
    read: str
    written: str


def stored(reading: Reading) -> dict[str, Any]:
    """The reading as the column keeps it."""
    marks = [
        {
            "field": field,
            "value": _plain(value.value),
            "start": value.span.start,
            "end": value.span.end,
            "confidence": value.confidence,
            "also": [[span.start, span.end] for span in value.also],
        }
        for field, value in values_of(reading)
    ]
    return {"kind": reading.kind, "warnings": list(reading.warnings), "marks": marks}


def unread(reason: str) -> dict[str, Any]:
    """The column of a paper nothing could be read from, with the reason in the officer's words."""
    return {"kind": "unread", "warnings": [reason], "marks": []}


def marks(column: dict[str, Any]) -> list[Mark]:
    """The values read, in the order of their fields."""
    return [
        Mark(
            row["field"], row["value"], row["start"], row["end"], row["confidence"],
            tuple((start, end) for start, end in row.get("also", [])),
        )
        for row in column.get("marks", [])
    ]  # fmt: skip


NEEDED = ("symbol", "issued_on", "type", "issuer", "subject")
"""What every official paper has."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """How much of a reading an officer must look at. `lowest`: the least sure value read, 0 where nothing was."""

    missing: int
    doubtful: int
    lowest: float

    @property
    def is_clear(self) -> bool:
        return not self.missing and not self.doubtful


def doubts(column: dict[str, Any]) -> Doubts:
    """What is missing and what is unsure among the fields read; duties are decided one by one anyway."""
    read = [mark for mark in marks(column) if not mark.field.startswith("duties/")]
    named = {mark.field for mark in read if mark.value}
    return Doubts(
        missing=sum(name not in named for name in NEEDED),
        doubtful=sum(mark.is_doubtful for mark in read),
        lowest=min((mark.confidence for mark in read), default=0),
    )


def correct(column: dict[str, Any], fields: PaperFields, *, by: Actor) -> dict[str, Any]:
    """The column with the officer's values beside the marks, which stay as they were read."""
    return {**column, "corrected": {"by": by.key, "at": clock.now().isoformat(), "values": plain_values(fields)}}


def corrections(column: dict[str, Any]) -> list[Correction]:
    """Where the officer's values differ from those read; empty while nobody has saved."""
    if "corrected" not in column:
        return []
    written: dict[str, str] = column["corrected"]["values"]
    read = {mark.field: mark.value for mark in marks(column)}
    return [
        Correction(field, read.get(field, ""), written.get(field, ""))
        for field in dict.fromkeys([*read, *written])
        if not field.startswith("duties/") and read.get(field, "") != written.get(field, "")
    ]


def plain_values(fields: PaperFields) -> dict[str, str]:
    """The fields under the names the marks use; empty ones are left out."""
    values = {
        "type": fields.type,
        "symbol": fields.symbol,
        "place": fields.place,
        "issued_on": _plain(fields.issued_on),
        "issuer": fields.issuer_text or (fields.issuer.name if fields.issuer else ""),
        "superior": fields.superior_text,
        "subject": fields.subject,
        "archive": fields.archive,
        "signer_name": fields.signer_name,
        "signer_title": fields.signer_title,
        "signer_authority": fields.signer_authority,
        **{name: _plain(getattr(fields, name)) for name in ("period_start", "period_end", "peak_start", "peak_end")},
    }
    for place, base in enumerate(fields.bases, 1):
        values[f"bases/{place}"] = base.symbol or base.subject
    for kind in RecipientKind:
        names = [row.name for row in fields.recipients if row.kind == kind]
        prefix = "addressees" if kind == RecipientKind.ADDRESSEE else "recipients"
        values |= {f"{prefix}/{place}": name for place, name in enumerate(names, 1)}
    return {field: value for field, value in values.items() if value}
