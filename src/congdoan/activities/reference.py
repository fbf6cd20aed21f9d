"""Kinds of acts and what each may count, laid into the database at migration."""

from pathlib import Path

from congdoan.activities.models import ActKind, CountableIn
from congdoan.foundation.reference import read_toml


def load() -> None:
    for ordinal, row in enumerate(read_toml(Path(__file__).parent / "data" / "kinds.toml")["kind"], start=1):
        kind, _created = ActKind.objects.update_or_create(
            code=row["code"],
            defaults={"name": row["name"], "name_en": row["name_en"], "form": row["form"], "ordinal": ordinal * 10},
        )
        for place, count in enumerate(row["counts"], start=1):
            CountableIn.objects.update_or_create(
                kind=kind,
                measure_id=count["measure"],
                defaults={"ordinal": place, "default": count.get("default"), "part": count.get("part", "")},
            )
