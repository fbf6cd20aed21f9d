"""Why a file could not be read, in words for the officer who dropped it."""


class UnreadableDocument(Exception):
    """The file was refused or nothing could be read from it. Its message (Vietnamese) says what, why, how to mend."""


class MissingReader(UnreadableDocument):
    """An optional program of the machine (OCR, antiword) is not installed; the message names it."""


class RefusedDocument(UnreadableDocument):
    """The file is too large, locked, or carries what does not belong in a paper (macros, a compression bomb)."""
