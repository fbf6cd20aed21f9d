"""A round of gifts: lots and quotas, lists, one decision, envelopes, ticks that may come late and twice, the end."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from care_stories import TODAY, Care
from congdoan.cases import actions, queries, verification
from congdoan.cases.actions import Meeting, Tick
from congdoan.cases.models import CaseState, Programme, Round, SupportCase
from congdoan.foundation import periods
from congdoan.foundation.errors import Changed, NotAllowed, Refused
from congdoan.foundation.models import AuditEntry
from congdoan.foundation.sealing import Sealed
from congdoan.funds import actions as money
from congdoan.funds import queries as funds
from congdoan.funds.models import Voucher
from congdoan.journal.models import Entry


def total(measure: str) -> int:
    return sum(Entry.objects.filter(measure=measure).values_list("quantity", flat=True))


def people(care: Care, count: int) -> list[object]:
    return [care.person(f"Người thứ {place}") for place in range(count)]


@pytest.fixture
def may(care: Care) -> Round:
    """Five gifts of 500.000 đồng: three at the hospital, two at the clinic; all listed, decided and paid out."""
    made = care.round({care.hospital: 3, care.clinic: 2})
    actions.put_on_list(made, care.hospital, people(care, 3), by=care.lan, is_member=True)
    actions.put_on_list(made, care.clinic, people(care, 2), by=care.lan, is_member=True)
    actions.decide_round(made, on=TODAY, signer=care.signer, by=care.minh)
    for quota in made.quotas.all():
        voucher = money.prepare_payment(queries.reservations_of(quota.source)[0], payee="Người phát quà", by=care.thu)
        money.approve_payment(voucher, by=care.minh)
        money.pay_out(voucher, on=TODAY, by=care.cuc)
    made.refresh_from_db()
    return made


def test_slips_ticked_late_twice_and_out_of_order_count_once(care: Care, may: Round) -> None:
    first = actions.tick(may, [Tick(3, TODAY, "c"), Tick(1, TODAY, "a")], by=care.lan)
    again = actions.tick(may, [Tick(1, TODAY, "a"), Tick(2, TODAY, "b"), Tick(99, TODAY, "z")], by=care.lan)
    assert (first.done, again.done, again.already, again.unknown) == ((1, 3), (2,), (1,), (99,))
    assert (total("gifts_given"), total("support_turns"), total("members_supported")) == (3, 3, 3)
    assert verification.people() == verification.money() == verification.periods() == []


def test_the_money_of_a_round_is_one_decision_and_a_reservation_for_each_unit(care: Care, may: Round) -> None:
    decision = SupportCase.objects.filter(round=may).first().decision  # type: ignore[union-attr]
    assert decision is not None
    assert decision.total_vnd == 2_500_000
    assert "05 suất quà" in decision.document.subject
    assert [funds.paid_for(quota.source) for quota in may.quotas.order_by("-gifts")] == [1_500_000, 1_000_000]
    assert sum(Entry.objects.filter(measure="gifts_amount").values_list("quantity", flat=True)) == 2_500_000


def test_the_public_statement_does_not_call_two_units_two_people(care: Care, may: Round) -> None:
    """Envelopes are paid to who carries them: five people stand behind two promises."""
    [told] = [one for one in funds.public_statement(care.top, periods.year(2024)) if one.stream == "social"]
    assert told.out_vnd == 2_500_000
    assert [row.people_told for row in told.spent] == [0]


def test_no_envelope_before_it_was_paid_and_none_past_the_list(care: Care) -> None:
    made = care.round({care.hospital: 2})
    listed = actions.put_on_list(made, care.hospital, people(care, 2), by=care.lan, is_member=True)
    with pytest.raises(Refused, match="chỉ có 2 suất"):
        actions.put_on_list(made, care.hospital, people(care, 1), by=care.lan)
    with pytest.raises(Refused, match="chưa quyết định"):
        actions.tick(made, [Tick(1, TODAY)], by=care.lan)
    actions.decide_round(made, on=TODAY, signer=care.signer, by=care.minh)
    with pytest.raises(Refused, match="chưa đủ"):
        actions.tick(made, [Tick(1, TODAY)], by=care.lan)
    with pytest.raises(Refused, match="đã chốt"):
        actions.take_off_list(listed[0], reason="Nhầm", by=care.lan)
    assert total("gifts_given") == 0


def test_who_stands_on_the_list_already_is_not_put_on_it_again(care: Care) -> None:
    made = care.round({care.hospital: 3})
    one, two = people(care, 2)
    assert len(actions.put_on_list(made, care.hospital, [one, one, two], by=care.lan)) == 2  # type: ignore[list-item]
    assert actions.put_on_list(made, care.hospital, [two], by=care.lan) == []  # type: ignore[list-item]


def test_whoever_listed_may_not_decide(care: Care) -> None:
    made = care.round({care.hospital: 1})
    actions.put_on_list(made, care.hospital, people(care, 1), by=care.minh)
    with pytest.raises(NotAllowed):
        actions.decide_round(made, on=TODAY, signer=care.signer, by=care.minh)


def pay_again(care: Care, source: str, amount_vnd: int) -> Voucher:
    again = money.prepare_payment(queries.reservations_of(source)[0], amount_vnd, payee="Người phát", by=care.thu)
    money.approve_payment(again, by=care.minh)
    return money.pay_out(again, on=TODAY, by=care.cuc)


def test_a_round_ends_when_what_was_paid_was_handed_over_or_came_back(care: Care, may: Round) -> None:
    """One of the clinic's two never came: the tick is taken back, one gift paid anew and ticked again."""
    actions.tick(may, [Tick(slip, TODAY) for slip in (1, 2, 3, 4)], by=care.lan)
    with pytest.raises(Refused, match=r"500\.000\sđ đã chi mà chưa trao"):
        actions.close_round(may, on=TODAY, by=care.binh)
    clinic = may.quotas.get(unit=care.clinic)
    assert len(actions.untick(may, care.clinic, reason="Một người vắng", by=care.binh)) == 1
    with pytest.raises(Refused, match="chưa đánh dấu suất nào"):
        actions.untick(may, care.clinic, reason="Một người vắng", by=care.binh)
    money.reverse_payment(funds.vouchers_of(clinic.source)[0], on=TODAY, reason="Một người vắng", by=care.minh)
    with pytest.raises(Refused, match="chỉ còn 2 suất"):
        actions.prepare_round_payment(may, care.clinic, payee="Người phát", method="cash", gifts=3, by=care.thu)
    (again,) = actions.prepare_round_payment(may, care.clinic, payee="Sơn", method="cash", gifts=1, by=care.thu)
    assert again.amount_vnd == 500_000
    money.approve_payment(again, by=care.minh)
    money.pay_out(again, on=TODAY, by=care.cuc)
    actions.tick(may, [Tick(4, TODAY)], by=care.lan)
    with pytest.raises(Refused, match="sau hôm nay"):
        actions.close_round(may, on=TODAY + timedelta(days=1), by=care.binh)
    closed = actions.close_round(may, on=TODAY, by=care.binh)
    assert closed.cases.get(slip_number=5).state == CaseState.CANCELLED
    with pytest.raises(Refused, match="đã kết thúc ngày"):
        actions.take_back(closed.cases.get(slip_number=4), reason="Trao nhầm", by=care.binh)
    assert funds.reserved_for(clinic.source) == 0
    assert (total("gifts_given"), total("gifts_amount")) == (4, 2_000_000)
    assert verification.money() == verification.people() == []


def test_one_tick_by_mistake_is_taken_back_alone_and_set_again(care: Care, may: Round) -> None:
    actions.tick(may, [Tick(slip, TODAY) for slip in (1, 2)], by=care.lan)
    assert [case.slip_number for case in actions.untick(may, care.hospital, slip=2, reason="Nhầm", by=care.binh)] == [2]
    assert total("gifts_given") == 1
    with pytest.raises(Refused, match="chưa đánh dấu"):
        actions.untick(may, care.hospital, slip=2, reason="Nhầm", by=care.binh)
    actions.tick(may, [Tick(2, TODAY)], by=care.lan)
    assert total("gifts_given") == 2


def test_a_round_does_not_end_with_gifts_nobody_paid_for(care: Care, may: Round) -> None:
    """As books of before could say, when the payment of a list ticked in part was reversed."""
    clinic = may.quotas.get(unit=care.clinic)
    actions.tick(may, [Tick(slip, TODAY) for slip in (1, 2, 3, 4)], by=care.lan)
    money.unsettle([clinic.source])
    money.reverse_payment(funds.vouchers_of(clinic.source)[0], on=TODAY, reason="Chi nhầm", by=care.minh)
    with pytest.raises(Refused, match=r"500\.000\sđ đã trao mà chưa chi"):
        actions.close_round(may, on=TODAY, by=care.binh)
    pay_again(care, clinic.source, 500_000)
    actions.close_round(may, on=TODAY, by=care.binh)
    assert verification.money() == []


def test_the_payment_of_gifts_in_peoples_hands_is_not_reversed(care: Care, may: Round) -> None:
    """From the first of them on, until the last is taken back: else the books would say that nobody paid for it."""
    hospital = may.quotas.get(unit=care.hospital)
    voucher = funds.vouchers_of(hospital.source)[0]
    actions.tick(may, [Tick(slip, TODAY) for slip in (1, 2)], by=care.lan)

    for case in may.cases.given():
        with pytest.raises(Refused, match="rút ghi nhận đã trao"):
            money.reverse_payment(voucher, on=TODAY, reason="Chi nhầm", by=care.minh)
        actions.take_back(case, reason="Ghi nhầm", by=care.lan)
    money.reverse_payment(voucher, on=TODAY, reason="Chi nhầm", by=care.minh)
    with pytest.raises(Refused, match="chưa đủ"):
        actions.tick(may, [Tick(1, TODAY)], by=care.lan)
    assert verification.money() == verification.people() == []


def test_gifts_of_goods_need_no_fund_and_are_never_booked(care: Care) -> None:
    made = care.round({care.hospital: 2}, gift_vnd=0, goods="10 kg gạo, dầu ăn", goods_vnd=350_000, fund=None)
    actions.put_on_list(made, care.hospital, people(care, 2), by=care.lan, is_member=True)
    actions.decide_round(made, on=TODAY, signer=care.signer, by=care.minh)
    actions.tick(made, [Tick(1, TODAY), Tick(2, TODAY)], by=care.lan)
    assert (total("gifts_given"), total("gifts_amount")) == (2, 0)


def test_gifts_to_two_children_of_one_member_are_two_turns_of_one_person(care: Care) -> None:
    made = care.round({care.hospital: 2}, programme=Programme.objects.get(code="study"), name="Khuyến học")
    actions.put_on_list(
        made, care.hospital, [care.hoa, care.hoa], relation="child", relative_names=["Lan", "Điệp"], by=care.lan,
        is_member=True,
    )  # fmt: skip
    assert made.cases.count() == 2
    assert {case.relative_name.open() for case in made.cases.all()} == {"Lan", "Điệp"}


def test_a_child_listed_under_each_parent_is_pointed_out_and_not_forbidden(care: Care) -> None:
    """The mother works at the hospital, the father at the clinic; each unit lists the child."""
    made = care.round({care.hospital: 2, care.clinic: 1}, programme=Programme.objects.get(code="study"))
    kin = {"relation": "child", "by": care.lan, "is_member": True}
    mother, father = care.hoa, care.person("Lò Văn Bình")
    actions.put_on_list(made, care.hospital, [mother, mother], relative_names=["Lò Thị Lan", "Điệp"], **kin)
    actions.put_on_list(made, care.clinic, [father], relative_names=["lo thi  lan"], **kin)
    cases = list(made.cases.order_by("slip_number"))

    found = queries.same_children(cases)
    assert {case.slip_number: [one.slip_number for one in found[case.pk]] for case in cases} == {1: [3], 2: [], 3: [1]}
    actions.decide_round(made, on=TODAY, signer=care.signer, by=care.minh)
    assert made.cases.filter(state="approved").count() == 3, "two children may bear one name"


def test_a_child_is_looked_for_without_opening_the_names_of_all_the_others(
    care: Care, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = care.round({care.hospital: 2, care.clinic: 1}, programme=Programme.objects.get(code="study"))
    kin = {"relation": "child", "by": care.lan, "is_member": True}
    actions.put_on_list(made, care.hospital, people(care, 2), relative_names=["Lò Thị Lan", "Điệp"], **kin)
    actions.put_on_list(made, care.clinic, [care.hoa], relative_names=["LÒ THỊ LAN"], **kin)

    def children() -> list[int | None]:
        [first, *_rest] = made.cases.order_by("slip_number")
        return [one.slip_number for one in queries.same_children([first])[first.pk]]

    with monkeypatch.context() as closed:
        closed.setattr(Sealed, "open", lambda _envelope: pytest.fail("a name was opened"))
        assert children() == [3]

    made.cases.update(blind_relative="")
    before = made.cases.order_by("slip_number")[1]
    made.cases.filter(pk=before.pk).update(relative_name=Sealed("s1.lost-key.AAAA"))
    migration = import_module("congdoan.cases.migrations.0012_a_child_is_found_by_a_blind_name")
    then = MigrationLoader(connection).project_state([("cases", migration.__name__.rpartition(".")[2])]).apps
    migration.mark_them(then, None)
    assert children() == [3], "those listed before the upgrade are found too"


def test_a_quota_stays_within_the_tree_and_the_list(care: Care) -> None:
    made = care.round({care.hospital: 2})
    with pytest.raises(Refused, match="không thuộc"):
        actions.share_out(made, {care.elsewhere: 1}, by=care.binh)
    actions.put_on_list(made, care.hospital, people(care, 2), by=care.lan)
    with pytest.raises(Refused, match="bớt tên"):
        actions.share_out(made, {care.hospital: 1}, by=care.binh)


def test_the_gift_of_a_donor_is_traced_from_the_lot_to_the_unit(care: Care) -> None:
    lot = money.receive(care.fund, 1_000_000, on=TODAY, donors=["Công ty Thủy điện"], method="cash", by=care.thu)
    made = care.round({care.hospital: 2})
    actions.share_out(made, {care.hospital: 2}, lots={care.hospital: lot}, by=care.binh)
    actions.put_on_list(made, care.hospital, people(care, 2), by=care.lan)
    actions.decide_round(made, on=TODAY, signer=care.signer, by=care.minh)
    lot.refresh_from_db()
    assert lot.free_vnd == 0


def test_who_was_listed_and_never_reached_is_named(care: Care, may: Round) -> None:
    actions.tick(may, [Tick(slip, TODAY) for slip in (1, 2, 3, 4)], by=care.lan)
    assert queries.never_reached(care.top, on=date(2024, 5, 31)) == []
    missed = queries.never_reached(care.top, on=date(2024, 6, 10))
    assert [(one.case.slip_number, one.name) for one in missed] == [(5, "N. T. 1.")]


def test_a_list_that_changed_since_it_was_shown_is_not_decided(care: Care) -> None:
    made = care.round({care.hospital: 2})
    first = actions.put_on_list(made, care.hospital, people(care, 1), by=care.lan)
    made.refresh_from_db()
    shown = made.version
    actions.take_off_list(first[0], reason="Nhầm", by=care.lan)
    actions.put_on_list(made, care.hospital, people(care, 1), by=care.lan)
    with pytest.raises(Changed, match="vừa thay đổi"):
        actions.decide_round(made, on=TODAY, signer=care.signer, version=shown, by=care.minh)
    made.refresh_from_db()
    actions.decide_round(made, on=TODAY, signer=care.signer, version=made.version, by=care.minh)


def test_a_gift_past_what_the_chair_decides_alone_needs_the_committee(care: Care) -> None:
    made = care.round({care.hospital: 1}, gift_vnd=20_000_001)
    actions.put_on_list(made, care.hospital, people(care, 1), by=care.lan)
    for meeting in (None, Meeting("03/BB", 9, 4)):
        with pytest.raises(Refused, match=r"tập thể|quá nửa"):
            actions.decide_round(made, on=TODAY, signer=care.signer, meeting=meeting, by=care.minh)
    actions.decide_round(made, on=TODAY, signer=care.signer, meeting=Meeting("03/BB", 9, 5), by=care.minh)
    assert AuditEntry.objects.get(action="cases.round.decided").details["votes"] == "5/9"


def test_who_got_the_same_gift_before_gets_it_again_only_on_a_ground(care: Care, may: Round) -> None:
    again = care.round({care.hospital: 1})
    before = may.cases.get(slip_number=1)
    case = actions.put_on_list(again, care.hospital, [before.person], by=care.lan)[0]
    with pytest.raises(Refused, match=before.key):
        actions.decide_round(again, on=TODAY, signer=care.signer, by=care.minh)
    actions.decide_round(again, on=TODAY, signer=care.signer, exception="Nhà vừa cháy", by=care.minh)
    assert case.events.get(step="approve").note.open() == "Nhà vừa cháy"


def test_only_programmes_that_say_so_give_in_rounds(care: Care) -> None:
    assert care.round({care.hospital: 1}, programme=Programme.objects.get(code="hardship"))
    with pytest.raises(Refused, match="không tặng quà theo đợt"):
        care.round({care.hospital: 1}, programme=Programme.objects.get(code="bereavement"))


def test_the_envelopes_of_a_unit_are_put_on_a_voucher_once(care: Care) -> None:
    made = care.round({care.hospital: 2, care.clinic: 1})
    actions.put_on_list(made, care.hospital, people(care, 2), by=care.lan)

    def prepare() -> list[Voucher]:
        return actions.prepare_round_payment(made, care.hospital, payee="Yến", method="bank", by=care.thu)

    with pytest.raises(Refused, match="chưa quyết định"):
        prepare()
    actions.decide_round(made, on=TODAY, signer=care.signer, by=care.minh)
    assert [(row.amount_vnd, row.method) for row in prepare()] == [(1_000_000, "bank")]
    with pytest.raises(Refused, match="Không còn khoản nào"):
        prepare()
    with pytest.raises(Refused, match="Không còn khoản nào"):
        actions.prepare_round_payment(made, care.clinic, payee="Yến", method="cash", by=care.thu)
