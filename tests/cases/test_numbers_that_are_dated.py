"""Days and majorities by which cases are judged: data with a day, so that the old value still judges the old case."""

from datetime import date, timedelta
from typing import Any

import pytest

from builders import SETUP
from care_stories import GROUND, TODAY, Care
from congdoan.cases import actions, queries
from congdoan.cases.models import Programme
from congdoan.dues import actions as dues
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.ruling import set_parameter
from congdoan.organisation.models import Unit

JUNE_1, JUNE_10 = date(2024, 6, 1), date(2024, 6, 10)


def laid(key: str, value: int, *, since: date = JUNE_1, unit: Unit | None = None) -> None:
    set_parameter(key, value=value, since=since, scope=unit.code if unit else "", by=SETUP)


def test_what_counts_as_near_is_that_of_the_day_of_need(care: Care) -> None:
    tet = Programme.objects.get(code="hardship")
    care.ask(need_on=date(2024, 5, 10))
    laid("cases.double_within_days", 5, unit=care.sector)

    def touches(unit: Unit, need_on: date) -> bool:
        [double] = queries.doubles_before_asking(care.hoa, tet, unit, need_on=need_on)
        return "việc khác" not in double.why

    assert touches(care.top, JUNE_1)
    assert not touches(care.hospital, JUNE_1)  # under the sector's own rule
    assert touches(care.hospital, date(2024, 5, 31))  # which is not yet in force


def test_patience_is_that_of_the_day_one_looks_from(care: Care) -> None:
    care.ask()
    assert queries.never_reached(care.top, on=TODAY + timedelta(days=5)) == []
    laid("cases.patience_days", 3, since=TODAY + timedelta(days=5))
    assert len(queries.never_reached(care.top, on=TODAY + timedelta(days=5))) == 1
    assert queries.never_reached(care.top, on=TODAY + timedelta(days=4)) == []


def test_a_later_visit_falls_due_by_the_days_in_force_when_it_was_decided(care: Care) -> None:
    Programme.objects.filter(code="hardship").update(follow_up_days=0)
    laid("cases.visit_again_days", 10)
    first, second = care.handed(), care.handed(person=care.person("Giàng A Nam"))
    actions.follow_up(first, on=TODAY, found="Còn khó khăn", needs_more=True, by=care.lan)
    with clock.set_to(JUNE_10):
        actions.follow_up(second, on=JUNE_10, found="Còn khó khăn", needs_more=True, by=care.lan)
    due = [care.fresh(case).visit_due_on for case in (first, second)]
    assert due == [TODAY + timedelta(days=90), JUNE_10 + timedelta(days=10)]


def test_a_committee_agrees_by_the_majority_of_its_day_and_the_proposal_keeps_it(care: Care) -> None:
    laid("cases.majority_percent", 66)
    meeting: dict[str, Any] = {"minutes": "05/BB", "present": 10, "votes_for": 6}
    vote = {"amount_vnd": 30_000_000, "exception": GROUND, "by": care.binh, **meeting}
    first, second = care.ask(), care.ask(person=care.person("Giàng A Nam"))
    for case in (first, second):
        if case.programme.needs_survey:
            actions.survey(case, on=TODAY, found="Đã đến.", by=care.binh)
    kept = actions.propose(first, on=TODAY, **vote)
    assert kept.ruling["majority"]["percent"] == 50
    with clock.set_to(JUNE_10), pytest.raises(Refused, match="hơn 66 %"):
        actions.propose(second, on=JUNE_10, **vote)


def test_an_own_rate_of_dues_goes_as_high_as_its_day_allows(care: Care) -> None:
    laid("dues.own_rate_most", 200, unit=care.sector)
    dues.set_scheme(care.hospital, group="public", since=TODAY, own_rate=1000, by=care.thu)
    with pytest.raises(Refused, match="không quá 2 %"):
        dues.set_scheme(care.hospital, group="public", since=JUNE_1, own_rate=1000, by=care.thu)
    with pytest.raises(Refused, match="không quá 10 %"):
        dues.set_scheme(care.top, group="public", since=JUNE_1, own_rate=1001, by=care.thu)
