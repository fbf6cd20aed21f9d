"""One meeting puts a list forward, one list pays it, one day hands it over: as one by one, all of it or nothing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from builders import user
from care_stories import GROUND, TODAY, Care
from congdoan.accounts.models import Notice, Role
from congdoan.cases import actions, verification
from congdoan.cases.actions import Handing, Suggestion, ToPay
from congdoan.cases.models import CaseState, HandOver, Proposal, SupportCase
from congdoan.foundation.errors import Changed, Refused
from congdoan.funds import actions as funds
from congdoan.funds import queries as money
from congdoan.journal.models import Entry

AMOUNT = 500_000


def asked(care: Care, count: int) -> list[SupportCase]:
    return [care.ask("hardship", person=care.person(f"Lò Văn {place}")) for place in range(count)]


def surveyed(care: Care, count: int) -> list[SupportCase]:
    cases = asked(care, count)
    return [actions.survey(case, on=TODAY, found="Nhà dột.", by=care.binh) for case in cases]


def put_forward(care: Care, cases: list[SupportCase]) -> list[Proposal]:
    rows = [Suggestion(case, AMOUNT, exception=GROUND) for case in cases]
    return actions.propose_all(rows, on=TODAY, by=care.binh)


def paid(care: Care, cases: list[SupportCase]) -> None:
    rows = [ToPay(case, payee=case.person.name) for case in cases]
    vouchers = actions.prepare_payments(rows, method="cash", by=care.thu)
    funds.approve_payments(vouchers, by=care.minh)
    funds.pay_out_all(vouchers, on=TODAY, by=care.cuc)


def handed(care: Care, cases: list[SupportCase]) -> list[HandOver]:
    return actions.hand_over_all([Handing(case, receiver=case.person.name) for case in cases], on=TODAY, by=care.lan)


def test_a_list_stands_as_if_each_had_gone_alone(care: Care) -> None:
    alone, *listed = surveyed(care, 4)
    actions.propose(alone, amount_vnd=AMOUNT, on=TODAY, exception=GROUND, by=care.binh)
    put_forward(care, listed)
    care.decide(alone, *listed)
    care.pay(alone)
    paid(care, listed)
    care.hand(alone, receiver=alone.person.name)
    handed(care, listed)

    def stands(case: SupportCase) -> object:
        proposal, hand_over = case.proposals.get(), case.hand_overs.get()
        return (
            care.fresh(case).state,
            care.fresh(case).version,
            care.fresh(case).visit_due_on,
            [(row.step, row.before, row.after, row.on, row.by) for row in case.events.order_by("pk")],
            (proposal.amount_vnd, proposal.approver, proposal.ruling, proposal.exception.open()),
            (hand_over.amount_vnd, hand_over.receiver.open() == case.person.name),
            money.paid_for(case.source),
            sorted(Entry.objects.filter(source=case.source).values_list("measure_id", "facet", "quantity")),
        )

    assert [stands(case) for case in listed] == [stands(alone)] * 3
    assert Entry.objects.filter(measure="members_supported").values("person_key").distinct().count() == 4
    assert verification.money() == verification.people() == verification.periods() == []


def test_twelve_ask_the_database_as_often_as_three(care: Care) -> None:
    told = []
    for count in (3, 12):
        cases = surveyed(care, count)
        with CaptureQueriesContext(connection) as seen:
            put_forward(care, cases)
        steps = [len(seen)]
        care.decide(*cases)
        for step in (paid, handed):
            with CaptureQueriesContext(connection) as seen:
                step(care, cases)
            steps.append(len(seen))
        told.append(steps)

    for few, many in zip(*told, strict=True):
        assert many <= few + 1, told


def test_a_refusal_names_the_case_and_leaves_nothing_behind(care: Care) -> None:
    first, second = surveyed(care, 2)
    with pytest.raises(Refused, match=f"^{second.key}: "):
        actions.propose_all([Suggestion(first, AMOUNT, exception=GROUND), Suggestion(second, AMOUNT)],
                            on=TODAY, by=care.binh)  # fmt: skip
    assert not Proposal.objects.exists()
    with pytest.raises(Changed, match=second.key):
        actions.propose_all([Suggestion(case, AMOUNT, exception=GROUND) for case in (first, second)],
                            on=TODAY, by=care.binh, versions={first.pk: first.version, second.pk: 99})  # fmt: skip

    put_forward(care, [first, second])
    care.decide(first, second)
    paid(care, [first])
    with pytest.raises(Refused, match=rf"^{second.key}: Mới chi 0\sđ"):
        handed(care, [first, second])
    with pytest.raises(Refused, match=f"cho hồ sơ {first.key}"):
        paid(care, [second, first])
    assert not HandOver.objects.exists()
    assert money.paid_for(second.source) == 0
    paid(care, [second])
    with pytest.raises(Refused, match=f"^{second.key}: Hãy kèm ảnh"):
        actions.hand_over_all([Handing(first, receiver="Lan"), Handing(second)], on=TODAY, by=care.lan)
    with pytest.raises(Refused, match="ở trước ngày quyết định"):
        actions.hand_over_all([Handing(first, receiver="Lan")], on=date(2024, 5, 19), by=care.lan)
    handed(care, [first, second])
    assert {care.fresh(case).state for case in (first, second)} == {CaseState.DONE}


def test_a_list_handed_over_and_sent_twice_is_handed_over_once(care: Care) -> None:
    cases = surveyed(care, 2)
    put_forward(care, cases)
    care.decide(*cases)
    paid(care, cases)
    rows = [Handing(case, receiver="Lan", client_token=f"trao-{case.key}") for case in cases]

    first, again = (actions.hand_over_all(rows, on=TODAY, by=care.lan) for _ in range(2))

    assert first == again
    assert Entry.objects.filter(measure="support_turns").count() == 2


def test_the_approver_is_told_of_each(care: Care) -> None:
    chair = user("Chủ tịch Minh", Role.CHAIR, care.top)
    cases = surveyed(care, 2)
    put_forward(care, cases)

    told = Notice.objects.filter(user=chair, text__contains="chờ duyệt")
    assert {row.link for row in told} == {case.source for case in cases}
