"""Papers as .docx, to be opened and edited in a word processor."""

from congdoan.documents.writing.word.docx import write_docx

__all__ = ["write_docx"]
