"""Demands in dialogues put together by chance (who × how × what): nearly all are found, and leaders ask for nothing."""

import re
from random import Random

from congdoan.documents import read_text
from documents.variations.dialogues import answered, listed, told

_TEXTS = 60


def test_demands_told_in_news_are_found_whoever_asks_in_whatever_words() -> None:
    missed = [demand for seed in range(_TEXTS) for demand in _missed(*told(Random(seed)))]
    count = sum(len(told(Random(seed))[1]) for seed in range(_TEXTS))
    assert len(missed) <= 0.03 * count, missed


def test_demands_listed_in_reports_are_found_under_whatever_heading() -> None:
    assert not [demand for seed in range(_TEXTS) for demand in _missed(*listed(Random(seed)))]


def test_what_leaders_answer_and_order_is_no_demand() -> None:
    taken = [petition.text.value for seed in range(20) for petition in read_text(answered(Random(seed))).petitions]
    assert set(taken) <= {"mọi người yên tâm công tác"}  # "Ông … mong …": who "he" is stands in another sentence


def _missed(text: str, demands: list[str]) -> list[str]:
    found = [_words(petition.text.value) for petition in read_text(text).petitions]
    return [
        demand
        for demand in demands
        if not any(
            len(_words(demand) & words) >= 0.6 * len(_words(demand)) and len(_words(demand) & words) >= 0.3 * len(words)
            for words in found
        )
    ]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
