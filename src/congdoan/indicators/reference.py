"""The first indicators: one for each measure by its kind, and those the seed papers ask for by name."""

from pathlib import Path

from congdoan.foundation.models import Measure
from congdoan.foundation.reference import read_toml
from congdoan.indicators.models import Board, BoardIndicator, Formula, Indicator, Term


def load() -> None:
    for measure in Measure.objects.all():
        _indicator_of(measure)
    data = read_toml(Path(__file__).parent / "data" / "indicators.toml")
    told_apart = set(data["sensitive"]["facets"])
    for row in data["indicator"]:
        _indicator(row, told_apart)
    for row in data["board"]:
        board, _created = Board.objects.update_or_create(
            code=row["code"], defaults={"name": row["name"], "name_en": row["name_en"]}
        )
        for ordinal, code in enumerate(row["indicators"], start=1):
            BoardIndicator.objects.update_or_create(board=board, indicator_id=code, defaults={"ordinal": ordinal})


def _indicator_of(measure: Measure) -> None:
    """A measure can always be asked for by its own code."""
    indicator, created = Indicator.objects.get_or_create(
        code=measure.code,
        defaults={
            "name": measure.name,
            "name_en": measure.name_en,
            "unit_of_count": measure.unit_of_count,
            "formula": Formula.STOCK if measure.kind == "stock" else Formula.SUM,
        },
    )
    if created:
        Term.objects.create(indicator=indicator, measure=measure)


def _indicator(row: dict[str, object], told_apart: set[str]) -> None:
    """`told_apart`: facets that say why somebody was helped; an indicator of one of them is sensitive."""
    terms = row.pop("terms")
    code = row.pop("code")
    assert isinstance(terms, list)
    row["is_sensitive"] = any(told_apart & set(term.get("facets", [])) for term in terms)
    indicator, _created = Indicator.objects.update_or_create(code=code, defaults=row)
    indicator.terms.all().delete()
    Term.objects.bulk_create(
        [
            Term(
                indicator=indicator,
                measure_id=term["measure"],
                facets=term.get("facets", []),
                is_below=term.get("below", False),
            )
            for term in terms
        ]
    )
