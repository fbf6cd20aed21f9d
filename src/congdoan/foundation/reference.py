"""Reference data: catalogues written as TOML beside the room that needs them, laid into the database at migration.

Rows already there are brought up to date by their code; rows a user added stay.
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from congdoan.foundation.models import Holiday, Measure, MeasureFacet, Parameter
from congdoan.foundation.periods import valid_from

DATA = Path(__file__).parent / "data"


def read_toml(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def load() -> None:
    """Measures with their facets, public holidays and the first dated parameters."""
    for row in read_toml(DATA / "measures.toml")["measure"]:
        load_measure(row)
    for row in read_toml(DATA / "holidays.toml")["holiday"]:
        load_holidays(row)
    for row in read_toml(DATA / "parameters.toml")["parameter"]:
        load_parameter(row)


def load_measure(row: dict[str, Any]) -> None:
    measure, _created = Measure.objects.update_or_create(
        code=row["code"],
        defaults={
            "name": row["name"],
            "name_en": row["name_en"],
            "unit_of_count": row["unit"],
            "kind": row.get("kind", "flow"),
            "room": row["room"],
            "is_money": row["unit"] == "VND",
        },
    )
    for facet in [{"code": "", "name": "", "name_en": ""}, *row.get("facets", [])]:
        MeasureFacet.objects.update_or_create(
            measure=measure, code=facet["code"], defaults={"name": facet["name"], "name_en": facet["name_en"]}
        )


def load_holidays(row: dict[str, Any]) -> None:
    for day in row["days"]:
        Holiday.objects.get_or_create(
            day=day,
            defaults={
                "name": row["name"],
                "source": row["source"],
                "is_verified": row.get("verified", False),
                "is_working": row.get("working", False),
            },
        )


def load_parameter(row: dict[str, Any]) -> None:
    start: date = row["from"]
    Parameter.objects.get_or_create(
        key=row["key"],
        scope=row.get("scope", ""),
        valid=valid_from(start, row.get("until")),
        defaults={
            "value": row["value"],
            "cited_symbol": row.get("symbol", ""),
            "cited_date": row.get("dated"),
            "cited_issuer": row.get("issuer", ""),
            "source_article": row.get("article", ""),
            "is_verified": row.get("verified", False),
            "note": row.get("note", ""),
        },
    )
