"""Help, told from the need to the day it was handed over: who asks, who examines, who decides, who pays."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from congdoan.cases import actions as cases
from congdoan.cases import queries
from congdoan.cases.models import Programme, Relation, Round, SupportCase
from congdoan.demo.people import child_of
from congdoan.demo.world import World
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.funds import actions as funds
from congdoan.funds.models import Fund, Voucher
from congdoan.organisation.models import Office, Person, Unit

GROUND = "Quy chế chi tiêu nội bộ của đơn vị"


@dataclass(frozen=True, slots=True)
class Hands:
    """Who does what in one unit: nobody decides what they asked for, and three people touch each payment."""

    unit: Unit
    fund: Fund
    officer: Actor
    chair: Actor
    signer: Office
    accountant: Actor
    cashier: Actor


def hands(world: World, code: str, fund: Fund, suffix: str) -> Hands:
    """Those of the unit, by their accounts (`chinhsach.db`, `ketoan.db`, `thuquy.db`)."""
    officer, accountant, cashier = (
        world.acting(f"{name}.{suffix}", code) for name in ("chinhsach", "ketoan", "thuquy")
    )
    return Hands(world[code], fund, officer, world.actor(code), world.signers[code], accountant, cashier)


@dataclass(frozen=True, slots=True)
class Days:
    asked: date
    decided: date
    paid: date
    handed: date


@dataclass(frozen=True, slots=True)
class Need:
    """One person, since when, what kind, and what is given."""

    person: Person
    since: date
    category: str
    amount_vnd: int
    facts: Mapping[str, bool | int] = field(default_factory=dict)
    story: str = ""


def help_people(
    who: Hands,
    programme: str,
    needs: Sequence[Need],
    days: Days,
    *,
    survey: str = "",
    minutes: str = "",
    ground: str = "",
) -> list[SupportCase]:
    """Each need a case of its own, decided together by one paper, paid through the bank and handed over."""
    opened = ask_for(who, programme, needs, days.asked)
    examine(who, opened, needs, days.asked, survey=survey, minutes=minutes, ground=ground)
    decide_and_pay(who, opened, days)
    with clock.set_to(clock.moment(days.handed)):
        handings = [cases.Handing(case, receiver=case.person.name) for case in opened]
        cases.hand_over_all(handings, on=days.handed, by=who.officer)
    return opened


def give_gifts(
    who: Hands,
    programme: str,
    name: str,
    gift_vnd: int,
    lists: Mapping[Unit, Sequence[Person]],
    days: Days,
    *,
    to_children: bool = False,
) -> Round:
    """A round of gifts: shared out, listed by the units, decided, paid, handed over by ticks."""
    gifts = list_gifts(who, programme, name, gift_vnd, lists, days, to_children=to_children)
    with clock.set_to(clock.moment(days.decided)):
        cases.decide_round(gifts, on=days.decided, signer=who.signer, by=who.chair)
    payees = {quota.source: quota.unit.name for quota in gifts.quotas.select_related("unit")}
    promises = queries.reservations_by_source(payees)
    rows = [funds.ToPay(row, payee=name) for source, name in payees.items() for row in promises.get(source, [])]
    _pay(who, partial(funds.prepare_payments, rows), on=days.paid)
    with clock.set_to(clock.moment(days.handed)):
        slips = gifts.cases.filter(slip_number__isnull=False).values_list("slip_number", flat=True)
        cases.tick(gifts, [cases.Tick(slip, days.handed) for slip in slips if slip], by=who.officer)
        cases.close_round(gifts, on=days.handed, by=who.officer)
    return gifts


def list_gifts(
    who: Hands,
    programme: str,
    name: str,
    gift_vnd: int,
    lists: Mapping[Unit, Sequence[Person]],
    days: Days,
    *,
    to_children: bool = False,
) -> Round:
    """A round opened, shared out and listed, and no more."""
    with clock.set_to(clock.moment(days.asked)):
        gifts = cases.open_round(
            who.unit,
            programme=Programme.objects.get(code=programme),
            name=name,
            since=days.asked,
            until=days.handed,
            gift_vnd=gift_vnd,
            fund=who.fund,
            by=who.officer,
        )
        cases.share_out(gifts, {unit: len(people) for unit, people in lists.items()}, by=who.officer)
        for unit, people in lists.items():
            names = [child_of(person, place) for place, person in enumerate(people)] if to_children else ()
            relation = Relation.CHILD if to_children else Relation.SELF
            cases.put_on_list(gifts, unit, people, relation=relation, relative_names=names, by=who.officer)
    return gifts


def leave_under_way(who: Hands, programme: str, needs: Sequence[Need], days: tuple[date, date, date]) -> None:
    """Three needs: the first waits to be seen, the second for a decision, the third for its money.

    `days`: asked, seen, decided.
    """
    asked, seen, decided = days
    opened = ask_for(who, programme, needs, asked)
    examine(who, opened[1:], needs[1:], seen, survey="Đã đến nhà, hoàn cảnh đúng như đề nghị.", ground=GROUND)
    with clock.set_to(clock.moment(decided)):
        cases.approve(opened[2:], on=decided, signer=who.signer, fund=who.fund, by=who.chair)
        cases.prepare_payment(opened[2], payee=needs[2].person.name, method="cash", by=who.accountant)


def ask_for(who: Hands, programme: str, needs: Sequence[Need], on: date) -> list[SupportCase]:
    """Each need a case of its own, received and no more."""
    wanted = Programme.objects.get(code=programme)
    with clock.set_to(clock.moment(on)):
        return [_ask(who, wanted, need) for need in needs]


def _ask(who: Hands, programme: Programme, need: Need) -> SupportCase:
    return cases.ask(
        programme,
        person=need.person,
        unit=who.unit,
        need_on=need.since,
        categories=[need.category],
        facts=dict(need.facts),
        story=need.story,
        asked_vnd=need.amount_vnd,
        by=who.officer,
    )


def examine(
    who: Hands,
    opened: Sequence[SupportCase],
    needs: Sequence[Need],
    on: date,
    *,
    survey: str = "",
    minutes: str = "",
    ground: str = "",
) -> None:
    """Each is seen where `survey` says what was found, and put forward: by the committee where there are `minutes`."""
    with clock.set_to(clock.moment(on)):
        for case in opened if survey else ():
            cases.survey(case, on=on, found=survey, by=who.officer)
        suggested = [
            cases.Suggestion(case, need.amount_vnd, exception=ground) for case, need in zip(opened, needs, strict=True)
        ]
        meeting = cases.Meeting(minutes, present=9, votes_for=9) if minutes else None
        cases.propose_all(suggested, on=on, meeting=meeting, by=who.officer)


def decide_and_pay(who: Hands, opened: Sequence[SupportCase], days: Days) -> None:
    """One paper decides them all, each sum is paid through the bank; nothing is handed over yet."""
    with clock.set_to(clock.moment(days.decided)):
        cases.approve(opened, on=days.decided, signer=who.signer, fund=who.fund, by=who.chair)
    rows = [cases.ToPay(case, payee=case.person.name) for case in opened]
    _pay(who, partial(cases.prepare_payments, rows), on=days.paid)


def _pay(who: Hands, prepare: Callable[..., list[Voucher]], *, on: date) -> None:
    """One list for the bank: prepared, approved and paid by three people on the same day."""
    with clock.set_to(clock.moment(on)):
        vouchers = prepare(method="bank", by=who.accountant)
        funds.approve_payments(vouchers, by=who.chair)
        funds.pay_out_all(vouchers, on=on, by=who.cashier)
