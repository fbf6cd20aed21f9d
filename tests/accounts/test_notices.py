"""A notice is written with the change it tells of, and leaves the system only through channels that are switched on."""

from datetime import date
from pathlib import Path

import pytest
from django.core import mail
from django.db import transaction

from builders import Province, user
from congdoan.accounts import channels, notices
from congdoan.accounts.models import Notice, OutboxMessage, Role
from congdoan.accounts.outbox import ATTEMPTS, send_outbox
from congdoan.accounts.rules import Task
from congdoan.foundation.models import Parameter
from congdoan.foundation.periods import valid_from

pytestmark = pytest.mark.django_db


def switch_on(*names: str) -> None:
    Parameter.objects.filter(key="notices.channels").delete()
    Parameter.objects.create(key="notices.channels", value=list(names), valid=valid_from(date(2000, 1, 1)))


def test_those_who_answer_for_the_unit_are_told_once(province: Province) -> None:
    lan = user("Lan", Role.CHAIR, province.hospital)
    user("Người xem", Role.READER, province.hospital)
    user("Hoa", Role.CHAIR, province.clinic)

    for _again in range(2):
        notices.notify_unit(province.hospital, kind="obligations.laid", text="Có nhiệm vụ mới", link="/nhiem-vu/")

    assert [(notice.user, notice.text) for notice in Notice.objects.all()] == [(lan, "Có nhiệm vụ mới")]
    assert notices.mark_read(lan) == 1
    notices.notify_unit(province.hospital, kind="obligations.laid", text="Có nhiệm vụ mới", link="/nhiem-vu/")
    assert notices.unread(lan).count() == 1, "once looked at, the same words may come again"


def test_nothing_leaves_the_house_until_a_channel_is_switched_on(province: Province) -> None:
    lan = user("Lan", Role.CHAIR, province.hospital)
    notices.notify([lan], kind="test", text="Trong nhà")
    assert not OutboxMessage.objects.exists()

    switch_on("email")
    notices.notify([lan], kind="test", text="Không có địa chỉ")
    assert not OutboxMessage.objects.exists(), "no address, no message"
    lan.email = "lan@example.vn"
    lan.save()
    notices.notify([lan], kind="test", text="Có nhiệm vụ mới", link="/nhiem-vu/")
    assert send_outbox() == 1
    assert send_outbox() == 0
    assert [(letter.to, letter.body) for letter in mail.outbox] == [(["lan@example.vn"], "Có nhiệm vụ mới\n/nhiem-vu/")]


def test_a_change_taken_back_tells_nobody(province: Province) -> None:
    switch_on("file")
    lan = user("Lan", Role.CHAIR, province.hospital)

    with transaction.atomic():
        notices.notify([lan], kind="test", text="Chưa xảy ra")
        transaction.set_rollback(True)

    assert not OutboxMessage.objects.exists()


def test_a_message_that_cannot_be_sent_says_why_and_holds_up_nobody(
    province: Province, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    monkeypatch.setitem(channels.CHANNELS, "file", channels.FileChannel(blocked))
    monkeypatch.setitem(channels.CHANNELS, "second", channels.FileChannel(tmp_path / "open"))
    switch_on("file", "second")
    notices.notify([user("Lan", Role.CHAIR, province.hospital)], kind="test", text="Có nhiệm vụ mới")

    assert [send_outbox() for _round in range(ATTEMPTS + 1)] == [1, 0, 0, 0, 0, 0]

    stuck = OutboxMessage.objects.get(sent_at__isnull=True)
    assert (stuck.attempts, stuck.last_error.split(":")[0]) == (ATTEMPTS, "FileExistsError")
    [written] = (tmp_path / "open").iterdir()
    assert "Có nhiệm vụ mới" in written.read_text(encoding="utf-8")


def test_only_those_whose_role_includes_the_task_are_asked(province: Province) -> None:
    chair = user("Lan", Role.CHAIR, province.hospital)
    clerk = user("Văn thư", Role.CLERK, province.hospital)

    assert set(notices.role_holders(province.hospital, task=Task.ISSUE)) == {chair}
    assert set(notices.role_holders(province.hospital, task=Task.REGISTER)) == {chair, clerk}
