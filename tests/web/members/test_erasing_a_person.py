"""On the screens: Lan enters Mai's request, the chair carries it out, and no page of theirs says her name any more."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from builders import Province
from congdoan.accounts.models import Role
from congdoan.forgetting.models import ForgetRequest, RequestState
from congdoan.forgetting.queries import open_words
from congdoan.foundation import clock
from congdoan.foundation.forgetting import ANONYMOUS
from congdoan.membership.actions import end
from congdoan.membership.importing import take
from congdoan.membership.models import EndCause, MemberImport
from congdoan.organisation.models import Person
from congdoan.web.members.views.forgetting import ROOMS
from membership.sheets import plain_sheet
from membership_stories import one_member

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
ASKED = {"basis": "person", "on": "2024-12-19", "reason": "Đơn của chị Lò Thị Mai, đã gặp"}


@pytest.fixture(autouse=True)
def in_2024() -> Iterator[None]:
    with clock.set_to(date(2024, 12, 20)):
        yield


@pytest.fixture
def mai(province: Province) -> Person:
    return one_member(province)


def test_a_request_is_entered_by_one_and_carried_out_by_another(
    province: Province, mai: Person, sign_in: SignIn
) -> None:
    officer = sign_in("Người 1", Role.OFFICER, province.hospital)
    chair, administrator = (
        sign_in("Người 2", Role.CHAIR, province.top),
        sign_in("Người 3", Role.ADMINISTRATOR, province.top),
    )
    ask = reverse("members:forget", args=[mai.key])
    assert "đang là đoàn viên" in officer.get(ask).content.decode()
    assert "Đề nghị xóa thông tin cá nhân" in officer.get(reverse("members:member", args=[mai.key])).content.decode()
    assert administrator.get(ask).status_code == 404
    officer.post(ask, ASKED)
    request = ForgetRequest.objects.get()
    address = reverse("members:forget_request", args=[request.key])
    assert "cần người thứ hai" in officer.get(address).content.decode()
    shown = administrator.get(address).content.decode()
    assert "L. T. M." in shown
    assert "Lò Thị Mai" not in shown
    assert "Xóa vĩnh viễn" not in shown  # she is still a member
    assert "Lò Thị Mai" in chair.get(reverse("members:forgetting")).content.decode()
    sure = {"version": request.version, "sure": "on"}
    assert officer.post(address, sure).status_code == 403
    assert "Còn vướng" in chair.post(address, sure).content.decode()

    end(mai, cause=EndCause.LEFT_JOB, on=date(2024, 12, 19), by=province.lan)
    take(plain_sheet([(1, "Lò Thị Mai", "", "")]), name="ds.xlsx", under=province.hospital, since=date(2024, 12, 19),
         by=province.lan)  # fmt: skip
    take(b"khong phai bang tinh", name="cu.xls", under=province.hospital, since=date(2024, 12, 19), by=province.lan)
    MemberImport.objects.update(state="committed")
    assert "có tên người này sẽ bị hủy cả tệp" not in officer.get(address).content.decode()
    shown = administrator.get(address).content.decode()
    assert "1 danh sách đoàn viên đã tải lên có tên người này sẽ bị hủy cả tệp" in shown
    assert "Danh sách đã tải lên mà không đọc được" in shown
    assert "theo quy định" not in shown  # nothing is kept by rule
    assert "Xóa vĩnh viễn" in shown
    assert chair.post(address, {"version": request.version}).status_code == 200  # the box is not ticked
    assert chair.post(address, sure).status_code == 302
    request.refresh_from_db()
    assert request.state == RequestState.DONE
    pages = [address, reverse("members:forgetting"), reverse("members:member", args=[mai.key]), reverse("members:list")]
    for client in (officer, chair):
        for page in pages:
            assert "Lò Thị Mai" not in client.get(page).content.decode()
    file = officer.get(reverse("members:member", args=[mai.key])).content.decode()
    assert ANONYMOUS in file
    assert "đã được xóa ngày 20/12/2024" in file
    assert "Sửa hồ sơ" not in file


def test_it_may_be_declined_or_taken_back_with_a_reason(province: Province, mai: Person, sign_in: SignIn) -> None:
    officer, chair = sign_in("Người 4", Role.OFFICER, province.hospital), sign_in("Người 5", Role.CHAIR, province.top)
    for name, client, state in (
        ("refuse_to_forget", chair, RequestState.REFUSED),
        ("withdraw_forgetting", officer, RequestState.WITHDRAWN),
    ):
        officer.post(reverse("members:forget", args=[mai.key]), ASKED)
        request = ForgetRequest.objects.waiting().get()
        address = reverse(f"members:{name}", args=[request.key])
        other = officer if client is chair else chair
        assert other.get(address).status_code == 403
        assert client.post(address, {"reason": " "}).status_code == 200
        client.post(address, {"reason": "Chưa xác minh được"})
        request.refresh_from_db()
        assert request.state == state
        assert (
            "Chưa xác minh được" in officer.get(reverse("members:forget_request", args=[request.key])).content.decode()
        )


def test_every_room_where_a_name_may_stand_is_told_in_words() -> None:
    assert {room for room, _table, _columns in open_words()} <= ROOMS.keys()


def test_only_those_concerned_see_requests(province: Province, mai: Person, sign_in: SignIn) -> None:
    sign_in("Người 6", Role.OFFICER, province.hospital).post(reverse("members:forget", args=[mai.key]), ASKED)
    address = reverse("members:forget_request", args=[ForgetRequest.objects.get().key])
    for role, unit in (
        (Role.CLERK, province.hospital),
        (Role.CHAIR, province.clinic),
        (Role.CHAIR, province.elsewhere),
    ):
        assert sign_in(f"{role} {unit.code}", role, unit).get(address).status_code == 404
    assert sign_in("Người 8", Role.CLERK, province.hospital).get(reverse("members:forgetting")).status_code == 403
