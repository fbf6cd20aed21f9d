"""The province asks the sector unions; the sector's own plan passes it on, and what is below hangs beneath."""

from datetime import date

import pytest

from builders import Province
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.obligations import actions
from congdoan.obligations.models import Obligation
from congdoan.obligations.queries import carryable, proposed_carry
from congdoan.registry.models import RegisteredDocument
from obligations.papers import asks, draft, issue

pytestmark = pytest.mark.django_db

JUNE_18, JULY_31 = date(2024, 6, 18), date(2024, 7, 31)
SAO = Actor("sao", "Sao", "PL-YT")


@pytest.fixture
def dispatch(province: Province) -> RegisteredDocument:
    """The province's paper with two duties for both sector unions."""
    with clock.set_to(JUNE_18):
        paper = draft(province.top, "Thực hiện Chương trình hành động", by=province.minh)
        for what in ("Tuyên truyền, triển khai", "Giám sát, phản biện xã hội"):
            asks(paper, what, province.sector, province.other_sector, due_on=date(2024, 7, 4))
    issue(paper, JUNE_18, by=province.minh)
    paper.refresh_from_db()
    return paper


def plan(province: Province, dispatch: RegisteredDocument) -> RegisteredDocument:
    with clock.set_to(JULY_31):
        paper = draft(province.sector, "Kế hoạch triển khai", based_on=[dispatch], by=SAO)
        asks(paper, "Tuyên truyền tại cơ sở", province.hospital, province.clinic, due_on=date(2024, 8, 30))
        asks(paper, "Giám sát tại cơ sở", province.hospital, due_on=date(2024, 10, 31))
    return paper


def test_what_is_asked_below_hangs_beneath_what_was_asked_above(
    province: Province, dispatch: RegisteredDocument
) -> None:
    laid = issue(plan(province, dispatch), JULY_31, by=SAO)

    tied = {(row.bearer.code, row.duty.what): row.under.duty.what if row.under else None for row in laid}
    assert tied == {
        ("PL-YT-BV", "Tuyên truyền tại cơ sở"): "Tuyên truyền, triển khai",
        ("PL-YT-NS", "Tuyên truyền tại cơ sở"): "Tuyên truyền, triển khai",
        ("PL-YT-BV", "Giám sát tại cơ sở"): "Giám sát, phản biện xã hội",
    }
    upper = Obligation.objects.filter(bearer=province.sector).order_by("pk")
    assert [(row.state, row.carried_by.symbol if row.carried_by else "") for row in upper] == [
        ("in_progress", "01/KH-CĐYT")
    ] * 2
    assert not Obligation.objects.filter(bearer=province.other_sector).exclude(state="delivered").exists()


def test_the_officer_may_choose_otherwise(province: Province, dispatch: RegisteredDocument) -> None:
    paper = plan(province, dispatch)
    second = Obligation.objects.get(bearer=province.sector, duty__ordinal=2)
    foreign = Obligation.objects.get(bearer=province.other_sector, duty__ordinal=1)
    for duty in paper.duties.all():
        actions.carry(duty, second, by=SAO)
        with pytest.raises(Refused, match="không phải của đơn vị ra văn bản"):
            actions.carry(duty, foreign, by=SAO)

    assert {row.under_id for row in issue(paper, JULY_31, by=SAO)} == {second.pk}


def test_where_more_than_one_thing_may_be_meant_nothing_is_assumed(
    province: Province, dispatch: RegisteredDocument
) -> None:
    with clock.set_to(JULY_31):
        paper = draft(province.sector, "Kế hoạch", based_on=[dispatch], by=SAO)
        third = [asks(paper, f"Việc {number}", province.hospital) for number in (1, 2, 3)][2]
    assert len(carryable(paper)) == 2
    assert proposed_carry(third, carryable(paper)) is None
    assert issue(paper, JULY_31, by=SAO, connects=False)[0].under is None


def test_a_plan_that_was_all_that_was_asked_settles_it_on_its_day(
    province: Province, dispatch: RegisteredDocument
) -> None:
    first = Obligation.objects.get(bearer=province.sector, duty__ordinal=1)
    issue(plan(province, dispatch), JULY_31, by=SAO, completes=[first])
    first.refresh_from_db()
    assert (first.state, first.done_on) == ("done", JULY_31)


def test_a_refused_issue_leaves_nothing_behind(province: Province, dispatch: RegisteredDocument) -> None:
    paper = plan(province, dispatch)
    asks(paper, "Việc không có ai làm")
    with pytest.raises(Refused, match="chưa có đơn vị"):
        issue(paper, JULY_31, by=SAO)
    paper.refresh_from_db()
    assert (paper.state, paper.number) == ("draft", None)
    assert not Obligation.objects.filter(duty__document=paper).exists()


def test_a_recalled_paper_asks_nothing_more(province: Province, dispatch: RegisteredDocument) -> None:
    mine, theirs = Obligation.objects.filter(duty__ordinal=1).order_by("bearer__code")
    with clock.set_to(JULY_31):
        actions.finish(mine, on=JULY_31, by=SAO)
        actions.recall(dispatch, on=JULY_31, reason="Nhầm thẩm quyền", by=province.minh)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.state, theirs.state) == ("done", "waived")
    assert theirs.events.last().note == "Nhầm thẩm quyền"


def test_opening_the_paper_opens_what_it_asks(province: Province, dispatch: RegisteredDocument) -> None:
    with clock.set_to(date(2024, 6, 20)):
        assert actions.mark_opened(dispatch, body=province.sector, by=SAO) == 2
        assert actions.mark_opened(dispatch, body=province.sector, by=SAO) == 0
        assert {row.state for row in actions.acknowledge_paper(dispatch, body=province.sector, by=SAO)} == {
            "acknowledged"
        }
    assert {row.state for row in Obligation.objects.filter(bearer=province.other_sector)} == {"delivered"}
