"""Mái ấm Công đoàn: a file, several purses, stages with photos, one house however many levels help build it."""

from datetime import date, timedelta

import pytest

from care_stories import GROUND, TODAY, Care
from congdoan.cases import actions, forgetting, queries, verification
from congdoan.cases.models import CaseFile, CaseState, HouseProject, SupportCase
from congdoan.cases.rules import Newcomer
from congdoan.foundation import clock, files
from congdoan.foundation.errors import Refused
from congdoan.foundation.forgetting import ANONYMOUS
from congdoan.funds import queries as funds
from congdoan.journal.models import Entry


def planned(care: Care, **said: object) -> SupportCase:
    case = care.ask("housing_new", **said)
    case = actions.survey(case, on=TODAY, found="Nhà tạm, vách nứt", by=care.binh)
    actions.plan_house(
        case, place="Bản Nà Khuyết", land_paper="commune", household=4, planned_cost_vnd=70_000_000, by=care.binh
    )
    return care.fresh(case)


def built(care: Care, case: SupportCase) -> HouseProject:
    assert case.house is not None
    for kind, day in (("started", date(2024, 5, 20)), ("finished", date(2024, 5, 20))):
        actions.reach_milestone(case.house, kind=kind, on=day, by=care.lan)
    return HouseProject.objects.get(pk=case.house.pk)


def decided(care: Care, case: SupportCase, amount_vnd: int) -> SupportCase:
    actions.propose(
        case, amount_vnd=amount_vnd, on=TODAY, by=care.binh, exception=GROUND, minutes="BB 05", present=7, votes_for=7
    )
    care.decide(case)
    return care.fresh(case)


def houses() -> dict[str, int]:
    rows = Entry.objects.filter(measure__in=["houses_supported", "housing_beneficiaries", "support_turns"])
    found: dict[str, int] = {}
    for entry in rows:
        found[entry.measure_id] = found.get(entry.measure_id, 0) + entry.quantity
    return found


def test_who_approves_is_told_that_a_namesake_has_a_house_already(care: Care) -> None:
    """Hoa has a house under way; the clinic asks for a house for a Hoa nobody there knows."""
    planned(care)
    other = care.ask("housing_new", person=Newcomer("Lò Thị Hoa"), is_member=None, asked_unit=care.clinic)
    [told] = queries.namesakes_of([other])[other.pk]
    assert (told.person, told.house_by) == (care.hoa, care.top)
    plain = care.ask("hardship", person=Newcomer("Lò Văn Chung"), is_member=None)
    again = care.ask(
        "hardship", person=Newcomer("Lò Văn Chung", another_because="người bản khác"), is_member=None,
        asked_unit=care.clinic,
    )  # fmt: skip
    assert [(one.person, one.house_by) for one in queries.namesakes_of([again])[again.pk]] == [(plain.person, None)]


def test_a_house_from_the_plan_to_the_hand_over_paid_in_two_parts(care: Care) -> None:
    care.rules("housing_new", 30_000_000)
    case = decided(care, planned(care), 30_000_000)
    care.pay(case, 20_000_000)
    with pytest.raises(Refused, match="hoàn thành"):
        care.hand(case)
    built(care, case)
    with pytest.raises(Refused, match=r"20\.000\.000\sđ"):
        care.hand(care.fresh(case))
    care.pay(case)
    care.hand(care.fresh(case))
    assert houses() == {"houses_supported": 1, "housing_beneficiaries": 4, "support_turns": 1}
    assert Entry.objects.get(measure="houses_supported").facet == "new"
    assert verification.money() == verification.people() == verification.periods() == []


def joining(care: Care, house: HouseProject, amount_vnd: int) -> SupportCase:
    """The sector helps to build the same house: asked, joined, seen, decided; the money is its own."""
    joined = actions.join_house(care.ask("housing_new", unit=care.sector), house, by=care.binh)
    joined = actions.survey(joined, on=TODAY, found="Cùng góp", by=care.binh)
    return paid_by_the_sector(care, joined, amount_vnd)


def paid_by_the_sector(care: Care, case: SupportCase, amount_vnd: int) -> SupportCase:
    said = {"exception": GROUND, "minutes": "BB", "present": 3, "votes_for": 3}
    actions.propose(case, amount_vnd=amount_vnd, on=TODAY, by=care.binh, **said)
    purse, signer = care.purse(care.sector, amount_vnd), care.office(care.sector, "Vũ Thị Yến", "Chủ tịch")
    actions.approve([case], on=TODAY, signer=signer, fund=purse, by=care.minh)
    return care.fresh(case)


def test_a_house_two_levels_help_build_is_one_house(care: Care) -> None:
    case = decided(care, planned(care), 30_000_000)
    house = built(care, case)
    someone_else = care.ask("housing_new", person=care.person("Người khác"), unit=care.sector)
    with pytest.raises(Refused):
        actions.join_house(someone_else, house, by=care.binh)
    with pytest.raises(Refused, match="cùng góp"):
        own_house(care, care.ask("housing_new", unit=care.sector))
    joined = joining(care, house, 10_000_000)
    for one in (case, joined):
        care.pay(care.fresh(one))
        care.hand(care.fresh(one))
    assert houses() == {"houses_supported": 1, "housing_beneficiaries": 4, "support_turns": 2}
    assert verification.people() == []


@pytest.mark.parametrize("is_handed_before", [False, True], ids=["while it is open", "handed over already"])
def test_when_the_one_that_led_falls_away_the_house_is_still_counted_once(care: Care, is_handed_before: bool) -> None:
    case = decided(care, planned(care), 30_000_000)
    house = built(care, case)
    joined = joining(care, house, 10_000_000)
    care.pay(joined)
    if is_handed_before:
        care.hand(care.fresh(joined))
    actions.cancel(care.fresh(case), reason="Gia đình được nguồn khác", by=care.binh)
    if not is_handed_before:
        care.hand(care.fresh(joined))

    assert houses() == {"houses_supported": 1, "housing_beneficiaries": 4, "support_turns": 1}
    assert HouseProject.objects.get().lead == joined
    assert funds.free(care.fund) == 100_000_000, "what the province had set aside is free again"
    assert verification.money() == verification.people() == []


def own_house(care: Care, case: SupportCase) -> HouseProject:
    return actions.plan_house(
        case, place="Bản Nà Khuyết", land_paper="commune", household=4, planned_cost_vnd=70_000_000, by=care.binh
    )


def test_a_house_handed_over_is_joined_and_planned_anew_only_for_a_later_need(care: Care) -> None:
    """One hand-over; then the sector, late, for the same need; then a storm on the next day."""
    case = decided(care, planned(care), 30_000_000)
    built(care, case)
    care.pay(case)
    care.hand(care.fresh(case))
    late = care.ask("housing_new", unit=care.sector)
    with pytest.raises(Refused, match="cùng góp"):
        own_house(care, late)
    assert actions.join_house(late, HouseProject.objects.get(), by=care.binh).house == care.fresh(case).house
    with clock.set_to(TODAY + timedelta(days=3)):
        after_the_storm = care.ask("housing_new", unit=care.hospital, need_on=TODAY + timedelta(days=1))
        assert own_house(care, after_the_storm).lead == after_the_storm
    assert houses() == {"houses_supported": 1, "housing_beneficiaries": 4, "support_turns": 1}


def test_who_led_a_house_is_not_reopened_beside_the_house_built_since(care: Care) -> None:
    first = planned(care)
    helper = actions.join_house(care.ask("housing_new", unit=care.hospital), HouseProject.objects.get(), by=care.binh)
    actions.refuse(helper, reason="Hết nguồn", by=care.minh)
    actions.cancel(first, reason="Gia đình được nguồn khác", by=care.binh)
    sectors = own_house(care, care.ask("housing_new", unit=care.sector))

    with pytest.raises(Refused, match=r"lập hồ sơ mới để cùng góp"):
        actions.reopen(care.fresh(first), reason="Xem lại", by=care.binh)
    assert care.fresh(first).state == CaseState.CANCELLED
    reopened = actions.reopen(care.fresh(helper), reason="Có nguồn", by=care.binh)
    assert care.fresh(reopened).house is None, "the house it helped to build is led by nobody"
    assert actions.join_house(reopened, sectors, by=care.binh).house == sectors

    actions.cancel(reopened, reason="Thôi", by=care.binh)
    actions.cancel(sectors.lead, reason="Thôi", by=care.binh)
    assert actions.reopen(care.fresh(first), reason="Xem lại", by=care.binh).state == CaseState.RECEIVED


def test_who_is_reopened_leads_the_house_that_nobody_leads_any_more(care: Care) -> None:
    first = planned(care)
    house = built(care, first)
    photo = files.store(b"anh mong nha", name="mong.jpg", by=care.lan, is_encrypted=True)
    actions.reach_milestone(house, kind="founded", on=date(2024, 5, 20), by=care.lan, photos=[photo])
    helper = actions.join_house(care.ask("housing_new", unit=care.sector), house, by=care.binh)
    actions.refuse(helper, reason="Hết nguồn", by=care.minh)
    actions.cancel(first, reason="Gia đình được nguồn khác", by=care.binh)

    actions.reopen(care.fresh(helper), reason="Có nguồn", by=care.binh)
    assert HouseProject.objects.get().lead == helper
    assert [row.case for row in CaseFile.objects.filter(role="milestone")] == [helper]
    helper = paid_by_the_sector(care, actions.survey(helper, on=TODAY, found="Nhà tạm", by=care.binh), 10_000_000)
    care.pay(helper)
    care.hand(care.fresh(helper))
    actions.reopen(care.fresh(first), reason="Cùng góp", by=care.binh)
    assert HouseProject.objects.get().lead == helper, "who led before helps to build it now"
    assert houses() == {"houses_supported": 1, "housing_beneficiaries": 4, "support_turns": 1}
    assert verification.people() == []


def test_no_file_no_land_no_order(care: Care) -> None:
    case = care.ask("housing_new")
    case = actions.survey(case, on=TODAY, found="Nhà tạm", by=care.binh)
    with pytest.raises(Refused, match="hồ sơ nhà"):
        actions.propose(case, amount_vnd=1_000_000, on=TODAY, by=care.binh, exception=GROUND)
    with pytest.raises(Refused, match="giấy tờ đất"):
        actions.plan_house(case, place="Bản", land_paper="none", household=4, planned_cost_vnd=1, by=care.binh)
    house = actions.plan_house(
        case, place="Bản", land_paper="commune", household=4, planned_cost_vnd=70_000_000, by=care.binh
    )
    actions.reach_milestone(house, kind="roofed", on=date(2024, 5, 10), by=care.lan)
    with pytest.raises(Refused, match="thứ tự"):
        actions.reach_milestone(house, kind="founded", on=date(2024, 5, 12), by=care.lan)


def test_what_the_family_gives_stands_beside_our_money_and_is_never_booked(care: Care) -> None:
    case = planned(care)
    assert case.house is not None
    family = actions.pledge(case.house, giver="family", pledged_vnd=25_000_000, by=care.binh)
    actions.note_given(family, pledged_vnd=30_000_000, given_vnd=25_000_000, by=care.binh)
    family.refresh_from_db()
    assert (family.pledged_vnd, family.given_vnd) == (30_000_000, 25_000_000)
    with pytest.raises(Refused):
        actions.pledge(case.house, giver="donor", pledged_vnd=0, by=care.binh)
    actions.pledge(case.house, giver="family", name="Lò Văn Bé", pledged_vnd=1, by=care.binh)
    actions.pledge(case.house, giver="donor", name="Công ty An Phát", pledged_vnd=1, by=care.binh)
    actions.pledge(case.house, giver="donor", name=f"Bạn học của {care.hoa.name}", pledged_vnd=1, by=care.binh)
    forgetting.forget(care.hoa, TODAY, care.minh)
    names = list(case.house.contributions.values_list("name", flat=True))
    assert names == ["", ANONYMOUS, "Công ty An Phát", f"Bạn học của {ANONYMOUS}"]
    assert not Entry.objects.filter(measure="housing_support_amount").exists()
