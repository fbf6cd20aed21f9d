"""The grammar of document symbols: `08/KH-CĐYT`, `282/LĐLĐ`, `53-CTr/TU`, `30/2020/NĐ-CP`, `06b/NQ-TLĐ`. Pure.

Source: 30/2020/NĐ-CP, Appendix I; Party papers put the hyphen after the number. Stray blanks and lost accents are
common in real papers: the symbol as printed is kept beside the one these rules make of it.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from congdoan.foundation.text import fold, nfc

OFFICIAL_LETTER = "CV"

_DASHES = re.compile(r"\s*[-‐‑‒–—−]\s*")
_SLASHES = re.compile(r"\s*/\s*")
_LEAD = re.compile(r"^\s*(?:số|so)\s*[:.]?\s*", re.IGNORECASE)
_ADMINISTRATIVE = re.compile(r"(?P<number>\d{1,6})(?P<suffix>[a-zđ]{0,2})/(?:(?P<year>\d{4})/)?(?P<rest>[^\s/]+)", re.I)
_PARTY = re.compile(r"(?P<number>\d{1,6})(?P<suffix>[a-zđ]{0,2})-(?P<type>[^\W\d]+)/(?P<organ>\S+)", re.I)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol taken apart. `type` is empty for an official letter, whose symbol names only the organ."""

    number: int
    organ: str
    type: str = ""
    suffix: str = ""
    year: int | None = None
    is_party: bool = False

    def __str__(self) -> str:
        number = f"{self.number:02d}{self.suffix}"
        if self.is_party:
            return f"{number}-{self.type}/{self.organ}"
        year = f"{self.year}/" if self.year else ""
        kind = f"{self.type}-" if self.type else ""
        return f"{number}/{year}{kind}{self.organ}"


def compose(number: int, *, suffix: str = "", type_code: str, organ: str) -> Symbol:
    """The symbol a union unit puts on its own paper. An official letter carries no type."""
    return Symbol(number, organ, "" if type_code == OFFICIAL_LETTER else type_code, suffix)


def read_symbol(raw: str, *, types: Collection[str] = (), organ: str = "") -> Symbol | None:
    """Take `raw` apart; None where it follows no known grammar.

    `types` are the letters of known types, `organ` the issuer's own letters: where only accents or case differ from
    them, the known spelling stands ("CDYT" of a body whose letters are "CĐYT").
    """
    text = tidy(raw)
    if found := _PARTY.fullmatch(text):
        return Symbol(
            int(found["number"]),
            _spelled_as(found["organ"], organ),
            _known_type(found["type"], types),
            found["suffix"].lower(),
            is_party=True,
        )
    if not (found := _ADMINISTRATIVE.fullmatch(text)):
        return None
    head, dash, tail = found["rest"].partition("-")
    kind = _known_type(head, types)
    is_letter = not dash or (bool(types) and kind not in types)
    return Symbol(
        int(found["number"]),
        _spelled_as(found["rest"] if is_letter else tail, organ),
        "" if is_letter else kind,
        found["suffix"].lower(),
        int(found["year"]) if found["year"] else None,
    )


def tidy(raw: str) -> str:
    """`raw` in one line without "Số:", blanks round strokes, or odd dashes; otherwise as printed."""
    text = _LEAD.sub("", " ".join(nfc(raw).split()))
    return _SLASHES.sub("/", _DASHES.sub("-", text)).strip(" .,;:")


def normalise(raw: str, *, types: Collection[str] = (), organ: str = "") -> str:
    """The symbol by which the paper is found again; what follows no known grammar is only tidied."""
    symbol = read_symbol(raw, types=types, organ=organ)
    return str(symbol) if symbol else tidy(raw)


def _known_type(letters: str, types: Collection[str]) -> str:
    """The known type that `letters` spell, accents and case aside, unless two would fit (HD and HĐ)."""
    if letters in types:
        return letters
    alike = [code for code in types if fold(code) == fold(letters)]
    return alike[0] if len(alike) == 1 else letters


def _spelled_as(letters: str, known: str) -> str:
    return known if known and fold(letters) == fold(known) else letters
