"""Papers whose reading an officer corrected, as examples to replay: the text, what was read, what stands."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from congdoan.organisation.models import Unit
from congdoan.registry.models import DocumentState, RecipientKind, RegisteredDocument
from congdoan.registry.readings import corrections, marks


@dataclass(frozen=True, slots=True)
class Example:
    """`gold` is in the schema of the evaluation corpus, with `read`, `written` and `corrections` by field beside it."""

    paper: RegisteredDocument
    key: str
    text: str
    gold: dict[str, Any]


def examples(units: list[Unit] | None = None, also: Collection[int] = ()) -> Iterator[Example]:
    """Every corrected paper, of all units or of those listed, and those named in `also` by their rows, the oldest
    first. Holds one paper at a time."""
    papers = RegisteredDocument.objects.filter(Q(reading__has_key="corrected") | Q(pk__in=also)).exclude(text="")
    papers = papers.exclude(state=DocumentState.DISCARDED).select_related("issuer").order_by("pk")
    if units is not None:
        papers = papers.filter(keeper__in=units)
    for paper in papers.iterator(chunk_size=50):
        if corrections(paper.reading) or paper.pk in also:
            yield Example(paper, paper.key, paper.text, _gold(paper))


def _gold(paper: RegisteredDocument) -> dict[str, Any]:
    read = {mark.field: mark.value for mark in marks(paper.reading) if not mark.field.startswith("duties/")}
    return {
        "kind": paper.reading.get("kind", "formal"),
        "document": _document(paper),
        "claims": [],
        "petitions": [],
        "read": read,
        "written": paper.reading.get("corrected", {"values": read})["values"],
        "corrections": [
            {"field": row.field, "read": row.read, "written": row.written} for row in corrections(paper.reading)
        ],
    }


def _document(paper: RegisteredDocument) -> dict[str, Any]:
    recipients = list(paper.recipients.all())
    return {
        "type": paper.type_id,
        "number": paper.symbol_raw or None,
        "place": paper.place or None,
        "date": _day(paper.issued_on),
        "issuer": paper.issuer_text or (paper.issuer.name if paper.issuer else None),
        "superior": paper.superior_text or None,
        "subject": paper.subject or None,
        "bases": [
            {"number": row.symbol or None, "date": _day(row.dated), "issuer": row.issuer_text, "subject": row.subject}
            for row in paper.bases.all()
        ],
        "addressees": [row.name for row in recipients if row.kind == RecipientKind.ADDRESSEE],
        "recipients": [
            {"name": row.name, "purpose": row.purpose or None} for row in recipients if row.kind == RecipientKind.COPY
        ],
        "archive": paper.archive or None,
        "signatory": {
            "name": paper.signer_name or None,
            "title": paper.signer_title or None,
            "authority": paper.signer_authority or None,
        },
        "period": {
            name: _day(getattr(paper, column))
            for name, column in (
                ("start", "period_start"), ("end", "period_end"),
                ("peak_start", "peak_start"), ("peak_end", "peak_end"),
            )
        },
        "deadlines": [],
        "sections": [],
        "assignments": [],
    }  # fmt: skip


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
