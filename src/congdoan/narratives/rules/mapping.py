"""From the words of a figure to the indicators that may count it: `data/bindings.toml`, tried in order.

Pure. What an indicator counts in must fit what the figure counts; a corpus measure that bears the code of an indicator
is that indicator where no rule says otherwise.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_CLAUSE = re.compile(r"[,;.:]")
DATA = Path(__file__).parents[1] / "data" / "bindings.toml"


@dataclass(frozen=True, slots=True)
class Words:
    """A figure as the rules see it: its words, its sentence before and after them, what the reader made of it."""

    quote: str
    before: str
    after: str
    unit: str
    measure: str

    @property
    def clause(self) -> str:
        """The figure with the words around it, as far as the nearest comma: what is done further off is another."""
        return f"{_CLAUSE.split(self.before)[-1]}{self.quote}{_CLAUSE.split(self.after)[0]}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table; a pattern that is None always fits."""

    indicator: str
    units: frozenset[str]
    measures: frozenset[str]
    quote: re.Pattern[str] | None
    near: re.Pattern[str] | None
    after: re.Pattern[str] | None
    around: re.Pattern[str] | None

    def fits(self, words: Words) -> bool:
        return (
            (not self.units or words.unit in self.units)
            and (not self.measures or words.measure in self.measures)
            and _found(self.quote, words.quote)
            and _found(self.near, words.before)
            and _found(self.after, words.after)
            and _found(self.around, words.clause)
        )


def indicator_for(words: Words, known: Mapping[str, str]) -> str | None:
    """The code of the indicator that most likely counts the figure; None where none does.

    `known`: the indicators of this installation with what each counts in. A rule for one it lacks is passed over.
    """
    low = Words(words.quote.lower(), words.before.lower(), words.after.lower(), words.unit, words.measure)
    for rule in rules():
        if rule.indicator in known and may_count(low.unit, known[rule.indicator]) and rule.fits(low):
            return rule.indicator
    own = words.measure
    return own if own in known and may_count(words.unit, known[own]) else None


def may_count(unit: str, unit_of_count: str) -> bool:
    """Whether a figure that counts `unit`, a word of the corpus, can be an indicator's counted in `unit_of_count`."""
    table = _table()
    listed = table["units"].get(unit)
    return unit_of_count in listed if listed else unit_of_count not in table["never_things"]


@cache
def rules() -> tuple[Rule, ...]:
    """Every row of the table, in its order."""
    return tuple(
        Rule(
            row["indicator"],
            frozenset(row.get("units", [])),
            frozenset(row.get("measures", [])),
            *(_pattern(row.get(name)) for name in ("quote", "near", "after", "around")),
        )
        for row in _table()["binding"]
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def _pattern(text: str | None) -> re.Pattern[str] | None:
    return re.compile(text) if text else None


def _found(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is None or bool(pattern.search(text))
