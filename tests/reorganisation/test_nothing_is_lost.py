"""Units move, merge, split and end; what they did stays where it was done, and no past total moves by one."""

from datetime import date

import pytest

from builders import Province
from congdoan.foundation import clock, periods
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.journal import queries
from congdoan.journal.actions import fold_pending, rebuild_totals
from congdoan.organisation.models import Unit
from congdoan.organisation.verify import verify
from congdoan.reorganisation.actions import end, merge, split, transfer
from congdoan.reorganisation.plans import NewUnit, Part

JUNE_30, JULY_1, JULY_5, JULY_31 = date(2025, 6, 30), date(2025, 7, 1), date(2025, 7, 5), date(2025, 7, 31)
YEAR = periods.year(2025)
JUNE, JULY = periods.month(6, 2025), periods.month(7, 2025)
DECISION = Citation("77/QĐ-LĐLĐ", date(2025, 6, 20), "Liên đoàn Lao động tỉnh Phong Lai")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_september() -> object:
    with clock.set_to(date(2025, 9, 1)):
        yield


def sat(unit: Unit, period: periods.Period = YEAR) -> int:
    """Attendances at propaganda sittings at and below the unit, each where its unit stood that day."""
    return sum(row.quantity for row in queries.flows([unit.pk], ["propaganda_attendances"], period))


def sat_by_today(unit: Unit, period: periods.Period = YEAR) -> int:
    rows = queries.flows_by_structure_of(clock.today(), [unit.pk], ["propaganda_attendances"], period)
    return sum(row.quantity for row in rows)


def held(unit: Unit, on: date) -> int:
    return sum(row.quantity for row in queries.stocks([unit.pk], ["safety_teams"], on))


def test_a_hospital_moved_in_july_counts_for_its_new_parent_from_july(province: Province) -> None:
    province.append(province.hospital, "propaganda_attendances", 100, on=JUNE_30)
    province.append(province.hospital, "propaganda_attendances", 20, on=JULY_5)

    transfer([province.hospital], to=province.top, on=JULY_1, decided_by=DECISION, by=province.minh)

    assert (sat(province.sector), sat(province.top)) == (100, 120), "as it was: June stays with the sector"
    assert (sat_by_today(province.sector), sat_by_today(province.top)) == (0, 120), "as it is: history goes along"
    assert verify() == []


def test_a_move_decided_late_takes_along_what_was_recorded_since(province: Province) -> None:
    """The decision of 20 June reaches the system in September; July was already folded into the sector's total."""
    province.append(province.hospital, "propaganda_attendances", 20, on=JULY_5)
    fold_pending()
    assert sat(province.sector, JULY) == 20

    transfer([province.hospital], to=province.other_sector, on=JULY_1, decided_by=DECISION, by=province.minh)

    assert [sat(unit, JULY) for unit in (province.sector, province.other_sector, province.top)] == [0, 20, 20]
    fold_pending()
    assert [sat(unit, JULY) for unit in (province.sector, province.other_sector, province.top)] == [0, 20, 20]
    rebuild_totals()
    assert [sat(unit, JULY) for unit in (province.sector, province.other_sector, province.top)] == [0, 20, 20]


def test_no_unit_hangs_under_itself_under_an_ended_one_or_where_it_already_hangs(province: Province) -> None:
    with pytest.raises(Refused, match="xuống dưới chính mình"):
        transfer([province.sector], to=province.hospital, on=JULY_1, decided_by=DECISION, by=province.minh)
    with pytest.raises(Refused, match="đã trực thuộc"):
        transfer([province.hospital], to=province.sector, on=JULY_1, decided_by=DECISION, by=province.minh)
    end([province.other_sector], on=JUNE_30, decided_by=DECISION, by=province.minh)
    with pytest.raises(Refused, match="đã kết thúc hoạt động từ 30/06/2025"):
        transfer([province.hospital], to=province.other_sector, on=JULY_1, decided_by=DECISION, by=province.minh)
    assert sat(province.top) == 0
    assert verify() == []


def test_a_clinic_merged_into_the_hospital_keeps_its_june_and_leaves_its_team(province: Province) -> None:
    province.append(province.clinic, "propaganda_attendances", 40, on=JUNE_30)
    province.append(province.clinic, "safety_teams", 1, on=JUNE_30)
    province.append(province.hospital, "safety_teams", 1, on=JUNE_30)

    merge([province.clinic], into=province.hospital, on=JULY_1, decided_by=DECISION, by=province.minh)

    province.clinic.refresh_from_db()
    assert province.clinic.ended_on == JULY_1
    assert [held(unit, JUNE_30) for unit in (province.clinic, province.hospital, province.top)] == [1, 1, 2]
    assert [held(unit, JULY_1) for unit in (province.clinic, province.hospital, province.top)] == [0, 2, 2]
    assert sat(province.sector) == sat_by_today(province.sector) == 40, "ended, it stays under its last parent"
    assert verify() == []


def test_a_merged_sector_hands_its_children_to_the_other(province: Province) -> None:
    province.append(province.hospital, "propaganda_attendances", 7, on=JULY_5)

    outcome = merge([province.sector], into=province.other_sector, on=JULY_1, decided_by=DECISION, by=province.minh)

    assert {(move.unit, move.new_parent) for move in outcome.moves} == {
        (province.sector, None),
        (province.hospital, province.other_sector),
        (province.clinic, province.other_sector),
    }
    assert (sat(province.sector), sat(province.other_sector)) == (0, 7)
    with pytest.raises(Refused, match="không hoạt động vào ngày 05/07/2025"):
        province.unit("CĐCS Trạm Y tế Bản Mới", under=province.sector, since=JULY_5)


def test_a_sector_with_children_does_not_end_until_they_have_a_parent(province: Province) -> None:
    with pytest.raises(Refused, match="CĐCS Bệnh viện Đa khoa Phong Lai chưa có đơn vị cấp trên mới"):
        end([province.sector], on=JULY_1, decided_by=DECISION, by=province.minh)
    assert verify() == []

    end([province.sector], on=JULY_1, decided_by=DECISION, children_to=province.top, by=province.minh)
    assert verify() == []


def test_what_was_recorded_after_the_day_must_go_somewhere(province: Province) -> None:
    province.append(province.clinic, "propaganda_attendances", 9, on=JULY_5)

    with pytest.raises(Refused, match="1 số liệu ghi từ 01/07/2025"):
        end([province.clinic], on=JULY_1, decided_by=DECISION, by=province.minh)
    assert sat(province.sector) == 9

    end([province.clinic], on=JULY_1, decided_by=DECISION, heir=province.hospital, by=province.minh)
    assert (sat(province.hospital), sat(province.clinic), sat(province.top)) == (9, 0, 9)


def test_a_split_shares_out_the_children_and_never_the_history(province: Province) -> None:
    province.append(province.sector, "propaganda_attendances", 50, on=JUNE_30)
    preventive = Part(NewUnit("PL-YTDP", "Công đoàn Y tế dự phòng tỉnh Phong Lai"), (province.clinic,))
    curative = Part(
        NewUnit("PL-KCB", "Công đoàn Khám chữa bệnh tỉnh Phong Lai"), (province.hospital,), inherits_rest=True
    )

    outcome = split(province.sector, into=[preventive, curative], on=JULY_1, decided_by=DECISION, by=province.minh)

    first, second = outcome.founded
    assert (sat(province.sector), sat(first), sat(second), sat(province.top)) == (50, 0, 0, 50)
    province.append(province.hospital, "propaganda_attendances", 3, on=JULY_5)
    assert (sat(first), sat(second), sat(province.top)) == (0, 3, 53)
    assert verify() == []


def test_a_split_that_forgets_a_child_or_gives_it_twice_is_refused(province: Province) -> None:
    new = NewUnit("PL-KCB", "Công đoàn Khám chữa bệnh tỉnh Phong Lai")

    with pytest.raises(Refused, match="Nậm Sơn chưa có đơn vị cấp trên mới"):
        split(province.sector, into=[Part(new, (province.hospital,))], on=JULY_1, decided_by=DECISION, by=province.minh)
    parts = [Part(new, (province.hospital,)), Part(province.other_sector, (province.hospital,))]
    with pytest.raises(Refused, match="chia cho hai nơi"):
        split(province.sector, into=parts, on=JULY_1, decided_by=DECISION, by=province.minh)
    assert not Unit.objects.filter(code="PL-KCB").exists()

    split(
        province.sector,
        into=[Part(new, (province.hospital,))],
        on=JULY_1,
        decided_by=None,
        by=province.minh,
        remains=True,
    )
    assert verify() == []


def test_nothing_ends_on_a_day_that_has_not_come(province: Province) -> None:
    with pytest.raises(Refused, match="chưa đến"):
        merge([province.clinic], into=province.hospital, on=date(2025, 10, 1), decided_by=DECISION, by=province.minh)


def test_the_events_name_the_decision_and_its_days(province: Province) -> None:
    outcome = merge([province.clinic], into=province.hospital, on=JULY_1, decided_by=DECISION, by=province.minh)

    event = outcome.event
    assert event is not None
    assert (event.cited_symbol, event.decided_on, event.effective_on) == ("77/QĐ-LĐLĐ", date(2025, 6, 20), JULY_1)
    assert sorted((part.role, part.unit.code) for part in event.parts.all()) == [
        ("from", "PL-YT-NS"),
        ("to", "PL-YT-BV"),
    ]
