"""Programmes, their dated rules and what they count, laid into the database at migration."""

from pathlib import Path
from typing import Any

from congdoan.cases.models import Programme
from congdoan.foundation.models import Parameter
from congdoan.foundation.reference import load_measure, load_parameter, read_toml

DATA = Path(__file__).parent / "data"
_OF_THE_ACT = ("programme", "symbol", "dated", "issuer", "from", "until", "note", "verified")


def load() -> None:
    for row in read_toml(DATA / "measures.toml")["measure"]:
        load_measure(row)
    for ordinal, row in enumerate(read_toml(DATA / "programmes.toml")["programme"], start=1):
        Programme.objects.update_or_create(code=row["code"], defaults={**_programme(row), "ordinal": ordinal * 10})
    rules = read_toml(DATA / "rules.toml")
    for row in rules["rulebook"]:
        load_parameter(_rulebook(row))
        _add_english(_rulebook(row))
    for row in rules["parameter"]:
        load_parameter(row)


def _programme(row: dict[str, Any]) -> dict[str, Any]:
    plain = {key: value for key, value in row.items() if key != "code"}
    no = dict.fromkeys(("is_sensitive", "needs_survey", "gives_in_rounds"), False)
    return {"asks": [], "each_level_may": True, **no, **plain}


def _rulebook(row: dict[str, Any]) -> dict[str, Any]:
    """The act of the rulebook in the parameter's columns, everything else in its value."""
    value = {key: each for key, each in row.items() if key not in _OF_THE_ACT}
    return {**row, "key": f"cases.rules.{row['programme']}", "value": value}


def _add_english(row: dict[str, Any]) -> None:
    """Rules laid in before their English was written get it; nothing that they say changes."""
    kept = Parameter.objects.filter(key=row["key"], scope="", valid__startswith=row["from"]).first()
    if kept is None:
        return
    known = {line["code"]: line for line in row["value"]["lines"]}
    lines = [{**line, **_english(known.get(line["code"], {}))} for line in kept.value["lines"]]
    told = {**kept.value, **_english(row["value"]), "lines": lines}
    if told != kept.value:
        kept.value = told
        kept.save(update_fields=["value"])


def _english(row: dict[str, Any]) -> dict[str, Any]:
    return {name: words for name, words in row.items() if name.endswith("_en")}
