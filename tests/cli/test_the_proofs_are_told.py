"""The page on the command line tells every proof that `verify` makes."""

import re

from congdoan.cli import verify
from congdoan.installation.settings import REPOSITORY


def test_the_page_has_a_row_for_each_proof() -> None:
    page = (REPOSITORY / "docs" / "cli.md").read_text()
    table = re.search(r"\| proof \| how \|\n\|---\|---\|\n((?:\|.*\n)+)", page)
    assert table
    assert len(table[1].splitlines()) == len(verify.checks())
