"""The write side of the codec: from a `Paper` and a `Layout`, or from a table, to a file."""

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
    Signer,
    Signers,
    Span,
    Table,
    Text,
)
from congdoan.documents.writing.sheet import Figure, OfficialTable, SheetColumn, position_note, write_xlsx
from congdoan.documents.writing.typeset import write_pdf
from congdoan.documents.writing.word import write_docx

__all__ = [
    "Appendix",
    "Block",
    "Bullet",
    "Centred",
    "Column",
    "Figure",
    "Heading",
    "Layout",
    "NoLayout",
    "OfficialTable",
    "PageBreak",
    "Paper",
    "Paragraph",
    "Recipient",
    "SheetColumn",
    "Signature",
    "Signer",
    "Signers",
    "Span",
    "Table",
    "Text",
    "layout_on",
    "position_note",
    "write_docx",
    "write_pdf",
    "write_xlsx",
]
