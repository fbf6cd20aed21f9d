"""The comparisons that the README names can be run by the name it gives them."""

import re

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
