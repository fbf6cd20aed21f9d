"""Who has to do what by when: assignments as the paper puts them, and duties proposed for an officer to confirm."""

from congdoan.documents.duties.assignments import assignments_of
from congdoan.documents.duties.proposed import duties_of

__all__ = ["assignments_of", "duties_of"]
