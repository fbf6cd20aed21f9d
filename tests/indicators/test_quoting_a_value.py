"""A sentence quotes a value: exactly, or with the words that bend it."""

from decimal import Decimal

import pytest

from congdoan.indicators.quoting import quoted, step_written


@pytest.mark.parametrize(
    ("words", "bound", "said", "known", "is_true"),
    [
        ("404 người", "exact", 404, 404, True),
        ("404 người", "exact", 404, 405, False),
        ("trên 500 triệu đồng", "over", 500_000_000, 512_000_000, True),
        ("trên 500 triệu đồng", "over", 500_000_000, 499_999_999, False),
        ("gần 20 tỷ đồng", "nearly", 20_000_000_000, 19_200_000_000, True),
        ("gần 20 tỷ đồng", "nearly", 20_000_000_000, 20_100_000_000, False),
        ("gần 20 tỷ đồng", "nearly", 20_000_000_000, 9_000_000_000, False),
        ("khoảng 300 lượt", "about", 300, 275, True),
        ("khoảng 300 lượt", "about", 300, 350, False),
        ("hàng chục tỷ đồng", "order", 10_000_000_000, 43_000_000_000, True),
        ("hàng chục tỷ đồng", "order", 10_000_000_000, 100_000_000_000, False),
        ("ít nhất 5 cuộc", "at_least", 5, 5, True),
        ("nhiều nhất 5 cuộc", "at_most", 5, 6, False),
        ("38,5 triệu đồng", "exact", 38_500_000, 38_520_000, True),
        ("38,5 triệu đồng", "exact", 38_500_000, 38_560_000, False),
        ("38 triệu đồng", "exact", 38_000_000, 38_020_000, False),
    ],
)
def test_what_the_words_allow(words: str, bound: str, said: int, known: int, is_true: bool) -> None:
    assert quoted(Decimal(said), bound, Decimal(known), step=step_written(words)).is_true is is_true


def test_a_quotient_is_quoted_as_far_as_it_was_written() -> None:
    share = Decimal(2800) / 30  # 93,333…

    assert quoted(Decimal("93.3"), "exact", share, step=step_written("93,3%")).is_rounded
    assert quoted(Decimal(93), "exact", share, step=step_written("93%")).is_true
    assert not quoted(Decimal("93.4"), "exact", share, step=step_written("93,4%")).is_true


def test_true_and_far_beneath_the_truth_is_told() -> None:
    assert quoted(Decimal(100), "over", Decimal(180)).is_far
    assert not quoted(Decimal(100), "over", Decimal(120)).is_far
