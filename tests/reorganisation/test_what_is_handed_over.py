"""Whoever goes on takes over what was left open: roles, teams, drafts, duties. Rights never climb by a merger."""

import ast
from datetime import date

import pytest

from builders import Province, user
from congdoan.accounts import access
from congdoan.accounts.models import Role
from congdoan.accounts.rules import Task
from congdoan.activities.models import ActKind, StandingTeam
from congdoan.foundation import clock
from congdoan.installation.settings import REPOSITORY
from congdoan.journal.queries import stocks
from congdoan.reorganisation.actions import end, merge
from congdoan.reorganisation.rehearsal import rehearse
from congdoan.reorganisation.rules import LeftUnassigned

JULY_1, JULY_10 = date(2025, 7, 1), date(2025, 7, 10)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_tenth() -> object:
    with clock.set_to(JULY_10):
        yield


def team(province: Province) -> StandingTeam:
    province.append(province.clinic, "safety_teams", 1, on=date(2025, 6, 1))
    return StandingTeam.objects.create(
        unit=province.clinic,
        kind=ActKind.objects.get(code="safety_team"),
        name="Tổ an toàn",
        members=5,
        active_since=date(2025, 6, 1),
    )


def test_a_team_goes_on_at_the_heir_and_stays_in_the_june_figures(province: Province) -> None:
    old = team(province)

    with pytest.raises(LeftUnassigned, match="1 tổ đang hoạt động"):
        end([province.clinic], on=JULY_1, decided_by=None, by=province.minh)
    outcome = merge([province.clinic], into=province.hospital, on=JULY_1, decided_by=None, by=province.minh)

    old.refresh_from_db()
    new = StandingTeam.objects.get(unit=province.hospital)
    assert (old.ended_on, new.active_since, new.members) == (JULY_1, JULY_1, 5)
    assert [str(handed.matter.description) for handed in outcome.handed] == ["tổ đang hoạt động"]
    held = [stocks([province.hospital.pk], ["safety_teams"], day) for day in (date(2025, 6, 30), JULY_1)]
    assert [[row.quantity for row in rows] for rows in held] == [[], [1]]


def test_two_chairs_of_one_merged_unit_are_a_chair_and_an_officer(province: Province) -> None:
    lan = user("Lan", Role.CHAIR, province.hospital)
    hoa = user("Hoa", Role.CHAIR, province.clinic)

    merge([province.clinic], into=province.hospital, on=JULY_1, decided_by=None, by=province.minh)

    assert access.may(lan, Task.ISSUE, at=province.hospital)
    assert not access.may(hoa, Task.ISSUE, at=province.hospital)
    assert access.may(hoa, Task.RECORD_ACT, at=province.hospital)
    assert access.may(hoa, Task.ISSUE, at=province.clinic, on=date(2025, 7, 9)), "what was used until today was held"
    assert not access.may(hoa, Task.ISSUE, at=province.clinic)


def test_a_chair_does_not_become_chair_of_the_level_above(province: Province) -> None:
    hoa = user("Hoa", Role.CHAIR, province.clinic)

    end([province.clinic], on=JULY_1, decided_by=None, heir=province.sector, by=province.minh)

    assert not access.standing(hoa).holdings
    assert not access.may(hoa, Task.READ, at=province.sector)


def test_a_rehearsal_hands_nothing_over(province: Province) -> None:
    old = team(province)

    shown = rehearse(
        [province.clinic],
        lambda: merge([province.clinic], into=province.hospital, on=JULY_1, decided_by=None, by=province.minh),
        on=JULY_1,
    )

    assert len(shown.outcome.handed) == 1
    assert shown.comparisons[0].is_unmoved
    old.refresh_from_db()
    assert old.ended_on is None
    assert not StandingTeam.objects.filter(unit=province.hospital).exists()


def test_placements_are_rewritten_from_one_room_only() -> None:
    """`organisation.placing` moves and ends units without asking anyone: only the room that asks may call it."""
    package = REPOSITORY / "src" / "congdoan"
    callers = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            named = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            names = {alias.name for alias in node.names} if isinstance(node, ast.ImportFrom | ast.Import) else set()
            if named.endswith("organisation.placing") or (named == "congdoan.organisation" and "placing" in names):
                callers.add(path.relative_to(package).parts[0])
    assert callers == {"reorganisation"}
