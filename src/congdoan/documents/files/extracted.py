"""What an opened file gives."""

from dataclasses import dataclass

from congdoan.documents.files.kinds import Kind
from congdoan.documents.reading import Reading


@dataclass(frozen=True)
class Extracted:
    """The text of a file, what the officer should know about how it was got, and the reading of a very long one."""

    text: str
    kind: Kind
    warnings: tuple[str, ...] = ()
    reading: Reading | None = None
