"""Houses, told from the ceiling a province laid down to the key in the hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congdoan.cases import actions as cases
from congdoan.cases.models import LandPaper, MilestoneKind, Programme, SupportCase
from congdoan.demo.care import Days, Hands, Need, ask_for, decide_and_pay, examine
from congdoan.demo.world import World
from congdoan.foundation import clock
from congdoan.foundation.citation import Citation


@dataclass(frozen=True, slots=True)
class Home:
    """What a house file says besides the need."""

    place: str
    household: int
    cost_vnd: int
    started: date
    finished: date


def lay_house_rules(world: World, code: str, *, symbol: str, since: date, new_vnd: int, repair_vnd: int) -> None:
    """What the unit itself laid down: there is no national amount for a house."""
    basis = Citation(symbol=symbol, dated=since, issuer=world[code].name)
    with clock.set_to(clock.moment(since)):
        for programme, category, name, most in (
            ("housing_new", "new", "Xây mới", new_vnd),
            ("housing_repair", "repair", "Sửa chữa", repair_vnd),
        ):
            line = {
                "code": f"{code.lower()}.{category}",
                "category": category,
                "name": name,
                "at_most_vnd": most,
                "clause": f"Điều 4, {symbol}",
            }
            laid = Programme.objects.get(code=programme)
            cases.lay_rules(laid, unit=world[code], since=since, basis=basis, lines=[line], by=world.actor(code))


def build_houses(
    who: Hands, programme: str, houses: Sequence[tuple[Need, Home]], days: Days, *, minutes: str
) -> list[SupportCase]:
    """Houses asked for, seen, decided by the committee, paid for, begun, finished and handed over."""
    opened = fund_houses(who, programme, houses, days, minutes=minutes)
    for case, (_need, home) in zip(opened, houses, strict=True):
        _build(who, case, home)
    handings = [
        cases.Handing(case, receiver=need.person.name, place=home.place)
        for case, (need, home) in zip(opened, houses, strict=True)
    ]
    with clock.set_to(clock.moment(days.handed)):
        cases.hand_over_all(handings, on=days.handed, by=who.officer)
    return opened


def fund_houses(
    who: Hands, programme: str, houses: Sequence[tuple[Need, Home]], days: Days, *, minutes: str
) -> list[SupportCase]:
    """Houses asked for, seen, decided by the committee and paid for; nothing is built yet."""
    opened = ask_for(who, programme, [need for need, _home in houses], days.asked)
    with clock.set_to(clock.moment(days.asked)):
        for case, (_need, home) in zip(opened, houses, strict=True):
            cases.plan_house(
                case,
                place=home.place,
                land_paper=LandPaper.CERTIFICATE,
                household=home.household,
                planned_cost_vnd=home.cost_vnd,
                by=who.officer,
            )
    needs = [need for need, _home in houses]
    examine(who, opened, needs, days.asked, survey="Đã đến nhà; nhà cũ hư hỏng, không an toàn.", minutes=minutes)
    decide_and_pay(who, opened, days)
    return opened


def _build(who: Hands, case: SupportCase, home: Home) -> None:
    case.refresh_from_db()
    assert case.house is not None
    for kind, on in ((MilestoneKind.STARTED, home.started), (MilestoneKind.FINISHED, home.finished)):
        with clock.set_to(clock.moment(on)):
            cases.reach_milestone(case.house, kind=kind, on=on, by=who.officer)
