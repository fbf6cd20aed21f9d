"""Days, counts and amounts as people here type them: understood exactly, or refused with the likely meaning."""

import re
from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from congdoan.foundation import clock
from congdoan.foundation import periods as spans
from congdoan.foundation.errors import Refused
from congdoan.foundation.figures import format_date, format_number, format_vnd
from congdoan.web.shell import fields, widgets
from congdoan.web.shell.decided import Decided
from congdoan.web.shell.periods import PeriodField, PeriodInput, asked
from congdoan.web.shell.refusals import put_on
from congdoan.web.shell.typed import read_count, read_day, read_money

TODAY = date(2024, 9, 16)


@pytest.mark.parametrize(
    "text",
    ["30/9/2024", "30/09/2024", "30-9-2024", "30.9.2024", "30092024", "2024-09-30", " 30 / 9 / 2024 ", "30/9/24"],
)
def test_a_day_is_understood_however_it_is_written(text: str) -> None:
    assert read_day(text, today=TODAY) == date(2024, 9, 30)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/9/2024", "Tháng 9 chỉ có 30 ngày. Có phải 30/09/2024?"),
        ("29/2/2023", "Có phải 28/02/2023?"),
        ("15/9", "Thiếu năm. Có phải 15/09/2024?"),
        ("9/30/2024", "Không có tháng 30. Hãy viết ngày trước, tháng sau."),
        ("0/9/2024", "Không có ngày 0"),
        ("0000-01-01", "Không có năm 0"),
        ("hôm qua", "Hãy viết ngày/tháng/năm, như 16/09/2024"),
        ("31/31", "Có phải"),
    ],
)
def test_a_day_that_is_not_clear_is_asked_about_never_guessed(text: str, words: str) -> None:
    with pytest.raises(Refused, match=words.replace("?", r"\?")):
        read_day(text, today=TODAY)


@pytest.mark.parametrize(("text", "count"), [("25", 25), ("1.234", 1234), ("1 234 567", 1234567), ("0", 0)])
def test_a_count_may_carry_dots(text: str, count: int) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize(
    "text", ["2,5", "1.23", "1.2345", "-3", "mười", "1,234", "9" * 5000, "1" + ".000" * 2000, "१२", "１２"]
)
def test_a_count_that_could_mean_two_things_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_count(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2000000", 2_000_000), ("2.000.000", 2_000_000), ("2.000.000 đ", 2_000_000), ("2.000.000\xa0đ", 2_000_000),
        ("2 triệu", 2_000_000),
        ("1,5 tỷ", 1_500_000_000), ("hai triệu đồng", 2_000_000), ("38,5 triệu", 38_500_000), ("0", 0),
    ],
)  # fmt: skip
def test_an_amount_is_whole_dong(text: str, amount: int) -> None:
    assert read_money(text) == amount


@pytest.mark.parametrize("text", ["2,5", "1.5", "ba triệu mấy", "0,0000001 triệu", "", "đ", "१२", "२ triệu"])
def test_an_unclear_amount_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_money(text)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_we_write_reads_back(day: date) -> None:
    assert read_day(format_date(day), today=TODAY) == day


@given(st.integers(0, 10**15))
def test_a_count_and_an_amount_we_write_read_back(value: int) -> None:
    assert read_count(format_number(value)) == value
    assert read_money(format_vnd(value)) == value


class Form(forms.Form):
    on = fields.DayField(label="Ngày", not_after=TODAY)
    people = fields.CountField(label="Người", widget=widgets.Stepper(), at_most=100)
    amount_vnd = fields.MoneyField(label="Tiền", required=False, help_text="Hai triệu")


def test_an_error_stands_beside_its_field_and_is_tied_to_it() -> None:
    with clock.set_to(TODAY):
        drawn = str(Form({"on": "31/9/2024", "people": "3"}))
    assert 'aria-describedby="id_on_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert '<div id="id_on_error">' in drawn
    assert 'value="31/9/2024"' in drawn
    assert 'id="id_amount_vnd_helptext"' in drawn


def test_limits_are_said_in_our_own_way_of_writing() -> None:
    form = Form({"on": "17/9/2024", "people": "1.000", "amount_vnd": ""})
    assert not form.is_valid()
    assert form.errors == {"on": ["Ngày này sau 16/09/2024."], "people": ["Nhiều nhất là 100."]}


def test_a_form_answers_with_values_not_words() -> None:
    form = Form({"on": "16/9/2024", "people": "12", "amount_vnd": "2 triệu"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"on": TODAY, "people": 12, "amount_vnd": 2_000_000}


def test_a_stored_value_is_shown_as_it_would_be_typed() -> None:
    drawn = str(Form(initial={"on": TODAY, "people": 12, "amount_vnd": 2_000_000}))
    assert 'value="16/09/2024"' in drawn
    assert 'value="2.000.000"' in drawn


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"ky": "08", "ky-year": "2021"}, "2021-08"),
        ({"ky": "Q3", "ky-year": "2021"}, "2021-Q3"),
        ({"ky": "01-06", "ky-year": "2021"}, "2021-01/2021-06"),
        ({"ky": "year", "ky-year": "2021"}, "2021"),
        ({"ky": "2021-Q3"}, "2021-Q3"),
        ({"ky": "2021-08-02/2021-08-15", "ky-year": "2021"}, "2021-08-02/2021-08-15"),
        ({"ky": "", "ky-year": "2021"}, ""),
        ({}, ""),
    ],
)
def test_a_period_is_chosen_by_two_lists_or_stands_in_the_address(sent: dict[str, str], code: str) -> None:
    assert asked(sent, "ky") == code
    assert PeriodInput().value_from_datadict(sent, {}, "ky") == code
    assert PeriodField(required=False).clean(code) == (spans.parse(code) if code else None)


@pytest.mark.parametrize("code", ["2021-08", "2021-Q3", "2021-07/2021-12", "2021-01/2021-09", "2021"])
def test_the_lists_show_the_period_they_were_given(code: str) -> None:
    drawn = PeriodInput().render("ky", spans.parse(code), {"id": "ky"})
    part = re.findall(r'<option value="([^"]*)" selected>', drawn)
    year = re.findall(r"<option selected>(\d+)</option>", drawn)
    assert asked({"ky": part[0], "ky-year": year[0]}, "ky") == code


def test_days_that_are_no_part_of_a_year_stay_choosable() -> None:
    assert "02/08/2021 – 15/08/2021" in PeriodInput().render("ky", "2021-08-02/2021-08-15", {"id": "ky"})


@pytest.mark.parametrize(
    ("field", "text"), [(fields.CountField(), "1000000001"), (fields.MoneyField(), "1.000.000.000.000.001")]
)
def test_a_number_that_no_column_would_hold_is_refused_by_the_field(field: forms.Field, text: str) -> None:
    with pytest.raises(forms.ValidationError, match="Nhiều nhất"):
        field.clean(text)


def test_what_a_verb_says_of_a_symbol_stands_beside_the_form_s_own_field_of_it() -> None:
    form = Decided({})
    put_on(form, Refused("Hãy ghi số quyết định kết nạp.", field="symbol"))
    put_on(form, Refused("Ngày này chưa đến.", field="nowhere"))
    assert form.errors["cited_symbol"] == ["Hãy ghi số quyết định kết nạp."]
    assert form.non_field_errors() == ["Ngày này chưa đến."]


def test_a_file_drop_names_programs_not_endings() -> None:
    drawn = str(fields.FilesField(accept=".xlsx,.docx,.doc,.jpg,.dwg").widget.render("file", None, {"id": "id_file"}))
    assert "Word, Excel, ảnh hoặc .dwg</span>" in drawn
    assert 'accept=".xlsx,.docx,.doc,.jpg,.dwg"' in drawn
