"""Sentences of many trades and provinces, their gold written into them (`sentences/`), are read as it says."""

from collections.abc import Callable, Iterator

import pytest

from documents.sentences import days_missed, misheard, mistakes, periods_missed, scenes, sentences, time_missed


@pytest.mark.parametrize(
    ("table", "left"), [("claims.txt", 2), ("longer.txt", 0), ("features.txt", 1), ("reports.txt", 0), ("news.txt", 0)]
)
def test_figures_are_read_as_marked(table: str, left: int) -> None:
    """All but the few that are still misread: fewer is better, and then the number here goes down."""
    wrong = [mistake for sentence in sentences(table) for mistake in mistakes(sentence)]
    assert len(wrong) <= left, wrong


@pytest.mark.parametrize(("table", "left"), [("demands.txt", 0), ("demands_again.txt", 0), ("demands_third.txt", 1)])
def test_what_people_ask_is_heard_and_nothing_else(table: str, left: int) -> None:
    wrong = [mistake for scene in scenes(table) for mistake in misheard(scene)]
    assert len(wrong) <= left, wrong


@pytest.mark.parametrize(
    ("table", "missed", "left"),
    [("days.txt", days_missed, 0), ("times.txt", time_missed, 1), ("periods.txt", periods_missed, 1)],
)
def test_times_are_read_as_marked(table: str, missed: Callable[[str], Iterator[str]], left: int) -> None:
    wrong = [mistake for sentence in sentences(table) for mistake in missed(sentence)]
    assert len(wrong) <= left, wrong
