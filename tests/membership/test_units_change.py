"""A unit ends by law and its members go on at the heir: nobody leaves, nobody is counted twice or not at all."""

from collections.abc import Iterator
from datetime import date

import pytest

from builders import Province
from congdoan.foundation import clock
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Refused
from congdoan.foundation.periods import Period, year
from congdoan.journal.queries import flows
from congdoan.membership import queries
from congdoan.membership.actions import correct_identity, end, receive_transfer, record_headcount, transfer_out
from congdoan.membership.models import EndCause, MemberFile, SpellEnd, TransferState
from congdoan.reorganisation import actions as reorganisation
from congdoan.reorganisation.rules import LeftUnassigned
from membership_stories import crowd, join, mai, members, nam, nothing_is_wrong, one_member, people_of

pytestmark = pytest.mark.django_db

LAW = Citation("12/QĐ-LĐLĐ", date(2024, 6, 20), "Liên đoàn Lao động tỉnh Phong Lai")
JULY = date(2024, 7, 1)
EVE = date(2024, 6, 30)


@pytest.fixture(autouse=True)
def in_2024() -> Iterator[None]:
    with clock.set_to(date(2024, 12, 20)):
        yield


def test_a_merged_units_members_go_on_at_the_heir(province: Province) -> None:
    join(province.clinic, mai(), *crowd(11, women=4), by=province.minh)
    record_headcount(
        province.clinic, Period(date(2024, 1, 1), date(2024, 3, 31)), members=20, women=9, by=province.minh
    )
    join(province.hospital, nam(), by=province.lan)

    reorganisation.merge([province.clinic], into=province.hospital, on=JULY, decided_by=LAW, by=province.minh)

    assert (members(province.clinic, EVE), members(province.hospital, EVE), members(province.top, EVE)) == (20, 1, 21)
    assert (members(province.clinic, JULY), members(province.hospital, JULY)) == (0, 21)
    assert members(province.top, JULY) == 21
    assert members(province.top, JULY, "women", "counted_women") == 9
    assert not flows([province.top.pk], ["members_left", "members_transferred_out"], year(2024))
    found = queries.reconciliation(province.hospital, year(2024))
    assert (found.start, found.admitted, found.came_with_units, found.end, found.unexplained) == (0, 1, 20, 21, 0)
    above = queries.reconciliation(province.top, Period(date(2024, 4, 1), date(2024, 12, 20)))
    assert (above.start, above.end, above.unexplained) == (21, 21, 0)
    assert above.came_with_units == above.went_with_units == 20
    assert nothing_is_wrong()


def test_the_old_spell_says_the_unit_ended_by_law(province: Province) -> None:
    person = people_of(join(province.clinic, mai(), by=province.minh))[0]
    reorganisation.merge([province.clinic], into=province.hospital, on=JULY, decided_by=LAW, by=province.minh)
    old, new = person.spells.order_by("valid")
    assert (old.end, old.valid.upper, new.valid.lower) == (SpellEnd.CARRIED, JULY, JULY)
    assert old.get_end_display().startswith("đơn vị kết thúc theo luật")
    end(person, cause=EndCause.RETIRED, on=date(2024, 9, 1), by=province.lan)
    assert members(province.top, date(2024, 9, 1)) == 0
    assert nothing_is_wrong()


def test_a_merger_decided_late_takes_along_what_was_entered_after_its_day(province: Province) -> None:
    """The clinic ended on 1 July; nobody told Minh, who went on entering. The very day and later days are tried."""
    early, left, gone, moved = people_of(join(province.clinic, *crowd(4, women=2), by=province.minh))
    late = people_of(join(province.clinic, mai(), on=date(2024, 8, 5), by=province.minh))[0]
    end(left, cause=EndCause.LEFT_JOB, on=JULY, by=province.minh)
    end(gone, cause=EndCause.RETIRED, on=date(2024, 8, 1), by=province.minh)
    transfer = transfer_out(moved, to=province.sector, on=date(2024, 8, 1), by=province.minh)
    receive_transfer(transfer, on=date(2024, 8, 10), by=province.minh)
    before = [members(province.top, day) for day in (EVE, JULY, date(2024, 8, 4), date(2024, 8, 31))]

    reorganisation.merge([province.clinic], into=province.hospital, on=JULY, decided_by=LAW, by=province.minh)

    assert [members(province.top, day) for day in (EVE, JULY, date(2024, 8, 4), date(2024, 8, 31))] == before
    assert [spell.unit.code for spell in late.spells.all()] == ["PL-YT-BV"]
    assert [spell.unit.code for spell in early.spells.order_by("valid")] == ["PL-YT-NS", "PL-YT-BV"]
    assert members(province.clinic, JULY) == 0
    assert queries.reconciliation(province.hospital, year(2024)).unexplained == 0
    assert queries.reconciliation(province.top, year(2024)).unexplained == 0
    assert nothing_is_wrong()


def test_members_without_an_heir_hold_a_unit_up(province: Province) -> None:
    one_member(province)
    with pytest.raises(LeftUnassigned, match="1 đoàn viên"):
        reorganisation.end([province.hospital], on=JULY, decided_by=LAW, by=province.minh)
    assert members(province.top, JULY) == 1


def test_a_unit_with_its_members_moves_under_another_branch(province: Province) -> None:
    one_member(province)
    reorganisation.transfer([province.hospital], to=province.other_sector, on=JULY, decided_by=LAW, by=province.minh)
    assert (members(province.sector, EVE), members(province.sector, JULY)) == (1, 0)
    assert (members(province.other_sector, EVE), members(province.other_sector, JULY)) == (0, 1)
    here = queries.reconciliation(province.sector, year(2024))
    there = queries.reconciliation(province.other_sector, year(2024))
    assert (here.admitted, here.went_with_units, here.end, here.unexplained) == (1, 1, 0, 0)
    assert (there.admitted, there.came_with_units, there.end, there.unexplained) == (0, 1, 1, 0)
    assert nothing_is_wrong()


def test_a_transfer_under_way_is_taken_up_by_the_heir(province: Province) -> None:
    person = one_member(province)
    transfer = transfer_out(person, to=province.clinic, on=date(2024, 6, 1), by=province.lan)
    reorganisation.merge([province.clinic], into=province.sector, on=JULY, decided_by=LAW, by=province.minh)
    transfer.refresh_from_db()
    assert transfer.to_unit == province.sector
    receive_transfer(transfer, on=date(2024, 7, 10), by=province.minh)
    assert members(province.top, date(2024, 7, 10)) == 1
    assert nothing_is_wrong()


def test_two_units_that_become_one_leave_no_transfer_between_them(province: Province) -> None:
    person = one_member(province)
    transfer = transfer_out(person, to=province.clinic, on=date(2024, 6, 1), by=province.lan)
    reorganisation.merge([province.hospital], into=province.clinic, on=JULY, decided_by=LAW, by=province.minh)
    transfer.refresh_from_db()
    assert transfer.state == TransferState.CANCELLED
    assert members(province.clinic, JULY) == 1
    assert nothing_is_wrong()


def test_a_sex_corrected_after_the_merger_is_right_on_both_sides(province: Province) -> None:
    person = people_of(join(province.clinic, mai(sex=""), by=province.minh))[0]
    reorganisation.merge([province.clinic], into=province.hospital, on=JULY, decided_by=LAW, by=province.minh)
    file = MemberFile.objects.get(person=person)
    correct_identity(file, name=person.name, sex="f", birth_on=file.birth_on, version=1, by=province.lan)
    assert members(province.clinic, EVE, "women") == members(province.hospital, JULY, "women") == 1
    assert nothing_is_wrong()


def test_nobody_is_admitted_to_a_unit_that_has_ended(province: Province) -> None:
    reorganisation.merge([province.clinic], into=province.hospital, on=JULY, decided_by=LAW, by=province.minh)
    with pytest.raises(Refused, match="không hoạt động"):
        join(province.clinic, mai(), on=date(2024, 8, 1), by=province.minh)
