"""One order from the resolution above to the acts below: who is late, whose delay caused whose, who may see it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from builders import Province, user
from congdoan.accounts.models import User
from congdoan.desk.looking import look_from
from congdoan.desk.thread import Count, Node, Thread, rows, thread, why_late
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.models import Holiday
from congdoan.obligations import actions
from congdoan.obligations.models import Obligation
from congdoan.obligations.queries import states_on
from desk.orders import DUE_BELOW, ISSUED, PLANNED, Order, act, order
from obligations.papers import asks, draft, issue

pytestmark = pytest.mark.django_db

SEPTEMBER_16 = date(2024, 9, 16)
HOA = Actor("hoa", "Hoa", "PL-YT-NS")


@pytest.fixture
def story(province: Province) -> Order:
    """The hospital was in time, the clinic is not; the other sector union has not opened the dispatch."""
    told = order(province)
    act(told.of(province.hospital, told.spread), "Sinh hoạt chuyên đề, khoa Nội", date(2024, 8, 14), by=province.lan)
    return told


def seen(told: Order, reader: User, on: date = SEPTEMBER_16) -> Thread:
    with clock.set_to(SEPTEMBER_16):
        return thread(told.dispatch, on=on, user=reader)


def the(found: Thread, kind: str, name: str) -> Node:
    """The node of that kind whose paper, duty, unit or act is called so."""

    def names(node: Node) -> str:
        return (
            (node.paper.symbol if node.paper else "") + (node.duty.what if node.duty else "")
            + (node.body.name if node.body else "") + (node.done.title if node.done else "")
        )  # fmt: skip

    return next(node for node in found.walk() if node.kind == kind and name in names(node))


def test_one_line_runs_from_the_resolution_to_the_act(province: Province, story: Order) -> None:
    found = seen(story, user("Minh", "chair", province.top))

    assert [step.symbol for step in found.above] == ["42-NQ/TW", "53-CTr/TU"]
    assert [paper.symbol for paper in found.chain] == [story.dispatch.symbol]
    drawn = [(row.level, row.node.kind, row.guides, row.mark) for row in rows(found)]
    assert drawn == [
        (1, "unit", "tee-loose", "paper unsent"),
        (1, "paper", "end", "knot opens"),
        (2, "duty", "blank tee", "duty opens"),
        (3, "obligation", "blank pass tee", "duty opens"),
        (4, "act", "blank pass pass end", "act"),
        (3, "obligation", "blank pass end-loose", "duty unsent"),
        (2, "duty", "blank end", "duty opens"),
        (3, "obligation", "blank blank end-loose", "duty unsent"),
    ]
    assert the(found, "act", "khoa Nội").done is not None


def test_each_branch_counts_every_obligation_at_its_end_once(province: Province, story: Order) -> None:
    found = seen(story, user("Minh", "chair", province.top))

    assert the(found, "paper", "KH-CĐYT").count == Count(done=1, late=1, waiting=1, unopened=2)
    assert found.count == Count(done=1, late=2, waiting=1, unopened=3)
    assert found.units == 4
    assert the(found, "duty", "Tuyên truyền").count.whole == 2


def test_the_unit_whose_delay_slowed_others_is_a_knot(province: Province, story: Order) -> None:
    found = seen(story, user("Minh", "chair", province.top))
    knot, clinic = the(found, "paper", "KH-CĐYT"), the(found, "obligation", "Nậm Sơn")

    assert (knot.is_knot, knot.paper_late, knot.own_late, knot.slowed) == (True, 19, 19, 1)
    assert clinic.judged is not None
    assert (clinic.judged.late, clinic.inherited) == (9, 9)
    assert not the(found, "unit", "Giáo dục").is_knot


def test_why_it_is_late_is_said_in_days_at_each_level(province: Province, story: Order) -> None:
    with clock.set_to(SEPTEMBER_16):
        row = Obligation.objects.with_names().get(bearer=province.clinic)
        why = why_late(row, states_on([row, row.under], SEPTEMBER_16), look_from(SEPTEMBER_16))  # type: ignore[list-item]

    assert (why.late, why.inherited, why.own, why.paper_late) == (9, 9, 0, 19)
    assert (why.had, why.would_have_had) == (22, 41)
    assert [(lag.unit, lag.days, lag.late) for lag in why.lags] == [
        ("Công đoàn ngành Y tế tỉnh Phong Lai", 31, 19),
        ("CĐCS Trung tâm Y tế huyện Nậm Sơn", 31, 9),
    ]


def test_only_as_much_is_put_down_to_the_level_above_as_the_paper_was_late(province: Province, story: Order) -> None:
    with clock.set_to(date(2024, 11, 1)):
        found = thread(story.dispatch, on=date(2024, 11, 1), user=user("Minh", "chair", province.top))
    clinic = the(found, "obligation", "Nậm Sơn")
    assert clinic.judged is not None
    assert (clinic.judged.late, clinic.inherited) == (43, 19)


def test_a_paper_in_time_is_nobodys_excuse(province: Province) -> None:
    with clock.set_to(date(2024, 6, 18)):
        dispatch = draft(province.top, "Phát động", by=province.minh)
        upper = asks(dispatch, "Triển khai", province.sector, due_on=date(2024, 8, 30))
    issue(dispatch, date(2024, 6, 18), by=province.minh)
    with clock.set_to(date(2024, 7, 1)):
        plan = draft(province.sector, "Kế hoạch", based_on=[dispatch], by=HOA)
        duty = asks(plan, "Làm", province.clinic, due_on=date(2024, 7, 31))
        actions.carry(duty, upper.obligations.get(), by=HOA)
    issue(plan, date(2024, 7, 1), by=HOA)
    minh = user("Minh", "chair", province.top)
    with clock.set_to(SEPTEMBER_16):
        found = thread(dispatch, on=SEPTEMBER_16, user=minh)
    assert the(found, "obligation", "Nậm Sơn").inherited == 0
    assert not any(node.is_knot for node in found.walk())


def test_the_past_is_shown_as_it_was(province: Province, story: Order) -> None:
    minh = user("Minh", "chair", province.top)
    before, between = seen(story, minh, date(2024, 7, 10)), seen(story, minh, date(2024, 8, 13))

    assert [(node.kind, node.judged.kind if node.judged else "") for node in before.nodes] == [("unit", "late")] * 2
    assert before.count == Count(late=2, unopened=2)
    assert between.count == Count(late=1, waiting=3, unopened=4)
    assert not any(node.kind == "act" for node in between.walk())


def test_only_what_is_late_leaves_its_way_up_standing(province: Province, story: Order) -> None:
    found = seen(story, user("Minh", "chair", province.top))
    left = [(row.level, row.node.kind, row.guides) for row in rows(found, only_late=True)]
    assert left == [
        (1, "unit", "tee-loose"),
        (1, "paper", "end"),
        (2, "duty", "blank end"),
        (3, "obligation", "blank blank end-loose"),
    ]


def test_each_reader_sees_their_own_branch(province: Province, story: Order) -> None:
    with clock.set_to(SEPTEMBER_16):
        lan = user("Lan", "chair", province.hospital)
        head = user("Hà", "officer", province.sector)
        mine = thread(story.plan, on=SEPTEMBER_16, user=lan)
        of_sector = thread(story.dispatch, on=SEPTEMBER_16, user=head)

    assert {row.node.body.name for row in rows(mine) if row.node.body} == {province.hospital.name}
    assert [step.symbol for step in mine.above] == ["42-NQ/TW", "53-CTr/TU", story.dispatch.symbol]
    assert province.other_sector.name not in {node.body.name for node in of_sector.walk() if node.body}


def test_a_paper_that_asks_nothing_leads_on_to_the_one_that_does(province: Province, story: Order) -> None:
    story.dispatch.bases.all().delete()
    with clock.set_to(ISSUED):
        above = draft(province.top, "Chương trình", by=province.minh)
    issue(above, ISSUED, by=province.minh)
    story.dispatch.bases.create(ordinal=1, cited=above, symbol=above.symbol)
    with clock.set_to(SEPTEMBER_16):
        found = thread(above, on=SEPTEMBER_16, user=user("Minh", "chair", province.top))
    assert [paper.pk for paper in found.chain] == [above.pk, story.dispatch.pk]
    assert len(found.nodes) == 2


def test_many_units_fold_and_the_line_goes_on_to_the_rest(province: Province) -> None:
    units = [province.unit(f"CĐCS Trạm Y tế {n:02}", under=province.sector, code=f"PL-YT-{n:02}") for n in range(12)]
    with clock.set_to(date(2024, 8, 1)):
        plan = draft(province.sector, "Kế hoạch", by=HOA)
        duty = asks(plan, "Làm", *units, due_on=DUE_BELOW)
    issue(plan, date(2024, 8, 1), by=HOA)
    for unit in units[:3]:
        act(Obligation.objects.get(bearer=unit), "Đã làm", date(2024, 8, 9), by=HOA)
    minh = user("Minh", "chair", province.top)
    with clock.set_to(SEPTEMBER_16):
        found = thread(plan, on=SEPTEMBER_16, user=minh)

    folded = rows(found)
    assert [row.node.kind for row in folded] == ["duty", *["obligation"] * 6, "rest"]
    assert folded[-1].guides == "blank end"
    assert (folded[-1].node.count, len(folded[-1].node.folded)) == (Count(done=3, late=3, unopened=3), 6)
    assert len(rows(found, opened=frozenset({f"n-{duty.key}"}))) == 1 + 12 + 3


def test_a_units_report_hangs_from_the_duty_it_answers(province: Province, story: Order) -> None:
    """A report names the plan as its ground too, and is no paper that passes the plan on."""
    with clock.set_to(date(2024, 8, 20)):
        plan = draft(province.sector, "Kế hoạch", by=HOA)
        asks(plan, "Tuyên truyền", province.hospital, province.clinic, due_on=DUE_BELOW)
        asks(plan, "Báo cáo kết quả", province.hospital, province.clinic, due_on=DUE_BELOW, is_report=True)
    issue(plan, date(2024, 8, 20), by=HOA)
    with clock.set_to(date(2024, 8, 29)):
        report = draft(province.hospital, "Kết quả", based_on=[plan], by=province.lan, type="BC")
    issue(report, date(2024, 8, 29), by=province.lan)
    report.refresh_from_db()
    with clock.set_to(SEPTEMBER_16):
        found = thread(plan, on=SEPTEMBER_16, user=user("Minh", "chair", province.top))

    assert [node.kind for node in found.nodes] == ["duty", "duty"]
    answered = [node for node in found.walk() if node.paper]
    assert [node.paper.symbol for node in answered if node.paper] == [report.symbol]
    assert found.count.whole == 4


def test_a_crowd_of_units_shows_what_presses_and_opens_on_request(province: Province) -> None:
    posts = [province.unit(f"CĐCS Trạm Y tế {n:02}", under=province.sector, code=f"PL-YT-{n:02}") for n in range(19)]
    units = [province.hospital, *posts]
    with clock.set_to(date(2024, 8, 1)):
        plan = draft(province.sector, "Kế hoạch", by=HOA)
        first = asks(plan, "Làm", *units, due_on=date(2024, 12, 31))
        asks(plan, "Báo", *units, due_on=date(2024, 8, 30))
    issue(plan, date(2024, 8, 1), by=HOA)
    for unit in units[:16]:
        act(Obligation.objects.get(bearer=unit, duty__what="Báo"), "Đã báo", date(2024, 8, 9), by=HOA)
    with clock.set_to(date(2024, 8, 2)):
        own = draft(province.hospital, "Kế hoạch của bệnh viện", based_on=[plan], by=HOA)
        carried = first.obligations.get(bearer=province.hospital)
        actions.carry(asks(own, "Trực", province.clinic, due_on=date(2024, 12, 1)), carried, by=HOA)
    issue(own, date(2024, 8, 2), by=HOA)
    with clock.set_to(SEPTEMBER_16):
        found = thread(plan, on=SEPTEMBER_16, user=user("Minh", "chair", province.top))

    drawn = rows(found)
    first_level = [row.node for row in drawn if row.level == 1]
    assert [node.kind for node in first_level] == ["paper", *["unit"] * 4, "rest"]
    assert len(first_level[-1].folded) == 15
    late = next(row.node for row in drawn if row.node.kind == "unit")
    beneath = [row.node for row in drawn[drawn.index(next(r for r in drawn if r.node is late)) + 1 :]][:2]
    assert [node.kind for node in beneath] == ["obligation", "obligation"]

    opened = frozenset({f"v-{plan.key}"})
    assert sum(row.level == 1 for row in rows(found, opened=opened)) == 20


def test_sixty_units_and_five_duties_cost_no_more_than_two_and_two(province: Province, story: Order) -> None:
    units = [province.unit(f"CĐCS Trạm Y tế {n:02}", under=province.sector, code=f"PL-YT-{n:02}") for n in range(60)]
    minh = user("Minh", "chair", province.top)

    def cost(on: date) -> int:
        with clock.set_to(SEPTEMBER_16), CaptureQueriesContext(connection) as asked:
            thread(story.dispatch, on=on, user=minh)
        return len(asked)

    few = (cost(SEPTEMBER_16), cost(date(2024, 9, 13)))
    with clock.set_to(PLANNED):
        plan = draft(province.sector, "Kế hoạch lớn", based_on=[story.dispatch], by=HOA)
        for number in range(5):
            asks(plan, f"Việc {number}", *units, due_on=DUE_BELOW)
    issue(plan, PLANNED, by=HOA)

    assert few == (cost(SEPTEMBER_16), cost(date(2024, 9, 13))) == (16, 17)


def test_a_year_without_holidays_is_looked_at_and_said(province: Province, story: Order) -> None:
    Holiday.objects.filter(day__year=2024).delete()
    found = seen(story, user("Minh", "chair", province.top))
    assert found.look.unknown_years == (2024,)
    assert found.count.late == 2
