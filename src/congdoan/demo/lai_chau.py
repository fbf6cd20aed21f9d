"""Lai Châu, June 2024 to January 2025: 42-NQ/TW → 53-CTr/TU → 282/LĐLĐ → the units' own plans → their obligations →
acts; and the health sector's year.

The dispatch asks three things and gives no date. One sector union issued its plan nineteen working days late, and the
units below it had so much less time; one union opened the dispatch in October and has done nothing with it.
"""

from datetime import date, timedelta

from congdoan.activities import actions as activities
from congdoan.activities.details import Answer, FindingDetails, InspectionDetails, SittingDetails
from congdoan.activities.models import ActKind
from congdoan.demo import lai_chau_papers as papers
from congdoan.demo import lai_chau_year
from congdoan.demo.orders import duties, issue, owed
from congdoan.demo.world import World, found
from congdoan.foundation import clock
from congdoan.foundation.working_date import set_working_date
from congdoan.obligations import actions as obligations
from congdoan.organisation.models import Unit
from congdoan.registry import actions as registry
from congdoan.registry.models import RegisteredDocument

ISSUED, DUE_PLANS = date(2024, 6, 18), date(2024, 7, 4)
PLANS = {
    "LC-ML": (date(2024, 6, 28), 33),
    "LC-NS": (date(2024, 7, 2), 41),
    "LC-TP": (date(2024, 7, 3), 27),
    "LC-GD": (date(2024, 7, 4), 38),
    "LC-YT": (date(2024, 7, 31), 57),
}

LATE, IDLE, STILL_OWES = (1, 2, 3), 4, "LC-YT-02"
"""Places among the grassroots unions of one upper union: those that began late, and the one that only opened the plan."""


def tell() -> World:
    """The chain and the year as they stood on 15/1/2025, the day after the health sector's conference."""
    with clock.set_to(clock.moment(date(2023, 12, 1))):
        world = found("lai_chau")
    dispatch = _dispatch(world)
    plans = {code: _plan(world, dispatch, code, day, number) for code, (day, number) in PLANS.items()}
    _autumn(world, dispatch, plans)
    lai_chau_year.tell(world)
    set_working_date(world.working_date, scope=world.scope, by=world.actor("LC"))
    return world


def _dispatch(world: World) -> RegisteredDocument:
    """The Party's papers arrive from outside;

    the federation issues 282/LĐLĐ and, a week later, says by when it wants plans.
    """
    by = world.actor("LC")
    resolution, programme = papers.from_the_party(world)
    with clock.set_to(clock.moment(date(2024, 6, 3))):
        nq = registry.register_incoming(world["LC"], fields=resolution, received_on=date(2024, 6, 3), by=by)
        ctr = registry.register_incoming(world["LC"], fields=programme(nq), received_on=date(2024, 6, 3), by=by)
    dispatch = issue(
        papers.dispatch(world), unit=world["LC"], on=ISSUED, signer=world.signers["LC"], by=by, based_on=[ctr]
    )
    with clock.set_to(clock.moment(date(2024, 6, 19))):
        obligations.set_due(
            duties(dispatch)[0],
            due_on=DUE_PLANS,
            reason="Văn bản không ghi hạn; Ban Thường vụ định hạn ban hành kế hoạch.",
            by=by,
        )
    return dispatch


def _plan(world: World, dispatch: RegisteredDocument, code: str, day: date, number: int) -> RegisteredDocument:
    """An upper union takes the dispatch on, issues its own plan on that basis, and its unions set to work."""
    unit, by = world[code], world.actor(code)
    received = min(date(2024, 6, 24), day - timedelta(days=2))
    with clock.set_to(clock.moment(received)):
        registry.register_delivery(dispatch, unit=unit, received_on=received, by=by)
        obligations.acknowledge_paper(dispatch, body=unit, by=by)
    carried = [owed(dispatch, unit, place) for place in range(3)]
    plan = issue(
        papers.own_plan(number),
        unit=unit,
        on=day,
        signer=world.signers[code],
        by=by,
        based_on=[dispatch],
        carrying=carried,
    )
    with clock.set_to(clock.moment(day)):
        obligations.finish(carried[0], on=day, by=by)
    for place, below in enumerate(world.below(code)):
        _work(world, plan, below, place, late_start=code == "LC-YT")
    return plan


def _work(world: World, plan: RegisteredDocument, unit: Unit, place: int, *, late_start: bool) -> None:
    by = world.actor(unit.code)
    first = (plan.issued_on or ISSUED) + timedelta(days=2 + place)
    with clock.set_to(clock.moment(first)):
        obligations.mark_opened(plan, body=unit, by=by)
        if place == IDLE:
            return
        obligations.acknowledge_paper(plan, body=unit, by=by)
    if late_start and place in LATE:
        return
    day = first + timedelta(days=9 + 3 * place)
    _study(world, plan, unit, on=day, people=161 if place == 0 and late_start else 38 + 21 * place)
    if place == 0:
        _supervise(world, plan, unit, on=day + timedelta(days=8))


def _autumn(world: World, dispatch: RegisteredDocument, plans: dict[str, RegisteredDocument]) -> None:
    """The late ones held their sittings after the day set for them; most unions supervised by the end of October."""
    with clock.set_to(clock.moment(date(2024, 10, 21))):
        obligations.mark_opened(dispatch, body=world["LC-VC"], by=world.actor("LC-VC"))
    for code, plan in plans.items():
        for place, unit in enumerate(world.below(code)):
            if code == "LC-YT" and place in LATE:
                _study(world, plan, unit, on=date(2024, 9, 23) + timedelta(days=7 * place), people=52 + 9 * place)
            if place != IDLE and unit.code != STILL_OWES:
                _supervise(world, plan, unit, on=date(2024, 10, 14) + timedelta(days=place), completes=True)


def _study(world: World, plan: RegisteredDocument, unit: Unit, *, on: date, people: int) -> None:
    with clock.set_to(clock.moment(on)):
        activities.record(
            ActKind.objects.get(code="study"),
            lead=unit,
            title="Sinh hoạt chuyên đề về chính sách xã hội",
            happened_on=on,
            place="Hội trường đơn vị",
            counts={"events_held": 1, "participants_count": people},
            details=SittingDetails(theme="Nghị quyết 42-NQ/TW về chính sách xã hội", channel="trực tiếp"),
            answers=[Answer(owed(plan, unit, 0), completes=True)],
            by=world.actor(unit.code),
        )


def _supervise(world: World, plan: RegisteredDocument, unit: Unit, *, on: date, completes: bool = False) -> None:
    with clock.set_to(clock.moment(on)):
        activities.record(
            ActKind.objects.get(code="supervision"),
            lead=unit,
            title="Giám sát chế độ, chính sách với người lao động",
            happened_on=on,
            counts={"inspections_held": 1},
            by=world.actor(unit.code),
            answers=[Answer(owed(plan, unit, 1), completes=completes)],
            details=InspectionDetails(
                [FindingDetails(about=unit, text="Chế độ độc hại chi chậm một tháng tại hai bộ phận.")]
            ),
        )
