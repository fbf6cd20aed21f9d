"""What stands in an address, read kindly."""

from congdoan.foundation.periods import FIRST_YEAR, LAST_YEAR


def read_year(text: str, otherwise: int) -> int:
    """The year named, or `otherwise` for anything that is no year."""
    return int(text) if text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR else otherwise
