"""Pure judgements about the organisation."""

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int | None) -> str:
    """A term's ordinal as it is written: 18 → "XVIII". Empty for None."""
    if number is None or number < 1:
        return ""
    if number >= 40:
        return str(number)  # no committee has sat so often; digits are then clearer than a long row of letters
    for value, letters in _ROMAN:
        if number >= value:
            return letters + roman(number - value)
    return ""
