"""Who may do what comes from dated rows: granted by someone else, ended and never rubbed out."""

from datetime import date

import pytest

from builders import Province, user
from congdoan.accounts import access, actions, tokens
from congdoan.accounts.models import Role, User
from congdoan.accounts.rules import TASKS_OF_ROLE, Task
from congdoan.foundation import clock
from congdoan.foundation.errors import NotAllowed, NotFound, Refused
from congdoan.foundation.models import AuditEntry

MAY_1, JUNE_1, JULY_1 = date(2024, 5, 1), date(2024, 6, 1), date(2024, 7, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_may() -> object:
    with clock.set_to(MAY_1):
        yield


def open_account(province: Province, name: str = "hoa.nguyen") -> User:
    return actions.create_account(name, name="Nguyễn Thị Hoa", by=province.minh)[0]


def test_a_new_account_opens_with_a_password_used_once_and_no_rights(province: Province) -> None:
    hoa, password = actions.create_account("Hoa.Nguyen ", name="Nguyễn Thị Hoa", by=province.minh)

    assert hoa.username == "hoa.nguyen"
    assert hoa.check_password(password)
    assert hoa.must_change_password
    assert not access.may(hoa, Task.READ, at=province.hospital)
    with pytest.raises(Refused, match="đã có người dùng"):
        actions.create_account("HOA.nguyen", name="Lê Hoa", by=province.minh)


def test_a_role_holds_from_its_first_day_to_the_day_before_its_end(province: Province) -> None:
    hoa = open_account(province)
    holding = actions.grant_role(hoa, Role.CHAIR, unit=province.hospital, since=JUNE_1, by=province.minh)

    assert not access.may(hoa, Task.ISSUE, at=province.hospital)
    assert access.may(hoa, Task.ISSUE, at=province.hospital, on=JUNE_1)
    actions.end_role(holding, on=JULY_1, by=province.minh)
    assert access.may(hoa, Task.ISSUE, at=province.hospital, on=date(2024, 6, 30))
    refused = access.may(hoa, Task.ISSUE, at=province.hospital, on=JULY_1)
    assert not refused
    assert "chưa có vai trò" in str(refused.reason)
    with pytest.raises(Refused, match="đã kết thúc từ 01/07/2024"):
        actions.end_role(holding, on=date(2024, 8, 1), by=province.minh)


def test_nobody_holds_the_same_role_twice_or_grants_one_to_themselves(province: Province) -> None:
    hoa = open_account(province)
    actions.grant_role(hoa, Role.CLERK, unit=province.hospital, since=MAY_1, until=JULY_1, by=province.minh)

    with pytest.raises(Refused, match="đã giữ vai trò Văn thư"):
        actions.grant_role(hoa, Role.CLERK, unit=province.hospital, since=JUNE_1, by=province.minh)
    with pytest.raises(NotAllowed, match="Không tự giao"):
        actions.grant_role(hoa, Role.ADMINISTRATOR, unit=province.top, since=MAY_1, by=hoa.acting(province.hospital))
    actions.grant_role(hoa, Role.CLERK, unit=province.hospital, since=JULY_1, by=province.minh)
    assert [entry.sentence for entry in AuditEntry.objects.filter(subject=f"account:{hoa.key}")][:1] == [
        "Giao vai trò Văn thư tại CĐCS Bệnh viện Đa khoa Phong Lai cho Nguyễn Thị Hoa từ 01/07/2024."
    ]


def test_a_chair_on_leave_lends_the_chair_for_dated_days(province: Province) -> None:
    lan = user("Lan", Role.CHAIR, province.hospital)
    hoa = open_account(province)
    chair = lan.holdings.get()

    with pytest.raises(Refused, match="Ngày hết vai trò"):
        actions.delegate(chair, to=hoa, since=JULY_1, until=JUNE_1, by=lan.acting(province.hospital))
    lent = actions.delegate(chair, to=hoa, since=JUNE_1, until=JULY_1, by=lan.acting(province.hospital))

    assert access.may(hoa, Task.SIGN_REPORT, at=province.hospital, on=JUNE_1)
    assert not access.may(hoa, Task.SIGN_REPORT, at=province.hospital, on=JULY_1)
    with pytest.raises(Refused, match="không ủy quyền tiếp"):
        actions.delegate(lent, to=lan, since=JUNE_1, until=JULY_1, by=hoa.acting(province.hospital))


def test_what_was_lent_ends_with_the_role_it_was_lent_from(province: Province) -> None:
    lan = user("Lan", Role.CHAIR, province.hospital)
    hoa = open_account(province)
    chair = lan.holdings.get()
    actions.delegate(chair, to=hoa, since=MAY_1, until=JULY_1, by=lan.acting(province.hospital))
    own = actions.grant_role(hoa, Role.CLERK, unit=province.hospital, since=MAY_1, by=province.minh)

    actions.end_role(chair, on=JUNE_1, by=province.minh)

    assert access.may(hoa, Task.SIGN_REPORT, at=province.hospital, on=MAY_1)
    assert not access.may(hoa, Task.SIGN_REPORT, at=province.hospital, on=JUNE_1)
    own.refresh_from_db()
    assert own.valid.upper is None
    assert [entry.sentence for entry in AuditEntry.objects.filter(subject=f"account:{hoa.key}")][:1] == [
        "Kết thúc vai trò Chủ tịch công đoàn tại CĐCS Bệnh viện Đa khoa Phong Lai của Nguyễn Thị Hoa từ 01/06/2024."
    ]


def test_an_administrator_does_not_come_by_a_chair_by_lending_it_to_themselves(province: Province) -> None:
    lan = user("Lan", Role.CHAIR, province.hospital)
    admin = user("Quản trị", Role.ADMINISTRATOR, province.hospital)

    with pytest.raises(NotAllowed, match="Không tự giao"):
        actions.delegate(lan.holdings.get(), to=admin, since=MAY_1, until=JULY_1, by=admin.acting(province.hospital))
    assert not access.may(admin, Task.APPROVE_PAYMENT, at=province.hospital)


def test_who_gets_a_key_made_for_them_is_told(province: Province) -> None:
    """A key acts as its user; one made behind their back would sign in their name."""
    lan = user("Lan", Role.CHAIR, province.hospital)

    tokens.issue_token(lan, name="Máy của tôi", until=JULY_1, by=lan.acting(province.hospital))
    assert not lan.notices.exists()
    tokens.issue_token(lan, name="Đồng bộ", until=JULY_1, by=province.minh)
    assert "Minh vừa cấp khóa “Đồng bộ”" in lan.notices.get().text


def test_a_forgotten_password_is_reset_and_a_closed_account_opens_no_door(province: Province) -> None:
    hoa = open_account(province)
    actions.grant_role(hoa, Role.READER, unit=province.hospital, since=MAY_1, by=province.minh)

    assert hoa.check_password(actions.reset_password(hoa, by=province.minh))
    with pytest.raises(NotAllowed, match="Không tự đóng"):
        actions.deactivate(hoa, reason="thử", by=hoa.acting(None))
    actions.deactivate(hoa, reason="nghỉ việc", by=province.minh)
    assert not access.may(hoa, Task.READ, at=province.hospital)
    with pytest.raises(Refused, match="đã đóng"):
        actions.reset_password(hoa, by=province.minh)
    actions.reactivate(hoa, by=province.minh)
    assert access.may(hoa, Task.READ, at=province.hospital)


def test_the_inspector_reads_everything_below_and_changes_nothing(province: Province) -> None:
    tuan = user("Tuấn", Role.INSPECTOR, province.sector)
    changing = {task for task in Task if not task.code.startswith(("see", "read"))}

    assert not TASKS_OF_ROLE[Role.INSPECTOR] & changing
    assert all(access.may(tuan, task, at=province.hospital) for task in (Task.READ, Task.READ_NAMES, Task.SEE_LOG))
    assert not access.may(tuan, Task.READ, at=province.other_sector)


def test_the_confederation_sees_units_and_totals_but_nobodys_name(province: Province) -> None:
    office = user("Tổng Liên đoàn", Role.CONFEDERATION, province.top)

    assert access.may(office, Task.SEE_TOTALS, at=province.hospital)
    assert not access.may(office, Task.READ, at=province.hospital)
    assert not access.may(office, Task.READ_NAMES, at=province.hospital)


def test_the_tree_is_open_within_the_house_and_closed_to_strangers(province: Province) -> None:
    lan = user("Lan", Role.CHAIR, province.hospital)
    hoa = user("Hoa", Role.CHAIR, province.elsewhere)

    assert access.unit_for_viewing(lan, "PL-YT-NS") == province.clinic
    with pytest.raises(NotFound):
        access.unit_for_viewing(hoa, "PL-YT-NS")
    with pytest.raises(NotAllowed, match="Quản trị hệ thống"):
        access.unit_for_organising(lan, "PL-YT-NS")


def test_an_administrator_stays_below_and_does_not_reach_who_stands_above(province: Province) -> None:
    admin = user("Quản trị ngành", Role.ADMINISTRATOR, province.sector)
    chief = user("Chủ tịch tỉnh", Role.CHAIR, province.top)
    nurse = user("Điều dưỡng", Role.OFFICER, province.hospital)
    stranger = user("Người nơi khác", Role.OFFICER, province.elsewhere)

    assert access.account_for_administering(admin, nurse.key) == nurse
    for unseen in (chief, stranger):
        with pytest.raises(NotFound):
            access.account_for_administering(admin, unseen.key)
    actions.grant_role(chief, Role.OFFICER, unit=province.sector, since=MAY_1, by=admin.acting(province.sector))
    with pytest.raises(NotAllowed, match="ngoài phạm vi quản trị"):
        access.account_for_administering(admin, chief.key)


def test_the_log_shows_what_was_done_in_the_units_one_answers_for(province: Province) -> None:
    lan = user("Lan", Role.CHAIR, province.hospital)
    nurse = user("Điều dưỡng", Role.OFFICER, province.hospital)
    actions.create_account("mot", name="Một", by=lan.acting(province.hospital))
    actions.create_account("hai", name="Hai", by=province.minh)

    assert {entry.actor_name for entry in access.visible_log(lan)} == {"Lan"}
    assert not access.visible_log(nurse).exists()
