"""From proposal to admission, stage by stage: counts go up the line, names do not."""

from collections.abc import Iterator
from datetime import date

import pytest

from builders import Province, user
from congdoan.foundation import clock
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import NotFound, Refused
from congdoan.foundation.models import AuditEntry
from congdoan.foundation.periods import year
from congdoan.journal.queries import flows
from congdoan.membership import access
from congdoan.membership.actions import (
    advance_referral,
    close_referral,
    receive_transfer,
    refer,
    step_back,
    transfer_out,
)
from congdoan.membership.models import Stage
from membership_stories import nothing_is_wrong, one_member

pytestmark = pytest.mark.django_db

RESOLUTION = Citation("03/NQ-BCH", date(2024, 3, 1), "Ban Chấp hành CĐCS Bệnh viện Đa khoa Phong Lai")
FEBRUARY, MARCH, MAY, SEPTEMBER = (date(2024, month, 2) for month in (2, 3, 5, 9))
MEASURES = ["members_introduced_to_party", "party_class", "party_admissions"]


@pytest.fixture(autouse=True)
def in_2024() -> Iterator[None]:
    with clock.set_to(date(2024, 12, 20)):
        yield


def counted(unit: object) -> dict[tuple[str, str], int]:
    rows = flows([unit.pk], MEASURES, year(2024))  # type: ignore[attr-defined]
    return {(row.measure, row.facet): row.quantity for row in rows if row.quantity}


def test_each_stage_is_counted_once_where_the_member_then_is(province: Province) -> None:
    person = one_member(province)
    referral = refer(person, on=FEBRUARY, by=province.lan)
    assert counted(province.top) == {}
    advance_referral(referral, to=Stage.INTRODUCED, on=MARCH, decision=RESOLUTION, by=province.lan)
    receive_transfer(transfer_out(person, to=province.clinic, on=MARCH, by=province.lan), on=MAY, by=province.minh)
    advance_referral(referral, to=Stage.CLASS, on=MAY, by=province.minh)
    advance_referral(referral, to=Stage.ADMITTED, on=SEPTEMBER, by=province.minh)

    assert counted(province.hospital) == {("members_introduced_to_party", "women"): 1}
    assert counted(province.clinic) == {("party_class", "women"): 1, ("party_admissions", "women"): 1}
    assert sum(counted(province.top).values()) == 3
    assert nothing_is_wrong()


def test_no_stage_is_skipped_and_an_introduction_has_its_resolution(province: Province) -> None:
    referral = refer(one_member(province), on=FEBRUARY, by=province.lan)
    with pytest.raises(Refused, match="Bước kế tiếp"):
        advance_referral(referral, to=Stage.ADMITTED, on=MARCH, by=province.lan)
    with pytest.raises(Refused, match="nghị quyết"):
        advance_referral(referral, to=Stage.INTRODUCED, on=MARCH, by=province.lan)
    with pytest.raises(Refused, match="trở đi"):
        advance_referral(referral, to=Stage.INTRODUCED, on=date(2024, 2, 1), decision=RESOLUTION, by=province.lan)
    with pytest.raises(Refused, match="đã có trong danh sách"):
        refer(referral.person, on=MARCH, by=province.lan)
    assert counted(province.top) == {}


def test_a_step_entered_by_mistake_is_taken_back_and_a_closed_one_keeps_its_counts(province: Province) -> None:
    referral = refer(one_member(province), on=FEBRUARY, by=province.lan)
    advance_referral(referral, to=Stage.INTRODUCED, on=MARCH, decision=RESOLUTION, by=province.lan)
    step_back(referral, by=province.lan)
    assert counted(province.top) == {}
    advance_referral(referral, to=Stage.INTRODUCED, on=MAY, decision=RESOLUTION, by=province.lan)
    with pytest.raises(Refused, match="lý do"):
        close_referral(referral, on=SEPTEMBER, because="", by=province.lan)
    close_referral(referral, on=SEPTEMBER, because="Chuyển công tác", by=province.lan)
    assert sum(counted(province.top).values()) == 1
    refer(referral.person, on=SEPTEMBER, by=province.lan)


def test_names_stay_in_the_unit(province: Province) -> None:
    referral = refer(one_member(province), on=FEBRUARY, by=province.lan)
    chair, above = user("Lan", "chair", province.hospital), user("Minh", "chair", province.top)
    sector, inspector = user("Hạnh", "officer", province.sector), user("Thanh", "inspector", province.hospital)
    hoa = user("Hoa", "chair", province.elsewhere)

    assert access.referral_for_keeping(chair, referral.key) == referral
    for stranger in (above, sector, inspector, hoa):
        assert not access.referrals_visible_to(stranger).exists()
        with pytest.raises(NotFound):
            access.referral_for_keeping(stranger, referral.key)
    assert not AuditEntry.objects.filter(sentence__contains="Mai").exists()
