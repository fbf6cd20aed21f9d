"""What a dated rule says: its lines, what each needs, how much it gives, how often, and the act it comes from. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from congdoan.foundation.naming import in_readers_language

FACTS = (
    "inpatient_days",
    "outpatient_days",
    "quarantine_days",
    "work_days_lost",
    "membership_years",
    "employed_years",
    "is_severe",
    "has_died",
    "is_in_hardship",
    "is_pregnant",
    "has_child_under_6",
    "is_locked_down",
    "is_house_destroyed",
    "is_confirmed_by_commune",
    "has_school_result",
)
"""The closed list of what a rule may ask about a case: days and years are whole numbers, the rest yes or no."""

NUMBERED = frozenset(fact for fact in FACTS if fact.endswith(("_days", "_years", "_lost")))

Facts = Mapping[str, int | bool | None]


@dataclass(frozen=True, slots=True)
class Condition:
    """`at_least` and `below` bound a number; a condition with neither asks whether the fact is true."""

    fact: str
    at_least: int | None = None
    below: int | None = None

    def holds(self, facts: Facts) -> bool | None:
        """None when nobody has said."""
        value = facts.get(self.fact)
        if value is None:
            return None
        if self.fact not in NUMBERED:
            return bool(value)
        return (self.at_least is None or value >= self.at_least) and (self.below is None or value < self.below)


@dataclass(frozen=True, slots=True)
class Line:
    """One entitlement: who, on which conditions, at most how much.

    `ways` are alternatives, each a list of conditions that must all hold; none means no condition. `levels` names the
    levels of the unit that pays, empty for every level. `once` says within what the line is given once: "event",
    "person", or "" for no such bound. `across_levels` true: each unit may give its own, and only its own are counted.
    """

    code: str
    category: str
    name: str
    at_most_vnd: int | None
    clause: str
    ways: tuple[tuple[Condition, ...], ...] = ()
    levels: tuple[str, ...] = ()
    once: str = ""
    times_a_year: int | None = None
    a_year_at_most_vnd: int | None = None
    years_between: int | None = None
    across_levels: bool = False
    name_en: str = ""
    clause_en: str = ""

    @property
    def words(self) -> str:
        """Who it is for, as the reader reads; `name` and `clause` go onto papers."""
        return in_readers_language(self.name, self.name_en)

    @property
    def clause_words(self) -> str:
        return in_readers_language(self.clause, self.clause_en)

    def fits(self, facts: Facts) -> bool | None:
        """Whether some way holds; None when none does but one still might."""
        ways = [_all([condition.holds(facts) for condition in way]) for way in self.ways] or [True]
        return True if True in ways else None if None in ways else False

    def unknown(self, facts: Facts) -> list[str]:
        """The facts without which it cannot be said whether the line fits."""
        asked = [c for way in self.ways if _all([x.holds(facts) for x in way]) is None for c in way]
        return list(dict.fromkeys(c.fact for c in asked if c.holds(facts) is None))


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The lines of one act while it is in force, from `since` up to, not including, `until`.

    `dossiers_until` is the last day a dossier may be received once the act was stopped; `stopped_by` the act that
    stopped it. `highest_only`: of several categories in one event only the highest is given. `row` is the parameter it
    was read from, kept with the decision; `english` what an English reader sees, under the same names.
    """

    programme: str
    act: str
    since: date
    until: date | None
    lines: tuple[Line, ...]
    scope: str = ""
    highest_only: bool = False
    highest_clause: str = ""
    once_clause: str = ""
    dossiers_until: date | None = None
    stopped_by: str = ""
    is_verified: bool = False
    note: str = ""
    row: int | None = None
    english: Mapping[str, str] = field(default_factory=dict)

    @property
    def note_words(self) -> str:
        return in_readers_language(self.note, self.english.get("note", ""))

    @property
    def stop_words(self) -> str:
        return in_readers_language(self.stopped_by, self.english.get("stopped_by", ""))


def read_rulebook(
    value: Mapping[str, Any],
    *,
    programme: str,
    act: str,
    since: date,
    until: date | None,
    scope: str = "",
    is_verified: bool = False,
    note: str = "",
    row: int | None = None,
) -> Rulebook:
    """The rulebook a parameter's value holds. Raises KeyError or ValueError for a value that is no rulebook."""
    until_text = value.get("dossiers_until")
    return Rulebook(
        programme=programme,
        act=act,
        since=since,
        until=until,
        lines=tuple(read_line(row_) for row_ in value["lines"]),
        scope=scope,
        highest_only=bool(value.get("highest_only", False)),
        highest_clause=str(value.get("highest_clause", "")),
        once_clause=str(value.get("once_clause", "")),
        dossiers_until=date.fromisoformat(until_text) if until_text else None,
        stopped_by=str(value.get("stopped_by", "")),
        is_verified=is_verified,
        note=note,
        row=row,
        english={name.removesuffix("_en"): str(words) for name, words in value.items() if name.endswith("_en")},
    )


def as_row(line: Line) -> dict[str, Any]:
    """The line as a parameter's value holds it; reading it again gives the same line."""
    row: dict[str, Any] = {"code": line.code, "category": line.category, "name": line.name, "clause": line.clause}
    row["ways"] = [[_as_said(condition) for condition in way] for way in line.ways]
    row["levels"] = list(line.levels)
    for name in ("at_most_vnd", "once", "times_a_year", "a_year_at_most_vnd", "years_between", "across_levels",
                 "name_en", "clause_en"):  # fmt: skip
        row[name] = getattr(line, name)
    return {
        name: value for name, value in row.items() if value is not None and value is not False and value not in ("", [])
    }


def only_what_differs(rows: Sequence[dict[str, Any]], base: Rulebook) -> list[dict[str, Any]]:
    """Of the `rows` of a new rule, those of the categories that are not word for word as in `base`: a category left as
    it is goes on by `base`, whatever `base` says of it tomorrow.
    """
    lines = [read_line(row) for row in rows]
    same = {
        line.category for line in (*lines, *base.lines)
        if [each for each in lines if each.category == line.category]
        == [each for each in base.lines if each.category == line.category]
    }  # fmt: skip
    return [row for row in rows if row["category"] not in same]


def frame_of(book: Rulebook) -> dict[str, Any]:
    """What a rulebook says beside its lines, as a parameter's value holds it: how it ends, what is given once."""
    frame: dict[str, Any] = {
        "highest_clause": book.highest_clause,
        "once_clause": book.once_clause,
        "dossiers_until": book.dossiers_until.isoformat() if book.dossiers_until else "",
        "stopped_by": book.stopped_by,
    }
    english = {f"{name}_en": words for name, words in book.english.items() if name in frame}
    return {name: value for name, value in (frame | english).items() if value}


def _as_said(condition: Condition) -> dict[str, Any]:
    said = {"fact": condition.fact, "at_least": condition.at_least, "below": condition.below}
    return {name: value for name, value in said.items() if value is not None}


def read_line(row: Mapping[str, Any]) -> Line:
    """One line of a parameter's value. Raises KeyError or ValueError for one that is none."""
    ways = tuple(tuple(_condition(each) for each in way) for way in row.get("ways", []))
    return Line(
        code=row["code"],
        category=row["category"],
        name=row["name"],
        at_most_vnd=row.get("at_most_vnd"),
        clause=row["clause"],
        ways=ways,
        levels=tuple(row.get("levels", [])),
        once=row.get("once", ""),
        times_a_year=row.get("times_a_year"),
        a_year_at_most_vnd=row.get("a_year_at_most_vnd"),
        years_between=row.get("years_between"),
        across_levels=bool(row.get("across_levels", False)),
        name_en=row.get("name_en", ""),
        clause_en=row.get("clause_en", ""),
    )


def _condition(row: Mapping[str, Any]) -> Condition:
    if row["fact"] not in FACTS:
        raise ValueError(f"no such fact: {row['fact']}")
    return Condition(row["fact"], row.get("at_least"), row.get("below"))


def _all(answers: list[bool | None]) -> bool | None:
    return False if False in answers else None if None in answers else True
