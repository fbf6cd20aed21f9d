"""Lâm Đồng, August 2021: the province's plan, the sector's plan on its basis, thirty unions at work, reports on
their way up.

Told up to 20/8/2021: most are in time, some late, one was returned, one typed ten times too many and corrected it.
"""

from datetime import date, timedelta
from decimal import Decimal

from congdoan.activities import actions as activities
from congdoan.activities.details import Answer, SittingDetails, SituationDetails, TeamDetails
from congdoan.activities.models import ActKind
from congdoan.demo import lam_dong_papers as papers
from congdoan.demo.orders import issue, owed
from congdoan.demo.reporting import Campaign
from congdoan.demo.world import World, found
from congdoan.foundation import clock, periods
from congdoan.foundation.working_date import set_working_date
from congdoan.indicators import actions as targets
from congdoan.indicators.models import Indicator
from congdoan.obligations import actions as obligations
from congdoan.obligations.models import Obligation
from congdoan.organisation.models import Unit
from congdoan.registry import actions as registry
from congdoan.registry.models import RegisteredDocument

AUGUST = periods.month(8, 2021)
NEVER_OPENED, OPENED_ONLY, NOTHING_DONE, TYPED_TEN_TIMES, WAIVED = 27, 28, (25, 26), 4, 24
LATE_LAUNCH = (21, 22, 23)


def tell() -> World:
    """The whole month, as it stood on the evening of 20/8/2021."""
    with clock.set_to(clock.moment(date(2021, 7, 1))):
        world = found("lam_dong")
    provincial = _province_orders(world)
    sectoral = _sector_orders(world, provincial)
    _other_upper_unions(world, provincial)
    _targets(world)
    for place, unit in enumerate(world.below("LD-YT")):
        _work(world, sectoral, unit, place)
    _reminders(world, sectoral)
    Campaign(world, sectoral, provincial).report_up()
    set_working_date(world.working_date, scope=world.scope, by=world.actor("LD"))
    return world


def _province_orders(world: World) -> RegisteredDocument:
    return issue(
        papers.provincial_plan(),
        unit=world["LD"],
        on=date(2021, 7, 30),
        signer=world.signers["LD"],
        by=world.actor("LD"),
    )


def _sector_orders(world: World, provincial: RegisteredDocument) -> RegisteredDocument:
    """The sector takes the province's plan into its book and issues its own on that basis: 08/KH-CĐYT."""
    sector, by = world["LD-YT"], world.actor("LD-YT")
    with clock.set_to(clock.moment(date(2021, 8, 2))):
        registry.register_delivery(provincial, unit=sector, received_on=date(2021, 8, 2), by=by)
        obligations.acknowledge_paper(provincial, body=sector, by=by)
    plan, report = owed(provincial, sector, 0), owed(provincial, sector, 1)
    document = issue(
        papers.sector_plan(world),
        unit=sector,
        on=date(2021, 8, 3),
        signer=world.signers["LD-YT"],
        by=by,
        based_on=[provincial],
        carrying=[plan, plan, plan, plan, report],
    )
    with clock.set_to(clock.moment(date(2021, 8, 3))):
        obligations.finish(plan, on=date(2021, 8, 3), by=by)
    with clock.set_to(clock.moment(date(2021, 8, 5))):
        obligations.verify(plan, by=world.actor("LD"))
    return document


def _other_upper_unions(world: World, provincial: RegisteredDocument) -> None:
    """A district that was quick, one that was slow, and the officials' union, which has not issued anything yet."""
    for code, day, number in (("LD-DT", date(2021, 8, 4), 12), ("LD-DR", date(2021, 8, 13), 9)):
        unit, by = world[code], world.actor(code)
        received = min(day - timedelta(days=1), date(2021, 8, 3))
        with clock.set_to(clock.moment(received)):
            registry.register_delivery(provincial, unit=unit, received_on=received, by=by)
            obligations.acknowledge_paper(provincial, body=unit, by=by)
        plan = owed(provincial, unit, 0)
        document = issue(
            papers.district_plan(number, day),
            unit=unit,
            on=day,
            signer=world.signers[code],
            by=by,
            based_on=[provincial],
            carrying=[plan],
        )
        with clock.set_to(clock.moment(day)):
            obligations.finish(plan, on=day, by=by)
        launch_day = day + timedelta(days=3)
        for place, below in enumerate(world.below(code)[:2] if code == "LD-DT" else []):
            with clock.set_to(clock.moment(launch_day + timedelta(days=place))):
                _launch(
                    world, below, owed(document, below), on=launch_day + timedelta(days=place), people=40 + 17 * place
                )
    with clock.set_to(clock.moment(date(2021, 8, 6))):
        obligations.mark_opened(provincial, body=world["LD-VC"], by=world.actor("LD-VC"))


def _targets(world: World) -> None:
    """The province gives the sector a figure, the sector splits it;

    thirty shares do not quite add up, and the board says so.
    """
    heard = Indicator.objects.get(code="propaganda_attendances")
    covered = Indicator.objects.get(code="safety_team_coverage")
    with clock.set_to(clock.moment(date(2021, 8, 3))):
        targets.give_target(
            heard, giver=world["LD"], receiver=world["LD-YT"], period=AUGUST, value=Decimal(6000), by=world.actor("LD")
        )
        targets.give_target(
            covered, giver=world["LD"], receiver=world["LD-YT"], period=AUGUST, value=Decimal(100), by=world.actor("LD")
        )
        for place, unit in enumerate(world.below("LD-YT")):
            targets.give_target(
                heard,
                giver=world["LD-YT"],
                receiver=unit,
                period=AUGUST,
                value=Decimal(150 + 10 * (place % 8)),
                by=world.actor("LD-YT"),
            )


def _work(world: World, plan: RegisteredDocument, unit: Unit, place: int) -> None:
    """What one grassroots union did from 4 to 20 August, if it did anything."""
    by = world.actor(unit.code)
    if place == NEVER_OPENED:
        return
    opened = date(2021, 8, 4) + timedelta(days=place % 3)
    with clock.set_to(clock.moment(opened)):
        registry.mark_opened(plan, body=unit, by=by)
        obligations.mark_opened(plan, body=unit, by=by)
        if place == OPENED_ONLY:
            return
        obligations.acknowledge_paper(plan, body=unit, by=by)
    if place in NOTHING_DONE:
        return
    launched = date(2021, 8, 16 if place in LATE_LAUNCH else 5 + place % 5)
    with clock.set_to(clock.moment(launched)):
        _launch(world, unit, owed(plan, unit, 0), on=launched, people=24 + 9 * (place % 11))
    _safety(world, plan, unit, place, after=launched)
    _spread_the_word(world, plan, unit, place, after=launched)
    _stand_by_the_front_line(world, plan, unit, place)


def _launch(world: World, unit: Unit, obligation: Obligation, *, on: date, people: int) -> None:
    activities.record(
        ActKind.objects.get(code="launch"),
        lead=unit,
        title="Phát động đợt thi đua cao điểm phòng, chống dịch Covid-19",
        happened_on=on,
        counts={"launches_held": 1, "participants_count": people},
        place=f"Hội trường {unit.short_name.removeprefix('CĐCS ')}"[:200],
        answers=[Answer(obligation, completes=True)],
        by=world.actor(unit.code),
    )


def _safety(world: World, plan: RegisteredDocument, unit: Unit, place: int, *, after: date) -> None:
    """A Covid safety team founded, then a self-check; one small office was let off."""
    obligation = owed(plan, unit, 1)
    if place == WAIVED:
        with clock.set_to(clock.moment(date(2021, 8, 10))):
            obligations.waive(
                obligation,
                reason="Đơn vị dưới 10 người, sinh hoạt chung Tổ an toàn của cơ quan.",
                by=world.actor("LD-YT"),
            )
        return
    founded = max(date(2021, 8, 6) + timedelta(days=place % 7), after)
    with clock.set_to(clock.moment(founded)):
        activities.record(
            ActKind.objects.get(code="safety_team"),
            lead=unit,
            title="Kiện toàn Tổ an toàn Covid-19",
            happened_on=founded,
            counts={},
            details=TeamDetails(name="Tổ an toàn Covid-19", members=3 + place % 5),
            answers=[Answer(obligation, completes=True)],
            by=world.actor(unit.code),
        )
    with clock.set_to(clock.moment(founded + timedelta(days=1))):
        activities.record(
            ActKind.objects.get(code="safety_check"),
            lead=unit,
            title="Tự kiểm tra an toàn phòng dịch",
            counts={"safety_checks": 1},
            happened_on=founded + timedelta(days=1),
            by=world.actor(unit.code),
        )


def _spread_the_word(world: World, plan: RegisteredDocument, unit: Unit, place: int, *, after: date) -> None:
    """One to three propaganda sittings; one chair typed a zero too many and mended it the next day."""
    kind = ActKind.objects.get(code="propaganda")
    for turn in range(1 + place % 3):
        day = min(after + timedelta(days=1 + 3 * turn), date(2021, 8, 19))
        heard = 61 + 13 * ((place + turn * 5) % 9)
        wrong = place == TYPED_TEN_TIMES and turn == 0
        with clock.set_to(clock.moment(day)):
            act = activities.record(
                kind,
                lead=unit,
                title="Tuyên truyền thông điệp 5K và quy định phòng dịch",
                happened_on=day,
                place="Trực tuyến và tại khoa, phòng",
                counts={
                    "propaganda_sittings": 1,
                    "propaganda_attendances": 1610 if wrong else heard,
                    "documents_distributed": 20 * (place % 4),
                },
                details=SittingDetails(theme="Thông điệp 5K", channel="trực tuyến"),
                answers=[Answer(owed(plan, unit, 2))],
                by=world.actor(unit.code),
            )
        if wrong:
            with clock.set_to(clock.moment(day + timedelta(days=1))):
                activities.correct(
                    act,
                    reason="Gõ thừa một số 0: danh sách điểm danh có 161 lượt.",
                    version=act.version,
                    by=world.actor(unit.code),
                    counts={
                        "propaganda_sittings": 1,
                        "propaganda_attendances": 161,
                        "documents_distributed": 20 * (place % 4),
                    },
                )


def _stand_by_the_front_line(world: World, plan: RegisteredDocument, unit: Unit, place: int) -> None:
    """Every other hospital sent people or parcels; two units wrote how things stood."""
    by = world.actor(unit.code)
    if place % 2 == 0:
        day = date(2021, 8, 11) + timedelta(days=place % 6)
        with clock.set_to(clock.moment(day)):
            activities.record(
                ActKind.objects.get(code="frontline"),
                lead=unit,
                title="Chi viện chốt kiểm soát dịch",
                happened_on=day,
                counts={"frontline_volunteers": 2 + place % 7, "frontline_gifts": 5 * (place % 5)},
                answers=[Answer(owed(plan, unit, 3))],
                by=by,
            )
    if place in (0, 15):
        with clock.set_to(clock.moment(date(2021, 8, 17))):
            activities.record(
                ActKind.objects.get(code="situation"),
                lead=unit,
                title="Tình hình đoàn viên trong đợt dịch",
                happened_on=date(2021, 8, 17),
                counts={"situation_notes": 1},
                by=by,
                details=SituationDetails(
                    phase="trong đợt dịch",
                    jobs="Đủ việc, trực tăng ca.",
                    wages="Phụ cấp chống dịch chi đủ tháng 7.",
                    mood="Yên tâm; lo thiếu người thay ca.",
                    proposals="Đề nghị bố trí chỗ nghỉ giữa ca.",
                ),
            )


def _reminders(world: World, plan: RegisteredDocument) -> None:
    """On 17 August the sector reminded those who had not launched, all at once."""
    late = [
        owed(plan, unit, 0)
        for place, unit in enumerate(world.below("LD-YT"))
        if place in (*NOTHING_DONE, NEVER_OPENED, OPENED_ONLY)
    ]
    with clock.set_to(clock.moment(date(2021, 8, 17))):
        obligations.remind(
            late,
            text="Kính đề nghị đơn vị phát động đợt thi đua và ghi nhận kết quả trước 20/8.",
            by=world.actor("LD-YT"),
        )
