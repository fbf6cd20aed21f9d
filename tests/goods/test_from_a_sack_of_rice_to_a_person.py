"""Rice comes in, goes down to the hospital, into people's hands and to a checkpoint; the stock is never below zero."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import Province
from care_stories import GROUND, TODAY, Care
from congdoan.cases import actions as cases
from congdoan.cases import queries as cases_queries
from congdoan.cases import verification as of_cases
from congdoan.cases import wording
from congdoan.cases.actions import Tick
from congdoan.cases.models import Programme
from congdoan.foundation import clock
from congdoan.foundation.errors import Refused
from congdoan.foundation.models import AuditEntry
from congdoan.funds import actions as money
from congdoan.funds import queries as funds
from congdoan.funds.models import Fund
from congdoan.goods import actions, queries, verification
from congdoan.goods.models import GoodsIssue, GoodsLot
from congdoan.journal.models import Entry
from congdoan.membership.models import Spell
from congdoan.organisation.models import Unit
from congdoan.reorganisation.actions import merge
from fund_stories import counted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def may_20() -> Iterator[None]:
    with clock.set_to(TODAY):
        yield


@pytest.fixture
def care() -> Care:
    return Care()


def _rice(care: Care, quantity: int = 100, unit: Unit | None = None, worth_vnd: int | None = 1_500_001) -> GoodsLot:
    return actions.receive(
        unit or care.top, "gạo", quantity, counted_in="kg", on=date(2024, 5, 10), givers=["Công ty Hoa Ban", "Bà Hiền"],
        worth_vnd=worth_vnd, by=care.binh,
    )  # fmt: skip


def test_from_the_giver_through_a_unit_to_a_person_and_no_dong_in_the_books(care: Care) -> None:
    money = {fund.pk: fund.balance_vnd for fund in Fund.objects.all()}
    rice = _rice(care)
    sent = actions.send(rice, 60, to=care.sector, on=TODAY, by=care.binh)
    assert [one.pk for one in queries.coming(care.sector)] == [sent.pk]
    at_sector = actions.confirm(sent, on=TODAY, by=care.binh)
    with pytest.raises(Refused, match="đã được nhận"):
        actions.confirm(sent, on=TODAY, by=care.binh)
    with pytest.raises(Refused, match="đã được nơi nhận xác nhận"):
        actions.undo(sent, reason="nhầm", by=care.binh)

    onward = actions.send(at_sector, 30, to=care.hospital, on=TODAY, by=care.binh)
    at_hospital = actions.confirm(onward, on=TODAY, by=care.lan)

    case = care.ask(asked_unit=care.hospital)
    case = cases.survey(case, on=TODAY, found="Nhà dột, hai con nhỏ.", by=care.binh)
    cases.propose(case, amount_vnd=0, goods="20 kg gạo", on=TODAY, by=care.binh, exception=GROUND)
    care.decide(case)
    with pytest.raises(Refused, match="Chỉ xuất hiện vật trong kho"):
        cases.hand_over(case, on=TODAY, receiver="Lò Thị Hoa", out_of=[(at_sector, 20)], by=care.lan)
    cases.hand_over(case, on=TODAY, receiver="Lò Thị Hoa", out_of=[(at_hospital, 20)], by=care.lan)
    actions.give_away(rice, 15, receiver="Chốt kiểm dịch Km 12", on=TODAY, by=care.binh)
    actions.write_off(rice, 5, reason="Ẩm mốc", on=TODAY, by=care.binh)

    ways = [(way.depth, way.issue.kind, way.issue.quantity, way.issue.source) for way in queries.trace(rice)]
    assert ways == [
        (0, "unit", 60, ""),
        (1, "unit", 30, ""),
        (2, "case", 20, case.source),
        (0, "community", 15, ""),
        (0, "loss", 5, ""),
    ]
    assert GoodsLot.objects.get(pk=rice.pk).left == 20
    assert counted("goods_received_value", care.top) == 1_500_001
    assert counted("goods_received_value", care.sector) == 0, "what we sent on was received once"
    assert counted("goods_given_value", care.hospital, "person") == 300_000
    assert {fund.pk: fund.balance_vnd for fund in Fund.objects.all()} == money
    assert not Entry.objects.filter(room="funds", occurred_on=TODAY).exists()
    assert verification.verify() == of_cases.people() == []
    assert not AuditEntry.objects.filter(sentence__contains="Hoa", subject__startswith="goods:").exists()

    cases.take_back(care.fresh(case), reason="ghi nhầm ngày", by=care.lan)
    assert GoodsLot.objects.get(pk=at_hospital.pk).left == 30, "taken back with the hand-over"
    assert counted("goods_given_value", care.hospital) == 0
    assert verification.verify() == []


def test_every_refusal_says_why(care: Care) -> None:
    rice = _rice(care)
    for words, verb in (
        ("lớn hơn 0", lambda: _rice(care, 0)),
        ("chỉ còn 100 kg gạo", lambda: actions.give_away(rice, 101, receiver="Chốt", on=TODAY, by=care.binh)),
        ("không xuất trước", lambda: actions.write_off(rice, 1, reason="mốc", on=date(2024, 5, 9), by=care.binh)),
        ("chưa đến", lambda: actions.give_away(rice, 1, receiver="Chốt", on=date(2024, 5, 21), by=care.binh)),
        ("trực tiếp", lambda: actions.send(rice, 1, to=care.hospital, on=TODAY, by=care.binh)),
        ("ghi lý do", lambda: actions.write_off(rice, 1, reason=" ", on=TODAY, by=care.binh)),
        ("nơi nhận", lambda: actions.give_away(rice, 1, receiver="", on=TODAY, by=care.binh)),
    ):  # fmt: skip
        with pytest.raises(Refused, match=words):
            verb()
    stale = actions.receive(
        care.top, "sữa", 10, counted_in="hộp", on=date(2024, 5, 1), expires_on=date(2024, 5, 19), by=care.binh
    )
    with pytest.raises(Refused, match="hết hạn"):
        actions.give_away(stale, 1, receiver="Chốt", on=TODAY, by=care.binh)
    actions.write_off(stale, 10, reason="hết hạn", on=TODAY, by=care.binh)
    with pytest.raises(Refused, match="không hủy được"):
        actions.take_back(stale, reason="nhầm", by=care.binh)
    actions.take_back(rice, reason="nhập nhầm kho", by=care.binh)
    assert counted("goods_received_value", care.top) == 0
    with pytest.raises(Refused, match="chỉ còn 0 kg gạo"):
        actions.give_away(rice, 1, receiver="Chốt", on=TODAY, by=care.binh)


def test_the_database_itself_keeps_the_stock(care: Care) -> None:
    rice = _rice(care)
    issue = actions.give_away(rice, 90, receiver="Chốt", on=TODAY, by=care.binh)
    with pytest.raises(IntegrityError), transaction.atomic():
        GoodsIssue.objects.create(lot=rice, kind="loss", quantity=11, on=TODAY, issued_by="x", issued_by_name="x")
    for statement in (
        "DELETE FROM goods_goodsissue",
        "DELETE FROM goods_goodslot",
        f"UPDATE goods_goodsissue SET quantity = 1 WHERE id = {issue.pk}",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert GoodsLot.objects.get(pk=rice.pk).left == 10


def test_ticks_take_each_gift_out_of_its_lot_in_as_many_statements_for_thirty_as_for_one(
    care: Care, django_assert_max_num_queries: object
) -> None:
    rice = _rice(care, 160)
    gifts = care.round({care.hospital: 32}, gift_vnd=0, out_of=[(rice, 5)])
    assert gifts.goods == "5 kg gạo"
    people = [care.person(f"Lò Văn {number:02}") for number in range(32)]
    cases.put_on_list(gifts, care.hospital, people, is_member=True, by=care.lan)
    cases.decide_round(gifts, on=TODAY, signer=care.signer, by=care.minh)

    with django_assert_max_num_queries(40) as many:  # type: ignore[operator]
        cases.tick(gifts, [Tick(slip, TODAY, f"t{slip}") for slip in range(2, 32)], by=care.lan)
    with django_assert_max_num_queries(40) as one:  # type: ignore[operator]
        cases.tick(gifts, [Tick(1, TODAY, "t1")], by=care.lan)
    assert len(many) == len(one)
    again = cases.tick(gifts, [Tick(1, TODAY, "t1"), Tick(2, TODAY, "t2")], by=care.lan)
    assert again.already == (1, 2)
    assert GoodsLot.objects.get(pk=rice.pk).left == 5
    assert {way.issue.source for way in queries.trace(rice)} == {case.source for case in gifts.cases.given()}, (
        "from the lot to each person's record"
    )
    assert verification.verify() == of_cases.people() == []

    actions.give_away(GoodsLot.objects.get(pk=rice.pk), 1, receiver="Chốt", on=TODAY, by=care.binh)
    assert cases_queries.packed(gifts)[0].short == 1
    with pytest.raises(Refused, match="chỉ còn 4 kg gạo"):
        cases.tick(gifts, [Tick(32, TODAY, "t32")], by=care.lan)
    assert gifts.cases.given().count() == 31, "the tick was refused whole"


def test_a_parcel_of_rice_oil_and_an_envelope(care: Care) -> None:
    """Two lots of two givers and money in one gift: one hand-over, one turn; what is left over stays in the stock."""
    rice = _rice(care, 50)
    oil = actions.receive(care.top, "dầu ăn", 4, counted_in="chai", on=TODAY, worth_vnd=200_000, by=care.binh)
    parcel = [(rice, 10), (oil, 1)]
    gifts = care.round({care.hospital: 5}, gift_vnd=300_000, out_of=parcel)
    assert (gifts.goods, gifts.goods_vnd) == ("10 kg gạo, 1 chai dầu ăn", 300_000 + 50_000)
    assert "300.000\xa0đ và 10 kg gạo, 1 chai dầu ăn" in wording.gift_in_words(gifts)
    people = [care.person(f"Lò Văn {number:02}") for number in range(5)]
    listed = cases.put_on_list(gifts, care.hospital, people, is_member=True, by=care.lan)
    with pytest.raises(Refused, match="5 suất cần 5 chai dầu ăn mà kho chỉ còn 4 chai"):
        cases.decide_round(gifts, on=TODAY, signer=care.signer, by=care.minh)
    cases.take_off_list(listed[4], reason="thiếu hàng", by=care.lan)
    decision = cases.decide_round(gifts, on=TODAY, signer=care.signer, by=care.minh)
    assert "10 kg gạo, 1 chai dầu ăn" in decision.document.clauses.get(label="Điều 1").text
    [quota] = gifts.quotas.all()
    [voucher] = cases.prepare_round_payment(gifts, care.hospital, payee="Sơn", method="cash", gifts=3, by=care.thu)
    money.approve_payment(voucher, by=care.minh)
    money.pay_out(voucher, on=TODAY, by=care.cuc)
    with pytest.raises(Refused, match="chưa đủ"):
        cases.tick(gifts, [Tick(slip, TODAY) for slip in (1, 2, 3, 4)], by=care.lan)
    assert GoodsLot.objects.get(pk=rice.pk).left == 50, "no goods without the envelope that goes with them"

    cases.tick(gifts, [Tick(slip, TODAY) for slip in (1, 2, 3)], by=care.lan)
    cases.untick(gifts, care.hospital, slip=2, reason="nhầm", by=care.binh)
    assert [(one.needed, one.handed, one.lot.left) for one in cases_queries.packed(gifts)] == [(40, 20, 30), (4, 2, 2)]
    cases.tick(gifts, [Tick(2, TODAY)], by=care.lan)
    again = care.round({care.clinic: 2}, name="Đợt sau", out_of=[(oil, 1)])
    cases.put_on_list(again, care.clinic, [care.person("Vàng A"), care.person("Vàng B")], is_member=True, by=care.lan)
    with pytest.raises(Refused, match="chỉ còn 0 chai dầu ăn chưa hứa"):
        cases.decide_round(again, on=TODAY, signer=care.signer, by=care.minh)

    cases.close_round(gifts, on=TODAY, by=care.binh)
    assert [GoodsLot.objects.get(pk=lot.pk).left for lot in (rice, oil)] == [20, 1]
    assert len(queries.trace(oil)) == 3
    assert (counted("gifts_given", care.top), counted("support_turns", care.top)) == (3, 3)
    assert counted("gifts_amount", care.top) == funds.paid_for(quota.source) == 900_000
    assert counted("goods_given_value", care.top) == 1_500_001 * 30 // 50 + 150_000
    assert verification.verify() == of_cases.people() == of_cases.money() == []


@pytest.mark.parametrize(
    ("parcel", "words"),
    [
        (lambda care, rice: [(rice, 101)], "chỉ còn 100 kg gạo"),
        (lambda care, rice: [(rice, 0)], "mỗi suất bao nhiêu"),
        (lambda care, rice: [(rice, 1), (rice, 2)], "chỉ ghi một lần"),
        (lambda care, rice: [(_rice(care, unit=care.sector), 1)], "trong kho của đơn vị"),
    ],
)
def test_what_no_gift_is_made_of(care: Care, parcel: Callable[..., Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        care.round({care.hospital: 1}, gift_vnd=0, out_of=parcel(care, _rice(care)))


def test_a_round_of_a_unit_that_ends_gives_on_from_its_heirs_stock(province: Province) -> None:
    rice = actions.receive(province.clinic, "gạo", 50, counted_in="kg", on=date(2024, 5, 1), by=province.lan)
    gifts = cases.open_round(
        province.clinic, programme=Programme.objects.get(code="tet"), name="Tết", since=TODAY, until=TODAY,
        out_of=[(rice, 5)], by=province.lan,
    )  # fmt: skip
    merge([province.clinic], into=province.hospital, on=TODAY, decided_by=None, by=province.minh)
    item = gifts.parcel.get()
    assert (item.lot.unit, item.lot.left, item.each) == (province.hospital, 50, 5)


def test_what_comes_back_to_a_unit_that_ended_goes_on_to_its_heir(care: Care) -> None:
    rice = _rice(care, 50, unit=care.clinic)
    handed = [actions.Handed(5, source, care.clinic, care.hoa.journal_key, date(2024, 5, 12))
              for source in ("case:A", "case:B")]  # fmt: skip
    actions.hand_out(rice, handed, by=care.lan)
    merge([care.clinic], into=care.hospital, on=TODAY, decided_by=None, by=care.minh)
    actions.undo_of(["case:A", "case:B"], reason="ghi nhầm", by=care.binh)
    assert GoodsLot.objects.get(pk=rice.pk).left == 0, "nothing is left where nobody keeps it"
    assert sorted(lot.left for lot in GoodsLot.objects.filter(unit=care.hospital)) == [10, 40]
    assert verification.verify() == []


def test_a_gift_does_not_take_what_the_heir_was_sent_before(care: Care) -> None:
    rice = _rice(care, 50, unit=care.hospital)
    gifts = cases.open_round(
        care.hospital, programme=Programme.objects.get(code="tet"), name="Tết", since=TODAY, until=TODAY,
        out_of=[(rice, 5)], by=care.lan,
    )  # fmt: skip
    sent = actions.send(rice, 50, to=care.sector, on=date(2024, 5, 12), by=care.lan)
    actions.confirm(sent, on=date(2024, 5, 12), by=care.binh)
    merge([care.hospital], into=care.sector, on=TODAY, decided_by=None, by=care.minh)
    assert gifts.parcel.get().lot == rice, "no stock of it came over"


def test_goods_go_on_at_the_heir(province: Province) -> None:
    rice = actions.receive(province.clinic, "gạo", 50, counted_in="kg", on=date(2024, 5, 1), givers=["Bà Hiền"],
                           worth_vnd=700_000, by=province.lan)  # fmt: skip
    actions.give_away(rice, 20, receiver="Chốt", on=date(2024, 5, 2), by=province.lan)
    merge([province.clinic], into=province.hospital, on=TODAY, decided_by=None, by=province.minh)
    [carried] = GoodsLot.objects.filter(unit=province.hospital)
    assert (carried.left, carried.givers.get().name, GoodsLot.objects.get(pk=rice.pk).left) == (30, "Bà Hiền", 0)
    assert verification.verify() == []
    assert not Spell.objects.exists()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(["away", "loss", "undo"]), st.integers(1, 40)), max_size=12))
def test_whatever_is_done_the_worth_of_all_parts_is_the_lots(care: Care, steps: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        rice = _rice(care, 97)
        for what, count in steps:
            try:
                if what == "away":
                    actions.give_away(rice, count, receiver="Chốt", on=TODAY, by=care.binh)
                elif what == "loss":
                    actions.write_off(rice, count, reason="mốc", on=TODAY, by=care.binh)
                elif issue := rice.issues.filter(undone_on__isnull=True).last():
                    actions.undo(issue, reason="nhầm", by=care.binh)
            except Refused:
                continue
        lot = GoodsLot.objects.get(pk=rice.pk)
        assert 0 <= lot.left <= 97
        if lot.left:
            actions.give_away(lot, lot.left, receiver="Chốt", on=TODAY, by=care.binh)
        standing = rice.issues.filter(undone_on__isnull=True)
        assert sum(one.worth_vnd for one in standing) == 1_500_001, "divided without losing a đồng"
        assert verification.verify() == []
        transaction.set_rollback(True)
