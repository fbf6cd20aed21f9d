"""What stands on a unit's desk on a day, and what a search finds."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from builders import SETUP, Province, user
from congdoan.desk.queries import my_work, search, waiting_count
from congdoan.desk.work import Group
from congdoan.foundation import clock
from congdoan.obligations import actions
from congdoan.obligations.models import Duty
from desk.orders import SAO, act, order

pytestmark = pytest.mark.django_db

TODAY = date(2024, 9, 16)


def asked(province: Province, what: str, due_on: date | None = None) -> Duty:
    with clock.set_to(date(2024, 9, 2)):
        return actions.enter_spoken(
            giver=province.sector, bearers=[province.hospital], what=what, on=date(2024, 9, 2), due_on=due_on, by=SAO
        )


def names(group: Group) -> list[str]:
    return [item.obligation.duty.what for item in group.items]


def test_the_desk_sorts_by_what_presses(province: Province) -> None:
    asked(province, "Trễ", date(2024, 9, 10))
    asked(province, "Tuần này", date(2024, 9, 18))
    asked(province, "Tháng sau", date(2024, 10, 30))
    asked(province, "Không hạn")
    back = asked(province, "Bị trả lại", date(2024, 9, 9)).obligations.get()
    lan = user("Lan", "chair", province.hospital)
    with clock.set_to(date(2024, 9, 12)):
        actions.finish(back, on=date(2024, 9, 9), by=province.lan)
        actions.send_back(back, reason="Thiếu ảnh", by=SAO)
    with clock.set_to(TODAY):
        work = my_work(lan, province.hospital, on=TODAY)
        waiting = waiting_count(province.hospital, on=TODAY)

    assert (names(work.late), names(work.due), names(work.undated)) == (["Trễ"], ["Tuần này"], ["Không hạn"])
    assert (names(work.returned), work.later, waiting) == (["Bị trả lại"], 1, 2)
    [item] = work.returned.items
    assert item.returned is not None
    assert item.returned.note == "Thiếu ảnh"
    assert [day.due for day in work.week] == [0, 0, 1, 0, 0, 0, 0]
    assert [day.is_working for day in work.week] == [True] * 5 + [False] * 2


def test_what_was_reported_done_waits_for_the_giver_alone(province: Province) -> None:
    owed = asked(province, "Lập danh sách", date(2024, 9, 18)).obligations.get()
    head, clerk = user("Hà", "officer", province.sector), user("Thư", "clerk", province.sector)
    with clock.set_to(TODAY):
        actions.finish(owed, on=TODAY, by=province.lan)
        assert names(my_work(head, province.sector, on=TODAY).to_verify) == ["Lập danh sách"]
        assert names(my_work(clerk, province.sector, on=TODAY).to_verify) == []
        actions.verify(owed, by=SAO)
        assert names(my_work(head, province.sector, on=TODAY).to_verify) == []


def test_a_hundred_duties_cost_no_more_than_one(province: Province) -> None:
    lan = user("Lan", "chair", province.hospital)

    def cost() -> int:
        with clock.set_to(TODAY), CaptureQueriesContext(connection) as asked_of_database:
            my_work(lan, province.hospital, on=TODAY)
        return len(asked_of_database)

    asked(province, "Một", date(2024, 9, 10))
    one = cost()
    for number in range(40):
        asked(province, f"Việc {number}", date(2024, 9, 10 + number % 15))
    assert cost() == one <= 20


def test_a_search_finds_without_accents_and_only_what_one_may_see(province: Province) -> None:
    told = order(province)
    act(told.of(province.hospital, told.spread), "Sinh hoạt chuyên đề, khoa Nội", date(2024, 8, 14), by=SETUP)
    minh, hoa = user("Minh", "chair", province.top), user("Hoa", "chair", province.elsewhere)
    with clock.set_to(TODAY):
        found = search("tuyen truyen", minh)
        assert {row.bearer.code for row in found.obligations} == {"PL-YT-BV", "PL-YT-NS"}
        assert [unit.code for unit in search("nam son", minh).units] == ["PL-YT-NS"]
        assert [paper.pk for paper in search(told.plan.symbol, minh).papers] == [told.plan.pk]
        assert [row.bearer.code for row in search("tuyen truyen nam son", minh).obligations] == ["PL-YT-NS"]
        assert search("tuyen truyen", hoa).is_empty
        assert search("t", minh).is_empty
        assert search("", minh).is_empty


def test_more_than_a_page_of_hits_is_said(province: Province) -> None:
    for number in range(14):
        asked(province, f"Rà soát lần {number}")
    found = search("ra soat", user("Minh", "chair", province.top))
    assert (len(found.obligations), found.more) == (12, {"obligations"})
