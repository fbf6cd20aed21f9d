"""What stands in the place of a name where it is not opened. Pure."""


def masked(name: str) -> str:
    """ "Lò Thị Mai" → "L. T. M.": enough for those who know the person, nothing for anyone else."""
    return " ".join(f"{word[0].upper()}." for word in name.split())
