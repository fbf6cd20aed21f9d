"""Papers between file and structure: a pure codec, without a database."""

from congdoan.documents.doors import places_of, read, read_figure, read_text
from congdoan.documents.errors import MissingReader, RefusedDocument, UnreadableDocument
from congdoan.documents.reading import (
    Assignment,
    Base,
    Claim,
    Clause,
    Deadline,
    Duty,
    Header,
    Period,
    Petition,
    Range,
    Ratio,
    Reading,
    Recipient,
    Section,
    Signatory,
    Span,
    Value,
)
from congdoan.documents.schema import to_json

__all__ = [
    "Assignment",
    "Base",
    "Claim",
    "Clause",
    "Deadline",
    "Duty",
    "Header",
    "MissingReader",
    "Period",
    "Petition",
    "Range",
    "Ratio",
    "Reading",
    "Recipient",
    "RefusedDocument",
    "Section",
    "Signatory",
    "Span",
    "UnreadableDocument",
    "Value",
    "places_of",
    "read",
    "read_figure",
    "read_text",
    "to_json",
]
