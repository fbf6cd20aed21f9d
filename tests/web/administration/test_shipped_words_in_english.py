"""A parameter stands by its name, and what the system brings along itself speaks the reader's language."""

from pathlib import Path

import pytest
from django.utils import translation

from builders import Province
from congdoan.foundation.models import Holiday, Parameter
from congdoan.foundation.reference import read_toml
from congdoan.foundation.saying import ours
from congdoan.installation.settings import REPOSITORY
from congdoan.web.administration.parameters import NAMES, RULES, told

SHIPPED = sorted((REPOSITORY / "src" / "congdoan").glob("*/data/*.toml"))


def words_of(path: Path) -> list[str]:
    """Names of holidays with their source, notes on parameters: what has no English of its own beside it."""
    brought = read_toml(path)
    days = [row[key] for row in brought.get("holiday", []) for key in ("name", "source")]
    return days + [row["note"] for row in brought.get("parameter", []) if row.get("note")]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_what_came_with_the_system_reads_in_english(path: Path) -> None:
    with translation.override("en"):
        assert [words for words in words_of(path) if ours(words) == words] == []


@pytest.mark.django_db
def test_every_parameter_of_the_house_has_a_name(province: Province) -> None:
    assert Holiday.objects.exists()
    rows = Parameter.objects.all()
    assert {row.key for row in rows if not row.key.startswith(RULES)} <= NAMES.keys()
    with translation.override("en"):
        english = {row.row.key: row for row in told(rows)}
    assert english["cases.rules.covid"].name == "Amounts of help: Covid-19 support"
    assert english["dues.rate"].value.replace("\xa0", " ") in ("1 %", "0,5 %")
    assert english["cases.visit_again_days"].value == "90 days"
    assert "chair 2.000.000" in english["cases.approval"].value.replace("\xa0", " ")
    with translation.override("vi"):
        told_here = {row.row.key: row for row in told(rows)}
    assert told_here["cases.visit_again_days"].value == "90 ngày"
    assert "Công đoàn cơ sở: chủ tịch 2.000.000" in told_here["cases.approval"].value.replace("\xa0", " ")
