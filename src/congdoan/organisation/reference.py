"""Levels, lines and the usual ways of naming many bodies at once, laid into the database at migration."""

from pathlib import Path

from congdoan.foundation.reference import read_toml
from congdoan.foundation.text import fold
from congdoan.organisation.models import BodyGroup, Level, Line


def load() -> None:
    data = read_toml(Path(__file__).parent / "data" / "levels.toml")
    for row in data["level"]:
        Level.objects.get_or_create(code=row["code"], defaults={key: row[key] for key in ("name", "name_en", "rank")})
    for row in data["line"]:
        Line.objects.get_or_create(code=row["code"], defaults={key: row[key] for key in ("name", "name_en")})
    for row in data["group"]:
        BodyGroup.objects.get_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "folded": fold(row["name"]),
                "reach": row["reach"],
                "level_id": row.get("level"),
            },
        )
