"""Purposes, origins, measures of money and dated parameters of the books, laid into the database at migration."""

from pathlib import Path

from congdoan.foundation.reference import load_measure, load_parameter, read_toml
from congdoan.funds.models import Origin, OriginStream, Purpose, PurposeStream

DATA = Path(__file__).parent / "data"


def load() -> None:
    for row in read_toml(DATA / "measures.toml")["measure"]:
        load_measure(row)
    for ordinal, row in enumerate(read_toml(DATA / "purposes.toml")["purpose"], start=1):
        purpose, _created = Purpose.objects.update_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "name_en": row["name_en"],
                "measure_id": row.get("measure"),
                "facet": row.get("facet", ""),
                "budget_facet": row.get("budget", ""),
                "public_name": row.get("public_name", ""),
                "public_name_en": row.get("public_name_en", ""),
                "official": row.get("official", ""),
                "ordinal": ordinal * 10,
            },
        )
        for stream in row["streams"]:
            PurposeStream.objects.get_or_create(purpose=purpose, stream=stream)
    for ordinal, row in enumerate(read_toml(DATA / "origins.toml")["origin"], start=1):
        origin, _created = Origin.objects.update_or_create(
            code=row["code"],
            defaults={
                "name": row["name"],
                "name_en": row["name_en"],
                "measure_id": row.get("measure"),
                "facet": row.get("facet", ""),
                "official": row.get("official", ""),
                "ordinal": ordinal * 10,
            },
        )
        for stream in row["streams"]:
            counts = stream in row.get("measure_streams", row["streams"])
            OriginStream.objects.update_or_create(origin=origin, stream=stream, defaults={"counts": counts})
    for row in read_toml(DATA / "parameters.toml")["parameter"]:
        load_parameter(row)
