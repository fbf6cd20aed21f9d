"""The write side of the codec: from a `Paper` and a `Layout` to a file."""

from congdoan.documents.writing.layout import Layout, NoLayout, layout_on
from congdoan.documents.writing.paper import (
    Appendix,
    Block,
    Bullet,
    Centred,
    Column,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Recipient,
    Signature,
    Span,
    Table,
    Text,
)
from congdoan.documents.writing.typeset import write_pdf
from congdoan.documents.writing.word import write_docx

__all__ = [
    "Appendix",
    "Block",
    "Bullet",
    "Centred",
    "Column",
    "Heading",
    "Layout",
    "NoLayout",
    "PageBreak",
    "Paper",
    "Paragraph",
    "Recipient",
    "Signature",
    "Span",
    "Table",
    "Text",
    "layout_on",
    "write_docx",
    "write_pdf",
]
