"""A figure asked for on the command line is the figure of the screens."""

import json
from datetime import date

import pytest

from act_stories import AUGUST, DAY, ordered
from builders import Province
from cli_stories import Type
from congdoan.activities.actions import record
from congdoan.activities.models import ActKind
from congdoan.indicators.plain import plain_value
from congdoan.indicators.queries import figure, indicator_by_code
from congdoan.organisation.models import Unit


def propaganda(lead: Unit, heard: int, province: Province) -> str:
    kind = ActKind.objects.get(code="propaganda")
    counts = {"propaganda_sittings": 1, "propaganda_attendances": heard}
    return record(kind, lead=lead, title="", happened_on=DAY, counts=counts, by=province.lan).key


def test_the_sector_by_its_name_without_accents(province: Province, typed: Type) -> None:
    ordered(province, province.hospital, province.clinic)
    act = propaganda(province.hospital, 86, province)
    code, out, err = typed("figure", "cong doan nganh y te", "propaganda_attendances", "2021-08", "--json", "--entries")
    told = json.loads(out)
    live = figure(province.sector, indicator_by_code("propaganda_attendances"), AUGUST)
    assert (code, err) == (0, "")
    assert told["value"] == live.value == 86
    assert (told["unit"], told["bound"], told["entries"]) == ("person_time", "exact", 1)
    assert {part["code"]: part["value"] for part in told["parts"]} == {"PL-YT-BV": 86, "PL-YT-NS": 0}
    assert [(gap["code"], gap["due_on"]) for gap in told["gaps"]] == [("PL-YT-NS", "2021-08-31")]
    assert [(step["act"], step["quantity"]) for step in told["trail"]] == [(act, 86)]


@pytest.mark.parametrize("period", ["2021", "2021-Q3", "2021-08", "2020-2021", "2021-07/2021-09", "2021-08-05"])
def test_every_way_of_writing_a_period_that_holds_the_day(period: str, province: Province, typed: Type) -> None:
    propaganda(province.hospital, 86, province)
    _code, out, _err = typed("figure", "PL", "propaganda_attendances", period, "--json")
    assert json.loads(out)["value"] == 86


def test_a_quotient_keeps_its_digits_and_says_what_was_divided(province: Province, typed: Type) -> None:
    for heard in (100, 50, 50):
        propaganda(province.hospital, heard, province)
    _code, out, _err = typed("figure", "PL-YT", "attendance_per_sitting", "2021-08", "--json")
    told = json.loads(out)
    assert told["value"] == "66.66666666666666666666666667"
    assert (told["numerator"], told["denominator"]) == (200, 3)
    assert (
        plain_value(figure(province.sector, indicator_by_code("attendance_per_sitting"), AUGUST).value) == told["value"]
    )


def test_a_name_that_fits_several_lists_them_and_fails(province: Province, typed: Type) -> None:
    code, out, err = typed("figure", "cong doan nganh", "propaganda_attendances", "2021")
    assert (code, out) == (1, "")
    assert "PL-YT " in err
    assert "PL-GD " in err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("benh vien khong co", "propaganda_attendances", "2021"), "benh vien khong co"),
        (("PL", "propaganda_nothing", "2021"), "propaganda_attendances"),
        (("PL", "propaganda_attendances", "thang 8"), "2024-Q3"),
    ],
)
def test_what_cannot_be_understood_is_said_with_what_can(
    words: tuple[str, ...], why: str, province: Province, typed: Type
) -> None:
    code, out, err = typed("figure", *words)
    assert (code, out) == (1, "")
    assert why in err


def test_in_words_missing_and_zero_look_different(province: Province, typed: Type) -> None:
    ordered(province, province.clinic)
    propaganda(province.hospital, 1234, province)
    _code, out, _err = typed("figure", "PL-YT", "propaganda_attendances", "2021-08")
    assert "1.234 lượt người" in out
    assert "CĐCS Trung tâm Y tế huyện Nậm Sơn (chưa báo cáo)" in out
    assert f"{date(2021, 8, 31):%d/%m/%Y}" in out


def test_by_the_tree_of_another_day(province: Province, typed: Type) -> None:
    propaganda(province.hospital, 86, province)
    _code, out, _err = typed("figure", "PL", "propaganda_attendances", "2021", "--structure", "2021-12-31", "--json")
    told = json.loads(out)
    assert (told["value"], told["structure"]) == (86, "2021-12-31")
