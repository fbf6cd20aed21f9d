"""An official paper on the screen: the same `Paper` that becomes .docx and .pdf, with the same fixed words."""

from dataclasses import dataclass
from datetime import date

from congdoan.documents.writing.layout import layout_on
from congdoan.documents.writing.letterhead import Letterhead, letterhead
from congdoan.documents.writing.paper import (
    Block,
    Bullet,
    Centred,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Signer,
    Signers,
    Span,
    Table,
    spans,
)
from congdoan.documents.writing.wording import (
    addressee_lines,
    bullet_spans,
    closed_body,
    heading_text,
    paragraph_spans,
    recipient_lines,
    subject_lines,
)

ADDRESSED_TO = "Kính gửi:"
RECIPIENTS = "Nơi nhận:"


@dataclass(frozen=True, slots=True)
class Line:
    """One block of the body as the template draws it.

    `kind` is "heading", "text", "centred", "break", "table" or "signers".
    """

    kind: str
    spans: tuple[Span, ...] = ()
    text: str = ""
    table: Table | None = None
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper ready to be drawn."""

    head: Letterhead
    kind: str
    subject: str
    addressed_to: str
    addressees: list[str]
    bases: tuple[str, ...]
    lines: tuple[Line, ...]
    recipients_head: str
    recipients: list[str]
    signatures: tuple[Signature, ...]


def sheet(paper: Paper, *, on: date) -> Sheet:
    """The paper in the layout in force on its own day, or on `on` while it is not dated."""
    layout = layout_on(paper.on or on)
    return Sheet(
        head=letterhead(paper, layout),
        kind=paper.kind.upper(),
        subject="" if paper.is_letter else " ".join(subject_lines(paper, layout)) if paper.form else paper.subject,
        addressed_to=ADDRESSED_TO,
        addressees=addressee_lines(paper),
        bases=paper.bases,
        lines=tuple(_line(block) for block in closed_body(paper, layout)),
        recipients_head=RECIPIENTS,
        recipients=recipient_lines(paper),
        signatures=paper.signatures,
    )


def _line(block: Block) -> Line:
    match block:
        case Heading():
            return Line("heading", text=heading_text(block))
        case Paragraph():
            return Line("text", spans=paragraph_spans(block))
        case Bullet():
            return Line("text", spans=bullet_spans(block))
        case Centred():
            return Line("centred", text=block.text)
        case PageBreak():
            return Line("break")
        case Table():
            return Line("table", table=block)
        case Signers():
            return Line("signers", signers=block.people)


def cells(table: Table) -> list[list[tuple[tuple[Span, ...], str]]]:
    """The rows of a table: each cell's stretches and its alignment."""
    return [
        [(spans(cell), column.align) for cell, column in zip(row, table.columns, strict=True)] for row in table.all_rows
    ]
