"""The hospital's union reckons its month, collects it in parts and sends up its share: nothing lost, nothing twice."""

from collections.abc import Iterator
from datetime import date

import pytest

from builders import Province
from congdoan.dues import actions, queries, verification
from congdoan.dues.actions import Counts
from congdoan.dues.models import Assessment, Collection
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.funds import actions as funds
from congdoan.funds import verification as books
from congdoan.funds.models import Fund
from congdoan.membership.actions import exempt, set_dues_base
from congdoan.organisation.models import Unit
from fund_stories import counted
from membership_stories import join, mai, nam, people_of

pytestmark = pytest.mark.django_db

TODAY = date(2025, 8, 20)
JULY = date(2025, 7, 1)
THU = Actor("thu", "Kế toán Thu", "PL-YT-BV")


@pytest.fixture(autouse=True)
def august() -> Iterator[None]:
    with clock.set_to(TODAY):
        yield


@pytest.fixture
def hospital(province: Province) -> Unit:
    actions.set_scheme(province.hospital, group="public", since=date(2025, 1, 1), by=THU)
    return province.hospital


@pytest.fixture
def budget(hospital: Unit) -> Fund:
    return funds.open_fund(hospital, name="Ngân sách", stream="budget", on=date(2025, 1, 1), by=THU)


def test_a_month_is_reckoned_by_name_from_the_members_files(province: Province, hospital: Unit) -> None:
    first, second = people_of(join(hospital, mai(), nam(), on=date(2025, 1, 1), by=THU))
    set_dues_base(first, base_vnd=9_360_000, since=date(2025, 1, 1), by=THU)

    july = actions.assess_dues(hospital, JULY, by=THU)
    assert (july.people, july.without_base, july.due_vnd) == (2, 1, 46_800 + 11_700)
    assert july.judged_by["dues.rate"]["value"] == 50
    june = actions.assess_dues(hospital, date(2025, 6, 1), by=THU)
    assert june.due_vnd == 93_600 + 23_400, "the old rate still judges the old month"

    exempt(second, kind="dues", reason="Nghỉ không lương", since=JULY, by=THU)
    again = actions.assess_dues(hospital, JULY, by=THU)
    assert (again.pk, again.people, again.exempt, again.due_vnd) == (july.pk, 1, 1, 46_800)


def test_dues_come_in_by_instalments_and_are_shared_as_at_once(
    province: Province, hospital: Unit, budget: Fund
) -> None:
    month = actions.assess_dues(hospital, JULY, counts=Counts(people=125, base_vnd=500_000_000), by=THU)
    due = month.due_vnd
    assert due == 2_500_000

    actions.collect(month, 999_999, into=budget, on=TODAY, by=THU)
    actions.collect(month, due - 999_999, into=budget, on=TODAY, by=THU)

    rows = list(Collection.objects.all())
    assert sum(row.upward_vnd for row in rows) == 750_000
    assert sum(row.kept_vnd + row.upward_vnd for row in rows) == due
    assert counted("finance_revenue", hospital, "dues") == due
    with pytest.raises(Refused, match=r"chỉ còn phải thu 0\sđ"):
        actions.collect(month, 1, into=budget, on=TODAY, by=THU)
    with pytest.raises(Refused, match="không tính lại được"):
        actions.assess_dues(hospital, JULY, counts=Counts(1, 1), by=THU)
    assert verification.verify() == books.books() == books.counted() == []


def test_the_employers_contribution_goes_up_by_a_quarter_through_three_people(
    province: Province, hospital: Unit, budget: Fund
) -> None:
    month = actions.assess_contribution(hospital, JULY, payroll_vnd=500_000_000, by=THU)
    assert month.due_vnd == 10_000_000
    actions.collect(month, 10_000_000, into=budget, on=TODAY, by=THU)
    assert queries.owed_upward(hospital, "contribution", year=2025).owed_vnd == 2_500_000

    sent = actions.remit_share(hospital, what="contribution", year=2025, out_of=budget, on=TODAY, by=THU)
    assert (sent.amount_vnd, sent.to_unit) == (2_500_000, province.sector)
    with pytest.raises(Refused, match="Không còn khoản nào"):
        actions.remit_share(hospital, what="contribution", year=2025, out_of=budget, on=TODAY, by=THU)
    voucher = funds.prepare_payment(sent.reservation, payee=province.sector.name, method="bank", by=THU)
    funds.cancel_voucher(voucher, reason="Sai số tài khoản", by=THU)
    funds.release(sent.reservation, reason="Làm lại", by=THU)
    assert queries.owed_upward(hospital, "contribution", year=2025).owed_vnd == 2_500_000, "owed again"


def test_a_receipt_taken_back_is_collected_no_more(hospital: Unit, budget: Fund) -> None:
    month = actions.assess_contribution(hospital, JULY, payroll_vnd=500_000_000, by=THU)
    taken = actions.collect(month, 4_000_000, into=budget, on=TODAY, by=THU)
    funds.take_back(taken.lot, on=TODAY, reason="Nhầm đơn vị", by=THU)

    assert queries.collected(month) == 0
    assert queries.owed_upward(hospital, "contribution", year=2025).owed_vnd == 0
    assert actions.collect(month, 10_000_000, into=budget, on=TODAY, by=THU).upward_vnd == 2_500_000
    assert verification.verify() == []


def test_the_surplus_of_a_higher_rate_never_goes_up(hospital: Unit, budget: Fund) -> None:
    actions.set_scheme(hospital, group="public", since=JULY, own_rate=100, by=THU)
    month = actions.assess_dues(hospital, JULY, counts=Counts(people=10, base_vnd=100_000_000), by=THU)
    assert (month.due_vnd, month.surplus_vnd) == (1_000_000, 500_000)

    taken = actions.collect(month, 1_000_000, into=budget, on=TODAY, by=THU)

    assert (taken.kept_vnd, taken.upward_vnd) == (850_000, 150_000)


def test_dues_enter_only_the_units_own_budget(province: Province, hospital: Unit, budget: Fund) -> None:
    month = actions.assess_contribution(hospital, JULY, payroll_vnd=500_000_000, by=THU)
    social = funds.open_fund(hospital, name="Quỹ xã hội", stream="social", on=JULY, by=THU)
    theirs = funds.open_fund(province.clinic, name="Ngân sách", stream="budget", on=JULY, by=THU)
    for other in (social, theirs):
        with pytest.raises(Refused, match="chính đơn vị"):
            actions.collect(month, 1_000, into=other, on=TODAY, by=THU)


@pytest.mark.parametrize("wrong", [-1, 1.5, True, "500", 10**16])
def test_a_payroll_is_whole_dong(hospital: Unit, wrong: object) -> None:
    with pytest.raises(Refused, match="số nguyên"):
        actions.assess_contribution(hospital, JULY, payroll_vnd=wrong, by=THU)  # type: ignore[arg-type]
    assert not Assessment.objects.exists()


def test_a_month_to_come_or_without_a_group_is_not_reckoned(province: Province, hospital: Unit) -> None:
    with pytest.raises(Refused, match="chưa đến"):
        actions.assess_contribution(hospital, date(2025, 9, 1), payroll_vnd=1, by=THU)
    with pytest.raises(Refused, match="chọn nhóm"):
        actions.assess_dues(province.clinic, JULY, by=THU)
    with pytest.raises(Refused, match="cao hơn mức chung"):
        actions.set_scheme(hospital, group="public", since=JULY, own_rate=50, by=THU)
