"""From any file an officer may drop to its text."""

from congdoan.documents.files.extraction import Extracted, text_of

__all__ = ["Extracted", "text_of"]
