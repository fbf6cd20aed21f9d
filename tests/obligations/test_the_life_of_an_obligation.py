"""The sector union asks; the hospital takes on, does, is sent back, is verified. Nobody judges their own work."""

from datetime import date

import pytest

from builders import Province, user
from congdoan.accounts.models import Notice
from congdoan.foundation import clock
from congdoan.foundation.actor import Actor
from congdoan.foundation.errors import Changed, NotAllowed, Refused
from congdoan.foundation.models import AuditEntry, Parameter
from congdoan.obligations import actions
from congdoan.obligations.access import may_answer, may_extend, may_judge, visible_to
from congdoan.obligations.models import Duty, NilReturn, Obligation
from congdoan.obligations.queries import state_on

pytestmark = pytest.mark.django_db

GIVEN, DUE = date(2021, 8, 3), date(2021, 8, 16)
HEAD = Actor("head", "Trưởng ban", "PL-YT")


def asked(province: Province, *, due_on: date | None = DUE, **more: object) -> Duty:
    """An order of the sector union to the hospital and the clinic, given on 3 August 2021."""
    with clock.set_to(GIVEN):
        return actions.enter_spoken(
            giver=province.sector, bearers=[province.hospital, province.clinic], what="Lập tổ an toàn Covid-19",
            on=GIVEN, due_on=due_on, by=HEAD, **more,
        )  # type: ignore[arg-type]  # fmt: skip


def of(duty: Duty, unit: object) -> Obligation:
    return Obligation.objects.get(duty=duty, bearer=unit)  # type: ignore[misc]


def test_an_order_is_followed_to_its_end(province: Province) -> None:
    head = user("Hà Thị Thu", "officer", province.sector)
    owed = of(asked(province), province.hospital)
    with clock.set_to(date(2021, 8, 4)):
        actions.acknowledge(owed, by=province.lan)
    with clock.set_to(date(2021, 8, 18)):
        actions.begin(owed, by=province.lan)
        actions.finish(owed, on=date(2021, 8, 17), by=province.lan)
    with clock.set_to(date(2021, 8, 20)):
        owed = actions.verify(owed, by=HEAD)

    assert (owed.state, owed.done_on, owed.verified_on) == ("verified", date(2021, 8, 17), date(2021, 8, 20))
    assert [event.kind for event in owed.events.all()] == ["laid", "acknowledged", "begun", "done", "verified"]
    assert (
        Notice.objects.get(user=head).text
        == "CĐCS Bệnh viện Đa khoa Phong Lai báo đã làm xong: Lập tổ an toàn Covid-19"
    )
    assert AuditEntry.objects.filter(subject=f"obligation:{owed.key}").count() == 4


def test_nothing_was_done_before_it_was_asked(province: Province) -> None:
    """A slip in the year would make a late unit punctual, by whichever door it came."""
    owed = of(asked(province), province.hospital)
    with clock.set_to(date(2021, 8, 18)):
        with pytest.raises(Refused, match=r"có từ ngày 03/08/2021; ngày làm xong không thể trước đó"):
            actions.finish(owed, on=date(2020, 8, 17), by=province.lan)
        actions.finish(owed, on=owed.placed_on, by=province.lan)


def test_the_past_is_seen_as_it_was_known_then(province: Province) -> None:
    owed = of(asked(province), province.hospital)
    with clock.set_to(date(2021, 8, 18)):
        actions.finish(owed, on=date(2021, 8, 10), by=province.lan)
    with clock.set_to(date(2021, 8, 20)):
        owed = actions.send_back(owed, reason="Thiếu danh sách tổ viên", by=HEAD)

        seen = [state_on(owed, date(2021, 8, day)).state for day in (2, 12, 18, 20)]
    assert seen == ["", "delivered", "done", "returned"]


def test_nobody_confirms_their_own_work(province: Province) -> None:
    owed = of(asked(province), province.hospital)
    with clock.set_to(date(2021, 8, 10)):
        actions.finish(owed, on=date(2021, 8, 10), by=province.lan)
        for verb in (
            lambda: actions.verify(owed, by=province.lan),
            lambda: actions.waive(owed, reason="bận", by=province.lan),
            lambda: actions.send_back(owed, reason="sai", by=province.lan),
        ):
            with pytest.raises(NotAllowed, match="chính mình"):
                verb()
        actions.verify(owed, by=HEAD)


def test_what_came_back_is_done_again_and_the_reason_stays(province: Province) -> None:
    owed = of(asked(province), province.hospital)
    with clock.set_to(date(2021, 8, 10)):
        actions.finish(owed, on=date(2021, 8, 10), by=province.lan)
        with pytest.raises(Refused, match="lý do"):
            actions.send_back(owed, reason=" ", by=HEAD)
        actions.send_back(owed, reason="Thiếu danh sách tổ viên", by=HEAD)
        owed = actions.finish(owed, on=date(2021, 8, 10), by=province.lan)

    assert owed.state == "done"
    assert owed.events.get(kind="returned").note == "Thiếu danh sách tổ viên"


def test_work_not_yet_done_cannot_be_reported_done(province: Province) -> None:
    owed = of(asked(province), province.hospital)
    with clock.set_to(date(2021, 8, 10)), pytest.raises(Refused, match="11/08/2021 chưa tới"):
        actions.finish(owed, on=date(2021, 8, 11), by=province.lan)


def test_the_second_of_two_colleagues_sees_what_the_first_did(province: Province) -> None:
    owed = of(asked(province), province.hospital)
    shown = owed.version
    with clock.set_to(date(2021, 8, 10)):
        actions.acknowledge(owed, by=province.lan, version=shown)
        with pytest.raises(Changed, match="Lan vừa cập nhật") as refusal:
            actions.acknowledge(owed, by=Actor("hue", "Huệ", province.hospital.code), version=shown)
        assert refusal.value.theirs["Trạng thái"] == "Đã tiếp nhận"
        with pytest.raises(Refused, match=r"“Đã tiếp nhận” \(Lan, 10/08/2021\)"):
            actions.acknowledge(owed, by=Actor("hue", "Huệ", province.hospital.code))


def test_an_extension_moves_the_day_once_and_keeps_the_old_one(province: Province) -> None:
    owed = of(asked(province), province.hospital)
    with clock.set_to(date(2021, 8, 18)):
        for to in (date(2021, 8, 16), date(2021, 8, 10)):
            with pytest.raises(Refused, match="sau hạn hiện nay"):
                actions.extend(owed, to=to, reason="Nhận văn bản muộn", by=HEAD)
        with pytest.raises(Refused, match="đã qua"):
            actions.extend(owed, to=date(2021, 8, 17), reason="Nhận văn bản muộn", by=HEAD)
        owed = actions.extend(owed, to=date(2021, 8, 25), reason="Nhận văn bản muộn", by=HEAD)
        with pytest.raises(Refused, match="đã được gia hạn 1 lần"):
            actions.extend(owed, to=date(2021, 8, 30), reason="Vẫn muộn", by=HEAD)

    event = owed.events.get(kind="extended")
    assert (event.old_due, event.new_due, owed.due_on) == (DUE, date(2021, 8, 25), date(2021, 8, 25))
    assert owed.duty.due_on == DUE


def test_a_unit_may_allow_more_extensions_from_a_day_on(province: Province) -> None:
    rule = Parameter.objects.get(key="obligations.extensions_allowed", scope="")
    Parameter.objects.create(key=rule.key, scope=province.sector.code, value=2, valid=rule.valid)
    owed = of(asked(province), province.hospital)
    with clock.set_to(date(2021, 8, 10)):
        actions.extend(owed, to=date(2021, 8, 25), reason="Dịch lan rộng", by=HEAD)
        assert actions.extend(owed, to=date(2021, 8, 30), reason="Dịch lan rộng", by=HEAD).extensions == 2


def test_a_day_the_paper_did_not_give_is_set_for_all_who_still_owe(province: Province) -> None:
    duty = asked(province, due_on=None)
    with clock.set_to(date(2021, 8, 10)):
        actions.finish(of(duty, province.clinic), on=date(2021, 8, 9), by=Actor("hoa", "Hoa", province.clinic.code))
        with pytest.raises(Refused, match="chưa có hạn"):
            actions.extend(of(duty, province.hospital), to=DUE, reason="chậm", by=HEAD)
        with pytest.raises(Refused, match="đã qua"):
            actions.set_due(duty, due_on=date(2021, 8, 9), reason="Theo chỉ đạo", by=HEAD)
        [dated] = actions.set_due(duty, due_on=DUE, reason="Theo chỉ đạo của tỉnh", by=HEAD)
        with pytest.raises(Refused, match="đã có hạn"):
            actions.set_due(duty, due_on=date(2021, 8, 31), reason="lùi", by=HEAD)

    assert (dated.bearer_id, dated.due_on) == (province.hospital.pk, DUE)
    assert dated.events.get(kind="dated").note == "Theo chỉ đạo của tỉnh"
    assert of(duty, province.clinic).due_on is None


def test_nothing_happened_is_one_answer_and_can_be_taken_back(province: Province) -> None:
    owed = of(asked(province), province.hospital)
    with clock.set_to(date(2021, 8, 10)):
        nil = actions.nil_return(owed, by=province.lan)
        owed.refresh_from_db()
        assert (owed.state, owed.done_on) == ("done", date(2021, 8, 10))
        with pytest.raises(Refused, match="đã báo không phát sinh"):
            actions.nil_return(owed, by=province.lan)

        owed = actions.withdraw_nil(nil, by=province.lan)
        assert (owed.state, owed.done_on) == ("acknowledged", None)
        with pytest.raises(Refused, match="rút lại trước đó"):
            actions.withdraw_nil(nil, by=province.lan)
        actions.nil_return(owed, by=province.lan)
    assert NilReturn.objects.filter(obligation=owed, withdrawn_at=None).count() == 1


def test_a_taken_back_answer_stands_once_it_was_confirmed(province: Province) -> None:
    owed = of(asked(province), province.hospital)
    with clock.set_to(date(2021, 8, 10)):
        nil = actions.nil_return(owed, by=province.lan)
        actions.verify(owed, by=HEAD)
        with pytest.raises(Refused, match="Đã xác nhận"):
            actions.withdraw_nil(nil, by=province.lan)
    nil.refresh_from_db()
    assert nil.withdrawn_at is None


def test_a_bearer_is_reminded_once_a_day_whoever_asks(province: Province) -> None:
    duty = asked(province)
    owed = [of(duty, province.hospital), of(duty, province.clinic)]
    lan = user("Lan", "chair", province.hospital)
    Notice.objects.all().delete()
    with clock.set_to(date(2021, 8, 18)):
        actions.finish(owed[1], on=date(2021, 8, 18), by=Actor("hoa", "Hoa", province.clinic.code))
        first = actions.remind(owed, text="Kính đề nghị ghi nhận kết quả.", by=HEAD)
        second = actions.remind(owed, text="Nhắc lại.", by=Actor("ky", "Kỳ", province.sector.code))
        with pytest.raises(Refused, match="lời nhắc"):
            actions.remind(owed, text="  ", by=HEAD)
        with pytest.raises(Refused, match="không còn gì để nhắc"):
            actions.remind([owed[1]], text="Nhắc.", by=HEAD)
    with clock.set_to(date(2021, 8, 19)):
        third = actions.remind(owed, text="Nhắc lại.", by=HEAD)

    assert [reminder.obligation for reminder in first.sent] == [owed[0]]
    assert (second.sent, [reminder.sent_by_name for reminder in second.already]) == ([], ["Trưởng ban"])
    assert len(third.sent) == 1
    assert [notice.text for notice in lan.notices.all()] == ["Được nhắc: Lập tổ an toàn Covid-19"]


def test_who_may_do_what_is_answered_with_a_reason(province: Province) -> None:
    owed = of(asked(province), province.hospital)
    lan, head = user("Lan", "chair", province.hospital), user("Hà", "officer", province.sector)
    minh, hoa = user("Minh", "chair", province.top), user("Hoa", "chair", province.elsewhere)
    clerk = user("Thư", "clerk", province.sector)

    assert may_answer(lan, owed)
    assert may_judge(head, owed)
    assert may_extend(head, owed)
    assert "xác nhận, trả lại, gia hạn" in str(may_judge(lan, owed).reason)
    assert not may_answer(head, owed)
    assert not may_judge(minh, owed)
    assert not may_judge(clerk, owed)
    assert [visible_to(person).count() for person in (lan, head, minh, hoa)] == [1, 2, 2, 0]


def test_an_order_to_oneself_is_confirmed_by_nobody(province: Province) -> None:
    head = user("Hà", "officer", province.sector)
    with clock.set_to(GIVEN):
        duty = actions.enter_spoken(
            giver=province.sector, bearers=[province.sector], what="Tổng hợp báo cáo", on=GIVEN, by=HEAD
        )
    assert "không tự xác nhận" in str(may_judge(head, of(duty, province.sector)).reason)


def test_an_unclear_order_is_refused_beside_the_field_at_fault(province: Province) -> None:
    whole = {"giver": province.sector, "bearers": [province.hospital], "what": "Lập tổ", "on": GIVEN, "by": HEAD}
    faults = [
        ({"what": " "}, "what"),
        ({"bearers": []}, "bearers"),
        ({"on": date(2021, 8, 4)}, "on"),
        ({"due_on": date(2021, 8, 2)}, "due_on"),
    ]
    for fault, field in faults:
        with clock.set_to(GIVEN), pytest.raises(Refused) as refusal:
            actions.enter_spoken(**{**whole, **fault})  # type: ignore[arg-type]
        assert refusal.value.field == field
    assert Duty.objects.count() == 0


def test_an_ended_unit_cannot_be_given_work(province: Province) -> None:
    province.clinic.ended_on = date(2021, 7, 1)
    province.clinic.save()
    with pytest.raises(Refused, match="Nậm Sơn đã kết thúc hoạt động ngày 01/07/2021"):
        asked(province)
    assert Obligation.objects.count() == 0


def test_lists_are_adjectives(province: Province) -> None:
    duty = asked(province)
    with clock.set_to(date(2021, 8, 18)):
        actions.finish(of(duty, province.clinic), on=date(2021, 8, 18), by=HEAD)
        owed = Obligation.objects.open()
        assert [row.bearer_id for row in owed.overdue_on(date(2021, 8, 17))] == [province.hospital.pk]
        assert not owed.overdue_on(DUE)
        assert Obligation.objects.under(province.top).count() == 2
        assert Obligation.objects.under(province.hospital).count() == 1
        assert Obligation.objects.under(province.other_sector).count() == 0
        assert Obligation.objects.held_by(province.hospital).count() == 1
