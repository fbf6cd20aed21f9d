"""The clinic is merged into the hospital while dues are half in, help is asked for, and papers wait to be read."""

from collections.abc import Iterator
from datetime import date

import pytest

from builders import Province
from care_stories import Care
from congdoan.cases import actions as cases
from congdoan.cases import verification
from congdoan.cases.models import Quota, SupportCase
from congdoan.dues import actions as dues
from congdoan.dues import queries as of_dues
from congdoan.dues import verification as of_months
from congdoan.dues.actions import Counts
from congdoan.foundation import clock, periods
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Refused
from congdoan.funds import actions as funds
from congdoan.funds import verification as books
from congdoan.funds.models import Fund
from congdoan.intake import actions as intake
from congdoan.intake.models import Batch
from congdoan.narratives import actions as narratives
from congdoan.narratives import queries as of_texts
from congdoan.narratives.models import Narrative
from congdoan.reorganisation.actions import end, merge
from congdoan.reorganisation.rooms import open_matters
from congdoan.reorganisation.rules import LeftUnassigned

JULY, AUGUST_20, AUGUST_31 = date(2025, 7, 1), date(2025, 8, 20), date(2025, 8, 31)
THU = Actor("thu", "Kế toán Thu", "PL-YT-NS")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def end_of_august() -> Iterator[None]:
    with clock.set_to(AUGUST_31):
        yield


def _words(province: Province) -> list[str]:
    return [f"{matter.count} {matter.description}" for matter in open_matters([province.clinic], AUGUST_31)]


def _merged(province: Province) -> None:
    merge([province.clinic], into=province.hospital, on=AUGUST_31, decided_by=None, by=province.minh)


def test_a_month_half_collected_is_seen_through_by_the_heir(province: Province) -> None:
    clinic, hospital = province.clinic, province.hospital
    dues.set_scheme(clinic, group="public", since=date(2025, 1, 1), by=THU)
    budget = funds.open_fund(clinic, name="Ngân sách", stream="budget", on=date(2025, 1, 1), by=THU)
    month = dues.assess_dues(clinic, JULY, counts=Counts(people=125, base_vnd=500_000_000), by=THU)
    dues.collect(month, 1_000_000, into=budget, on=AUGUST_20, by=THU)
    assert "1 tháng đoàn phí, kinh phí chưa thu đủ" in _words(province)
    assert "1 phần đoàn phí, kinh phí chưa nộp lên" in _words(province)
    with pytest.raises(LeftUnassigned, match="tháng đoàn phí"):
        end([clinic], on=AUGUST_31, decided_by=None, by=province.minh)

    _merged(province)

    [left] = of_dues.inherited(hospital)
    carried = Fund.objects.get(unit=hospital, stream="budget")
    assert (left.pk, left.came, carried.balance_vnd) == (month.pk, 1_000_000, 1_000_000)
    with pytest.raises(Refused, match="của chính đơn vị"):
        dues.collect(left, 1_500_000, into=budget, on=AUGUST_31, by=THU)
    dues.collect(left, 1_500_000, into=carried, on=AUGUST_31, by=THU)
    assert of_dues.inherited(hospital) == []
    assert of_dues.owed_upward(hospital, "dues", year=2025).owed_vnd == 750_000, "also of what the clinic took in"
    sent = dues.remit_share(hospital, what="dues", year=2025, out_of=carried, on=AUGUST_31, by=THU)
    assert (sent.to_unit, of_dues.owed_upward(hospital, "dues", year=2025).owed_vnd) == (province.sector, 0)
    assert of_dues.scheme_on(hospital, AUGUST_31).group == "public", "members go on in their group"  # type: ignore[union-attr]
    assert of_dues.scheme_on(clinic, AUGUST_31) is None
    assert of_months.verify() == books.books() == books.counted() == []


def test_what_was_sent_up_before_is_not_owed_again(province: Province) -> None:
    clinic = province.clinic
    budget = funds.open_fund(clinic, name="Ngân sách", stream="budget", on=date(2025, 1, 1), by=THU)
    month = dues.assess_contribution(clinic, JULY, payroll_vnd=500_000_000, by=THU)
    dues.collect(month, 8_000_000, into=budget, on=AUGUST_20, by=THU)
    dues.remit_share(clinic, what="contribution", year=2025, out_of=budget, on=AUGUST_20, by=THU)
    _merged(province)
    owed = of_dues.owed_upward(province.hospital, "contribution", year=2025)
    assert (owed.upward_vnd, owed.sent_vnd, owed.owed_vnd) == (2_000_000, 2_000_000, 0), (
        "the promise went on at the heir"
    )


def test_texts_and_files_under_way_are_the_heirs(province: Province) -> None:
    by = Actor("mo", "Mơ", "PL-YT-NS")
    text = narratives.keep(
        province.clinic, text="Tháng 8 có 40 lượt người nghe tuyên truyền.", by=by, period=periods.month(8, 2025)
    )
    batch = intake.drop(province.clinic, [("cv.txt", b"LIEN DOAN LAO DONG")], by=by)
    assert {"1 văn bản đối chiếu chưa xong", "1 tệp nhận vào chưa lên bàn làm việc"} <= set(_words(province))

    _merged(province)

    kept = Narrative.objects.get(pk=text.pk)
    assert (kept.unit, kept.version) == (province.hospital, text.version + 1)
    [found] = of_texts.findings(kept, reader=None)
    assert found.claim.unit == province.clinic, "the figure still speaks of the clinic"
    assert Batch.objects.get(pk=batch.pk).unit == province.hospital
    assert _words(province) == []


def test_help_under_way_is_decided_paid_and_handed_over_by_the_heir() -> None:
    with clock.set_to(date(2024, 5, 20)):
        care = Care()
        own = care.purse(care.clinic, 5_000_000)
        asked = care.ask(unit=care.clinic, asked_unit=care.clinic)
        elsewhere = care.ask(unit=care.top, asked_unit=care.clinic, person=care.person("Giàng A Páo"))
        visited = care.handed(asked_unit=care.clinic, person=care.person("Mùa Thị Sua"))
        gifts = care.round({care.clinic: 3})
        words = [
            f"{matter.count} {matter.description}"
            for matter in open_matters([care.clinic], date(2024, 5, 20))
            if matter.room == "cases"
        ]
        assert words == ["1 hồ sơ hỗ trợ đang giải quyết"], "what others decide is theirs"
        merge([care.clinic], into=care.hospital, on=date(2024, 5, 20), decided_by=None, by=care.minh)

        case = SupportCase.objects.get(pk=asked.pk)
        assert (case.unit, case.asked_unit) == (care.hospital, care.hospital)
        assert case.version > asked.version, "whoever saved meanwhile is told"
        assert SupportCase.objects.get(pk=elsewhere.pk).asked_unit == care.hospital
        assert SupportCase.objects.get(pk=visited.pk).asked_unit == care.clinic, "what was given stays where it was"
        quota = Quota.objects.get(round=gifts)
        assert (quota.unit, quota.is_inherited, quota.gifts) == (care.hospital, True, 3)
        signer = care.office(care.hospital, "Vàng Thị Mỷ", "Chủ tịch")
        chair = Actor("my", "Mỷ", care.hospital.code)
        case = cases.survey(case, on=date(2024, 5, 20), found="Nhà dột, hai con nhỏ.", by=chair)
        cases.propose(case, amount_vnd=1_000_000, on=date(2024, 5, 20), by=chair, exception="quy chế của đơn vị")
        [fund] = Fund.objects.filter(unit=care.hospital)
        assert (fund.balance_vnd, own.unit) == (5_000_000, care.clinic)
        decided_by = Actor("minh2", "Minh", care.hospital.code)
        cases.approve([care.fresh(case)], on=date(2024, 5, 20), signer=signer, fund=fund, by=decided_by)
        assert verification.people() == verification.money() == verification.periods() == []
