"""A target has a giver, a receiver, a basis and versions; passed down, its shares are held against it."""

from datetime import date
from decimal import Decimal

import pytest

from act_stories import AUGUST
from builders import Province, user
from congdoan.accounts.models import Notice
from congdoan.foundation import periods
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Changed, Refused
from congdoan.indicators import actions
from congdoan.indicators.models import Target
from congdoan.indicators.queries import board, indicator_by_code, targets_for
from congdoan.indicators.queries.splits import split_of, versions_of

pytestmark = pytest.mark.django_db

BASIS = Citation("12/KH-LĐLĐ", date(2021, 1, 5))


def given(province: Province, value: int = 100, code: str = "members_visited") -> Target:
    return actions.give_target(
        indicator_by_code(code),
        giver=province.top,
        receiver=province.sector,
        period=AUGUST,
        value=Decimal(value),
        basis=BASIS,
        by=province.minh,
    )


def test_the_receiver_is_told_and_may_promise_more_but_not_less(province: Province) -> None:
    hoa = user("Hoa", "chair", province.sector)
    target = given(province)

    assert "100 lượt người" in Notice.objects.get(user=hoa).text
    assert actions.register_target(target, value=Decimal(120), by=province.lan).registered_value == 120
    with pytest.raises(Refused, match="không thấp hơn"):
        actions.register_target(target, value=Decimal(90), by=province.lan)


def test_a_change_is_a_version_and_the_old_one_keeps_its_basis(province: Province) -> None:
    old = given(province)
    new = actions.change_target(old, value=Decimal(110), basis=Citation("30/QĐ-LĐLĐ"), by=province.minh)

    assert [(row.version, row.value, row.cited_symbol) for row in versions_of(new)] == [
        (2, 110, "30/QĐ-LĐLĐ"),
        (1, 100, "12/KH-LĐLĐ"),
    ]
    with pytest.raises(Changed) as refused:
        actions.change_target(old, value=Decimal(130), by=province.minh)
    assert refused.value.theirs == {"Chỉ tiêu": "110"}
    with pytest.raises(Refused, match="Điều chỉnh"):
        given(province)


def test_shares_show_what_is_left_over_or_given_twice(province: Province) -> None:
    target = given(province)
    split = actions.split_target(
        target, shares={province.hospital: Decimal(60), province.clinic: Decimal(35)}, by=province.lan
    )
    assert (split.given, split.gap) == (95, 5)

    split = actions.split_target(
        target, shares={province.hospital: Decimal(80), province.clinic: Decimal(35)}, by=province.lan
    )
    assert split.gap == -15
    assert [(row.receiver.code, row.version) for row in split.shares] == [("PL-YT-BV", 2), ("PL-YT-NS", 1)]
    with pytest.raises(Refused, match="không trực thuộc"):
        actions.split_target(target, shares={province.other_sector: Decimal(5)}, by=province.lan)


def test_a_percentage_is_passed_down_not_divided(province: Province) -> None:
    target = given(province, 100, "safety_team_coverage")
    split = actions.split_target(target, shares={province.hospital: Decimal(100)}, by=province.lan)

    assert (split.gap, split_of(target).given) == (None, 100)


def test_a_month_of_a_year_is_shown_beside_the_years_target_without_a_percent(province: Province) -> None:
    visited = indicator_by_code("members_visited")
    actions.give_target(
        visited,
        giver=province.top,
        receiver=province.sector,
        period=periods.year(2021),
        value=Decimal(400),
        by=province.minh,
    )
    province.append(province.hospital, "members_visited", 40, on=date(2021, 8, 5))

    assert targets_for([province.sector], [visited], AUGUST)[province.sector.pk, "members_visited"].value == 400
    [month] = board(province.sector, [visited], AUGUST).total.cells
    [year] = board(province.sector, [visited], periods.year(2021)).total.cells
    assert month.aim is not None
    assert year.aim is not None
    assert (month.aim.percent, year.aim.percent, year.aim.is_met) == (None, 10, False)
