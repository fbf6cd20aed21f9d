"""Whatever is tried in whatever order: persons ≤ turns, one sum on every path, nothing handed over unpaid or twice."""

import random
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from care_stories import GROUND, TODAY, Care
from congdoan.cases import actions, verification
from congdoan.cases.models import CaseState, HouseProject, SupportCase
from congdoan.cases.queries import houses_of
from congdoan.cases.rules import GIVEN, OPEN, STEPS, may_step
from congdoan.foundation.errors import Refused
from congdoan.funds import queries as funds
from congdoan.journal.models import Entry

AMOUNT = 700_000
Try = Callable[[Any, SupportCase], object]

TRIES: dict[str, Try] = {
    "survey": lambda care, case: actions.survey(case, on=TODAY, found="Khó khăn", by=care.binh),
    "propose": lambda care, case: actions.propose(case, amount_vnd=AMOUNT, on=TODAY, by=care.binh, exception=GROUND),
    "send_back": lambda care, case: actions.send_back(case, reason="Thiếu giấy", by=care.minh),
    "refuse": lambda care, case: actions.refuse(case, reason="Chưa đủ", by=care.minh),
    "approve": lambda care, case: care.decide(case),
    "pay": lambda care, case: care.pay(case),
    "hand_over": lambda care, case: care.hand(case),
    "take_back": lambda care, case: actions.take_back(case, reason="Nhầm", by=care.binh),
    "follow_up": lambda care, case: actions.follow_up(case, on=TODAY, found="Ổn", by=care.lan),
    "cancel": lambda care, case: actions.cancel(case, reason="Thôi", by=care.binh),
    "reopen": lambda care, case: actions.reopen(case, reason="Xem lại", by=care.binh),
}


def total(measure: str) -> int:
    return sum(Entry.objects.filter(measure=measure).values_list("quantity", flat=True))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(sorted(TRIES))), min_size=8, max_size=24))
def test_any_order_of_steps_keeps_people_money_and_journal_together(care: Care, order: list[tuple[int, str]]) -> None:
    sid = transaction.savepoint()
    cases = [care.ask(), care.ask("disaster", person=care.person("Lý A Sử"))]
    for which, name in order:
        case = care.fresh(cases[which])
        try:
            TRIES[name](care, case)
        except Refused:
            after = care.fresh(cases[which])
            assert (after.state, after.approved_vnd) == (case.state, case.approved_vnd), (
                f"{name} was refused and changed it"
            )
    for case in map(care.fresh, cases):
        paid, reserved = funds.paid_for(case.source), funds.reserved_for(case.source)
        assert paid in (0, AMOUNT)
        assert paid + reserved in (0, AMOUNT)
        if case.state in GIVEN:
            assert (paid, case.approved_vnd) == (AMOUNT, AMOUNT)
        if case.state in (CaseState.CANCELLED, CaseState.REFUSED):
            assert paid + reserved == 0
    given_now = sum(care.fresh(case).state in GIVEN for case in cases)
    assert total("support_turns") == total("members_supported") == given_now
    assert verification.people() == verification.money() == verification.periods() == []
    transaction.savepoint_rollback(sid)


BUILD: dict[str, Try] = {
    "survey": TRIES["survey"],
    "join": lambda care, case: actions.join_house(case, houses_of(case)[0], by=care.binh),
    "plan": lambda care, case: actions.plan_house(
        case, place="Bản", land_paper="commune", household=4, planned_cost_vnd=70_000_000, by=care.binh
    ),
    "propose": lambda care, case: actions.propose(
        case, amount_vnd=AMOUNT, on=TODAY, by=care.binh, exception=GROUND, minutes="BB 05", present=7, votes_for=7
    ),
    "approve": lambda care, case: actions.approve(
        [case], on=TODAY, signer=care.signers[case.unit_id], fund=care.funds[case.unit_id], by=care.minh
    ),
    "build": lambda care, case: finish(care, case),
    **{name: TRIES[name] for name in ("hand_over", "pay", "cancel", "take_back", "refuse", "reopen")},
}


WHILE = {
    "survey": CaseState.RECEIVED,
    "propose": CaseState.EXAMINED,
    "pay": CaseState.APPROVED,
    "build": CaseState.APPROVED,
}
BACK = ("cancel", "refuse", "reopen", "take_back")


def finish(care: Care, case: SupportCase) -> None:
    if case.house is not None:
        actions.reach_milestone(case.house, kind="finished", on=TODAY, by=care.binh)


class Building(Care):
    """Three levels that could each help to build Hoa's house, with a purse and somebody to sign."""

    def __init__(self) -> None:
        super().__init__()
        levels = (self.top, self.sector, self.hospital)
        self.funds = {unit.pk: self.fund if unit == self.top else self.purse(unit, 5_000_000) for unit in levels}
        self.signers = {unit.pk: self.office(unit, f"Người ký {unit.code}", "Chủ tịch") for unit in levels}


@pytest.fixture
def building(db: None) -> Building:
    return Building()


@pytest.mark.parametrize("seed", [3, 5])
def test_however_levels_come_and_go_one_house_is_counted_once_and_one_person_behind_all_turns(
    building: Building, seed: int
) -> None:
    """Each draw takes one of the steps the case is open to, so that two levels come to help at once."""
    chance, most = random.Random(seed), 0
    care = building
    cases = [care.ask("housing_new", unit=unit) for unit in (care.top, care.sector, care.hospital)]
    for _step in range(80):
        case = SupportCase.objects.get(pk=chance.choice(cases).pk)
        fits = [name for name in BUILD if _fits(name, case)]
        fits = 4 * [name for name in fits if name not in BACK] + fits
        try:
            with transaction.atomic():
                BUILD[chance.choice(fits)](care, case)
        except Refused:
            pass
        given = SupportCase.objects.filter(pk__in=[one.pk for one in cases], state__in=GIVEN)
        one_house_is_led_and_counted_once()
        assert total("support_turns") == given.count()
        assert _people() == min(given.count(), 1), "turns add up, people do not"
        most = max(most, given.count())
    assert most >= 2, "hardly any help was given: the story tried nothing"
    assert verification.people() == verification.money() == verification.periods() == []


MOVES: dict[str, Try] = {
    "plan": BUILD["plan"],
    "join": BUILD["join"],
    "give": lambda care, case: give(care, case),
    "take_back": TRIES["take_back"],
    "cancel": TRIES["cancel"],
    "reopen": TRIES["reopen"],
}


def test_two_levels_in_every_order_whatever_lead_a_house_counted_once(building: Building) -> None:
    """Every state two cases of one person can be brought to, each from every way there: not a sample of them."""
    cases = [building.ask("housing_new", unit=unit) for unit in (building.top, building.sector)]
    met = {standing(cases)}
    walk(building, cases, met)
    states = {tuple(state for state, _house, _leads in each) for each in met}
    assert {("done", "done"), ("cancelled", "done"), ("cancelled", "received"), ("done", "received")} <= states


def walk(care: Building, cases: list[SupportCase], met: set[tuple[tuple[str, int, bool], ...]]) -> None:
    """Try every move from here; go on from every state not met before."""
    for which, name in product(range(len(cases)), MOVES):
        case = SupportCase.objects.get(pk=cases[which].pk)
        if not _moves(name, case):
            continue
        sid = transaction.savepoint()
        try:
            MOVES[name](care, case)
        except Refused:
            transaction.savepoint_rollback(sid)
            continue
        one_house_is_led_and_counted_once()
        if (found := standing(cases)) not in met:
            met.add(found)
            walk(care, cases, met)
        transaction.savepoint_rollback(sid)


def _moves(name: str, case: SupportCase) -> bool:
    if name == "give":
        return case.house is not None and case.state in OPEN
    if name in STEPS:
        return may_step(name, case.state)
    return case.house is None and case.state in OPEN and (name == "plan" or bool(houses_of(case)))


def give(care: Care, case: SupportCase) -> None:
    """All the way from wherever the case stands to the hand-over."""
    for name in ("survey", "propose", "approve", "pay", "build", "hand_over"):
        fresh = SupportCase.objects.get(pk=case.pk)
        is_paid = name == "pay" and funds.paid_for(case.source)
        if not is_paid and (name not in {**STEPS, **WHILE} or _fits(name, fresh)):
            BUILD[name](care, fresh)


def standing(cases: list[SupportCase]) -> tuple[tuple[str, int, bool], ...]:
    """How the cases stand, whichever of the two it is: state, whose house of them it is, whether it leads it."""
    order = list(HouseProject.objects.order_by("pk").values_list("pk", flat=True))
    found = []
    for case in SupportCase.objects.filter(pk__in=[case.pk for case in cases]).select_related("house"):
        house = case.house
        found.append((case.state, order.index(house.pk) if house else -1, house is not None and house.lead == case))
    return tuple(sorted(found))


def one_house_is_led_and_counted_once() -> None:
    """Whoever builds, builds a house that some standing case leads, one for the person; counted once it is given."""
    in_hand = SupportCase.objects.filter(state__in=(*OPEN, *GIVEN))
    led = HouseProject.objects.filter(lead__in=in_hand)
    assert led.count() <= 1, "two houses for one need"
    assert not in_hand.exclude(house=None).exclude(house__in=led).exists(), "a house that nobody leads"
    counted = led.filter(lead__state__in=GIVEN).count()
    assert (total("houses_supported"), total("housing_beneficiaries")) == (counted, 4 * counted)


def _fits(name: str, case: SupportCase) -> bool:
    """Whether the step is worth trying: none that would only be refused or take the story nowhere."""
    if name in WHILE:
        return case.state == WHILE[name]
    if name in STEPS:
        return may_step(name, case.state)
    if name == "join":
        return case.house is None and bool(houses_of(case))
    return (case.house is None) == (name == "plan")


def _people() -> int:
    """Distinct people whose entries are not taken back."""
    rows = Entry.objects.filter(measure="members_supported").values("person_key").annotate(n=Sum("quantity"))
    return rows.filter(n__gt=0).count()


def test_the_table_of_steps_reaches_every_state_and_leaves_no_way_round_the_decision() -> None:
    reached = {step.after for step in STEPS.values()}
    assert reached == set(CaseState.values)
    assert [name for name, step in STEPS.items() if step.after == CaseState.DONE] == ["hand_over"]
    assert STEPS["hand_over"].before == {CaseState.APPROVED}
    assert {name for name, step in STEPS.items() if step.after == CaseState.APPROVED} == {"approve", "take_back"}


@pytest.mark.parametrize("step", sorted(STEPS))
def test_a_step_is_refused_from_every_state_the_table_does_not_name(step: str) -> None:
    for state in CaseState.values:
        assert may_step(step, state) == (state in STEPS[step].before)
