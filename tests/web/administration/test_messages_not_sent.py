"""A message that did not leave is seen by the administrator, with the reason, and sent again."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core import mail
from django.test import Client

from builders import Province, user
from congdoan.accounts import channels, notices
from congdoan.accounts.models import OutboxMessage, Role
from congdoan.accounts.outbox import ATTEMPTS, send_outbox
from congdoan.foundation.models import AuditEntry, Parameter
from congdoan.foundation.periods import valid_from

SignIn = Callable[..., Client]
URL = "/quan-tri/tin-gui/"


class Unreachable(channels.MailChannel):
    def send(self, message: OutboxMessage) -> None:
        raise ConnectionRefusedError("[Errno 111] Connection refused")


@pytest.fixture
def stuck(province: Province, monkeypatch: pytest.MonkeyPatch) -> OutboxMessage:
    """A letter to Lan of the hospital that the mail server would not take, tried until it rests."""
    Parameter.objects.filter(key="notices.channels").delete()
    Parameter.objects.create(key="notices.channels", value=["email"], valid=valid_from(date(2000, 1, 1)))
    lan = user("Lan", Role.CHAIR, province.hospital)
    lan.email = "lan@example.vn"
    lan.save()
    notices.notify([lan], kind="test", text="Có nhiệm vụ mới")
    with monkeypatch.context() as down:
        down.setitem(channels.CHANNELS, "email", Unreachable())
        for _round in range(ATTEMPTS):
            assert send_outbox() == 0
    return OutboxMessage.objects.get()


def test_why_it_did_not_go_out_is_said_and_it_goes_out_when_sent_again(
    province: Province, stuck: OutboxMessage, sign_in: SignIn
) -> None:
    admin = sign_in("Minh", Role.ADMINISTRATOR, province.top)
    seen = admin.get(URL).content.decode()
    for words in ("Lan", "lan@example.vn", "Có nhiệm vụ mới", "Không kết nối được máy chủ thư", "đã thôi gửi"):
        assert words in seen
    assert "1 tin cần xem" in admin.get("/quan-tri/").content.decode()
    assert send_outbox() == 0, "it rests until somebody looks"

    nothing = admin.post(URL, follow=True).content.decode()
    assert "Hãy chọn ít nhất một tin" in nothing
    stuck.notice.user.email = "lan.moi@example.vn"
    stuck.notice.user.save()
    done = admin.post(URL, {"keys": f"{stuck.notice.key}@email"}, follow=True).content.decode()

    assert "1 tin sẽ được gửi lại" in done
    assert "1 tin đang chờ gửi" in done
    assert send_outbox() == 1
    assert [letter.to for letter in mail.outbox] == [["lan.moi@example.vn"]], "the address mended meanwhile"
    assert "tới Lan" in AuditEntry.objects.get(action="accounts.message.sent_again").sentence
    assert "Không có tin nào gửi hỏng" in admin.get(URL).content.decode()


def test_messages_of_another_house_are_not_shown_nor_sent(
    province: Province, stuck: OutboxMessage, sign_in: SignIn
) -> None:
    hoa = sign_in("Hoa", Role.ADMINISTRATOR, province.elsewhere)

    assert "lan@example.vn" not in hoa.get(URL).content.decode()
    hoa.post(URL, {"keys": f"{stuck.notice.key}@email"})
    stuck.refresh_from_db()
    assert stuck.attempts == ATTEMPTS
    assert sign_in("Văn thư", Role.CLERK, province.top).get(URL).status_code == 403
