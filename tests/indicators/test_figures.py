"""A figure is its value with its parts and its gaps, the same at the top, in the middle and at the leaf."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from builders import Province
from congdoan.foundation import periods
from congdoan.foundation.models import Measure
from congdoan.indicators.models import Formula, Indicator, Term
from congdoan.indicators.queries import figure, indicator_by_code
from congdoan.indicators.values import Figure, State
from congdoan.journal.actions import Fact, append, fold_pending
from congdoan.journal.models import Bound, Lane
from congdoan.organisation.models import Unit

pytestmark = pytest.mark.django_db

AUGUST = periods.month(8, 2021)
DAY = date(2021, 8, 5)


def fig(unit: Unit, code: str, period: periods.Period = AUGUST, structure: date | None = None) -> Figure:
    return figure(unit, indicator_by_code(code), period, structure=structure)


def parts(found: Figure) -> dict[str, object]:
    return {("cấp mình" if part.is_own else part.unit.code): part.value for part in found.parts}


def test_a_sum_opens_to_its_children_and_the_units_own_doings(province: Province) -> None:
    province.append(province.hospital, "propaganda_attendances", 161, on=DAY)
    province.append(province.clinic, "propaganda_attendances", 40, on=DAY)
    province.append(province.sector, "propaganda_attendances", 9, on=DAY)
    fold_pending()
    province.append(province.hospital, "propaganda_attendances", 1, on=DAY)

    at_sector = fig(province.sector, "propaganda_attendances")

    assert at_sector.value == 211
    assert parts(at_sector) == {"cấp mình": 9, "PL-YT-BV": 162, "PL-YT-NS": 40}
    assert parts(fig(province.top, "propaganda_attendances")) == {"PL-YT": 211, "PL-GD": 0}
    assert parts(fig(province.hospital, "propaganda_attendances")) == {"cấp mình": 162}
    assert "211 lượt người" in at_sector.formula
    assert at_sector.entries == 4


def test_a_ratio_is_computed_anew_at_every_level_never_a_mean_of_means(province: Province) -> None:
    for unit, sittings, heard in ((province.hospital, 1, 100), (province.clinic, 3, 20)):
        province.append(unit, "propaganda_sittings", sittings, on=DAY)
        province.append(unit, "propaganda_attendances", heard, on=DAY)

    at_sector = fig(province.sector, "attendance_per_sitting")

    assert (at_sector.numerator, at_sector.denominator, at_sector.value) == (120, 4, Decimal(30))
    assert [part.value for part in at_sector.parts] == [Decimal(100), Decimal(20) / 3]
    assert "120 ÷ 4 = 30" in at_sector.formula


def test_nothing_to_divide_by_is_not_applicable_and_not_zero(province: Province) -> None:
    province.append(province.hospital, "propaganda_attendances", 5, on=DAY)

    found = fig(province.sector, "attendance_per_sitting")

    assert found.value is None
    assert found.state is State.NOT_APPLICABLE
    assert "không áp dụng" in found.formula


def test_a_share_asks_the_units_that_stand_on_the_last_day(province: Province) -> None:
    province.append(province.hospital, "safety_teams", 2, on=DAY)
    province.unit("CĐCS Trạm Y tế mới lập", under=province.sector, since=date(2021, 9, 1))

    august, september = (fig(province.top, "safety_team_coverage", periods.month(m, 2021)) for m in (8, 9))

    assert (august.numerator, august.denominator, august.value) == (1, 2, Decimal(50))
    assert (september.numerator, september.denominator) == (1, 3)
    assert [
        (part.numerator, part.denominator)
        for part in (p.reading for p in fig(province.sector, "safety_team_coverage").parts)
    ] == [(1, 1), (0, 1)]


def test_a_team_of_a_section_counts_for_its_union(province: Province) -> None:
    section = province.unit("Công đoàn bộ phận khoa Nội", "section", under=province.clinic)
    province.append(section, "safety_teams", 1, on=DAY)

    assert fig(province.sector, "safety_team_coverage").numerator == 1


def test_a_person_helped_by_two_units_is_one_person_above_them(province: Province) -> None:
    people = Indicator.objects.create(
        code="visited_people", name="Đoàn viên được thăm", name_en="Members visited", formula=Formula.DISTINCT,
        unit_of_count="person",
    )  # fmt: skip
    Term.objects.create(indicator=people, measure=Measure.objects.get(code="members_visited"))
    sua, may = uuid4(), uuid4()
    append(
        [
            Fact(province.hospital, "members_visited", 1, DAY, "act:A", person_key=sua),
            Fact(province.hospital, "members_visited", 1, date(2021, 8, 9), "act:B", person_key=sua),
            Fact(province.clinic, "members_visited", 1, DAY, "act:C", person_key=sua),
            Fact(province.clinic, "members_visited", 1, DAY, "act:C", person_key=may),
            Fact(province.clinic, "members_visited", 3, DAY, "act:D"),
        ],
        room="activities",
        by=province.lan,
    )

    found = figure(province.sector, people, AUGUST)

    assert (found.value, found.bound) == (5, Bound.AT_MOST)
    assert (found.reading.named, found.reading.turns, found.reading.unnamed) == (2, 4, 3)
    assert [part.value for part in found.parts] == [1, 5]
    assert "nhiều nhất" in found.formula
    assert figure(province.hospital, people, AUGUST).bound == Bound.EXACT


def test_what_papers_said_stands_beside_and_is_never_mixed_in(province: Province) -> None:
    province.append(province.hospital, "goods_donated", 12, on=DAY)
    append(
        [Fact(province.hospital, "goods_donated", 500, DAY, "paper:X", lane=Lane.REPORTED, bound=Bound.NEARLY)],
        room="activities",
        by=province.lan,
    )

    found = fig(province.top, "goods_donated")

    assert found.value == 12
    assert [(row.value, row.bound) for row in found.reported] == [(500, "nearly")]


def test_a_unit_that_moved_brings_only_what_it_did_while_it_stood_here(province: Province) -> None:
    """As it was: the part ends with the stay. As it is: all of it follows the unit. The top is equal both ways."""
    from congdoan.foundation.periods import valid_from
    from congdoan.organisation.closure import rebuild_closure
    from congdoan.organisation.models import Placement

    province.append(province.clinic, "propaganda_attendances", 40, on=DAY)
    stay = Placement.objects.get(unit=province.clinic)
    stay.valid = valid_from(stay.valid.lower, date(2021, 8, 16))
    stay.save()
    Placement.objects.create(
        unit=province.clinic, line=stay.line, parent=province.other_sector, valid=valid_from(date(2021, 8, 16))
    )
    rebuild_closure()
    province.append(province.clinic, "propaganda_attendances", 7, on=date(2021, 8, 20))
    province.append(province.hospital, "propaganda_attendances", 1, on=DAY)

    was = fig(province.sector, "propaganda_attendances")
    now = fig(province.sector, "propaganda_attendances", structure=date(2021, 8, 31))

    assert (was.value, parts(was)) == (41, {"PL-YT-BV": 1, "PL-YT-NS": 40})
    assert was.parts[1].period == periods.Period(date(2021, 8, 1), date(2021, 8, 15))
    assert (now.value, parts(now)) == (1, {"PL-YT-BV": 1})
    there = fig(province.other_sector, "propaganda_attendances", structure=date(2021, 8, 31))
    assert (there.value, parts(there)) == (47, {"PL-YT-NS": 47})
    tops = [fig(province.top, "propaganda_attendances", structure=day) for day in (None, date(2021, 8, 31))]
    assert [top.value for top in tops] == [48, 48]
