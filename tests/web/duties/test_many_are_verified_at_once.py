"""Hà at the sector union looks through what the units report done, and nods to several at once."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client

from builders import Province
from congdoan.accounts.models import Role
from congdoan.foundation import clock
from congdoan.obligations import actions
from congdoan.obligations.models import Obligation, ObligationState
from desk.orders import SAO

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]
TODAY = date(2024, 9, 16)
LIST = "/nhiem-vu/cho-xac-nhan/"


@pytest.fixture
def done(province: Province) -> Iterator[list[Obligation]]:
    """Two units have made their lists; one of them says that nothing happened."""
    with clock.set_to(TODAY):
        duty = actions.enter_spoken(
            giver=province.sector, bearers=[province.hospital, province.clinic], what="Lập danh sách", on=TODAY, by=SAO
        )
        rows = list(duty.obligations.order_by("pk"))
        actions.finish(rows[0], on=TODAY, by=province.lan)
        actions.nil_return(rows[1], by=SAO)
        yield [Obligation.objects.get(pk=row.pk) for row in rows]


@pytest.fixture
def ha(province: Province, done: list[Obligation], sign_in: SignIn) -> Client:
    return sign_in("Hà", Role.OFFICER, province.sector)


def test_each_line_says_what_stands_behind_it_and_nothing_is_ticked_beforehand(ha: Client) -> None:
    page = ha.get(LIST).content.decode()
    assert "báo không phát sinh" in page
    assert "không ghi nhận kèm theo" in page
    assert " checked" not in page.split('id="waiting"')[1]


def test_those_ticked_are_verified_and_the_others_wait(ha: Client, done: list[Obligation]) -> None:
    first, second = done
    answer = ha.post(LIST, {"keys": [f"{first.key}@{first.version}"]}, follow=True).content.decode()
    assert "Đã xác nhận 1 nhiệm vụ" in answer
    states = [Obligation.objects.get(pk=row.pk).state for row in done]
    assert states == [ObligationState.VERIFIED, ObligationState.DONE]
    assert second.key in answer
    assert first.key not in answer.split('id="waiting"')[1]


def test_what_somebody_took_back_meanwhile_does_not_hold_the_others_back(
    ha: Client, done: list[Obligation], province: Province
) -> None:
    shown = [f"{row.key}@{row.version}" for row in done]
    actions.reopen(done[0], reason="Còn thiếu", by=province.lan)
    answer = ha.post(LIST, {"keys": shown}, follow=True).content.decode()
    assert "Đã xác nhận 1 nhiệm vụ" in answer
    assert "vừa cập nhật nhiệm vụ này" in answer
    states = [Obligation.objects.get(pk=row.pk).state for row in done]
    assert states == [ObligationState.IN_PROGRESS, ObligationState.VERIFIED]


def test_an_inspector_looks_and_nods_to_nothing(province: Province, done: list[Obligation], sign_in: SignIn) -> None:
    inspector = sign_in("Kiểm", Role.INSPECTOR, province.sector)
    page = inspector.get(LIST).content.decode()
    assert "Lập danh sách" in page
    assert "Xác nhận các việc đã chọn" not in page
    assert inspector.post(LIST, {"keys": [f"{done[0].key}@{done[0].version}"]}).status_code == 403
    assert Obligation.objects.get(pk=done[0].pk).state == ObligationState.DONE


def test_a_unit_below_has_nothing_to_nod_to(province: Province, done: list[Obligation], sign_in: SignIn) -> None:
    lan = sign_in("Lan", Role.CHAIR, province.hospital)
    assert "Không có việc nào chờ xác nhận" in lan.get(LIST).content.decode()


def test_the_list_costs_no_more_for_many(ha: Client, django_assert_max_num_queries: Callable[[int], object]) -> None:
    with django_assert_max_num_queries(24):  # type: ignore[attr-defined]
        ha.get(LIST)
