"""A fact is appended once; every unit above sees it at once, folded or not, and nothing rubs it out."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from builders import Province
from congdoan.foundation import periods
from congdoan.foundation.errors import Refused
from congdoan.journal import queries
from congdoan.journal.actions import Fact, append, fold_pending, rebuild_totals, reverse

AUGUST = periods.month(8, 2021)
DAY = date(2021, 8, 5)

pytestmark = pytest.mark.django_db


def total(unit: object, measure: str = "propaganda_attendances", period: periods.Period = AUGUST) -> int:
    return sum(row.quantity for row in queries.flows([unit.pk], [measure], period))  # type: ignore[attr-defined]


def test_a_fact_is_in_every_total_above_before_and_after_folding(province: Province) -> None:
    province.append(province.hospital, "propaganda_attendances", 161, on=DAY)

    assert [total(unit) for unit in (province.hospital, province.sector, province.top)] == [161, 161, 161]
    assert fold_pending() > 0
    assert [total(unit) for unit in (province.hospital, province.sector, province.top)] == [161, 161, 161]
    assert total(province.other_sector) == 0


def test_edge_days_and_whole_months_add_up_to_any_period(province: Province) -> None:
    for day in (date(2021, 7, 31), date(2021, 8, 1), date(2021, 8, 31), date(2021, 9, 1), date(2021, 9, 2)):
        province.append(province.hospital, "propaganda_attendances", 10, on=day)
    fold_pending()

    assert total(province.top, period=periods.Period(date(2021, 7, 31), date(2021, 9, 1))) == 40
    assert total(province.top, period=AUGUST) == 20
    assert total(province.top, period=periods.Period(date(2021, 8, 2), date(2021, 8, 30))) == 0


def test_a_correction_is_a_mirror_and_a_new_entry(province: Province) -> None:
    [wrong] = province.append(province.hospital, "propaganda_attendances", 1610, on=DAY)
    reverse([wrong], by=province.lan)
    province.append(province.hospital, "propaganda_attendances", 161, on=DAY)

    assert total(province.top) == 161
    with pytest.raises(Refused, match="đã được đính chính"):
        reverse([wrong], by=province.lan)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal_entry SET quantity = 1", "DELETE FROM journal_entry", "TRUNCATE journal_entry CASCADE"],
)
def test_the_database_refuses_to_change_the_journal(province: Province, statement: str) -> None:
    province.append(province.hospital, "propaganda_attendances", 161, on=DAY)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(f"SET CONSTRAINTS ALL IMMEDIATE; {statement}")
    assert total(province.top) == 161


def test_only_the_owning_room_counts_a_measure_and_only_by_its_facets(province: Province) -> None:
    fact = Fact(province.hospital, "propaganda_attendances", 1, DAY, "act:TEST")

    with pytest.raises(Refused, match="mỗi chỉ số chỉ một nơi"):
        append([fact], room="reports", by=province.lan)
    with pytest.raises(Refused, match="phân tổ"):
        append(
            [Fact(province.hospital, "propaganda_attendances", 1, DAY, "act:TEST", facet="moon")],
            room="activities",
            by=province.lan,
        )
    assert append([fact], room="activities", by=province.lan)


def test_nothing_counts_on_a_day_its_unit_stood_nowhere(province: Province) -> None:
    with pytest.raises(Refused, match="không hoạt động"):
        province.append(province.hospital, "propaganda_attendances", 5, on=date(1990, 1, 1))


def test_totals_rebuilt_are_the_same_to_the_digit(province: Province) -> None:
    for number, unit in enumerate((province.hospital, province.clinic, province.sector), start=1):
        province.append(unit, "propaganda_attendances", 7**number, on=DAY)
    fold_pending()
    before = queries.flows([province.top.pk, province.sector.pk], ["propaganda_attendances"], AUGUST)

    rebuild_totals()

    after = queries.flows([province.top.pk, province.sector.pk], ["propaganda_attendances"], AUGUST)
    assert sorted(after, key=str) == sorted(before, key=str)


def test_a_stock_stands_on_a_date_and_is_not_summed(province: Province) -> None:
    province.append(province.hospital, "safety_teams", 1, on=DAY)
    province.append(province.clinic, "safety_teams", 1, on=date(2021, 8, 20))
    province.append(province.clinic, "safety_teams", -1, on=date(2021, 8, 25))

    standing = [
        sum(row.quantity for row in queries.stocks([province.top.pk], ["safety_teams"], day))
        for day in (date(2021, 8, 4), DAY, date(2021, 8, 20), date(2021, 8, 31))
    ]
    assert standing == [0, 1, 2, 1]
