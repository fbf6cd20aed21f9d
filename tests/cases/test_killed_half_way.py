"""Two approvals at once, and a server killed between one line and the next: nothing lost, nothing doubled."""

import threading
from collections.abc import Callable
from types import ModuleType

import pytest
from django.db import connection

from care_stories import GROUND, TODAY, Care
from congdoan.cases import actions, verification
from congdoan.cases.actions import deciding, handing, houses
from congdoan.cases.models import CaseState, Decision, SupportCase
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.funds import actions as money
from congdoan.funds import queries as funds
from congdoan.funds.models import Reservation
from congdoan.journal.models import Entry
from congdoan.registry.models import TakenNumber


class Killed(BaseException):
    """The power goes."""


def dies(*_args: object, **_options: object) -> None:
    raise Killed


def test_killed_between_the_number_and_the_money_there_is_neither(care: Care, monkeypatch: pytest.MonkeyPatch) -> None:
    case = care.proposed()
    with monkeypatch.context() as patch:
        patch.setattr(deciding.funds, "reserve_all", dies)
        with pytest.raises(Killed):
            care.decide(case)
    assert care.fresh(case).state == CaseState.PROPOSED
    assert not Decision.objects.exists()
    assert not TakenNumber.objects.exists()
    assert care.decide(case).document.symbol == "01/QĐ-LĐLĐ"
    assert funds.reserved_for(case.source) == 2_000_000


def test_killed_between_the_decision_and_the_payment_the_money_waits(care: Care) -> None:
    case = care.approved()
    assert (funds.reserved_for(case.source), funds.paid_for(case.source)) == (2_000_000, 0)
    assert verification.money() == []
    care.pay(case)
    assert (funds.reserved_for(case.source), funds.paid_for(case.source)) == (0, 2_000_000)


def test_killed_between_the_hand_over_and_the_journal_there_is_neither(
    care: Care, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = care.approved()
    care.pay(case)
    with monkeypatch.context() as patch:
        patch.setattr(handing, "append", dies)
        with pytest.raises(Killed):
            care.hand(case)
    assert care.fresh(case).state == CaseState.APPROVED
    assert not case.hand_overs.exists()
    care.hand(case)
    assert Entry.objects.filter(source=case.source).count() == 2
    assert verification.people() == verification.money() == []


def test_what_was_changed_by_hand_is_found(care: Care) -> None:
    case = care.handed()
    assert verification.people() == verification.money() == verification.periods() == []
    SupportCase.objects.filter(pk=case.pk).update(state=CaseState.APPROVED, handed_on=None)
    assert case.key in verification.people()[0]
    SupportCase.objects.filter(pk=case.pk).update(state=CaseState.DONE, handed_on=TODAY)
    case.hand_overs.update(amount_vnd=1_999_999)
    assert "1999999" in verification.money()[0]


@pytest.mark.slow
def test_two_approvals_at_once_are_one_decision(fresh_database: str) -> None:
    with clock.set_to(TODAY):
        care = Care()
        case = care.proposed()
        told = _both(lambda: care.decide(case))
    assert sorted(told) == ["done", "refused"]
    assert Decision.objects.count() == Reservation.objects.count() == 1


@pytest.mark.slow
def test_two_cases_of_one_person_decided_at_once_cannot_both_slip_past_the_rule(fresh_database: str) -> None:
    with clock.set_to(TODAY):
        care = Care()
        care.rules("disaster", 1_000_000, once="event", across_levels=True)
        first, second = care.ask("disaster"), care.ask("disaster")
        for case in (first, second):
            actions.propose(case, amount_vnd=1_000_000, on=TODAY, by=care.binh, exception=GROUND)
        cases = iter([first, second])
        told = _both(lambda: care.decide(next(cases)))
    assert sorted(told) == ["done", "refused"]
    assert sum(SupportCase.objects.filter(state=CaseState.APPROVED).values_list("approved_vnd", flat=True)) == 1_000_000


@pytest.mark.slow
def test_money_goes_back_or_into_the_persons_hands_never_both(fresh_database: str) -> None:
    with clock.set_to(TODAY):
        care = Care()
        paid, waiting = care.approved(), care.approved(person=care.person("Lý A Sử"))
        care.pay(paid)
        voucher = funds.vouchers_of(paid.source)[0]
        told = _both(
            lambda: care.hand(paid),
            lambda: money.reverse_payment(voucher, on=TODAY, reason="Nhầm", by=care.minh),
        )
        assert sorted(told) == ["done", "refused"]
        assert verification.money() == []

        asked = actions.prepare_payment(waiting, payee="Lý A Sử", method="cash", by=care.thu)
        money.approve_payment(asked, by=care.minh)
        told = _both(
            lambda: actions.cancel(waiting, reason="Nhầm", by=care.binh),
            lambda: money.pay_out(asked, on=TODAY, by=care.cuc),
        )
    assert sorted(told) == ["done", "refused"]
    assert care.fresh(waiting).state == CaseState.APPROVED


@pytest.mark.slow
def test_a_house_does_not_stay_without_a_lead_when_two_step_at_once(
    fresh_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The case that leads it is called off while another reads that it may join; then another takes it up while
    a stage is noted.
    """
    with clock.set_to(TODAY):
        care = Care()
        first = care.ask("housing_new")
        second = care.ask("housing_new", unit=care.sector)
        house = actions.plan_house(
            first, place="Bản", land_paper="commune", household=4, planned_cost_vnd=70_000_000, by=care.binh
        )
        with monkeypatch.context() as patch:
            reading, cancelled = _pausing(patch, houses.queries, "houses_of")
            told = _both(
                lambda: actions.join_house(second, house, by=care.binh),
                lambda: (reading.wait(60), actions.cancel(first, reason="Thôi", by=care.binh), cancelled.set()),
            )
        house.refresh_from_db()
        assert (told, house.lead) == (["done", "done"], second), "who joined a moment before leads the house"

        actions.cancel(second, reason="Thôi", by=care.binh)
        with monkeypatch.context() as patch:
            leading, _told = _pausing(patch, deciding, "take_up_house")
            told = _both(
                lambda: actions.reopen(first, reason="Xem lại", by=care.binh),
                lambda: (leading.wait(60), actions.reach_milestone(house, kind="started", on=TODAY, by=care.lan)),
            )
        house.refresh_from_db()
        assert (told, house.lead, house.started_on) == (["done", "done"], first, TODAY)


def _pausing(patch: pytest.MonkeyPatch, room: ModuleType, name: str) -> tuple[threading.Event, threading.Event]:
    """The function says when it was run, and goes on when told to; or after a second, held up by its own locks."""
    done, told_on, run = threading.Event(), threading.Event(), getattr(room, name)

    def pausing(*args: object, **options: object) -> object:
        answer = run(*args, **options)
        done.set()
        told_on.wait(timeout=1)
        return answer

    patch.setattr(room, name, pausing)
    return done, told_on


def _both(*acts: Callable[[], object]) -> list[str]:
    """Two threads at one line, one act each or both the same, and what became of each."""
    told: list[str] = []
    line = threading.Barrier(2)

    def run(act: Callable[[], object]) -> None:
        try:
            with clock.set_to(TODAY):
                line.wait(timeout=60)
                act()
            told.append("done")
        except Refused:
            told.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in (acts * 2)[:2]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return told
