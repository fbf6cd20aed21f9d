"""January 2025: the province pays for three houses, the sector's conference, and what is under way on the 15th."""

from datetime import date

from congdoan.activities import actions as activities
from congdoan.activities.details import ConferenceDetails
from congdoan.activities.models import ActKind
from congdoan.cases import actions as cases
from congdoan.demo.care import Days, Need, hands, leave_under_way, list_gifts
from congdoan.demo.houses import Home, fund_houses
from congdoan.demo.lai_chau_year.members import BEFORE
from congdoan.demo.members import people_of
from congdoan.demo.world import World
from congdoan.foundation import clock
from congdoan.funds import actions as funds
from congdoan.funds.models import Fund

CONFERENCE = date(2025, 1, 14)
HELPED = (
    ("LC-YT-01", 5, "housing_new", "new", 30_000_000),
    ("LC-YT-02", 4, "housing_repair", "repair", 20_000_000),
    ("LC-YT-05", 2, "housing_repair", "repair", 15_000_000),
)
"""65 million for three members from three hospitals: unit, place in its row, what for."""


def after_the_year(world: World, fund: Fund) -> None:
    """What happened from the New Year to the 15th. None of it belongs to the figures of 2024."""
    _under_way(world, fund)
    _three_houses(world)
    _conference(world)


def _three_houses(world: World) -> None:
    """Asked for in December, decided by the province, paid on the day of the conference; nothing is built yet."""
    by = world.acting("ketoan.lc", "LC")
    with clock.set_to(clock.moment(date(2024, 1, 2))):
        fund = funds.open_fund(world["LC"], name="Quỹ xã hội công đoàn tỉnh", stream="social", by=by)
        funds.receive(fund, 300_000_000, on=date(2024, 1, 2), origin="opening", by=by, memo="Số dư năm 2023 mang sang")
    who = hands(world, "LC", fund, "lc")
    days = Days(date(2024, 12, 16), date(2025, 1, 8), CONFERENCE, CONFERENCE)
    for code, place, programme, category, amount_vnd in HELPED:
        person = people_of(world, code, BEFORE)[place]
        home = Home(world[code].place, 4, amount_vnd * 3, CONFERENCE, CONFERENCE)
        houses = [(Need(person, date(2024, 12, 2), category, amount_vnd), home)]
        fund_houses(who, programme, houses, days, minutes="Ban Thường vụ họp ngày 6/1/2025, nhất trí hỗ trợ.")


def _conference(world: World) -> None:
    """The sixth enlarged conference of term XVIII; certificates of merit from the province."""
    with clock.set_to(clock.moment(CONFERENCE)):
        activities.record(
            ActKind.objects.get(code="conference"),
            lead=world["LC-YT"],
            title="Hội nghị Ban Chấp hành lần thứ sáu (mở rộng) khóa XVIII, nhiệm kỳ 2023 - 2028",
            happened_on=CONFERENCE,
            place="Hội trường Sở Y tế",
            counts={"events_held": 1, "participants_count": 47},
            details=ConferenceDetails(
                committee="Ban Chấp hành khóa XVIII",
                ordinal=6,
                is_enlarged=True,
                members_called=15,
                members_present=14,
                invitees=33,
            ),
            by=world.actor("LC-YT"),
        )
        activities.record(
            ActKind.objects.get(code="commendation"),
            lead=world["LC"],
            title="Tặng Bằng khen phong trào thi đua lao động giỏi, xây dựng tổ chức công đoàn vững mạnh năm 2024",
            happened_on=CONFERENCE,
            counts={"awards_individual": 13, "awards_collective": 1},
            by=world.actor("LC"),
        )


def _under_way(world: World, fund: Fund) -> None:
    """On the 15th one case waits to be seen, one for a decision, one for its money; two lists for Tết still lack names."""
    who = hands(world, "LC-YT", fund, "lc")
    people = people_of(world, "LC-YT-02", BEFORE)[-14:-11]
    needs = [
        Need(person, date(2025, 1, 3), "member", 2_000_000, story="Mẹ già, con nhỏ cùng nằm viện.") for person in people
    ]
    leave_under_way(who, "hardship", needs, (date(2025, 1, 7), date(2025, 1, 8), date(2025, 1, 9)))
    lists = {
        world[code]: people_of(world, code, BEFORE)[100 if code == "LC-YT-01" else 30 :][:count]
        for code, count in (("LC-YT-01", 20), ("LC-YT-04", 12))
    }
    began = date(2025, 1, 10)
    gifts = list_gifts(who, "tet", "Quà Tết Ất Tỵ 2025", 500_000, lists, Days(began, began, began, date(2025, 1, 24)))
    with clock.set_to(clock.moment(began)):
        cases.share_out(gifts, {world["LC-YT-02"]: 14, world["LC-YT-03"]: 10}, by=who.officer)
