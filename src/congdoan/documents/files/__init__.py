"""From any file an officer may drop to its text."""

from congdoan.documents.files.extracted import Extracted
from congdoan.documents.files.extraction import text_of
from congdoan.documents.files.sandbox import in_sandbox

__all__ = ["Extracted", "in_sandbox", "text_of"]
