"""A safety team stands from a day, gains and loses members, ends; how many stood on any day can always be asked."""

from datetime import date

import pytest

from act_stories import DAY, Record
from builders import Province
from congdoan.activities import actions, handover
from congdoan.activities.details import Asked, ConferenceDetails, FindingDetails, InspectionDetails, TeamDetails
from congdoan.activities.models import StandingTeam
from congdoan.foundation.errors import Refused
from congdoan.journal.queries import stocks
from congdoan.journal.verification import verify
from congdoan.obligations.models import Obligation
from congdoan.organisation.models import Unit

pytestmark = pytest.mark.django_db


def standing(unit: Unit, on: date) -> dict[str, int]:
    return {row.measure: row.quantity for row in stocks([unit.pk], ["safety_teams", "safety_team_members"], on)}


def founded(record: Record, members: int = 7) -> StandingTeam:
    return record("safety_team", {}, details=TeamDetails("Tổ an toàn Covid-19 khoa Nội", members)).teams.get()


def test_a_team_grows_shrinks_and_ends(province: Province, record: Record) -> None:
    team = founded(record)
    team = actions.change_team(team, members=9, on=date(2021, 8, 10), reason="thêm hai", by=province.lan)
    team = actions.end_team(team, on=date(2021, 8, 18), reason="giải thể", by=province.lan)

    on = [standing(province.top, date(2021, 8, day)) for day in (4, 5, 10, 17, 18)]
    assert on == [
        {},
        {"safety_teams": 1, "safety_team_members": 7},
        {"safety_teams": 1, "safety_team_members": 9},
        {"safety_teams": 1, "safety_team_members": 9},
        {},
    ]
    assert [(row.members_before, row.members_after) for row in team.changes.all()] == [(7, 9), (9, 0)]
    with pytest.raises(Refused, match="đã kết thúc"):
        actions.change_team(team, members=5, on=date(2021, 8, 19), reason="thử", by=province.lan)


def test_a_change_before_the_last_one_is_refused(province: Province, record: Record) -> None:
    team = actions.change_team(founded(record), members=9, on=date(2021, 8, 10), reason="thêm", by=province.lan)

    with pytest.raises(Refused, match="10/08/2021"):
        actions.change_team(team, members=8, on=date(2021, 8, 9), reason="bớt", by=province.lan)
    assert actions.change_team(team, members=8, on=date(2021, 8, 10), reason="bớt", by=province.lan).members == 8


def test_withdrawing_the_founding_takes_the_team_and_its_changes_back(province: Province, record: Record) -> None:
    team = actions.change_team(founded(record), members=9, on=date(2021, 8, 10), reason="thêm", by=province.lan)
    assert team.act is not None

    actions.withdraw(team.act, reason="tổ chưa lập", by=province.lan)

    assert standing(province.top, date(2021, 8, 20)) == {}
    assert verify() == []


def test_a_corrected_founding_moves_the_team_along(province: Province, record: Record) -> None:
    team = founded(record)
    assert team.act is not None
    counts = {"safety_teams": 1, "safety_team_members": 6}

    actions.correct(team.act, counts=counts, happened_on=date(2021, 8, 6), reason="nhầm", version=1, by=province.lan)

    team.refresh_from_db()
    assert (team.members, team.active_since) == (6, date(2021, 8, 6))
    assert standing(province.top, date(2021, 8, 20)) == {"safety_teams": 1, "safety_team_members": 6}


def test_when_its_unit_ends_the_team_goes_on_at_the_heir(province: Province, record: Record) -> None:
    team = founded(record)
    end = date(2021, 8, 16)
    assert [matter.count for matter in handover.open_matters([province.hospital], end)] == [1]

    handover.hand_over(province.hospital, province.clinic, end, province.minh)

    heir = team.heirs.get()
    assert (heir.unit_id, heir.members, heir.active_since) == (province.clinic.pk, 7, end)
    assert standing(province.clinic, end) == {"safety_teams": 1, "safety_team_members": 7}
    assert handover.open_matters([province.hospital], end) == []


def test_a_conclusion_and_a_recommendation_become_duties(province: Province, record: Record) -> None:
    meeting = record("conference", {"events_held": 1}, details=ConferenceDetails("Ban Chấp hành"))
    asked = Asked([province.clinic], "Lập tổ an toàn", due_on=date(2021, 8, 31))
    conclusion = actions.conclude(meeting, text="Thành lập tổ an toàn", asked=asked, by=province.lan)
    visit = record(
        "inspection",
        {"inspections_held.charter": 1},
        details=InspectionDetails([FindingDetails(province.clinic, "Chưa lập sổ họp")]),
    )
    finding = actions.recommend(visit.findings.get(), asked=Asked([province.clinic], "Lập sổ họp"), by=province.lan)

    laid = Obligation.objects.filter(bearer=province.clinic).order_by("pk")
    assert [(row.duty.origin, row.due_on) for row in laid] == [
        ("conclusion", date(2021, 8, 31)),
        ("recommendation", None),
    ]
    assert conclusion.duty_id == laid[0].duty_id
    assert laid[0].duty.given_on == DAY
    with pytest.raises(Refused, match="đã được giao"):
        actions.recommend(finding, asked=asked, by=province.lan)
