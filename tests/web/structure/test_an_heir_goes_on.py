"""The sector union is merged away in the middle of its campaign: its heir reads, finds and judges what it gave."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from builders import Province, user
from congdoan.accounts import access
from congdoan.accounts.models import Notice, Role
from congdoan.accounts.rules import Task
from congdoan.foundation import clock
from congdoan.obligations.actions import enter_spoken
from congdoan.organisation.models import Unit
from congdoan.reorganisation.actions import merge
from desk.orders import Order, order

SignIn = Callable[..., Client]
TODAY = date(2024, 9, 16)


@pytest.fixture
def story(province: Province) -> Order:
    return order(province)


def said(browser: Client, url: str) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_the_heir_finds_the_papers_given_and_received(province: Province, story: Order, sign_in: SignIn) -> None:
    with clock.set_to(TODAY):
        ha = sign_in("Hà", Role.OFFICER, province.other_sector)
        thread = f"/nhiem-vu/soi-chi/{story.plan.key}/"
        assert ha.get(thread).status_code == 404, "another sector's plan, as long as it stands"
        enter_spoken(giver=province.top, bearers=[province.sector], what="Báo cáo quý", on=TODAY, by=province.minh)
        merge([province.sector], into=province.other_sector, on=TODAY, decided_by=None, by=province.minh)

        assert story.plan.symbol in said(ha, "/nhiem-vu/")
        assert story.plan.symbol in said(ha, thread)
        assert story.plan.symbol in said(ha, f"/van-ban/{story.plan.key}/")
        assert "nhận bàn giao từ" in said(ha, "/nhiem-vu/cua-don-vi/")
        told = Notice.objects.get(kind="reorganisation.matters.handed_over")
        assert "nhiệm vụ chưa xong" in told.text
        assert told.user.name == "Hà"


def test_a_unit_page_says_where_it_went_on(province: Province, sign_in: SignIn) -> None:
    merge([province.clinic], into=province.hospital, on=date(2024, 9, 1), decided_by=None, by=province.minh)
    page = said(sign_in("Tuấn", Role.READER, province.top), "/to-chuc/don-vi/PL-YT-NS/")

    assert "Việc còn dở do nơi khác tiếp nhận:" in page
    assert page.count('href="/to-chuc/don-vi/PL-YT-BV/"') >= 2
    assert 'href="/to-chuc/don-vi/PL-YT/"' in page.split("</nav>")[-2] + page, "under its last parent"


def test_reading_passes_on_through_two_mergers_and_nothing_else_does(province: Province) -> None:
    with clock.set_to(TODAY):
        third = province.unit("CĐCS Trung tâm Y tế huyện Sìn Ho", under=province.other_sector, code="PL-GD-SH")
        nga = user("Nga", Role.CHAIR, third)
        assert not access.may(nga, Task.READ, at=province.clinic)
        merge([province.clinic], into=province.hospital, on=date(2024, 8, 1), decided_by=None, by=province.minh)
        merge([province.hospital], into=third, on=date(2024, 9, 1), decided_by=None, by=province.minh)

        clinic = Unit.objects.get(pk=province.clinic.pk)
        assert access.may(nga, Task.READ, at=clinic)
        assert set(access.units_in_reach(nga, Task.READ)) == {third, province.hospital, clinic}
        assert not access.may(nga, Task.ISSUE, at=clinic)
        assert not access.may(nga, Task.SEE_MEMBERS, at=clinic)
        assert not access.may(nga, Task.READ, at=province.sector)
        assert not access.may(nga, Task.READ, at=clinic, on=date(2024, 7, 31))
