"""A figure is written by one clerk and read by another: the value must survive."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from congdoan.foundation.figures import (
    amount_in_words,
    format_date,
    format_number,
    format_vnd,
    number_in_words,
    read_amount,
    read_date,
    read_number,
    scan_dates,
    scan_quantity,
)
from congdoan.foundation.units_of_count import unit_in_words, unit_on_paper

WHOLE = st.integers(min_value=0, max_value=10**18 - 1)
DAYS = st.dates(min_value=date(1930, 1, 1), max_value=date(2079, 12, 31))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.929", 1929), ("38.5 triệu", 38_500_000), ("38,5 triệu", 38_500_000), ("2 tỷ 350 triệu", 2_350_000_000),
        ("mười lăm triệu", 15_000_000), ("168.935 triệu đồng", 168_935_000_000), ("1,85 tỷ đồng", 1_850_000_000),
        ("2 tỷ rưỡi", 2_500_000_000), ("38.000.000đ", 38_000_000), ("31 nghìn", 31_000), ("2 nghìn tỷ", 2 * 10**12),
        ("5 chục triệu", 50_000_000), ("3 trăm nghìn", 300_000), ("1 triệu 200 nghìn đồng", 1_200_000),
        ("hai nghìn năm trăm tỷ", 2_500 * 10**9), ("bảy mươi lăm nghìn năm trăm", 75_500), ("hai mươi ba", 23),
        ("1,234,567", 1_234_567), ("13 862 500 000 đồng", 13_862_500_000), ("một triệu rưỡi", 1_500_000),
        ("hai nghìn lẻ năm", 2005), ("một trăm bảy mươi lăm triệu đồng", 175_000_000), ("0,5 tỷ", 500_000_000),
        ("15tr5", 15_500_000),
        ("25tr", 25_000_000), ("1tỷ250", 1_250_000_000),
    ],
)  # fmt: skip
def test_amounts_as_people_write_them(written: str, value: int) -> None:
    assert read_amount(written) == value


def test_what_is_no_figure_is_not_guessed() -> None:
    for text in ("", "đồng", "mươi", "1.2.3", "12..5", "hai mươi triệu ba tỷ đồng", "năm 2021"):
        assert read_amount(text) is None, text


def test_the_year_behind_a_sum_is_not_part_of_it() -> None:
    found = scan_quantity("410 triệu năm 2023", 0)
    assert found is not None
    assert (found.value, found.end) == (410_000_000, len("410 triệu"))


def test_a_comma_before_three_digits_depends_on_what_is_counted() -> None:
    assert read_number("2,615", whole=True) == 2615
    assert read_number("2,615") == Decimal("2.615")
    assert read_amount("2,615 tỷ") == 2_615_000_000


def test_words_of_an_official_paper() -> None:
    assert amount_in_words(89_100_000) == "Tám mươi chín triệu một trăm nghìn đồng"
    assert number_in_words(1_005) == "một nghìn không trăm linh năm"
    assert number_in_words(21_515_041) == "hai mươi mốt triệu năm trăm mười lăm nghìn không trăm bốn mươi mốt"
    with pytest.raises(ValueError, match="no settled"):
        amount_in_words(10**18)


@given(WHOLE)
def test_words_read_back(value: int) -> None:
    assert read_amount(number_in_words(value)) == value
    assert read_amount(amount_in_words(value)) == value


@given(WHOLE)
def test_digits_read_back(value: int) -> None:
    assert read_number(format_number(value)) == value
    assert read_amount(format_vnd(value)) == value


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_decimals_read_back(value: Decimal) -> None:
    assert read_number(format_number(value, places=2)) == value


@given(st.integers(1, 999), st.integers(1, 999), st.integers(1, 999))
def test_sums_by_falling_scale(billions: int, millions: int, thousands: int) -> None:
    expected = billions * 10**9 + millions * 10**6 + thousands * 1000
    assert read_amount(f"{billions} tỷ {millions} triệu {thousands} nghìn đồng") == expected


@given(DAYS)
def test_dates_read_back(day: date) -> None:
    written = (
        format_date(day),
        f"ngày {day.day} tháng {day.month:02d} năm {day.year}",
        f"{day.day}-{day.month}-{day.year}",
    )
    for text in written:
        assert read_date(text) == day


def test_dates_without_a_year_and_whole_months() -> None:
    short, month = scan_dates("trước 30/11, riêng quyết toán trong tháng 12/2021")
    assert short.last_day(2021) == date(2021, 11, 30)
    assert (month.day, month.last_day()) == (None, date(2021, 12, 31))


def test_numbers_that_look_like_dates() -> None:
    assert list(scan_dates("13/13 chỉ tiêu, 31/2, 1.126.450.000 đồng, số 0211.355.268")) == []


@given(st.text(alphabet="0123456789.,/- \nnghìtrệuỷđồngăm", max_size=40))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    read_amount(text)
    list(scan_dates(text))
    for place in range(len(text)):
        found = scan_quantity(text, place)
        assert found is None or place < found.end <= len(text)


def test_english_says_one_and_several_apart() -> None:
    assert [unit_in_words("sitting", count) for count in (1, 2, None)] == ["cuộc"] * 3
    with translation.override("en"):
        assert [unit_in_words("sitting", count) for count in (0, 1, 2, Decimal("1.5"), None)] == [
            "sittings", "sitting", "sittings", "sittings", "sittings"
        ]  # fmt: skip
        assert unit_in_words("VND", 1) == "đồng"
        assert unit_in_words("lantern", 1) == "lantern"
        assert unit_on_paper("sitting") == "cuộc", "a paper speaks Vietnamese whoever reads"
