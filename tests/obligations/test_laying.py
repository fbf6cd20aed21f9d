"""A duty falls on those who stood there on the day of issue; a recurring one falls anew each period."""

from datetime import date

import pytest

from builders import SETUP, Province
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.foundation.working_date import set_working_date
from congdoan.obligations import actions
from congdoan.obligations.models import Duty, DutyBearer, Obligation
from congdoan.organisation.actions import add_person, appoint, register_body
from congdoan.organisation.models import Body, BodyGroup
from congdoan.site.serving.worker import loops

pytestmark = pytest.mark.django_db

GIVEN = date(2021, 8, 3)
HEAD = Actor("head", "Trưởng ban", "PL-YT")


def to_all_below(giver: Body, **more: object) -> Duty:
    group = BodyGroup.objects.create(code="below", name="Các CĐCS trực thuộc", reach="children")
    fields = {"origin": "spoken", "given_by": giver, "given_on": GIVEN, "what": "Báo cáo", "state": "accepted"}
    duty = Duty.objects.create(**{**fields, **more})
    DutyBearer.objects.create(duty=duty, group=group)
    return duty


def bearers(rows: list[Obligation]) -> list[str]:
    return [row.bearer.code for row in rows]


def test_a_group_means_those_who_stood_there_that_day(province: Province) -> None:
    province.unit("CĐCS Trung tâm Kiểm soát bệnh tật", under=province.sector, code="PL-YT-KS", since=date(2021, 9, 1))
    duty = to_all_below(province.sector)
    with clock.set_to(GIVEN):
        assert bearers(actions.lay(duty, on=GIVEN, by=HEAD)) == ["PL-YT-BV", "PL-YT-NS"]
        assert actions.lay(duty, on=GIVEN, by=HEAD) == []
    assert len(actions.lay(duty, on=date(2021, 9, 2), by=HEAD)) == 1


def test_a_duty_nobody_must_do_is_not_laid(province: Province) -> None:
    lonely = Duty.objects.create(
        origin="spoken", given_by=province.sector, given_on=GIVEN, what="Báo cáo", state="accepted"
    )
    with pytest.raises(Refused, match="chưa có đơn vị"):
        actions.lay(lonely, on=GIVEN, by=HEAD)
    with pytest.raises(Refused, match="chưa được nhận"):
        actions.lay(to_all_below(province.sector, state="proposed"), on=GIVEN, by=HEAD)


def test_below_an_outside_giver_nobody_can_be_guessed(province: Province) -> None:
    party = register_body("TU", name="Tỉnh ủy Phong Lai", kind="party", since=date(2015, 1, 1), by=SETUP)
    with pytest.raises(Refused, match="không có trong cây tổ chức"):
        actions.lay(to_all_below(party), on=GIVEN, by=HEAD)


def test_the_office_named_in_the_paper_answers_for_it(province: Province) -> None:
    chair = add_person("Lò Thị Mai Hạnh", by=SETUP)
    appoint(chair, body=province.hospital, title="Chủ tịch CĐCS", since=date(2020, 1, 1), by=SETUP)
    rows = actions.lay(to_all_below(province.sector, accountable_office="Chủ tịch"), on=GIVEN, by=HEAD)
    assert [row.office.person.name if row.office else None for row in rows] == ["Lò Thị Mai Hạnh", None]


def test_each_month_is_owed_anew_also_the_months_nobody_looked(province: Province) -> None:
    duty = to_all_below(province.sector, recurrence="monthly", due_on=date(2021, 8, 25))
    actions.lay(duty, on=GIVEN, by=HEAD)
    province.unit("CĐCS Trung tâm Kiểm soát bệnh tật", under=province.sector, code="PL-YT-KS", since=date(2021, 9, 15))
    with clock.set_to(date(2021, 10, 2)):
        made = actions.lay_recurring(date(2021, 10, 2))
        assert actions.lay_recurring(date(2021, 10, 2)) == []

    laid = [(row.bearer.code, row.period_start, row.due_on) for row in made]
    october = (date(2021, 10, 1), date(2021, 10, 25))
    assert laid[:2] == [(code, date(2021, 9, 1), date(2021, 9, 25)) for code in ("PL-YT-BV", "PL-YT-NS")]
    assert laid[2:] == [(code, *october) for code in ("PL-YT-BV", "PL-YT-KS", "PL-YT-NS")]


def test_what_recurs_stops_when_told(province: Province) -> None:
    duty = to_all_below(province.sector, recurrence="quarterly", due_on=date(2021, 9, 30))
    actions.lay(duty, on=GIVEN, by=HEAD)
    actions.end_recurrence(duty, after=date(2021, 12, 31), reason="Hết dịch", by=HEAD)
    made = actions.lay_recurring(date(2022, 8, 1))
    assert {(row.period_start, row.due_on) for row in made} == {(date(2021, 10, 1), date(2021, 12, 31))}


def test_an_heir_is_asked_in_place_of_a_unit_that_ended(province: Province) -> None:
    duty = to_all_below(province.sector, recurrence="monthly")
    duty.bearers.all().delete()
    DutyBearer.objects.create(duty=duty, body=province.clinic)
    [owed] = actions.lay(duty, on=GIVEN, by=HEAD)
    Obligation.objects.filter(pk=owed.pk).update(heir=province.hospital)
    province.clinic.ended_on = date(2021, 8, 20)
    province.clinic.save()
    assert bearers(actions.lay_recurring(date(2021, 9, 1))) == ["PL-YT-BV"]


def test_laying_on_many_costs_no_more_queries(province: Province, django_assert_num_queries: object) -> None:
    for number in range(40):
        province.unit(f"CĐCS Trạm Y tế {number}", under=province.sector, code=f"PL-YT-{number:02}")
    duty = to_all_below(province.sector)
    with django_assert_num_queries(13):  # type: ignore[operator]
        assert len(actions.lay(duty, on=GIVEN, by=HEAD)) == 42


def test_the_worker_runs_no_further_than_the_date_the_house_works_on(province: Province) -> None:
    actions.lay(to_all_below(province.sector, recurrence="monthly"), on=GIVEN, by=HEAD)
    set_working_date(date(2021, 9, 20), scope=province.top.code, by=SETUP)
    [recurring] = [loop for loop in loops() if loop.name == "lay recurring duties"]
    assert (recurring.step(), recurring.step()) == (2, 0)
    assert set(Obligation.objects.values_list("period_start", flat=True)) == {date(2021, 8, 1), date(2021, 9, 1)}
