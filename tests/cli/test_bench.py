"""The comparisons that the README names can be run by the name it gives them."""

import re
import runpy

import pytest
from django.db import connection

from builders import Province
from cli_stories import Type
from congdoan.cli import bench
from congdoan.installation.settings import REPOSITORY


def test_every_comparison_the_readme_names_is_there() -> None:
    named = re.findall(r"run\.py bench (\w+)", (REPOSITORY / "bench" / "README.md").read_text(encoding="utf-8"))
    assert named
    assert set(named) == set(bench.comparisons())


def test_an_unknown_name_is_answered_with_those_there_are(typed: Type) -> None:
    code, out, err = typed("bench", "nothing")
    assert (code, out) == (2, "")
    assert all(name in err for name in bench.comparisons())


@pytest.mark.django_db
def test_the_invented_facts_of_the_totals_pass_the_guards_of_the_journal(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = REPOSITORY / "bench"
    monkeypatch.syspath_prepend(folder)
    totals = runpy.run_path(str(folder / "totals.py"))
    leaves = {"first": min(province.hospital.pk, province.clinic.pk), "leaves": 1, "facts": 50}
    with connection.cursor() as cursor:
        cursor.execute(totals["SYNTHETIC"].format(table="journal_entry"), leaves)
        cursor.execute("SELECT count(*), count(DISTINCT measure_id) FROM journal_entry")
        assert cursor.fetchone() == (50, 12)
