"""Điện Biên, the year 2021: who was helped, with whose money, who joined, and the sums that only a paper tells.

True: 125 million received in one sum from four unions; 403 million to F0, F1, F2; 65 and 5 gifts for 38.5 million; 15
houses for 450 million; 223 admitted, 965 introduced to the Party; a house that burned. Invented: everyone, every single
amount and day.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from congdoan.demo import dien_bien_review
from congdoan.demo.care import (
    GROUND,
    Days,
    Hands,
    Need,
    give_gifts,
    hands,
    help_people,
    leave_under_way,
)
from congdoan.demo.houses import Home, build_houses, lay_house_rules
from congdoan.demo.members import admit, introduce, people_of, register
from congdoan.demo.paper_sums import note_beside
from congdoan.demo.people import Crowd
from congdoan.demo.world import World, found
from congdoan.foundation import clock
from congdoan.foundation.periods import Period, year
from congdoan.foundation.working_date import set_working_date
from congdoan.funds import actions as funds
from congdoan.funds.models import Fund
from congdoan.membership import actions as membership
from congdoan.organisation.models import Person

BEFORE = date(2020, 12, 31)
NAMED = {
    "DB-YT-01": 118, "DB-YT-02": 64, "DB-YT-03": 41, "DB-GD-01": 58, "DB-GD-02": 47, "DB-TP-01": 96, "DB-TP-02": 130, "DB-TP-03": 32,
}  # fmt: skip
ADMITTED = (
    ("DB-TP-02", 38, date(2021, 3, 26), "07/QĐ-CĐCS"),
    ("DB-TP-02", 26, date(2021, 10, 8), "15/QĐ-CĐCS"),
    ("DB-TP-01", 22, date(2021, 5, 19), "09/QĐ-CĐCS"),
    ("DB-YT-01", 31, date(2021, 4, 20), "11/QĐ-CĐCS"),
    ("DB-YT-02", 12, date(2021, 9, 14), "06/QĐ-CĐCS"),
    ("DB-GD-01", 8, date(2021, 11, 18), "05/QĐ-CĐCS"),
    ("DB-GD-02", 6, date(2021, 11, 19), "04/QĐ-CĐCS"),
)
"""143 people by name."""
COUNTED = {
    "DB-YT": (2870, 1890, 0, 0, 130, 84),
    "DB-GD": (9840, 7110, 0, 0, 402, 297),
    "DB-TP": (6410, 2980, 0, 0, 221, 96),
    "DB-MT": (4080, 2140, 80, 41, 187, 79),
}
"""Grassroots unions that keep no files yet, counted by the union above: members before, women, admitted, women, introduced,
women. 80 admitted, 940 introduced."""
INTRODUCED = (("DB-YT-01", 12), ("DB-TP-01", 8), ("DB-GD-01", 5))
"""25 by name."""
F0, F1, HOME = (125, 3_000_000), (18, 1_500_000), (2, 500_000)
"""403 million: 375 + 27 + 1."""

WAVE = 37
"""How many stand in one list."""
SOFT = ((20_000_000_000, "donations_raised"), (13_000_000_000, "community_support_amount"))
"""Sums nobody's books hold: noted as the paper says them, beside what was recorded and never mixed in."""
PAPER = (
    "Năm 2021, các cấp công đoàn trong tỉnh vận động đoàn viên, người lao động ủng hộ các quỹ xã hội với số tiền gần 20 tỷ đồng. "
    "Công đoàn kết nối nhà tài trợ giúp đỡ các xã khó khăn trên 13 tỷ đồng."
)


def tell() -> World:
    """The year, as it stood in the middle of January 2022."""
    with clock.set_to(clock.moment(date(2020, 6, 1))):
        world = found("dien_bien")
    _members(world)
    provincial = hands(world, "DB", _money(world), "db")
    lay_house_rules(
        world, "DB", symbol="118/QyĐ-LĐLĐ", since=date(2021, 1, 15), new_vnd=40_000_000, repair_vnd=20_000_000
    )
    _houses(world, provincial)
    _gifts(world, provincial)
    _epidemic(world, provincial)
    _fire(world, provincial)
    note_beside(
        world["DB"],
        PAPER,
        "Tổng kết năm 2021 (trích)",
        year(2021),
        SOFT,
        on=date(2022, 1, 10),
        by=world.staff["chinhsach.db"],
    )
    _under_way(world, provincial)
    dien_bien_review.tell(world)
    set_working_date(world.working_date, scope=world.scope, by=world.actor("DB"))
    return world


def _members(world: World) -> None:
    crowd = Crowd()
    for code, count in NAMED.items():
        register(world, crowd, code, count, BEFORE)
    for code, count, on, symbol in ADMITTED:
        admit(world, crowd, code, count, on, symbol)
    for code, numbers in COUNTED.items():
        _count(world, code, *numbers)
    for code, count in INTRODUCED:
        outstanding = _people(world, code)[:count]
        introduce(world, code, outstanding, proposed=date(2021, 6, 2), resolved=date(2021, 7, 15), symbol="14/NQ-CĐCS")


def _count(
    world: World, code: str, before: int, women: int, admitted: int, women_in: int, sent: int, women_sent: int
) -> None:
    by = world.actor(code)
    with clock.set_to(clock.moment(date(2021, 1, 4))):
        membership.record_headcount(world[code], Period(BEFORE, BEFORE), members=before, women=women, by=by)
    with clock.set_to(clock.moment(date(2022, 1, 6))):
        left = 30
        membership.record_headcount(
            world[code],
            year(2021),
            members=before + admitted - left,
            women=women + women_in - 11,
            flows={
                "new_members": admitted,
                "new_members_women": women_in,
                "left_retired": left,
                "introduced": sent,
                "introduced_women": women_sent,
            },
            note="Các công đoàn cơ sở chưa nhập danh sách, báo số lượng.",
            by=by,
        )


def _people(world: World, code: str) -> list[Person]:
    """Members of the unit at the year's beginning, in the order they were entered."""
    return people_of(world, code, date(2021, 1, 1))


def _money(world: World) -> Fund:
    """The province's social fund; one sum in it came from four unions together and is kept unsplit."""
    by = world.staff["ketoan.db"]
    with clock.set_to(clock.moment(date(2021, 1, 4))):
        fund = funds.open_fund(world["DB"], name="Quỹ xã hội công đoàn tỉnh", stream="social", by=by)
        funds.receive(
            fund, 1_150_000_000, on=date(2021, 1, 4), origin="opening", by=by, memo="Số dư năm 2020 mang sang"
        )
    on = date(2021, 8, 12)
    with clock.set_to(clock.moment(on)):
        funds.receive(
            fund,
            125_000_000,
            on=on,
            donors=[world["TLD"], world.bodies["LDLD-SL"], world.bodies["LDLD-LCAI"], "LĐLĐ tỉnh Lai Châu"],
            restricted_to=["epidemic"],
            memo="Ủng hộ công tác phòng, chống dịch Covid-19",
            by=by,
        )
    return fund


def _epidemic(world: World, who: Hands) -> None:
    """F0, F1, F2 in five lists as the waves came."""
    everyone = _in_turn(world)
    kinds = [("f0", *F0), ("f1", *F1), ("home", *HOME)]
    needs = [(kind, amount) for kind, count, amount in kinds for _each in range(count)]
    for wave, first in enumerate(range(0, len(needs), WAVE)):
        asked = date(2021, 6, 15) + timedelta(days=38 * wave)
        since = asked - timedelta(days=6)
        batch = [
            Need(next(everyone), since, kind, amount, facts={"is_in_hardship": True} if kind == "home" else {})
            for kind, amount in needs[first : first + WAVE]
        ]
        days = Days(asked, asked + timedelta(days=3), asked + timedelta(days=6), asked + timedelta(days=7))
        help_people(who, "covid", batch, days)


def _in_turn(world: World) -> Iterator[Person]:
    """Members of the unions in turn, so that no union stands alone in a list."""
    columns = [_people(world, code) for code in NAMED]
    return (column[row] for row in range(32) for column in columns)


def _gifts(world: World, who: Hands) -> None:
    """Workers' Month: 65 gifts to members in hardship, 5 to workers badly hurt at work, 38.5 million together."""
    days = Days(date(2021, 4, 26), date(2021, 4, 29), date(2021, 5, 5), date(2021, 5, 14))
    lists = {
        world[code]: _people(world, code)[20:count]
        for code, count in (("DB-TP-01", 40), ("DB-TP-02", 45), ("DB-YT-01", 40))
    }
    give_gifts(who, "workers_month", "Quà Tháng Công nhân 2021", 500_000, lists, days)
    hurt = {world["DB-TP-01"]: _people(world, "DB-TP-01")[60:63], world["DB-TP-02"]: _people(world, "DB-TP-02")[60:62]}
    give_gifts(who, "workers_month", "Thăm công nhân gặp hoạn nạn 2021", 1_200_000, hurt, days)


def _houses(world: World, who: Hands) -> None:
    """Ten new at 35 million, five mended at 20: 450 million."""
    people = iter([person for code in NAMED for person in _people(world, code)[-3:-1]])
    asked, finished, handed = date(2021, 3, 9), date(2021, 9, 20), date(2021, 10, 1)
    days = Days(asked, date(2021, 3, 25), date(2021, 4, 6), handed)
    minutes = "Ban Thường vụ họp ngày 22/3/2021, nhất trí hỗ trợ."
    for programme, category, count, amount, cost in (
        ("housing_new", "new", 10, 35_000_000, 110_000_000),
        ("housing_repair", "repair", 5, 20_000_000, 38_000_000),
    ):
        houses = [
            (
                Need(next(people), date(2021, 1, 20), category, amount),
                Home("Mường Then", 3 + place % 4, cost + 5_000_000 * place, date(2021, 4, 12), finished),
            )
            for place in range(count)
        ]
        build_houses(who, programme, houses, days, minutes=minutes)


def _fire(world: World, provincial: Hands) -> None:
    """A teacher's house burned in the night; the city's federation was there on the second day."""
    by = world.staff["ketoan.db"]
    with clock.set_to(clock.moment(date(2021, 1, 4))):
        fund = funds.open_fund(world["DB-TP"], name="Quỹ xã hội công đoàn thành phố", stream="social", by=by)
        funds.receive(fund, 60_000_000, on=date(2021, 1, 4), origin="opening", by=by)
    who = Hands(
        world["DB-TP"],
        fund,
        world.staff["truonghoc.db"],
        world.actor("DB-TP"),
        world.signers["DB-TP"],
        by,
        provincial.cashier,
    )
    burned = Need(
        _people(world, "DB-TP-03")[7],
        date(2021, 11, 23),
        "fire",
        5_000_000,
        story="Cháy nhà sàn trong đêm, không còn đồ đạc.",
    )
    days = Days(date(2021, 11, 24), date(2021, 11, 24), date(2021, 11, 25), date(2021, 11, 25))
    help_people(who, "disaster", [burned], days, survey="Nhà cháy hoàn toàn, gia đình năm người ở nhờ.", ground=GROUND)


def _under_way(world: World, who: Hands) -> None:
    """In January 2022 one case waits to be seen, one for a decision, one for its money."""
    story = "Mất mùa hai vụ, chồng nghỉ việc dài ngày."
    people = _people(world, "DB-YT-03")[34:37]
    needs = [Need(person, date(2022, 1, 4), "member", 1_000_000, story=story) for person in people]
    leave_under_way(who, "hardship", needs, (date(2022, 1, 10), date(2022, 1, 11), date(2022, 1, 12)))
