"""Papers as PDF, set by typst."""

from congdoan.documents.writing.typeset.pdf import write_pdf

__all__ = ["write_pdf"]
