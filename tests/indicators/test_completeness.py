"""Zero was said, missing was asked for and not said, and nobody asked is neither. They never look alike."""

from datetime import date

import pytest

from act_stories import AUGUST, DAY, ordered
from builders import Province
from congdoan.activities import actions
from congdoan.activities.models import Act, ActKind
from congdoan.foundation import clock, periods
from congdoan.indicators.queries import board, figure, indicator_by_code
from congdoan.indicators.values import Completeness, Figure, State
from congdoan.obligations import actions as obligations
from congdoan.organisation.models import Unit

pytestmark = pytest.mark.django_db


def heard(unit: Unit, period: periods.Period = AUGUST) -> Figure:
    return figure(unit, indicator_by_code("propaganda_attendances"), period)


def told(province: Province, unit: Unit, quantity: int) -> Act:
    with clock.set_to(date(2021, 8, 20)):
        return actions.record(
            ActKind.objects.get(code="propaganda"),
            lead=unit,
            title="",
            happened_on=DAY,
            counts={"propaganda_attendances": quantity},
            by=province.lan,
        )


def test_a_unit_asked_and_silent_is_a_gap_not_a_zero(province: Province) -> None:
    ordered(province, province.hospital, province.clinic)
    told(province, province.hospital, 161)

    found = heard(province.sector)

    assert (found.value, found.completeness) == (161, Completeness(due=2, heard=1))
    assert [(gap.unit.code, gap.due_on) for gap in found.gaps] == [("PL-YT-NS", date(2021, 8, 31))]
    assert {part.unit.code: part.state for part in found.parts} == {
        "PL-YT-BV": State.COUNTED,
        "PL-YT-NS": State.MISSING,
    }
    assert heard(province.clinic).state is State.MISSING
    assert heard(province.top).completeness == Completeness(2, 1)


@pytest.mark.parametrize("how", ["an act that says none", "a nil return"])
def test_none_may_be_said_in_two_ways(province: Province, how: str) -> None:
    obligation = ordered(province, province.clinic)
    if how == "a nil return":
        with clock.set_to(date(2021, 8, 20)):
            nil = obligations.nil_return(obligation, AUGUST, by=province.lan)
    else:
        act = told(province, province.clinic, 0)

    assert (heard(province.clinic).value, heard(province.clinic).state) == (0, State.ZERO)
    assert heard(province.sector).gaps == ()

    with clock.set_to(date(2021, 8, 20)):
        if how == "a nil return":
            obligations.withdraw_nil(nil, by=province.lan)
        else:
            actions.withdraw(act, reason="nhầm", by=province.lan)
    assert heard(province.clinic).state is State.MISSING


def test_who_was_never_asked_is_silent_and_no_gap(province: Province) -> None:
    ordered(province, province.hospital)

    assert heard(province.clinic).state is State.SILENT
    assert heard(province.sector).completeness == Completeness(1, 0)
    assert heard(province.sector, periods.month(10, 2021)).completeness == Completeness(0, 0)
    share = figure(province.sector, indicator_by_code("safety_team_coverage"), AUGUST)
    assert (share.denominator, share.state) == (2, State.SILENT), "that none of two has a team was never said"


def test_a_withdrawn_or_corrected_act_no_longer_speaks_for_its_unit(province: Province) -> None:
    ordered(province, province.clinic)
    act = told(province, province.clinic, 40)
    assert heard(province.clinic).completeness.missing == 0

    with clock.set_to(date(2021, 8, 20)):
        actions.withdraw(act, reason="ghi nhầm đơn vị", by=province.lan)

    assert heard(province.clinic).completeness.missing == 1


def test_the_board_tells_the_same_and_costs_as_much_for_thirty_units(
    province: Province, django_assert_num_queries: object
) -> None:
    ordered(province, province.hospital, province.clinic)
    told(province, province.hospital, 161)
    codes = ["propaganda_attendances", "propaganda_sittings", "attendance_per_sitting", "safety_team_coverage"]
    indicators = [indicator_by_code(code) for code in [*codes, "safety_team_members"]]

    shown = board(province.sector, indicators, AUGUST)
    states = {row.unit.code: row.cells[0].part.state for row in shown.rows}
    assert states == {"PL-YT-BV": State.COUNTED, "PL-YT-NS": State.MISSING}
    assert shown.total.cells[0].part.completeness == Completeness(2, 1)
    assert shown.rows[0].cells[0].line == (0, 0, 0, 0, 0, 161)

    for number in range(30):
        province.unit(f"CĐCS Trạm Y tế xã số {number}", under=province.sector)
    with django_assert_num_queries(17):  # type: ignore[operator]
        board(province.sector, indicators, AUGUST)
