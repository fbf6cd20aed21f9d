"""What is said of a paper by whoever enters it: plain typed values that a form, a command and the demo fill alike."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from congdoan.organisation.models import Body, BodyGroup
from congdoan.registry.models import RecipientKind, RegisteredDocument


@dataclass(frozen=True, slots=True)
class BaseFields:
    """A paper named as ground. `cited` where it is known here; the words stand either way."""

    symbol: str = ""
    dated: date | None = None
    issuer_text: str = ""
    subject: str = ""
    cited: RegisteredDocument | None = None
    is_nested: bool = False


@dataclass(frozen=True, slots=True)
class RecipientFields:
    """One recipient. Neither `group` nor `body`: someone outside this installation, or nobody has said yet who."""

    name: str
    kind: str = RecipientKind.COPY
    purpose: str = ""
    group: BodyGroup | None = None
    body: Body | None = None


@dataclass(frozen=True, slots=True)
class ClauseFields:
    """One ordered part of the text. `start` and `end` point into the text of a paper that was read."""

    text: str = ""
    label: str = ""
    heading: str = ""
    path: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class PaperFields:
    """All that is entered of a paper. `type` is a code of DocumentType; `symbol` as printed, empty for a draft."""

    subject: str
    type: str = ""
    issuer: Body | None = None
    issuer_text: str = ""
    superior_text: str = ""
    symbol: str = ""
    place: str = ""
    issued_on: date | None = None
    text: str = ""
    signer_name: str = ""
    signer_title: str = ""
    signer_authority: str = ""
    archive: str = ""
    period_start: date | None = None
    period_end: date | None = None
    peak_start: date | None = None
    peak_end: date | None = None
    bases: tuple[BaseFields, ...] = ()
    recipients: tuple[RecipientFields, ...] = ()
    clauses: tuple[ClauseFields, ...] = ()
    reading: dict[str, Any] = field(default_factory=dict)

    def with_(self, **changes: Any) -> "PaperFields":
        """These fields with some changed."""
        return replace(self, **changes)


COLUMNS = (
    "subject",
    "issuer",
    "issuer_text",
    "superior_text",
    "place",
    "issued_on",
    "text",
    "signer_name",
    "signer_title",
    "signer_authority",
    "archive",
    "period_start",
    "period_end",
    "peak_start",
    "peak_end",
)
"""The fields that are columns of the same name; the rest are laid by `registry.actions.contents`."""
