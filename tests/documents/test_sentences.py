"""Sentences of many trades and provinces, their gold written into them (`sentences/`), are read as it says."""

import pytest

from documents.sentences import mistakes, sentences


@pytest.mark.parametrize(("table", "left"), [("claims.txt", 4), ("longer.txt", 2)])
def test_figures_are_read_as_marked(table: str, left: int) -> None:
    """All but the few that are still misread: fewer is better, and then the number here goes down."""
    wrong = [mistake for sentence in sentences(table) for mistake in mistakes(sentence)]
    assert len(wrong) <= left, wrong
