"""One case from the need to the later visit: states, money, papers, the journal, and what may not be done."""

from datetime import date, time, timedelta

import pytest

from builders import user
from care_stories import GROUND, MAY_2, TODAY, Care
from congdoan.accounts.actions import tie
from congdoan.accounts.models import Role
from congdoan.cases import actions, queries, verification
from congdoan.cases.access import may_approve
from congdoan.cases.models import CaseState, Proposal
from congdoan.foundation import clock
from congdoan.foundation.citation import Citation
from congdoan.foundation.errors import Changed, NotAllowed, Refused
from congdoan.foundation.periods import month
from congdoan.funds import actions as money
from congdoan.funds import queries as funds
from congdoan.indicators.models import Indicator
from congdoan.indicators.queries import figure
from congdoan.journal.models import Entry
from congdoan.organisation.actions import add_person
from congdoan.organisation.models import Person, Unit
from congdoan.reorganisation.actions import merge

MAY = month(5, 2024)


def counted(source: str) -> dict[str, int]:
    totals: dict[str, int] = {}
    for entry in Entry.objects.filter(source=source):
        name = f"{entry.measure_id}.{entry.facet}" if entry.facet else entry.measure_id
        totals[name] = totals.get(name, 0) + entry.quantity
    return {name: count for name, count in totals.items() if count}


def test_help_for_hoa_from_the_need_to_the_later_visit(care: Care) -> None:
    care.rules("hardship", 3_000_000)
    case = care.ask(story="Chồng mất việc, hai con nhỏ", asked_vnd=3_000_000)
    case = actions.survey(case, on=TODAY, found="Nhà dột, nợ viện phí.", by=care.binh)
    proposal = actions.propose(case, amount_vnd=2_500_000, on=TODAY, by=care.binh)
    assert proposal.ruling["clause"] == "Quy chế 12/QC-LĐLĐ, Điều 6"
    decision = care.decide(case)
    assert decision.document.symbol == "01/QĐ-LĐLĐ"
    assert funds.reserved_for(case.source) == 2_500_000
    care.pay(case)
    care.hand(case)
    case = care.fresh(case)
    assert (case.state, case.days_to_help) == (CaseState.DONE, (TODAY - MAY_2).days)
    assert counted(case.source) == {"members_supported.hardship": 1, "support_turns.hardship": 1}
    assert case.visit_due_on == TODAY + timedelta(days=90)
    with clock.set_to(TODAY + timedelta(days=80)):
        actions.follow_up(case, on=TODAY + timedelta(days=80), found="Đã có việc làm", by=care.lan)
    case = care.fresh(case)
    assert (case.state, case.visit_due_on) == (CaseState.FOLLOWED_UP, None)
    steps = list(case.events.values_list("step", flat=True))
    assert steps == ["ask", "survey", "propose", "approve", "hand_over", "follow_up"]


def test_the_journal_keeps_a_key_for_the_person_and_says_for_which_unit(care: Care) -> None:
    case = care.handed()
    entry = Entry.objects.get(source=case.source, measure="members_supported")
    assert (entry.unit, entry.for_unit) == (care.top, care.hospital)
    assert entry.person_key == Person.objects.get(pk=care.hoa.pk).journal_key
    assert not Entry.objects.filter(source=case.source, measure="support_turns", person_key__isnull=False).exists()


def test_a_worker_outside_the_union_is_no_member(care: Care) -> None:
    assert counted(care.handed(is_member=False).source) == {"workers_supported": 1, "support_turns.hardship": 1}


def test_who_asked_may_not_approve(care: Care) -> None:
    case = care.proposed(by=care.minh)
    with pytest.raises(NotAllowed, match="không được duyệt"):
        care.decide(case)
    assert actions.approve([case], on=TODAY, signer=care.signer, fund=care.fund, by=care.binh).total_vnd == 2_000_000


def test_who_asked_may_not_approve_with_another_account_of_theirs(care: Care) -> None:
    minh = add_person("Minh", by=care.minh)
    asks, heads = user("minh.can.bo", Role.OFFICER, care.top), user("minh.chu.tich", Role.CHAIR, care.top)
    for account in (asks, heads):
        tie(account, minh, by=care.minh)
    case, head = care.proposed(by=asks.acting(care.top)), heads.acting(care.top)
    listed = care.round({care.hospital: 1})
    actions.put_on_list(listed, care.hospital, [care.hoa], by=asks.acting(care.top), is_member=True)

    assert "bằng một tài khoản khác" in str(may_approve(heads, case).reason)
    with pytest.raises(NotAllowed, match="Người đề nghị không được duyệt"):
        actions.approve([case], on=TODAY, signer=care.signer, fund=care.fund, by=head)
    with pytest.raises(NotAllowed, match="Người lập danh sách không được duyệt"):
        actions.decide_round(listed, on=TODAY, signer=care.signer, by=head)


def test_nothing_goes_past_the_ceiling_or_the_fund(care: Care) -> None:
    care.rules("hardship", 3_000_000)
    case = actions.survey(care.ask(), on=TODAY, found="Khó khăn", by=care.binh)
    with pytest.raises(Refused, match=r"Nhiều nhất 3\.000\.000\sđ"):
        actions.propose(case, amount_vnd=3_000_001, on=TODAY, by=care.binh)
    poor = care.proposed("disaster", 2_000_000, person=care.person("Lý A Sử"))
    empty = care.purse(care.sector, 1_000)
    with pytest.raises(Refused, match="quỹ của"):
        actions.approve([poor], on=TODAY, signer=care.signer, fund=empty, by=care.minh)
    assert care.fresh(poor).state == CaseState.PROPOSED
    assert funds.reserved_for(poor.source) == 0


def test_a_larger_sum_needs_the_committee_and_its_majority(care: Care) -> None:
    care.rules("hardship", 30_000_000)
    case = actions.survey(care.ask("hardship"), on=TODAY, found="Khó khăn", by=care.binh)
    with pytest.raises(Refused, match="biên bản"):
        actions.propose(case, amount_vnd=20_000_001, on=TODAY, by=care.binh, exception=GROUND)
    with pytest.raises(Refused, match="quá nửa"):
        actions.propose(case, amount_vnd=20_000_001, on=TODAY, by=care.binh, minutes="BB 05", present=8, votes_for=4)
    actions.propose(case, amount_vnd=20_000_001, on=TODAY, by=care.binh, minutes="BB 05", present=8, votes_for=5)


def test_beyond_its_authority_a_grassroots_union_puts_the_case_before_the_one_above(care: Care) -> None:
    case = care.ask("hardship", unit=care.hospital)
    case = actions.survey(case, on=TODAY, found="Khó khăn", by=care.binh)
    with pytest.raises(Refused, match="vượt thẩm quyền"):
        actions.propose(case, amount_vnd=10_000_001, on=TODAY, by=care.lan, exception=GROUND)
    with pytest.raises(Refused, match="cấp trên"):
        actions.forward(case, to=care.other_sector, by=care.lan)
    moved = actions.forward(case, to=care.sector, by=care.lan)
    assert (moved.unit, moved.asked_unit, moved.state) == (care.sector, care.hospital, CaseState.RECEIVED)


def test_no_money_no_hand_over_and_no_proof_no_hand_over(care: Care) -> None:
    case = care.approved()
    with pytest.raises(Refused, match="chi đủ"):
        care.hand(case)
    care.pay(case, 500_000)
    with pytest.raises(Refused, match=r"500\.000\sđ"):
        care.hand(case)
    care.pay(case)
    with pytest.raises(Refused, match="giấy ký nhận"):
        care.hand(case, receiver="")
    assert care.hand(case).amount_vnd == 2_000_000


def test_the_same_tap_twice_is_one_case_and_one_hand_over(care: Care) -> None:
    first, again = care.ask(client_token="phone-1"), care.ask(client_token="phone-1")
    assert first == again
    case = care.approved("disaster", person=care.person("Lý A Sử"))
    care.pay(case)
    assert care.hand(case, client_token="tap").pk == care.hand(case, client_token="tap").pk
    with pytest.raises(Refused, match="đã trao"):
        care.hand(case, client_token="other")
    assert counted(case.source)["support_turns.disaster"] == 1


def test_steps_recorded_past_midnight_of_a_set_day_stay_in_their_order(care: Care) -> None:
    """The working day is set and the clock goes round: what comes later carries an earlier moment."""
    with clock.set_to(clock.moment(TODAY, time(23, 58))):
        case = care.proposed(amount_vnd=1_000_000)
    with clock.set_to(clock.moment(TODAY, time(0, 2))):
        actions.send_back(case, reason="Thiếu ảnh", by=care.minh)
        actions.propose(case, amount_vnd=2_000_000, on=TODAY, by=care.binh, exception=GROUND)
    assert [event.step for event in case.events.all()] == ["ask", "survey", "propose", "send_back", "propose"]
    care.decide(case)
    assert care.fresh(case).approved_vnd == 2_000_000, "what was put forward last"


def test_a_hand_over_by_mistake_is_taken_back_and_done_again(care: Care) -> None:
    case = care.handed()
    actions.take_back(case, reason="Ghi nhầm người", by=care.binh)
    assert counted(case.source) == {}
    assert care.fresh(case).state == CaseState.APPROVED
    care.hand(case)
    assert counted(case.source) == {"members_supported.hardship": 1, "support_turns.hardship": 1}
    assert funds.paid_for(case.source) == 2_000_000


def test_what_was_handed_over_is_taken_back_before_its_payment_is_reversed(care: Care) -> None:
    case = care.handed()
    voucher = funds.vouchers_of(case.source)[0]
    with pytest.raises(Refused, match="rút ghi nhận đã trao"):
        money.reverse_payment(voucher, on=TODAY, reason="Nhầm", by=care.minh)
    assert verification.money() == []
    actions.take_back(case, reason="Ghi nhầm người", by=care.binh)
    money.reverse_payment(voucher, on=TODAY, reason="Nhầm", by=care.minh)
    assert (funds.paid_for(case.source), verification.money()) == (0, [])


def test_called_off_before_payment_the_money_is_free_again_after_it_it_must_come_back(care: Care) -> None:
    free = funds.free(care.fund)
    case = care.approved()
    actions.cancel(case, reason="Đã được nơi khác giúp", by=care.binh)
    assert (funds.free(care.fund), care.fresh(case).state) == (free, CaseState.CANCELLED)
    paid = care.approved(person=care.person("Lý A Sử"))
    care.pay(paid)
    with pytest.raises(Refused, match="thu hồi"):
        actions.cancel(paid, reason="Nhầm", by=care.binh)


def test_a_refusal_says_why_and_can_be_looked_at_again(care: Care) -> None:
    case = care.ask()
    with pytest.raises(Refused, match="lý do"):
        actions.refuse(case, reason=" ", by=care.minh)
    actions.refuse(case, reason="Chưa đủ giấy tờ", by=care.minh)
    reopened = actions.reopen(care.fresh(case), reason="Đã bổ sung", by=care.lan)
    assert (reopened.state, reopened.received_on) == (CaseState.RECEIVED, case.received_on)


def test_the_second_of_two_savers_is_told(care: Care) -> None:
    case = care.ask()
    actions.amend(case, version=1, story="Thêm giấy viện phí", by=care.lan)
    with pytest.raises(Changed):
        actions.amend(case, version=1, story="Khác", by=care.lan)


def test_the_rule_that_judged_stays_with_the_decision_when_a_new_one_is_laid(care: Care) -> None:
    care.rules("hardship", 3_000_000)
    case = care.handed(amount_vnd=3_000_000)
    row = Proposal.objects.get(case=case).rule_row
    with clock.set_to(date(2024, 6, 3)):
        programme = case.programme
        line = {"code": "new", "category": "member", "name": "Mức mới", "at_most_vnd": 1, "clause": "QC mới"}
        actions.lay_rules(
            programme, unit=care.top, since=date(2024, 6, 1), basis=Citation("20/QC"), lines=[line], by=care.binh
        )
        assert queries.ruling_for(case).at_most_vnd == 3_000_000
        june = care.ask(need_on=date(2024, 6, 2), received_on=date(2024, 6, 3), person=care.person("Lý A Sử"))
        assert queries.ruling_for(june).at_most_vnd == 1
    assert Proposal.objects.get(case=case).rule_row == row


def test_a_double_is_pointed_out_and_barred_at_the_same_unit_unless_a_ground_is_given(care: Care) -> None:
    care.handed("disaster")
    care.rules("disaster", 5_000_000)
    again = care.ask("disaster", need_on=date(2024, 5, 6))
    with pytest.raises(Refused, match="Trùng với hồ sơ"):
        actions.propose(again, amount_vnd=1_000_000, on=TODAY, by=care.binh, exception="")
    actions.propose(again, amount_vnd=1_000_000, on=TODAY, by=care.binh, exception="Hai trận lũ khác nhau")
    assert [double.verdict.value for double in queries.doubles(again)] == ["barred"]


def test_two_levels_visit_the_same_patient_one_person_two_turns(care: Care) -> None:
    care.handed("disaster")
    other = care.purse(care.sector, 5_000_000)
    case = care.ask("disaster", unit=care.sector)
    actions.propose(case, amount_vnd=500_000, on=TODAY, by=care.binh, exception="theo quy chế ngành")
    signer = care.office(care.sector, "Vũ Thị Yến", "Phó Chủ tịch")
    actions.approve([case], on=TODAY, signer=signer, fund=other, by=care.minh)
    care.pay(care.fresh(case))
    care.hand(case)
    codes = ("members_supported", "support_turns")
    assert [figure(care.top, Indicator.objects.get(code=code), MAY).value for code in codes] == [1, 2]


def test_more_days_in_hospital_than_passed_and_a_dossier_before_the_need_are_refused(care: Care) -> None:
    """An amount hangs on the days: from 21 on it is twice as much. MAY_2 to MAY_11 are ten."""
    ten_days = {"need_until": date(2024, 5, 11)}
    with pytest.raises(Refused, match="chỉ có 10 ngày"):
        care.ask("covid", facts={"inpatient_days": 6, "outpatient_days": 5}, **ten_days)
    with pytest.raises(Refused, match="trước ngày phát sinh"):
        care.ask("covid", received_on=date(2024, 5, 1))
    case = care.ask("covid", facts={"inpatient_days": 10}, **ten_days)
    type(case).objects.filter(pk=case.pk).update(received_on=date(2024, 4, 1))
    case = actions.amend(care.fresh(case), version=case.version, story="khai từ sổ cũ", by=care.lan)
    with pytest.raises(Refused, match="chỉ có 10 ngày"):
        actions.amend(case, version=case.version, facts={"outpatient_days": 11}, by=care.lan)
    with pytest.raises(Refused, match="chỉ có 19 ngày"):
        care.ask("covid", facts={"quarantine_days": 20})
    assert care.fresh(case).version == case.version


def test_a_day_to_come_is_refused_everywhere(care: Care) -> None:
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Refused):
        care.ask(need_on=tomorrow)
    case = care.ask()
    with pytest.raises(Refused):
        actions.survey(case, on=tomorrow, found="x", by=care.binh)
    with pytest.raises(Refused):
        care.decide(care.proposed("disaster", person=care.person("A")), on=tomorrow)


def test_who_asks_for_a_unit_that_ended_is_told_who_took_over(care: Care) -> None:
    merge([care.clinic], into=care.hospital, on=MAY_2, decided_by=None, by=care.minh)
    with pytest.raises(
        Refused, match=f"{care.clinic.name} đã kết thúc hoạt động; đơn vị tiếp nhận: {care.hospital.name}"
    ):
        care.ask(asked_unit=Unit.objects.get(pk=care.clinic.pk))
