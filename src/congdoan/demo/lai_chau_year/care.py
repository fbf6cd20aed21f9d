"""The year's help, in the order of its days: 404 people in 436 turns, and twelve houses among them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from congdoan.demo.care import GROUND, Days, Hands, Need, give_gifts, hands, help_people
from congdoan.demo.houses import Home, build_houses, lay_house_rules
from congdoan.demo.lai_chau_year.members import Turns
from congdoan.demo.world import World
from congdoan.foundation import clock
from congdoan.funds import actions as funds
from congdoan.funds.models import Fund
from congdoan.organisation.models import Person, Unit

TET, TET_GIFT = (62, 30, 22, 28, 18, 10), 500_000
"""170 gifts."""
MAY, MET_AT_TET, MAY_GIFT = (44, 22, 16, 20, 12, 6), (10, 4, 2, 2, 2, 0), 500_000
"""120 gifts, 20 of them to people who had one at Tết."""
STUDY, STUDY_AWARD = (38, 18, 14, 17, 11, 6), 500_000
"""104 children."""
ILL, ILL_VND = (4, 2, 2, 2, 1, 1), 3_000_000
"""12."""
HARD, HARD_VND = (6, 3, 3, 3, 2, 1), 2_000_000
"""18. 170 + 120 - 20 + 104 + 12 + 18 = 404."""
HOUSES = (4, 3, 1, 2, 1, 1)
"""12, of those who stood on the list at Tết: 8 built for 50 million each and 4 mended for 28, 512 million."""
BUILT, BUILT_VND, MENDED_VND = 8, 50_000_000, 28_000_000

MINUTES = "Ban Thường vụ họp ngày {day}, nhất trí hỗ trợ."
SEEN = "Đã đến thăm, hoàn cảnh đúng như đề nghị."


def tell(world: World) -> Fund:
    """The year's rounds, houses and single cases. Answers with the fund that paid for them."""
    lay_house_rules(
        world, "LC", symbol="17/QyĐ-LĐLĐ", since=date(2024, 1, 10), new_vnd=60_000_000, repair_vnd=30_000_000
    )
    fund = _money(world)
    who, turns = hands(world, "LC-YT", fund, "lc"), Turns(world)
    tet = turns.take(TET)
    _round(world, who, "tet", "Quà Tết Giáp Thìn 2024", TET_GIFT, tet, date(2024, 1, 15))
    _build(who, [person for code, count in zip(tet, HOUSES, strict=True) for person in tet[code][:count]])
    may = turns.take(MAY, again=MET_AT_TET)
    _round(world, who, "workers_month", "Quà Tháng Công nhân 2024", MAY_GIFT, may, date(2024, 4, 22))
    study, ill, hard = turns.take(STUDY), _flat(turns.take(ILL)), _flat(turns.take(HARD))
    _help(who, "critical_illness", ill[:6], ILL_VND, date(2024, 6, 10), "Đang điều trị dài ngày ở tuyến trên.")
    _help(who, "hardship", hard[:9], HARD_VND, date(2024, 7, 8), "Nhà đông con nhỏ, thu nhập chính đã mất.")
    _round(world, who, "study", "Khuyến học năm học 2024 - 2025", STUDY_AWARD, study, date(2024, 8, 19))
    _help(who, "critical_illness", ill[6:], ILL_VND, date(2024, 10, 7), "Đang điều trị dài ngày ở tuyến trên.")
    _help(who, "hardship", hard[9:], HARD_VND, date(2024, 11, 4), "Sạt lở cuốn mất nương, chồng ốm dài ngày.")
    return fund


def _money(world: World) -> Fund:
    """The sector's social fund: what was left, a donor's money for houses alone, a day's pay of every member."""
    by = world.staff["ketoan.lc"]
    with clock.set_to(clock.moment(date(2024, 1, 2))):
        fund = funds.open_fund(world["LC-YT"], name="Quỹ xã hội công đoàn ngành Y tế", stream="social", by=by)
        funds.receive(fund, 420_000_000, on=date(2024, 1, 2), origin="opening", by=by, memo="Số dư năm 2023 mang sang")
    with clock.set_to(clock.moment(date(2024, 2, 26))):
        funds.receive(
            fund,
            180_000_000,
            on=date(2024, 2, 26),
            donors=["Công ty Cổ phần Dược Phong Lai"],
            restricted_to=["housing_new", "housing_repair"],
            memo="Ủng hộ Mái ấm Công đoàn",
            by=by,
        )
    with clock.set_to(clock.moment(date(2024, 3, 15))):
        funds.receive(
            fund,
            220_000_000,
            on=date(2024, 3, 15),
            donors=["Đoàn viên công đoàn ngành Y tế"],
            memo="Mỗi đoàn viên một ngày lương",
            by=by,
        )
    return fund


def _round(
    world: World,
    who: Hands,
    programme: str,
    name: str,
    gift_vnd: int,
    lists: Mapping[str, Sequence[Person]],
    asked: date,
) -> None:
    by_unit: dict[Unit, Sequence[Person]] = {world[code]: people for code, people in lists.items()}
    days = Days(asked, asked + timedelta(days=3), asked + timedelta(days=8), asked + timedelta(days=15))
    give_gifts(who, programme, name, gift_vnd, by_unit, days, to_children=programme == "study")


def _help(who: Hands, programme: str, people: Sequence[Person], amount_vnd: int, asked: date, story: str) -> None:
    since = asked - timedelta(days=12)
    needs = [Need(person, since, "member", amount_vnd, story=story) for person in people]
    days = Days(asked, asked + timedelta(days=3), asked + timedelta(days=8), asked + timedelta(days=9))
    help_people(who, programme, needs, days, survey=SEEN, ground=GROUND)


def _build(who: Hands, people: Sequence[Person]) -> None:
    """Asked for after Tết, begun in April, handed over before the October rains."""
    days = Days(date(2024, 3, 18), date(2024, 4, 2), date(2024, 4, 8), date(2024, 9, 27))
    for programme, category, some, amount_vnd, cost_vnd in (
        ("housing_new", "new", people[:BUILT], BUILT_VND, 135_000_000),
        ("housing_repair", "repair", people[BUILT:], MENDED_VND, 46_000_000),
    ):
        houses = [
            (
                Need(person, date(2024, 3, 1), category, amount_vnd),
                Home("Nậm Sơn", 3 + place % 4, cost_vnd + 4_000_000 * place, date(2024, 4, 16), date(2024, 9, 16)),
            )
            for place, person in enumerate(some)
        ]
        build_houses(who, programme, houses, days, minutes=MINUTES.format(day="29/3/2024"))


def _flat(lists: Mapping[str, Sequence[Person]]) -> list[Person]:
    return [person for people in lists.values() for person in people]
