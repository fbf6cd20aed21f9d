"""The filters every screen writes its figures with."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.safestring import mark_safe

from congdoan.foundation.figures import NO_BREAK
from congdoan.web.shell.templatetags import figures
from congdoan.web.shell.templatetags.shell import depth, initials, share, state, tally_bar


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (500_000_000, "500 triệu đồng"), (2_350_000_000, "2,35 tỷ đồng"), (38_500_000, "38,5 triệu đồng"),
        (512_345_678, "512.345.678 đ"), (900_000, "900.000 đ"), (0, "0 đ"), (-65_000_000, "-65 triệu đồng"),
    ],
)  # fmt: skip
def test_a_short_amount_loses_no_dong(amount: int, words: str) -> None:
    assert figures.vnd_short(amount).replace(NO_BREAK, " ") == words


def test_no_line_breaks_between_a_figure_and_its_sign() -> None:
    assert figures.vnd(1_500_000) == f"1.500.000{NO_BREAK}đ"
    assert figures.percent(3, 4) == f"75{NO_BREAK}%"


def test_missing_is_not_zero() -> None:
    for write in (figures.number, figures.vnd, figures.vnd_short):
        assert write(None) == "chưa có số"
        assert write(0).startswith("0")
    assert figures.percent(5, 0) == "chưa có số"
    assert figures.percent(None, 10) == "chưa có số"


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(128, 120, "106,7 %"), (35, 35, "100 %"), (1, 3, "33,3 %"), (Decimal("0.5"), 1, "50 %"), (0, 8, "0 %")],
)
def test_a_share_has_one_decimal_at_most(part: int | Decimal, whole: int, words: str) -> None:
    assert figures.percent(part, whole).replace(NO_BREAK, " ") == words


def test_a_bound_is_a_word_before_the_figure() -> None:
    assert figures.bounded("500 triệu đồng", "over") == "trên 500 triệu đồng"
    assert figures.bounded("404", "exact") == "404"


def test_a_moment_is_told_in_vietnam_s_time() -> None:
    late = datetime(2024, 9, 16, 18, 30, tzinfo=UTC)
    assert figures.day(late) == "17/09/2024"
    assert figures.moment(late) == "01:30, 17/09/2024"
    assert figures.day(date(2024, 3, 8)) == "08/03/2024"
    assert figures.weekday(date(2024, 9, 15)) == "Chủ Nhật"


def test_lateness_reads_as_a_sentence() -> None:
    assert figures.workdays_late(9) == "Trễ 9 ngày"
    assert figures.workdays_left(2) == "Còn 2 ngày"
    assert figures.workdays_left(0) == "Hạn hôm nay"


@pytest.mark.parametrize(
    ("part", "whole", "drawn"), [(0, 8, "n-0"), (1, 1000, "n-1"), (999, 1000, "n-99"), (8, 8, "n-100"), (3, 0, "n-0")]
)
def test_some_is_never_drawn_as_none_nor_part_as_all(part: int, whole: int, drawn: str) -> None:
    assert share(part, whole) == drawn


def test_a_tally_says_in_words_what_it_draws() -> None:
    assert "8/18 xong" in tally_bar(8, 4, 5, 1)
    assert "<b>5 trễ</b>" in tally_bar(8, 4, 5, 1)
    assert "trễ" not in tally_bar(2, 0, 0, 1)


def test_deep_rows_stand_at_the_last_step() -> None:
    assert [depth(0), depth(3), depth(40)] == ["d-0", "d-3", "d-9"]
    assert initials("Lò Thị Mai Hạnh") == "MH"


def test_what_a_person_typed_is_escaped_even_after_the_same_letters_came_as_markup() -> None:
    assert "<b>Trễ</b>" in state("late", mark_safe("<b>Trễ</b>"))
    assert "&lt;b&gt;Trễ" in state("late", "<b>Trễ</b>")
