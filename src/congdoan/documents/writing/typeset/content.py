"""A paper as the plain value that `paper.typ` prints: strings, numbers, lists and dictionaries only."""

from dataclasses import asdict
from typing import Any, TypeAlias

from congdoan.documents.writing.columns import PADDING_MM, fit
from congdoan.documents.writing.layout import Face, Layout
from congdoan.documents.writing.letterhead import letterhead
from congdoan.documents.writing.paper import (
    Appendix,
    Block,
    Bullet,
    Centred,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Signers,
    Span,
    Table,
    Text,
    plain,
    spans,
)
from congdoan.documents.writing.safe_text import breakable, clean
from congdoan.documents.writing.signing import Signing, fits_one_page, signings
from congdoan.documents.writing.typeset.fonts import FAMILIES
from congdoan.documents.writing.wording import (
    addressee_lines,
    annexed_to,
    appendix_title,
    bullet_spans,
    closed_body,
    heading_text,
    listed,
    paragraph_spans,
    recipient_lines,
    subject_face,
    subject_lines,
    subject_rule_mm,
    title_of,
)

Value: TypeAlias = dict[str, Any]
_SHORT_CELL = 300


def content(paper: Paper, layout: Layout) -> Value:
    """Everything `paper.typ` asks for."""
    faces, width = layout.faces, layout.text_width_mm
    return {
        "title": title_of(paper),
        "author": clean(paper.issuer),
        "day": [paper.on.year, paper.on.month, paper.on.day] if paper.on else None,
        "fonts": FAMILIES,
        "faces": asdict(faces),
        "margins": asdict(layout.margins),
        "first_line_mm": layout.first_line_mm,
        "paragraph_gap_pt": layout.paragraph_gap_pt,
        "line_pitch": layout.line_pitch,
        "letterhead_left": layout.letterhead_left_mm,
        "padding": PADDING_MM,
        "head": _head(paper, layout),
        "kind": _line(paper.kind, faces.kind, width),
        "subject": [breakable(line, width * 0.9, faces.subject) for line in subject_lines(paper, layout)],
        "subject_face": asdict(subject_face(paper, layout)),
        "subject_rule": subject_rule_mm(paper, layout),
        "subject_mark": layout.subject_mark,
        "decider": _line(paper.decider, faces.authority, width * 0.85),
        "addressees": [_line(name, faces.addressee, width * 0.55) for name in addressee_lines(paper)],
        "bases": [_line(basis, faces.basis, width) for basis in listed(paper.bases)],
        "body": [_block(block, layout, width) for block in closed_body(paper, layout)],
        "recipients": [_line(line, faces.recipients, width * 0.42) for line in recipient_lines(paper)],
        "signatures": [_signature(signing, layout) for signing in signings(paper, layout)],
        "is_kept_whole": fits_one_page(paper, layout),
        "appendices": [_appendix(appendix, paper, layout) for appendix in paper.appendices],
    }


def _line(text: str, face: Face, limit_mm: float) -> str:
    return breakable(face.shown(clean(text)), limit_mm, face)


def _head(paper: Paper, layout: Layout) -> Value:
    head = letterhead(paper, layout)
    left, faces = layout.letterhead_left_mm, layout.faces
    return asdict(head) | {
        "superior": [breakable(line, left, faces.superior) for line in head.superior],
        "issuer": [breakable(line, left, faces.issuer) for line in head.issuer],
        "form": [breakable(line, layout.text_width_mm - left, faces.reference) for line in head.form],
        "number": breakable(head.number, left, faces.number),
        "reference": [breakable(line, left * 0.92, faces.reference) for line in head.reference],
        "dateline": breakable(head.dateline, layout.text_width_mm - left, faces.dateline),
    }


def _block(block: Block, layout: Layout, width_mm: float) -> Value:
    faces = layout.faces
    match block:
        case Heading():
            span = Span(heading_text(block))
            return {"is": "heading", "level": block.level, "spans": _spans((span,), faces.heading, width_mm)}
        case Paragraph():
            return {"is": "text", "spans": _spans(paragraph_spans(block), faces.body, width_mm)}
        case Bullet():
            return {"is": "text", "spans": _spans(bullet_spans(block), faces.body, width_mm)}
        case Centred():
            return {"is": "centred", "text": _line(block.text, faces.heading, width_mm)}
        case PageBreak():
            return {"is": "page"}
        case Table():
            return _table(block, layout, width_mm)
        case Signers():
            return _signers(block, layout, width_mm)


def _signers(row: Signers, layout: Layout, width_mm: float) -> Value:
    share, faces = width_mm / len(row.people), layout.faces
    return {
        "is": "signers",
        "people": [
            {
                "title": _line(one.title.upper(), faces.issuer, share),
                "hint": _line(f"({one.hint})", faces.note, share),
                "name": breakable(clean(one.name), share, faces.issuer),
            }
            for one in row.people
        ],
    }


def _spans(text: Text, face: Face, limit_mm: float) -> list[Value]:
    return [
        asdict(span) | {"text": _line(span.text, face, limit_mm), "note": _line(span.note, face, limit_mm)}
        for span in spans(text)
    ]


def _table(table: Table, layout: Layout, width_mm: float) -> Value:
    fitted = fit(table, width_mm, layout.faces.table.size_pt)
    face = Face(fitted.size_pt)
    inner = [width - 2 * PADDING_MM for width in fitted.widths_mm]
    rows = [[_spans(cell, face, limit) for cell, limit in zip(row, inner, strict=True)] for row in table.all_rows]
    return {
        "is": "table",
        "caption": _line(table.caption, layout.faces.body, width_mm),
        "unit": _line(table.unit, layout.faces.note, width_mm),
        "note": _line(table.note, layout.faces.note, width_mm),
        "size_pt": fitted.size_pt,
        "widths": fitted.widths_mm,
        "aligns": [column.align for column in table.columns],
        "is_signed": any(column.for_hand for column in table.columns),
        "titles": [_line(column.title, face, limit) for column, limit in zip(table.columns, inner, strict=True)],
        "groups": [{"name": clean(name), "span": span} for name, span in table.groups],
        "rows": rows[: len(table.rows)],
        "total": None if table.total is None else rows[-1],
        "keeps_rows_whole": max((len(plain(cell)) for row in table.all_rows for cell in row), default=0) < _SHORT_CELL,
    }


def _signature(signing: Signing, layout: Layout) -> Value:
    half, faces = layout.text_width_mm / 2, layout.faces
    return {
        "above": [breakable(line, half, faces.authority) for title in signing.titles for line in title],
        "lines_short": signing.lines_short,
        "name": breakable(signing.name, half, faces.signer),
    }


def _appendix(appendix: Appendix, paper: Paper, layout: Layout) -> Value:
    margins = layout.margins
    width = 297 - margins.left - margins.right if appendix.is_wide else layout.text_width_mm
    return {
        "label": clean(appendix.label),
        "title": breakable(appendix_title(appendix), width * 0.85, layout.faces.subject),
        "of": annexed_to(paper, layout),
        "wide": appendix.is_wide,
        "body": [_block(block, layout, width) for block in appendix.body],
    }
