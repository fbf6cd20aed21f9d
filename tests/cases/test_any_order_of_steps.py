"""Whatever is tried in whatever order: persons ≤ turns, one sum on every path, nothing handed over unpaid or twice."""

from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from care_stories import GROUND, TODAY, Care
from congdoan.cases import actions, verification
from congdoan.cases.models import CaseState, SupportCase
from congdoan.cases.rules import GIVEN, STEPS, may_step
from congdoan.foundation.errors import Refused
from congdoan.funds import queries as funds
from congdoan.journal.models import Entry

AMOUNT = 700_000
Try = Callable[[Care, SupportCase], object]

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
